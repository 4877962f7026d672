using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Imports;

public sealed class ActivityImportTests(ActivityRunning running)
{
    const string headings = "原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效";

    [Fact]
    public async Task Past_activities_come_in_as_completed_and_are_counted_where_and_when_they_were_held()
    {
        var county = await running.CountyAsync();
        await county.ImportAsync("projects", $"名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号\n邻里修灯,便民利民服务,科技,,{county.Station},,,2021-01-01,,\n");
        var file = $"""
            {headings}
            2021-0001,上门修灯,科技,{county.Station},{County.TeamName},邻里修灯,2021-03-05 09:30,2021-03-05 11:30,锦隆社区,12,36,修好 8 户
            2021-0002,广场舞会,健身体育,{county.Code},,,2021/3/5 下午7点,2021/3/5 21:00,,0,"1,200人次",
            2021-0003,夜间值守,科技与科普,{county.Station},,,2021年12月31日 20:00,2022-01-01 08:00,,5,0,
            """;
        var result = await county.ImportAsync("activities", file);
        Assert.Equal((3, 0, 0, 0, 0), result.Counts);
        string[] figures =
        [
            $"activities.completed 2021-03-05 {county.Code} SPORT 1", $"activities.completed 2021-03-05 {county.Station} SCIENCE 1", $"activities.completed 2021-12-31 {county.Station} SCIENCE 1",
            $"activities.published 2021-03-05 {county.Code} SPORT 1", $"activities.published 2021-03-05 {county.Station} SCIENCE 1", $"activities.published 2021-12-31 {county.Station} SCIENCE 1",
            $"attendances 2021-03-05 {county.Station}  12", $"attendances 2021-12-31 {county.Station}  5",
            $"attendees 2021-03-05 {county.Code}  1200", $"attendees 2021-03-05 {county.Station}  36",
        ];
        Assert.Equal(figures, await FiguresAsync(county));

        var listed = (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Status = ActivityStatus.Completed }, county.As(county.Visitor))).Activities;
        var row = await county.Activities.GetActivityAsync(new GetActivityRequest { Id = listed.Single(each => each.SourceNumber == "2021-0001").Id }, county.As(county.Visitor));
        Assert.Equal(("上门修灯", County.TeamName, "邻里修灯", 12, 36, "修好 8 户", ActivityStatus.Completed, 0), (row.Title, row.TeamName, row.ProjectName, row.RecordedVolunteers, row.Attendees, row.Outcome, row.Status, row.Posts.Count));
        Assert.Equal(new DateTimeOffset(2021, 3, 5, 1, 30, 0, TimeSpan.Zero), row.StartsAt.ToDateTimeOffset());
        Assert.Equal(1L, (await county.AskAsync<long>("select count(*) from audit_entry where county = $1 and action = 'activities.import'", county.Code)).Single());

        Assert.Equal((0, 0, 3, 0, 0), (await county.ImportAsync("activities", file)).Counts);
        Assert.Equal(figures, await FiguresAsync(county));
        // Another county's list counts for itself.
        var other = await running.CountyAsync();
        Assert.Equal(1, (await other.ImportAsync("activities", $"{headings}\n2021-0001,上门修灯,科技,{other.Station},,,2021-03-05 09:30,2021-03-05 11:30,,1,1,\n")).Job.Added);
    }

    [Fact]
    public async Task Nobody_signs_up_for_it_and_it_cannot_be_cancelled_or_completed_again()
    {
        var county = await running.CountyAsync();
        await county.ImportAsync("activities", $"{headings}\n1,上门修灯,科技,{county.Station},{County.TeamName},,2021-03-05 09:30,2021-03-05 11:30,,12,36,\n");
        var id = (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(), county.As(county.Visitor))).Activities.Single().Id;
        var leader = county.As(county.Leader);
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.CancelActivityAsync(new CancelActivityRequest { Id = id, Reason = "不办了" }, leader))).Reason);
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = id, Attendees = 1 }, leader))).Reason);
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.GetCheckInCodeAsync(new GetCheckInCodeRequest { Id = id }, leader))).Reason);
        Assert.Equal("ACTIVITY_STATE", (await County.RefusedAsync(county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = id }, leader))).Reason);
        Assert.Empty((await county.SignUps.ListSignUpsAsync(new ListSignUpsRequest { ActivityId = id }, leader)).SignUps);
        var volunteer = await county.VolunteerAsync();
        var signUp = county.SignUps.SignUpAsync(new SignUpRequest { ActivityId = id, PostId = Guid.NewGuid().ToString(), RiskAccepted = true }, county.As(volunteer));
        Assert.Equal("NOT_FOUND", (await County.RefusedAsync(signUp)).Reason);
        Assert.Equal("TOO_LATE", (await County.RefusedAsync(county.SignUps.CheckInAsync(new CheckInRequest { ActivityId = id, Code = "000000" }, county.As(volunteer)))).Reason);
        Assert.Equal("NOT_SIGNED_UP", (await County.RefusedAsync(county.SignUps.SetMinutesAsync(new SetMinutesRequest { ActivityId = id, PersonId = volunteer.PersonId.ToString(), Minutes = 5, Reason = "补记" }, leader))).Reason);
        Assert.Equal(12, (await county.FiguresAsync())["attendances"]);
    }

    [Fact]
    public async Task Bad_rows_come_back_each_with_its_reason()
    {
        var county = await running.CountyAsync();
        await county.TeamAsync(Guid.CreateVersion7(), "两处都有", Guid.CreateVersion7());
        await county.TeamAsync(Guid.CreateVersion7(), "两处都有", Guid.CreateVersion7());
        await county.SiteAsync(county.Code + "009", "2021-01-01");
        var (at, soon) = ($"科技,{county.Station}", DateTime.UtcNow.AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var result = await county.ImportAsync("activities", $"""
            {headings}
            ,没编号,{at},,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            1,,{at},,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            2,坏平台,卫生,{county.Station},,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            3,坏站点,科技,140322999,,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            4,没有队,{at},没有的队,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            5,分不清,{at},两处都有,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            6,没项目,{at},,没有的项目,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            7,只有日,{at},,,2021-03-05,2021-03-05 11:30,,1,1,
            8,倒着走,{at},,,2021-03-05 09:30,2021-03-05 09:30,,1,1,
            9,太长了,{at},,,2021-03-05 09:30,2021-03-06 09:31,,1,1,
            10,太早了,{at},,,2011-03-05 09:30,2011-03-05 11:30,,1,1,
            11,还没办,{at},,,{soon} 09:30,{soon} 11:30,,1,1,
            12,人数坏,{at},,,2021-03-05 09:30,2021-03-05 11:30,,约30,,
            13,停用后,科技,{county.Code}009,,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            14,好活动,{at},,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            14,又一次,{at},,,2021-03-06 09:30,2021-03-06 11:30,,1,1,
            """);
        Assert.Equal(
        [
            "2 原编号 REQUIRED", "3 名称 REQUIRED", "4 平台 UNKNOWN_WORD", "5 站点 UNKNOWN_SITE", "6 队伍 UNKNOWN_TEAM", "7 队伍 AMBIGUOUS_TEAM", "8 项目 UNKNOWN_PROJECT", "9 开始时间 INVALID_TIME",
            "10 结束时间 ENDS_BEFORE_START", "11 结束时间 TOO_LONG", "12 开始时间 OUT_OF_RANGE", "13 结束时间 NOT_OVER", "14 志愿者人次 INVALID_NUMBER", "14 群众人次 INVALID_NUMBER", "15 站点 SITE_CLOSED", "17 原编号 TWICE_IN_FILE",
        ], result.Faults);
        Assert.Equal((1, 0, 0, 15, 0), result.Counts);
        Assert.Contains(result.Job.Faults!, fault => fault.Message == "和第 16 行是同一个原编号");
    }

    [Fact]
    public async Task A_merged_site_keeps_its_history_and_its_successor_takes_what_came_later()
    {
        var county = await running.CountyAsync();
        var old = county.Code + "007";
        await county.SiteAsync(old, "2021-06-30", county.Station);
        var result = await county.ImportAsync("activities", $"""
            {headings}
            1,合并当天,科技,{old},{County.TeamName},,2021-06-30 09:30,2021-06-30 11:30,,2,1,
            2,合并以后,科技,{old},{County.TeamName},,2021-07-01 09:30,2021-07-01 11:30,,3,1,
            """);
        Assert.Equal((2, 0, 0, 0, 1), result.Counts);
        Assert.Equal(["3 站点 SITE_MERGED"], result.Remarks);
        Assert.Equal([$"1 {old} {county.Team}", $"2 {county.Station} {county.Team}"], await county.AskAsync<string>("select source_number || ' ' || site || ' ' || team_id from practice_activity where county = $1 order by 1", county.Code));
        Assert.Contains($"attendances 2021-06-30 {old}  2", await FiguresAsync(county));
    }

    [Fact]
    public async Task A_team_and_a_project_are_found_at_the_site_first_and_else_by_the_only_one_of_that_name()
    {
        var county = await running.CountyAsync();
        var (far, here) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await county.SiteAsync(county.Code + "005");
        foreach (var (id, site) in new[] { (far, county.Code + "005"), (here, county.Station) })
            await county.SqlAsync("insert into known_team (county, id, name, category, site, version) values ($1, $2, '夕阳红', '便民', $3, 1)", county.Code, id, site);
        await county.ImportAsync("projects", $"名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号\n远处的项目,便民利民服务,科技,,{county.Code}005,,,2021-01-01,,\n");
        var result = await county.ImportAsync("activities", $"""
            {headings}
            1,在站里,科技,{county.Station},夕阳红,远处的项目,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            2,在远处,科技,{county.Code}005,夕阳红,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            3,在中心,科技,{county.Code},夕阳红,,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            4,借队伍,科技,{county.Code},{County.TeamName},,2021-03-05 09:30,2021-03-05 11:30,,1,1,
            """);
        Assert.Equal(["4 队伍 AMBIGUOUS_TEAM"], result.Faults);
        Assert.Equal([$"1 {here} true", $"2 {far} false", $"4 {county.Team} false"], await county.AskAsync<string>("select source_number || ' ' || team_id || ' ' || (project_id is not null) from practice_activity where county = $1 order by 1", county.Code));
    }

    [Fact]
    public async Task Only_the_office_imports_and_the_templates_fit()
    {
        var county = await running.CountyAsync();
        foreach (var kind in new[] { "projects", "activities" })
        {
            foreach (var caller in new[] { county.Clerk, county.Leader, Callers.Staff(Role.CenterOffice, county.Station, county.Code) })
            {
                using var refused = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, $"/api/imports/{kind}", caller, new StringContent("")));
                Assert.Equal(403, (int)refused.StatusCode);
            }
            using var template = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/imports/{kind}/template", county.Office));
            var result = await county.ImportAsync(kind, (await template.Content.ReadAsStringAsync()).Replace("140322100801", county.Station, StringComparison.Ordinal));
            Assert.Equal((1, 0, 0, 0, 0), result.Counts);
        }
    }

    static Task<List<string>> FiguresAsync(County county) =>
        county.AskAsync<string>("select measure || ' ' || day || ' ' || site || ' ' || dimension || ' ' || n from tally_entry where county = $1 and measure not like 'projects%' order by measure collate \"C\", day, site, dimension", county.Code);
}
