using CivPractice.Platform.Callers;
using CivPractice.Report.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Report.Tests.FourOwners;

namespace CivPractice.Report.Tests.Checks;

[Collection(nameof(FourOwners))]
public sealed class CheckServiceTests(FourOwners running)
{
    static DrawSampleRequest Draw(string seed = "20260302", int size = 3) => new() { Kind = SampleKind.Sessions, From = "2021-01-01", To = "2021-12-31", Size = size, Seed = seed };

    [Fact]
    public async Task A_sample_is_drawn_from_the_real_rows_and_by_anybody_again()
    {
        const string county = "182101";
        for (var at = 0; at < 7; at++) await running.LectureAsync(county, new DateTimeOffset(2021, 3, 1 + at, 1, 0, 0, TimeSpan.Zero), 10 + at);
        Caller Checker() => Callers.Staff(Role.SpotChecker, county: county);
        var sample = await running.Checks.DrawSampleAsync(Draw(), running.As(Checker()));
        Assert.Equal((7, 3), (sample.Population, sample.Rows.Count));
        var again = await running.Checks.DrawSampleAsync(Draw(), running.As(Checker()));
        Assert.Equal((sample.PopulationHash, sample.Rows), (again.PopulationHash, again.Rows));
        Assert.Equal(sample.Rows, (await running.Checks.GetSampleAsync(new() { Id = sample.Id }, running.As(Checker()))).Rows);
        Assert.Equal([again.Id, sample.Id], (await running.Checks.ListSamplesAsync(new(), running.As(Checker()))).Samples.Select(each => each.Id));

        await running.LectureAsync(county, new DateTimeOffset(2021, 4, 1, 1, 0, 0, TimeSpan.Zero), 1);
        Assert.NotEqual(sample.PopulationHash, (await running.Checks.DrawSampleAsync(Draw(), running.As(Checker()))).PopulationHash);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Checks.GetSampleAsync(new() { Id = sample.Id }, running.As(Callers.Staff(Role.SpotChecker, county: "182102"))))).Code);
        // Whoever records does not choose what is checked.
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(async () => await running.Checks.DrawSampleAsync(Draw(), running.As(Office(county))))).Code);
    }

    [Fact]
    public async Task Sites_of_which_nothing_was_recorded_are_named_and_nobody_is_ranked()
    {
        const string county = "182201";
        string Row(string site, string measure, string day) => $"('{county}', '{measure}', date '{day}', '{site}', '', 1)";
        await running.Organization.RollUpAsync($"values {Row(county, "sites.running", "2020-01-01")}, {Row(county + "001", "sites.running", "2020-01-01")}, {Row(county + "001801", "sites.running", "2020-01-01")}, {Row(county + "001802", "sites.running", "2020-01-01")}");
        await running.Activity.RollUpAsync($"values {Row(county + "001801", "activities.completed", "2021-03-05")}");
        await running.Lecture.RollUpAsync($"values {Row(county, "lectures.held", "2021-03-05")}, {Row(county + "001802", "lectures.held", "2022-03-05")}");
        var answer = await running.Checks.GetUnderRecordingAsync(new() { From = "2021-01-01", To = "2021-12-31" }, running.As(Office(county)));
        Assert.Equal((4, 0), (answer.Running, answer.Missing.Count));
        Assert.Equal([county + "001", county + "001802"], answer.Sites);
        Assert.Equal((county, 2, 4), (answer.Counties.Single().County, answer.Counties.Single().Value, answer.Counties.Single().Of));
        Assert.Equal("FUTURE_PERIOD", (await RefusedAsync(async () => await running.Checks.GetUnderRecordingAsync(new() { From = "2021-01-01", To = "2150-12-31" }, running.As(Office(county))))).Reason);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Checks.GetUnderRecordingAsync(new() { Prefix = "182202", From = "2021-01-01", To = "2021-12-31" }, running.As(Office(county))))).Code);
    }

    [Fact]
    public async Task The_burden_is_what_was_typed_by_hand_over_the_sites_that_run()
    {
        const string county = "182301";
        await running.Organization.RollUpAsync($"values ('{county}', 'sites.running', date '2020-01-01', '{county}', '', 4)");
        await running.LectureAsync(county, new DateTimeOffset(2021, 3, 5, 1, 0, 0, TimeSpan.Zero), 9);
        var today = Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System));
        var burden = await running.Checks.GetBurdenAsync(new() { From = today, To = today }, running.As(Office(county)));
        // A team, a session, and that it was held.
        var fields = new Dictionary<string, int> { ["session.create"] = 13, ["lecturer-team.create"] = 6, ["session.hold"] = 2 };
        Assert.Equal(fields.Select(form => (form.Key, 1L, form.Value)), burden.Forms.Select(form => (form.Action, form.Deeds, form.Fields)));
        var month = Assert.Single(burden.Months);
        Assert.Equal((3, 21, 0, 53, 4), (month.Deeds, month.Fields, month.Batches, month.TenthsPerSite, burden.RunningSites));
        Assert.Empty(burden.Missing);
        Assert.Empty((await running.Checks.GetBurdenAsync(new() { From = today, To = today }, running.As(Office("182302")))).Months);
        // A session and a lecturers' team both ask for a site: two forms of one owner, each sent once.
        var asked = (await running.Checks.ListRepeatedQuestionsAsync(new() { From = today, To = today }, running.As(Office(county)))).Questions.Single(question => question.Field == "site");
        Assert.Equal(2, asked.Typed);
        Assert.Equal([("CreateLecturerTeam", 1L), ("CreateSession", 1L)], asked.Forms.Where(form => form.Deeds > 0).Select(form => (form.Method, form.Deeds)));
    }

    [Fact]
    public async Task The_evidence_for_a_clause_holds_numbers_definitions_and_rows()
    {
        const string county = "182401";
        await running.LectureAsync(county, new DateTimeOffset(2021, 3, 5, 1, 0, 0, TimeSpan.Zero), 55);
        async Task<HttpResponseMessage> AskAsync(string query, Caller by) => await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/evidence?year=2021&{query}", by));
        using var answer = await AskAsync($"clause={Uri.EscapeDataString("经常开展理论宣讲")}&indicators=F23&indicators=F15", Office(county));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        string Read(string name)
        {
            using var text = new StreamReader(zip.GetEntry(name)!.Open());
            return text.ReadToEnd();
        }
        Assert.Equal(["F23 理论宣讲.csv", "目录.csv", "说明.txt"], zip.Entries.Select(entry => entry.FullName));
        Assert.Contains("条款：经常开展理论宣讲", Read("说明.txt"), StringComparison.Ordinal);
        Assert.Contains("F23 理论宣讲：1场（2021年；", Read("说明.txt"), StringComparison.Ordinal);
        Assert.Contains("宣讲55人", Read("F23 理论宣讲.csv"), StringComparison.Ordinal);
        // The index says of each list what it holds: its rows and the hash of its bytes.
        var index = Read("目录.csv").Split("\r\n");
        string Hash(string name)
        {
            using var bytes = zip.GetEntry(name)!.Open();
            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        }
        Assert.Contains(index, line => line.StartsWith("F23 理论宣讲.csv,F23,", StringComparison.Ordinal) && line.Contains($",1,{Hash("F23 理论宣讲.csv")},", StringComparison.Ordinal));
        Assert.Contains($"目录校验码（目录.csv 的 SHA-256）：{Hash("目录.csv")}", Read("说明.txt"), StringComparison.Ordinal);
        using var empty = await AskAsync("clause=", Office(county));
        Assert.Equal("REQUIRED", User.Reason(await empty.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task The_evidence_holds_photos_and_names_what_it_leaves_out()
    {
        const string county = "182402";
        await running.Organization.SqlAsync($"insert into practice_site (county, code, name, tier, parent, status, kind, address, phone, opening_hours, seats, opened_on, successor, neighbourhoods, residents, version) "
            + $"select '{county}', '{county}001' || n, '测试站' || n, 3, '{county}001', 1, 0, '', '', '', 0, date '2020-01-01', '', 0, 0, 1 from unnest(array['001', '002']) n");
        foreach (var number in new[] { 1, 2 })
        {
            using var brought = await running.Organization.Http.SendAsync(running.Organization.Request(HttpMethod.Post, $"/api/sites/{county}00100{number}/photos", Office(county), TestPhoto.Form(TestPhoto.Png(number), alt: "大门/牌子")));
            Assert.True(brought.IsSuccessStatusCode, await brought.Content.ReadAsStringAsync());
        }
        // One whose content the store has not.
        await running.Organization.SqlAsync($"update photo set hash = repeat('1', 64) where county = '{county}' and subject = '{county}001002'");

        Assert.Equal(2, (await running.Evidence.GetEvidenceAsync(new() { Clause = "实践站", Indicators = { "F05" }, Year = 2021 }, running.As(Office(county)))).Parts.Single().Files);
        using var answer = await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/evidence?year=2021&clause={Uri.EscapeDataString("实践站")}&indicators=F05&indicators=F04", Office(county)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        string Read(string name)
        {
            using var text = new StreamReader(zip.GetEntry(name)!.Open());
            return text.ReadToEnd();
        }
        Assert.Contains("附件/001 测试站001 大门牌子.jpg", zip.Entries.Select(entry => entry.FullName));
        Assert.Single(zip.Entries, entry => entry.FullName.StartsWith("附件/", StringComparison.Ordinal));
        using var photo = zip.GetEntry("附件/001 测试站001 大门牌子.jpg")!.Open();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(photo));
        var index = Read("目录.csv");
        Assert.Contains($"附件/001 测试站001 大门牌子.jpg,F05,测试站001：大门/牌子,,,,,,,{hash},", index, StringComparison.Ordinal);
        Assert.Contains("未收入的附件.csv,,没有收入材料包的附件,,,,,,1,", index, StringComparison.Ordinal);
        Assert.Contains("F05,测试站002,大门/牌子.jpg,", Read("未收入的附件.csv"), StringComparison.Ordinal);
        Assert.Contains("暂时取不到", Read("未收入的附件.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_evidence_holds_the_photos_of_the_activities_and_lectures_that_its_rows_count()
    {
        const string county = "182403";
        async Task PhotoAsync(ServiceUnderTest owner, string path, int number, string alt, string people = "NOBODY")
        {
            using var brought = await owner.Http.SendAsync(running.Organization.Request(HttpMethod.Post, path, Office(county), TestPhoto.Form(TestPhoto.Png(number), alt, people)));
            Assert.True(brought.IsSuccessStatusCode, await brought.Content.ReadAsStringAsync());
        }
        foreach (var (month, alt) in new[] { (3, "院子里坐满了人"), (12, "后一年的场子") })
            await PhotoAsync(running.Lecture, $"/api/sessions/{(await running.LectureAsync(county, new DateTimeOffset(month == 12 ? 2022 : 2021, 3, 5, 1, 0, 0, TimeSpan.Zero), 20 + month)).Id}/photos", month, alt);
        await running.Activity.SqlAsync($"insert into known_site (county, code, name, tier, parent, version) values ('{county}', '{county}', '中心', 1, '', 1); insert into known_association (county, number, name, site, version) values ('{county}', '51140100TEST', '爱心协会', '{county}', 1)");
        await running.ActivityAsync(county, county, "清扫街道", 5);
        await running.ActivityAsync(county, county, "协会助学", 3, by: "51140100TEST");
        foreach (var activity in (await new Activity.V1.Activities.ActivitiesClient(running.Activity.Channel).ListActivitiesAsync(new() { Prefix = county }, running.As(Office(county)))).Activities)
        {
            await PhotoAsync(running.Activity, $"/api/activities/{activity.Id}/photos", 1, $"{activity.Title}的现场", "CONSENT_GIVEN");
            // Whoever has not been asked is in no file that leaves.
            await PhotoAsync(running.Activity, $"/api/activities/{activity.Id}/photos", 2, "没问过的人", "CONSENT_MISSING");
        }

        var parts = (await running.Evidence.GetEvidenceAsync(new() { Clause = "活动和宣讲", Indicators = { "F21", "F23", "R02" }, Year = 2021 }, running.As(Office(county)))).Parts;
        Assert.Equal([("F21", 1, 1), ("F23", 1, 1), ("R02", 1, 1)], parts.Select(part => (part.Key, (int)part.Rows, part.Files)));
        using var answer = await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/evidence?year=2021&clause={Uri.EscapeDataString("活动和宣讲")}&indicators=F21&indicators=F23&indicators=R02", Office(county)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var zip = new System.IO.Compression.ZipArchive(await answer.Content.ReadAsStreamAsync());
        // The association's activity is another figure's, and the lecture of 2022 another year's; two numbers of the same rows hold a photo once.
        string[] photos = ["附件/001 清扫街道 清扫街道的现场.jpg", "附件/002 宣讲23人 院子里坐满了人.jpg"];
        Assert.Equal(photos, zip.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("附件/", StringComparison.Ordinal)));
        using var text = new StreamReader(zip.GetEntry("目录.csv")!.Open());
        var index = await text.ReadToEndAsync();
        foreach (var (name, line) in photos.Zip(["F21,清扫街道：清扫街道的现场", "F23,宣讲23人：院子里坐满了人"]))
        {
            using var photo = zip.GetEntry(name)!.Open();
            Assert.Contains($"{name},{line},,,,,,,{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(photo))},", index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_in_the_bundle_has_a_name_that_every_file_system_takes()
    {
        Assert.Equal("附件/007 大村站 大门.jpg", Report.Evidence.ClauseFiles.Name(7, new() { Of = "大村站", Name = "..\\大门", Ending = ".jpg" }).Replace("..", "", StringComparison.Ordinal));
        Assert.Equal("附件/008 方案", Report.Evidence.ClauseFiles.Name(8, new() { Of = "方案", Name = "", Ending = "./x" }));
        Assert.Equal("附件/009 ".Length + 60, Report.Evidence.ClauseFiles.Name(9, new() { Of = new string('案', 90), Name = "x" }).Length);
    }

    [Fact]
    public async Task A_clause_of_a_scheme_is_answered_by_what_it_counts_and_says_beforehand_what_its_bundle_would_hold()
    {
        const string county = "182501";
        for (var day = 1; day <= 3; day++) await running.LectureAsync(county, new DateTimeOffset(2021, 3, day, 1, 0, 0, TimeSpan.Zero), 50 + day);
        await running.LectureAsync(county, new DateTimeOffset(2021, 9, 1, 1, 0, 0, TimeSpan.Zero), 60);
        await running.Organization.RollUpAsync($"values ('{county}', 'bookings.done', date '2021-03-05', '{county}', '', 7)");
        var scheme = await new Organization.V1.Assessments.AssessmentsClient(running.Organization.Channel).CreateSchemeAsync(new()
        {
            Title = "2021 年度考核",
            Year = 2021,
            Tier = Organization.V1.Tier.Station,
            From = "2021-01-01",
            To = "2021-06-30",
            Items = { new Organization.V1.SchemeItem { No = 1, Title = "宣讲", Weight = 60, Measure = "lectures.held", Target = 12 }, new Organization.V1.SchemeItem { No = 2, Title = "阵地使用", Weight = 30, Measure = "bookings.done", Target = 10 }, new Organization.V1.SchemeItem { No = 3, Title = "群众评价", Weight = 10 } },
        }, running.As(Office(county)));

        // The half year of the scheme, and another period where it is asked for.
        var contents = await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 1 }, running.As(Office(county)));
        Assert.Equal(("2021 年度考核 第 1 项 宣讲", "2021-01-01", "2021-06-30"), (contents.Clause, contents.From, contents.To));
        var part = Assert.Single(contents.Parts);
        Assert.Equal(("F23", 3, 3, "F23 理论宣讲.csv", "2021年1月1日至2021年6月30日"), (part.Key, part.Value, part.Rows, part.File, part.Period));
        Assert.Equal(4, (await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 1, From = "2021-01-01", To = "2021-12-31", Prefix = county }, running.As(Office(county)))).Parts.Single().Rows);

        // A figure that the dictionary has not is told in its owner's words; it has no list.
        var use = (await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 2 }, running.As(Office(county)))).Parts.Single();
        Assert.Equal(("bookings.done", "阵地预约使用", "7次", 0, ""), (use.Key, use.Name, use.Phrase, use.Rows, use.File));
        Assert.Equal("NOTHING_ANSWERS", (await RefusedAsync(async () => await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 3 }, running.As(Office(county))))).Reason);
        Assert.Equal(["F23"], (await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 3, Indicators = { "F23" } }, running.As(Office(county)))).Parts.Select(each => each.Key));
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 9 }, running.As(Office(county))))).Code);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 1 }, running.As(Office("182502"))))).Code);
        // A site alone; and nobody beyond his own.
        Assert.Equal(0, (await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = 1, Prefix = county + "001" }, running.As(Office(county)))).Parts.Single().Rows);
        Assert.Equal("PART_ONLY", (await RefusedAsync(async () => await running.Evidence.GetEvidenceAsync(new() { Clause = "宣讲", Indicators = { "F23" }, Prefix = county + "002" }, running.As(Callers.Staff(Role.StationClerk, county + "001", county))))).Reason);
    }

    [Fact]
    public async Task Every_list_of_the_evidence_is_handed_out_by_its_owner()
    {
        const string county = "182701";
        var asked = new GetEvidenceRequest { Clause = "全部清单", From = "2021-01-01", To = "2021-12-31" };
        foreach (var ids in Report.Indicators.IndicatorList.All.Select(indicator => indicator.Id).Chunk(10))
        {
            var contents = await running.Evidence.GetEvidenceAsync(new(asked) { Indicators = { ids } }, running.As(Office(county)));
            Assert.Equal(ids, contents.Parts.Select(part => part.Key));
            // -1 would be a list that its owner refuses, e.g. by a filter that it has not.
            Assert.DoesNotContain(contents.Parts, part => part.Rows < 0);
            Assert.All(contents.Parts.Where(part => part.Measure.StartsWith("hours.", StringComparison.Ordinal) || part.Measure.StartsWith("volunteers.", StringComparison.Ordinal)), part => Assert.Equal("", part.File));
        }
        string[] measures = ["projects", "teams.founded", "documents", "document-tasks", "meetings.held", "decisions"];
        var scheme = await new Organization.V1.Assessments.AssessmentsClient(running.Organization.Channel).CreateSchemeAsync(new()
        {
            Title = "清单方案",
            Year = 2021,
            Tier = Organization.V1.Tier.Station,
            From = "2021-01-01",
            To = "2021-12-31",
            Items = { measures.Select((measure, at) => new Organization.V1.SchemeItem { No = at + 1, Title = measure, Weight = at == 0 ? 50 : 10, Measure = measure, Target = 1 }) },
        }, running.As(Office(county)));
        for (var no = 1; no <= measures.Length; no++)
        {
            var part = (await running.Evidence.GetEvidenceAsync(new() { SchemeId = scheme.Id, No = no }, running.As(Office(county)))).Parts.Single();
            Assert.True(part is { Rows: 0, File.Length: > 0 }, part.ToString());
        }
    }

    [Fact]
    public async Task Hours_are_drawn_by_site_without_names_and_what_is_found_of_them_is_kept_counted_and_published()
    {
        const string county = "182601";
        var (one, other) = (county + "001001", county + "001002");
        await running.HoursAsync(county, one, 12);
        await running.HoursAsync(county, other, 4);
        Caller Checker() => Callers.Staff(Role.SpotChecker, county: county);
        var asked = new DrawSampleRequest { Kind = SampleKind.Hours, From = "2021-01-01", To = "2021-12-31", Size = 4, Seed = "当众定的数 7", Stratum = Stratum.Site };
        var sample = await running.Checks.DrawSampleAsync(asked, running.As(Checker()));
        // Three of twelve and one of four; a correction is not drawn beside its original.
        Assert.Equal((16, 4, "审核、抽查员"), (sample.Population, sample.Rows.Count, sample.DrawnAs));
        Assert.Equal([(one, 3), (other, 1)], sample.Rows.GroupBy(row => row.Stratum).Select(part => (part.Key, part.Count())));
        Assert.Equal(sample.Rows, (await running.Checks.DrawSampleAsync(asked, running.As(Checker()))).Rows);
        Assert.All(sample.Rows, row => Assert.True(row.Minutes == 60 && row.Title == "环境整治"));
        Assert.DoesNotContain("志愿者甲", sample.ToString(), StringComparison.Ordinal);

        Task<Sample> FindAsync(int row, Finding finding, string note = "") => running.Checks.RecordFindingAsync(new() { Id = sample.Id, RowId = sample.Rows[row].Id, Finding = finding, Note = note }, running.As(Checker())).ResponseAsync;
        Assert.Equal("REQUIRED", (await RefusedAsync(() => FindAsync(0, Finding.Wrong))).Reason);
        await FindAsync(0, Finding.Right);
        await FindAsync(1, Finding.Wrong, "签到表上没有这次活动");
        Assert.Equal("SAME_FINDING", (await RefusedAsync(() => FindAsync(0, Finding.Right))).Reason);
        // Said again: the last one counts.
        await FindAsync(1, Finding.Right, "签到表后来找到了");
        var result = await FindAsync(2, Finding.NotFound, "没有活动材料");
        Assert.Equal((2, 0, 1, 1, 666), (result.Right, result.Wrong, result.NotFound, result.Open, result.RightPermille));
        Assert.Equal((2, "签到表后来找到了", "审核、抽查员"), (result.Rows[1].Findings, result.Rows[1].Note, result.Rows[1].FoundAs));
        Assert.Equal("ROWS_OPEN", (await RefusedAsync(async () => await running.Checks.PublishSampleAsync(new() { Id = sample.Id }, running.As(Checker())))).Reason);
        Assert.Empty((await running.Checks.ListPublishedSamplesAsync(new(), running.As(Callers.Visitor(county)))).Samples);

        await FindAsync(3, Finding.Right);
        await running.Checks.PublishSampleAsync(new() { Id = sample.Id }, running.As(Checker()));
        var open = Assert.Single((await running.Checks.ListPublishedSamplesAsync(new(), running.As(Callers.Visitor(county)))).Samples);
        Assert.Equal((3, 1, 0, 750, 0), (open.Right, open.NotFound, open.Open, open.RightPermille, open.Rows.Count));
        Assert.Equal("SAMPLE_PUBLISHED", (await RefusedAsync(() => FindAsync(3, Finding.NotFound, "没有材料"))).Reason);
        // The figure says what the findings say, and counted anew it says so, too.
        var tally = await running.Checks.GetTallyAsync(new() { Prefix = county, GroupBy = Platform.V1.TallyGrouping.Dimension }, running.As(Office(county)));
        Assert.Equal([("NotFound", 1L), ("Right", 3L)], tally.Lines.Where(line => line.Value != 0).Select(line => (line.Group, line.Value)));
        Assert.Empty(await running.Report.DifferencesAsync("Report", county));
        // Whoever records does not say what is found; and nobody of elsewhere.
        Assert.Equal(StatusCode.PermissionDenied, (await RefusedAsync(async () => await running.Checks.RecordFindingAsync(new() { Id = sample.Id, RowId = sample.Rows[0].Id, Finding = Finding.Right }, running.As(Office(county))))).Code);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(async () => await running.Checks.RecordFindingAsync(new() { Id = sample.Id, RowId = sample.Rows[0].Id, Finding = Finding.Right }, running.As(Callers.Staff(Role.SpotChecker, county: "182602"))))).Code);
        Assert.Equal("UNKNOWN_VALUE", (await RefusedAsync(async () => await running.Checks.DrawSampleAsync(new(asked) { Kind = SampleKind.Sessions, Stratum = Stratum.Team }, running.As(Checker())))).Reason);
    }

    [Fact]
    public async Task A_publication_waits_for_a_finding_under_way_and_holds_what_it_says()
    {
        const string county = "182801";
        await running.HoursAsync(county, county + "001001", 2);
        Caller Checker() => Callers.Staff(Role.SpotChecker, county: county);
        var sample = await running.Checks.DrawSampleAsync(new() { Kind = SampleKind.Hours, From = "2021-01-01", To = "2021-12-31", Size = 1, Seed = "7" }, running.As(Checker()));
        Task<Sample> FindAsync(Finding finding, string note) => running.Checks.RecordFindingAsync(new() { Id = sample.Id, RowId = sample.Rows[0].Id, Finding = finding, Note = note }, running.As(Checker())).ResponseAsync;
        await FindAsync(Finding.Right, "");

        // A row that is never committed stands where the finding's next line goes: the finding was let in and is not written yet.
        await using var connection = await running.Report.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var line = connection.CreateCommand())
        {
            line.CommandText = $"insert into spot_finding select (jsonb_populate_record(f, jsonb_build_object('line', 2))).* from spot_finding f where county = '{county}'";
            Assert.Equal(1, await line.ExecuteNonQueryAsync());
        }
        async Task<int> WaitingAsync()
        {
            await using var asked = running.Report.Superuser.CreateCommand($"select count(*)::int from pg_stat_activity where pg_blocking_pids(pid) && (select array_agg(pid) || {connection.ProcessID} from pg_stat_activity where {connection.ProcessID} = any(pg_blocking_pids(pid)))");
            return (int)(await asked.ExecuteScalarAsync())!;
        }
        var finding = FindAsync(Finding.Wrong, "签到表上没有这次活动");
        while (!finding.IsCompleted && await WaitingAsync() < 1) await Task.Delay(20);
        Assert.False(finding.IsCompleted);
        var publishing = running.Checks.PublishSampleAsync(new() { Id = sample.Id }, running.As(Checker())).ResponseAsync;
        while (!publishing.IsCompleted && await WaitingAsync() < 2) await Task.Delay(20);
        await transaction.RollbackAsync();

        await finding;
        Assert.Equal((0, 1), ((await publishing).Right, (await publishing).Wrong));
        var open = Assert.Single((await running.Checks.ListPublishedSamplesAsync(new(), running.As(Callers.Visitor(county)))).Samples);
        Assert.Equal((0, 1), (open.Right, open.Wrong));
        Assert.Equal("SAMPLE_PUBLISHED", (await RefusedAsync(() => FindAsync(Finding.Right, ""))).Reason);
        Assert.Equal("PUBLISHED", (await RefusedAsync(async () => await running.Checks.PublishSampleAsync(new() { Id = sample.Id }, running.As(Checker())))).Reason);
    }
}
