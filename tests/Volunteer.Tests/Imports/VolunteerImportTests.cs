using System.Globalization;
using System.Text;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Imports;

/// <summary>A county's own list of volunteers comes in by a file.</summary>
public sealed class VolunteerImportTests(VolunteerRunning running)
{
    const string headings = "姓名,身份证号,手机号,站点代码,技能,类别,注册日期,监护人,监护人手机号";

    FileImport Import => new(running.Service, "volunteers");

    [Fact]
    public async Task Good_rows_go_in_and_bad_rows_come_back_with_their_reasons()
    {
        var (one, two, child) = (Identities.Next(), Identities.Next(), TestIdentity.Number(2020, 5, 1, 11));
        var file = $"""
            {headings}
            甲一,{one},10012340001,{Callers.StationA},电工、急救,党员,2021-03-05,,
            乙二,{two},1.0012340002E+10,{Callers.StationA},,,2021年3月6日,,
            丙三,{two[..17]}{(two[17] == '0' ? '1' : '0')},10012340003,{Callers.StationA},,,,,
            丁四,{Identities.Next()},10012340004,140322999,,,,,
            甲一,{one},10012340001,{Callers.StationA},,,,,
            幼五,{child},10012340006,{Callers.StationA},,,,,

            幼五,{child},10012340006,{Callers.StationA},,,2021-03-05,监护人,10012340007
            """;
        var office = Office();
        var checkedJob = await Import.UntilAsync(office, await Import.UploadAsync(office, file), "CHECKED");
        Assert.Equal((7, 3, 0), (checkedJob.Rows, checkedJob.Rejected, checkedJob.Added));
        Assert.Equal(["4 身份证号 INVALID_IDENTITY_NUMBER", "5 站点代码 UNKNOWN_SITE", "7 监护人 REQUIRED", "7 监护人手机号 INVALID_PHONE"], checkedJob.Why);
        var before = await FigureAsync(office);

        await Import.StepAsync(office, checkedJob.Id, "start");
        var done = await Import.UntilAsync(office, checkedJob.Id, "DONE");
        Assert.Equal((7, 3, 0, 4), (done.Rows, done.Added, done.Unchanged, done.Rejected));
        Assert.Contains(done.Faults, fault => fault is { Row: 6, Reason: "TWICE_IN_FILE", Message: "和第 2 行是同一个人" });
        Assert.Equal(before + 3, await FigureAsync(office));

        var row = await running.AskAsync<string>($"select name || ' ' || phone || ' ' || array_to_string(skills, '+') || ' ' || source || ' ' || (registered_at at time zone 'Asia/Shanghai')::date from volunteer_profile where name = '甲一'");
        Assert.Equal("甲一 10012340001 电工+急救 3 2021-03-05", row);
        Assert.Equal(1L, await running.AskAsync<long>($"select count(*) from audit_entry where action = 'volunteers.import' and subject = '{done.Id} 2-9'"));

        var rejected = (await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"{Import.Path}/{done.Id}/rejected", office))).Content;
        var lines = (await rejected.ReadAsStringAsync()).Trim('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal($"{headings},全国系统编号,服务类别,原行号,错误列,原因", lines[0]);
        Assert.Equal(["4", "5", "6", "7", "7"], lines.Skip(1).Select(line => line.Split(',')[11]));
        Assert.Contains("本县没有站点 140322999", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kinds_of_service_come_with_the_file_and_to_volunteers_who_had_none()
    {
        var station = await running.CountyAsync();
        var office = Office(station[..6]);
        var (old, told) = (Identities.Next(), Identities.Next());
        await Import.TakeAsync(office, $"{headings}\n旧一,{old},10012340001,{station},电工,,2021-03-05,,\n");
        var file = $"姓名,身份证号,手机号,站点代码,服务类别\n旧一,{old},10012340001,{station},便民利民服务、农村环境整治\n新二,{told},10012340002,{station},便民利民服务\n";
        var done = await Import.TakeAsync(office, file);
        Assert.Equal((1, 1, 0, 0), done.Counts);
        Assert.Equal("2 服务类别 ALREADY_REGISTERED", Assert.Single(done.Told));
        Assert.Equal("本县已登记,补上了服务类别", done.Remarks[0].Message);
        Assert.Equal((0, 0, 2, 0), (await Import.TakeAsync(office, file)).Counts);
        // What somebody told stays, whatever a later file says.
        Assert.Equal((0, 0, 1, 0), (await Import.TakeAsync(office, $"{file.Split('\n')[0]}\n旧一,{old},10012340001,{station},文体活动开展\n")).Counts);

        var by = running.Service.As(office);
        Assert.Equal(["新二", "旧一"], (await running.Roster.ListVolunteersAsync(new() { ServiceKind = "便民利民服务" }, by)).Volunteers.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["便民利民服务", "农村环境整治"], (await running.Roster.ListVolunteersAsync(new() { ServiceKind = "农村环境整治" }, by)).Volunteers.Single().ServiceKinds);
        Assert.Empty((await running.Roster.ListVolunteersAsync(new() { ServiceKind = "文体活动开展" }, by)).Volunteers);
    }

    [Fact]
    public async Task Of_minors_without_a_guardian_in_the_file_somebody_says_later_that_one_was_told()
    {
        var station = await running.CountyAsync();
        var (county, office) = (station[..6], Office(station[..6]));
        string Of(int age, int order) => TestIdentity.Number(DateTime.UtcNow.Year - age, 1, 1, order);
        var done = await Import.TakeAsync(office, $"{headings}\n少一,{Of(16, 601)},10012340001,{station},,,,,\n少二,{Of(16, 602)},10012340002,{station},,,,监护甲,10012340003\n成三,{Of(30, 603)},10012340004,{station},,,,,\n");
        Assert.Equal((3, 0, 0, 0), done.Counts);
        Assert.Equal(["2 监护人 GUARDIAN_NOT_INFORMED"], done.Told);
        var by = running.Service.As(Clerk(county));
        var found = (await running.Roster.ListVolunteersAsync(new(), by)).Volunteers.ToDictionary(one => one.Name);
        Assert.Equal((false, true, false), (found["少一"].GuardianInformedAt is not null, found["少二"].GuardianInformedAt is not null, found["成三"].GuardianInformedAt is not null));

        var profiles = new V1.VolunteerProfiles.VolunteerProfilesClient(running.Service.Channel);
        V1.NoteGuardianRequest Note(string name) => new() { PersonId = found[name].PersonId, GuardianName = "监护乙", GuardianPhone = "10012340005" };
        Assert.NotNull((await profiles.NoteGuardianAsync(Note("少一"), by)).GuardianInformedAt);
        Assert.Equal("监护乙 10012340005", await running.AskAsync<string>($"select guardian_name || ' ' || guardian_phone from volunteer_profile where county = '{county}' and person_id = '{found["少一"].PersonId}'"));
        Assert.Equal("NOT_A_MINOR", (await RefusedAsync(profiles.NoteGuardianAsync(Note("成三"), by))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(profiles.NoteGuardianAsync(Note("少一"), running.Service.As(Callers.Person(Guid.Parse(found["少一"].PersonId), county))))).Reason);
        Assert.Equal("NOT_FOUND", (await RefusedAsync(profiles.NoteGuardianAsync(Note("少一"), running.Service.As(Clerk(Callers.B))))).Reason);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        var office = Office();
        var file = File(3);
        Assert.Equal((3, 0), Counted(await Import.TakeAsync(office, file)));
        var (rows, before) = (await RowsAsync(office), await FigureAsync(office));
        Assert.Equal((0, 3), Counted(await Import.TakeAsync(office, file)));
        Assert.Equal((rows, before), (await RowsAsync(office), await FigureAsync(office)));
    }

    // Other tests register people in counties of their own meanwhile.
    Task<long> RowsAsync(Caller office) => running.AskAsync<long>($"select count(*) from volunteer_profile where county = '{office.County}'");

    [Fact]
    public async Task Somebody_of_another_county_is_the_same_person_and_one_name_per_number_holds_in_a_county()
    {
        var neighbour = await running.SomebodyAsync(Callers.B);
        var identity = await IdentityOfAsync(neighbour.PersonId);
        Assert.Equal((1, 0), Counted(await Import.TakeAsync(Office(), $"{headings}\n测试甲,{identity},10012340001,{Callers.StationA},,,,,\n")));
        Assert.Equal(2L, await running.AskAsync<long>($"select count(distinct county) from volunteer_profile where person_id = '{neighbour.PersonId}'"));

        var other = await Import.TakeAsync(Office(), $"{headings}\n另一名,{identity},10012340001,{Callers.StationA},,,,,\n");
        Assert.Equal("2 姓名 IDENTITY_MISMATCH", other.Why.Single());
        Assert.DoesNotContain(Callers.B, other.Faults[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_import_takes_nothing_and_cannot_start()
    {
        var office = Office();
        var job = await Import.UntilAsync(office, await Import.UploadAsync(office, File(5)), "CHECKED");
        await Import.StepAsync(office, job.Id, "cancel");
        Assert.Equal("IMPORT_STATE", await Import.RefusedAsync(HttpMethod.Post, $"{Import.Path}/{job.Id}/start", office));
        Assert.Equal(("CANCELLED", 0), (await Import.ShowAsync(office, job.Id)) is { } shown ? (shown.State, shown.Added) : default);
    }

    [Fact]
    public async Task Only_the_office_of_the_county_brings_and_sees_its_files()
    {
        var id = await Import.UploadAsync(Office(), File(1));
        Assert.Equal("PERMISSION_DENIED", await Import.RefusedAsync(HttpMethod.Post, Import.Path, Clerk()));
        Assert.Equal("PERMISSION_DENIED", await Import.RefusedAsync(HttpMethod.Post, Import.Path, Callers.Staff(Role.CenterOffice, Callers.StationA)));
        Assert.Equal("SIGN_IN_REQUIRED", await Import.RefusedAsync(HttpMethod.Get, $"{Import.Path}/template", null));
        foreach (var (verb, end) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/rejected"), (HttpMethod.Post, "/start"), (HttpMethod.Post, "/cancel") })
            Assert.Equal("NOT_FOUND", await Import.RefusedAsync(verb, $"{Import.Path}/{id}{end}", Office(Callers.B)));
        Assert.Equal("NOT_FOUND", await Import.RefusedAsync(HttpMethod.Get, $"{Import.Path}/not-an-id", Office()));
    }

    [Fact]
    public async Task The_template_imports_as_it_is()
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"{Import.Path}/template", Office()));
        var template = (await answer.Content.ReadAsStringAsync()).Replace("140322100801", Callers.StationA, StringComparison.Ordinal);
        var job = await Import.TakeAsync(Office(), template);
        Assert.Empty(job.Faults);
        Assert.Equal(1, job.Added + job.Unchanged);
    }

    [Fact]
    public async Task A_file_that_is_none_is_refused_at_once()
    {
        Assert.Equal("WRONG_HEADINGS", await Import.RefusedAsync(HttpMethod.Post, Import.Path, Office(), "名字,电话\n甲,1\n"));
        Assert.Equal("EMPTY_FILE", await Import.RefusedAsync(HttpMethod.Post, Import.Path, Office(), ""));
    }

    [Fact]
    public async Task Killed_in_the_middle_an_import_goes_on_and_takes_no_row_twice()
    {
        const int rows = 30_000;
        await using var service = await ServiceUnderTest.StartAsync("Volunteer");
        await using (var site = service.Superuser.CreateCommand($"insert into known_site (county, code) values ('{Callers.A}', '{Callers.StationA}')")) await site.ExecuteNonQueryAsync();
        var office = Office();
        var import = new FileImport(service, "volunteers");
        var done = await import.KillAlongAsync(office, await import.UploadAsync(office, File(rows), start: true));
        Assert.Equal((rows, 0, 0, 0), done.Counts);
        await using var count = service.Superuser.CreateCommand("select count(*) || ' ' || count(distinct person_id) || ' ' || count(distinct number) || ' ' || (select sum(n) from tally_entry where measure = 'volunteers.registered') from volunteer_profile");
        Assert.Equal($"{rows} {rows} {rows} {rows}", await count.ExecuteScalarAsync());
    }

    static string File(int rows)
    {
        var text = new StringBuilder(headings).Append('\n');
        for (var n = 0; n < rows; n++) text.Append(CultureInfo.InvariantCulture, $"测试{(char)('甲' + n % 10)},{NextIdentity()},1001{n:0000000},{Callers.StationA},,,2021-03-0{1 + n % 9},,\n");
        return text.ToString();
    }

    // A thousand on each day from 1950 on; those of other tests are younger.
    static string NextIdentity()
    {
        var n = Interlocked.Increment(ref given);
        var day = new DateOnly(1950, 1, 1).AddDays(n / 1000);
        return TestIdentity.Number(day.Year, day.Month, day.Day, n % 1000);
    }

    static int given;

    static (int, int) Counted(ShownImport job) => (job.Added, job.Unchanged);

    async Task<long> FigureAsync(Caller caller) => (await running.Hours.GetTallyAsync(
        new GetTallyRequest { Indicators = { "volunteers.registered" }, Prefix = Callers.A }, running.Service.As(caller))).Lines.Single().Value;

    async Task<string> IdentityOfAsync(string person)
    {
        await using var command = running.Service.Superuser.CreateCommand($"select identity_sealed from volunteer_profile where person_id = '{person}'");
        return new Platform.Personal.PersonalVault([Convert.ToBase64String(new byte[32])]).Open("identity-number", (byte[])(await command.ExecuteScalarAsync())!);
    }
}
