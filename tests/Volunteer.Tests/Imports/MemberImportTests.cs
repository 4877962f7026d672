using System.Text;
using CivPractice.Testing;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Imports;

/// <summary>A county's own lists of members come in by a file.</summary>
public sealed class MemberImportTests(VolunteerRunning running)
{
    const string headings = "队伍,所属站点,身份证号,加入日期";

    FileImport Import => new(running.Service, "members");

    // Volunteers and two teams, the second for practice; the identity numbers.
    async Task<(string Station, string[] Identities)> PeopleAsync(int count, int month)
    {
        var station = await running.CountyAsync();
        var identities = Enumerable.Range(0, count).Select(n => TestIdentity.Number(1963 + n / 1000, month, 1, n % 1000)).ToArray();
        var text = new StringBuilder("姓名,身份证号,手机号,站点代码\n");
        foreach (var identity in identities) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"测试甲,{identity},10012340001,{station}\n");
        Assert.Equal((count, 0, 0, 0), (await new FileImport(running.Service, "volunteers").TakeAsync(Office(station[..6]), text.ToString())).Counts);
        var teams = $"名称,类别,所属站点,成立日期,文明实践队伍\n甲队,便民利民服务,{station},2020-01-01,\n乙队,便民利民服务,{station},2020-01-01,是\n";
        Assert.Equal((2, 0, 0, 0), (await new FileImport(running.Service, "teams").TakeAsync(Office(station[..6]), teams)).Counts);
        return (station, identities);
    }

    [Fact]
    public async Task Members_go_in_once_and_the_figures_move_by_them()
    {
        var (station, people) = await PeopleAsync(3, 1);
        var county = station[..6];
        var file = $"{headings}\n甲队,{station},{people[0]},2021-01-01\n甲队,{station},{people[1]},2021年1月1日\n乙队,{station},{people[0]},2021-02-01\n";
        Assert.Equal((3, 0, 0, 0), (await Import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal((0, 0, 3, 0), (await Import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal([$"2021-01-01 {station}  2", $"2021-02-01 {station}  1"], await running.TallyAsync("memberships", county));
        Assert.Equal([$"2021-02-01 {station}  1"], await running.TallyAsync("memberships.practice", county));
        var teams = (await running.Teams.ListTeamsAsync(new(), running.Service.As(Office(county)))).Teams;
        Assert.Equal(["乙队 1", "甲队 2"], teams.Select(team => $"{team.Name} {team.Members}").Order(StringComparer.Ordinal));

        // Who left and comes back has a second membership.
        var team = teams.Single(team => team.Name == "乙队");
        var member = (await running.Teams.ListMembersAsync(new() { TeamId = team.Id }, running.Service.As(Office(county)))).Members.Single();
        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = member.PersonId, LeftOn = "2022-01-01", Reason = "搬家" }, running.Service.As(Office(county)));
        Assert.Equal((1, 0, 0, 0), (await Import.TakeAsync(Office(county), $"{headings}\n乙队,{station},{people[0]},2023-01-01\n")).Counts);
        Assert.Equal((3, 1), (await running.FigureAsync("memberships", county), await running.FigureAsync("memberships.practice", county)));
    }

    [Fact]
    public async Task The_same_file_again_brings_nobody_back_who_left_and_no_day_counts_twice()
    {
        var (station, people) = await PeopleAsync(2, 7);
        var county = station[..6];
        var file = $"{headings}\n甲队,{station},{people[0]},2021-01-01\n甲队,{station},{people[1]},2021-01-01\n";
        Assert.Equal((2, 0, 0, 0), (await Import.TakeAsync(Office(county), file)).Counts);
        var team = (await running.Teams.ListTeamsAsync(new() { Query = "甲队" }, running.Service.As(Office(county)))).Teams.Single();
        var members = (await running.Teams.ListMembersAsync(new() { TeamId = team.Id }, running.Service.As(Office(county)))).Members;
        // One leaves after years; the other one was entered by mistake and leaves on the day of joining.
        var (one, other) = (members[0].PersonId, members[1].PersonId);
        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = one, LeftOn = "2025-03-01", Reason = "搬家" }, running.Service.As(Office(county)));
        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = other, LeftOn = "2021-01-01", Reason = "录错" }, running.Service.As(Office(county)));
        string[] left = [$"2021-01-01 {station}  1", $"2025-03-01 {station}  -1"];
        Assert.Equal(left, await running.TallyAsync("memberships", county));

        Assert.Equal((0, 0, 2, 0), (await Import.TakeAsync(Office(county), file)).Counts);
        Assert.Equal(left, await running.TallyAsync("memberships", county));
        Assert.Equal(0, (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Office(county)))).Members);

        // Another day of the time as a member is nothing new, either; by hand it is refused. On the day of leaving somebody may come back.
        var identity = people[await running.AskAsync<int>($"select import_row - 2 from membership where county = '{county}' and person_id = '{one}'")];
        Assert.Equal((0, 0, 1, 0), (await Import.TakeAsync(Office(county), $"{headings}\n甲队,{station},{identity},2025-02-28\n")).Counts);
        Assert.Equal("BEFORE_LAST_LEAVING", (await RefusedAsync(running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = one, JoinedOn = "2025-02-28" }, running.Service.As(Office(county))))).Reason);
        Assert.Equal((1, 0, 0, 0), (await Import.TakeAsync(Office(county), $"{headings}\n甲队,{station},{identity},2025-03-01\n")).Counts);
        Assert.Equal([$"2021-01-01 {station}  1", $"2025-03-01 {station}  0"], await running.TallyAsync("memberships", county));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task Bad_rows_come_back_with_their_reasons()
    {
        var (station, people) = await PeopleAsync(2, 2);
        var county = station[..6];
        var done = await Import.TakeAsync(Office(county),
            $"{headings}\n丙队,{station},{people[0]},2021-01-01\n甲队,{station[..9]},{people[0]},2021-01-01\n甲队,{station},{TestIdentity.Number(1964, 9, 9, 9)},2021-01-01\n甲队,{station},123,2021-01-01\n"
            + $"甲队,{station},{people[0]},2019-12-31\n甲队,{station},{people[0]},2199-01-01\n甲队,{station},{people[0]},2021-01-01\n甲队,{station},{people[0]},2021-01-02\n,{station},{people[1]},2021-01-01\n甲队,140322999,{people[1]},2021-01-01\n");
        Assert.Equal(
        [
            "2 队伍 UNKNOWN_TEAM", "3 队伍 UNKNOWN_TEAM", "4 身份证号 UNKNOWN_PERSON", "5 身份证号 INVALID_IDENTITY_NUMBER", "6 加入日期 BEFORE_FOUNDING", "7 加入日期 INVALID_DATE",
            "9 身份证号 TWICE_IN_FILE", "10 队伍 REQUIRED", "11 所属站点 UNKNOWN_SITE",
        ], done.Why);
        Assert.Equal("和第 8 行是同一支队伍的同一个人", done.Faults[6].Message);
        Assert.Equal((1, 0, 0, 9), done.Counts);
    }

    [Fact]
    public async Task Another_countys_volunteer_is_nobody_here()
    {
        var ((here, _), (_, people)) = (await PeopleAsync(1, 3), await PeopleAsync(1, 4));
        Assert.Equal(["2 身份证号 UNKNOWN_PERSON"], (await Import.TakeAsync(Office(here[..6]), $"{headings}\n甲队,{here},{people[0]},2021-01-01\n")).Why);
    }

    [Fact]
    public async Task A_team_is_found_where_it_stands_whether_its_site_was_merged_before_or_after()
    {
        var (station, people) = await PeopleAsync(1, 5);
        var (county, other) = (station[..6], $"{station[..9]}002");
        await running.Service.DeliverAsync(new Organization.V1.SiteChanged(county, other, "测试站", 3, "", 1));
        await running.CloseAsync(station, "2024-01-01", other);
        await new FileImport(running.Service, "teams").TakeAsync(Office(county), $"名称,类别,所属站点,成立日期\n丙队,便民利民服务,{station},2020-01-01\n");
        var done = await Import.TakeAsync(Office(county), $"{headings}\n甲队,{station},{people[0]},2021-01-01\n丙队,{station},{people[0]},2021-01-01\n");
        Assert.Equal((2, 0, 0, 0), done.Counts);
        Assert.Equal(["3 所属站点 SITE_MERGED"], done.Told);
        Assert.Equal([$"2021-01-01 {station}  1", $"2021-01-01 {other}  1"], await running.TallyAsync("memberships", county));
    }

    [Fact]
    public async Task Twice_in_the_file_is_found_beyond_a_batch()
    {
        var (station, people) = await PeopleAsync(8_100, 6);
        var text = new StringBuilder(headings).Append('\n');
        foreach (var identity in people.Append(people[0])) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"甲队,{station},{identity},2021-01-01\n");
        var done = await Import.TakeAsync(Office(station[..6]), text.ToString());
        Assert.Equal((8_100, 0, 0, 1), done.Counts);
        Assert.Equal("和第 2 行是同一支队伍的同一个人", done.Faults.Single().Message);
        Assert.Equal(8_100, await running.FigureAsync("memberships", station[..6]));
        Assert.Equal(8_100, (await running.Teams.ListTeamsAsync(new() { Query = "甲队" }, running.Service.As(Office(station[..6])))).Teams.Single().Members);
    }
}
