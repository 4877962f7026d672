using System.Globalization;
using System.Text;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Imports;

/// <summary>Hours that were kept elsewhere come in by a file.</summary>
public sealed class HoursImportTests(VolunteerRunning running)
{
    const string headings = "记录编号,身份证号,活动名称,记录站点,队伍,服务日期,分钟,来源";

    FileImport Import => new(running.Service, "hours");

    async Task<(string Station, string Identity, V1.Volunteer Person)> SomebodyAsync()
    {
        var (station, identity) = (await running.CountyAsync(), Identities.Next());
        return (station, identity, await running.RegisterAsync(Clerk(station[..6]), Form(identity, station, "测试甲")));
    }

    [Fact]
    public async Task A_record_is_a_first_line_of_grade_D_and_stands_once()
    {
        var (station, identity, person) = await SomebodyAsync();
        var county = station[..6];
        var team = await running.Teams.CreateTeamAsync(new() { Name = "甲队", Category = "便民利民服务", Site = $"{station[..9]}002", FoundedOn = "2020-01-01" }, running.Service.As(Clerk(county)));
        var file = $"{headings}\nR1,{identity},清扫,{station},甲队,2021-03-05,120,全国系统\nR1,{identity},清扫,{station},,2021-03-05,60分钟,本地\nR2,{identity},清扫,{station[..9]},,2021-03-06,30,\n";
        Assert.Equal((3, 0, 0, 0), (await Import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal((0, 0, 3, 0), (await Import.TakeAsync(Office(county), file)).Counts);

        var entries = (await running.Hours.ListHoursAsync(new() { PersonId = person.PersonId }, running.Service.As(Office(county)))).Entries;
        Assert.Equal(["30 Local R2", "60 Local R1", "120 Registry R1"], entries.Select(entry => $"{entry.Minutes} {entry.Source} {entry.SourceNumber}").Order(StringComparer.Ordinal).OrderBy(text => int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture)));
        Assert.All(entries, entry => Assert.Equal(TrustGrade.D, entry.Grade));
        Assert.Equal(team.Id, entries.Single(entry => entry.Minutes == 120).TeamId);
        Assert.Equal(3, entries.Select(entry => entry.ActivityId).Distinct().Count());
        Assert.Equal([$"2021-03-05 {station} D 180", $"2021-03-06 {station[..9]} D 30"], await running.TallyAsync("hours.minutes", county));
        Assert.Equal([$"2021-03-05 {station}  120"], await running.TallyAsync("hours.registry.minutes", county));
        Assert.Equal(210, (await running.Roster.GetMyRecordAsync(new(), running.Service.As(Callers.Person(Guid.Parse(person.PersonId), county)))).Minutes);

        // A correction of a record of the national system takes from its figure, too.
        await running.Hours.CorrectHoursAsync(new() { Id = entries.Single(entry => entry.Minutes == 120).Id, Minutes = -20, Reason = "登记有误" }, running.Service.As(Office(county)));
        Assert.Equal((190, 100), (await running.FigureAsync("hours.minutes", county), await running.FigureAsync("hours.registry.minutes", county)));
        Assert.Equal((0, 0, 3, 0), (await Import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal((1, 1), (await running.FigureAsync("volunteers.recorded", county), await running.FigureAsync("hours.corrections", county)));
        // The ledger of a moment: what was recorded by then, of one source or of all.
        var moment = entries.Max(entry => entry.RecordedAt.ToDateTimeOffset()).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        async Task<IEnumerable<int>> OfAsync(ListHoursRequest request) => (await running.Hours.ListHoursAsync(request, running.Service.As(Office(county)))).Entries.Select(entry => entry.Minutes).Order();
        Assert.Equal([30, 60, 120], await OfAsync(new() { RecordedUntil = moment }));
        Assert.Equal([-20], await OfAsync(new() { RecordedAfter = moment }));
        Assert.Equal([-20, 120], await OfAsync(new() { Source = HoursSource.Registry }));
        Assert.Equal(190L, await running.AskAsync<long>($"select sum(minutes) from hours_entry where county = '{county}'"));
    }

    [Fact]
    public async Task Bad_rows_come_back_with_their_reasons()
    {
        var (station, identity, _) = await SomebodyAsync();
        var county = station[..6];
        string Line(string number, string who, string where, string team, string day, string minutes, string source = "") => $"{number},{who},清扫,{where},{team},{day},{minutes},{source}\n";
        await Import.TakeAsync(Office(county), $"{headings}\n{Line("R0", identity, station, "", "2021-03-05", "60")}");
        var text = new StringBuilder(headings).Append('\n')
            .Append(Line("", identity, station, "", "2021-03-05", "60")).Append(Line("R1", "123", station, "", "2021-03-05", "60")).Append(Line("R2", identity, "140322999", "", "2021-03-05", "60"))
            .Append(Line("R3", identity, station, "没有的队", "2021-03-05", "60")).Append(Line("R4", identity, station, "", "2199-01-01", "60")).Append(Line("R5", identity, station, "", "2021-03-05", "1441"))
            .Append(Line("R6", identity, station, "", "2021-03-05", "0")).Append(Line("R7", identity, station, "", "2021-03-05", "1.5")).Append(Line("R8", identity, station, "", "2021-03-05", "60", "网上"))
            .Append(Line("R9", TestIdentity.Number(1964, 8, 8, 8), station, "", "2021-03-05", "60")).Append(Line("R0", identity, station, "", "2021-03-05", "61"))
            .Append(Line("RA", identity, station, "", "2021-03-05", "1440")).Append(Line("RA", identity, station, "", "2021-03-05", "1440"));
        var done = await Import.TakeAsync(Office(county), text.ToString());
        Assert.Equal(
        [
            "2 记录编号 REQUIRED", "3 身份证号 INVALID_IDENTITY_NUMBER", "4 记录站点 UNKNOWN_SITE", "5 队伍 UNKNOWN_TEAM", "6 服务日期 INVALID_DATE", "7 分钟 OUT_OF_RANGE", "8 分钟 OUT_OF_RANGE",
            "9 分钟 OUT_OF_RANGE", "10 来源 UNKNOWN_VALUE", "11 身份证号 UNKNOWN_PERSON", "12 记录编号 RECORD_DIFFERS", "14 记录编号 TWICE_IN_FILE",
        ], done.Why);
        Assert.Equal((1, 0, 0, 12), done.Counts);
        Assert.Equal(1500, await running.FigureAsync("hours.minutes", county));
    }

    [Fact]
    public async Task What_was_served_before_a_site_closed_stays_there_and_what_came_after_is_the_successors()
    {
        var (station, identity, _) = await SomebodyAsync();
        var other = $"{station[..9]}002";
        await running.Service.DeliverAsync(new Organization.V1.SiteChanged(station[..6], other, "测试站", 3, "", 1));
        await running.CloseAsync(station, "2024-01-01", other);
        var done = await Import.TakeAsync(Office(station[..6]), $"{headings}\nR1,{identity},清扫,{station},,2024-01-01,60,\nR2,{identity},清扫,{station},,2024-01-02,60,\n");
        Assert.Equal(["3 记录站点 SITE_MERGED"], done.Told);
        Assert.Equal([$"2024-01-01 {station} D 60", $"2024-01-02 {other} D 60"], await running.TallyAsync("hours.minutes", station[..6]));
    }

    [Fact]
    public async Task A_team_is_found_after_a_merger_by_the_site_that_named_it_and_none_is_guessed()
    {
        var (first, identity, person) = await SomebodyAsync();
        var (county, second, third) = (first[..6], $"{first[..9]}002", $"{first[..9]}003");
        await running.Service.DeliverAsync(new Organization.V1.SiteChanged(county, second, "测试站", 3, "", 1));
        await running.Service.DeliverAsync(new Organization.V1.SiteChanged(county, third, "测试站", 3, "", 1));
        var teams = new Dictionary<string, string>();
        foreach (var (name, site) in new[] { ("服务队", first), ("服务队", second), ("服务队", third), ("合唱队", second), ("合唱队", third) })
            teams[(await running.Teams.CreateTeamAsync(new() { Name = name, Category = "便民利民服务", Site = site, FoundedOn = "2020-01-01" }, running.Service.As(Office(county)))).Id] = $"{name} {site}";
        // The second and the third are merged into the first: three teams of one name stand there, of another name two.
        foreach (var site in new[] { second, third }) await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, site, first, "测试站", new DateOnly(2024, 1, 1), new DateOnly(2024, 1, 2), 2));
        string Line(int number, string site, string team, string day) => $"R{number},{identity},清扫,{site},{team},{day},60,\n";
        var file = $"{headings}\n{Line(1, first, "服务队", "2024-03-05")}{Line(2, second, "服务队", "2023-03-05")}{Line(3, second, "服务队", "2024-03-05")}{Line(4, third, "合唱队", "2023-03-05")}{Line(5, first, "合唱队", "2024-03-05")}{Line(6, $"{first[..9]}", "合唱队", "2024-03-05")}";
        var done = await Import.TakeAsync(Office(county), file);
        Assert.Equal(["6 队伍 AMBIGUOUS_TEAM", "7 队伍 UNKNOWN_TEAM"], done.Why);
        Assert.Equal(["4 记录站点 SITE_MERGED"], done.Told);
        Assert.Equal((4, 0, 0, 2), done.Counts);
        Assert.Equal((0, 0, 4, 2), (await Import.TakeAsync(Office(county), file)).Counts);
        var entries = (await running.Hours.ListHoursAsync(new() { PersonId = person.PersonId }, running.Service.As(Office(county)))).Entries;
        Assert.Equal([$"R1 {first} 服务队 {first}", $"R2 {second} 服务队 {second}", $"R3 {first} 服务队 {second}", $"R4 {third} 合唱队 {third}"],
            entries.Select(entry => $"{entry.SourceNumber} {entry.Site} {teams[entry.TeamId]}").Order(StringComparer.Ordinal));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_and_takes_no_record_twice()
    {
        const int rows = 30_000;
        await using var service = await ServiceUnderTest.StartAsync("Volunteer");
        await using (var site = service.Superuser.CreateCommand($"insert into known_site (county, code) values ('{Callers.A}', '{Callers.StationA}')")) await site.ExecuteNonQueryAsync();
        var (office, identity) = (Office(), TestIdentity.Number(1965, 1, 1, 1));
        await new FileImport(service, "volunteers").TakeAsync(office, $"姓名,身份证号,手机号,站点代码\n测试甲,{identity},10012340001,{Callers.StationA}\n");
        var text = new StringBuilder(headings).Append('\n');
        for (var n = 0; n < rows; n++) text.Append(CultureInfo.InvariantCulture, $"R{n},{identity},清扫,{Callers.StationA},,2021-03-0{1 + n % 9},{1 + n % 3},{(n % 2 == 0 ? "全国系统" : "")}\n");
        text.Append(CultureInfo.InvariantCulture, $"R0,{identity},清扫,{Callers.StationA},,2021-03-01,1,全国系统\n");
        var import = new FileImport(service, "hours");
        var done = await import.KillAlongAsync(office, await import.UploadAsync(office, text.ToString(), start: true));
        Assert.Equal((rows, 0, 0, 1), done.Counts);
        Assert.Equal("和第 2 行是同一条记录", done.Faults.Single().Message);
        await using var sums = service.Superuser.CreateCommand("select count(*) || ' ' || sum(minutes) || ' ' || (select sum(n) from tally_entry where measure = 'hours.minutes') || ' ' || (select sum(n) from tally_entry where measure = 'hours.registry.minutes') from hours_entry");
        Assert.Equal($"{rows} {2 * rows} {2 * rows} {rows}", await sums.ExecuteScalarAsync());
    }
}
