using System.Globalization;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Exports;

/// <summary>Needs and activities go out as the lists show them.</summary>
public sealed class ActivityExportTests(ActivityRunning running)
{
    async Task<string[]> LinesAsync(string list, Caller by)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/exports/{list}", by));
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries) : [User.Reason(text)];
    }

    [Fact]
    public async Task Needs_leave_without_contacts_and_only_to_who_reads_them()
    {
        var county = await running.CountyAsync();
        var (served, posted) = (await county.ServedNeedAsync(), await county.PostNeedAsync());
        await county.RateAsync(served, 5);
        var all = await LinesAsync("needs", county.Clerk);
        Assert.Equal("编号,状态,标题,说明,站点,紧急,队伍,提交时间,应办时间,原因,评分,评价", all[0]);
        Assert.Equal([$"{posted.Number},待核实,灯不亮,家有老人,{county.Station},否,,", $"{served.Number},已评价,灯不亮,家有老人,{county.Station},否,{County.TeamName},"], all.Skip(1).Select(line => line[..(line.IndexOf(",20", StringComparison.Ordinal) + 1)]));
        Assert.DoesNotContain(all, line => line.Contains("甲某某", StringComparison.Ordinal) || line.Contains("10000000001", StringComparison.Ordinal));
        Assert.Equal(2, (await LinesAsync("needs?statuses=NEED_RATED&statuses=NEED_DONE", county.Clerk)).Length);
        Assert.Equal(2, (await LinesAsync("needs?figure=needs.rated", county.Office)).Length);
        Assert.Equal(["UNKNOWN_VALUE"], await LinesAsync("needs?statuses=RATED", county.Clerk));
        Assert.Equal(["PERMISSION_DENIED"], await LinesAsync("needs", county.Leader));
        Assert.Equal(["PERMISSION_DENIED"], await LinesAsync("needs", Callers.Coordinator(county.Code)));
        Assert.Single(await LinesAsync("needs", Callers.Staff(Role.StationClerk, $"{county.Code}002", county.Code)));
    }

    [Fact]
    public async Task Activities_leave_with_who_came_and_drafts_only_to_those_who_manage_them()
    {
        var county = await running.CountyAsync();
        await county.ServedNeedAsync();
        var planned = await county.PublishedAsync(TimeSpan.FromDays(3));
        await county.Activities.CreateActivityAsync(county.Plan(TimeSpan.FromDays(4)), county.As(county.Leader));

        var all = await LinesAsync("activities", county.Office);
        Assert.Equal("原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效,主办协会,目的,任务领域,结合工作,主题,主办单位,承办单位,协办单位,类型,实践基地,阵地,状态", all[0]);
        Assert.Equal(["已结项", "招募中", "草稿"], all.Skip(1).Select(line => line.Split(',')[^1]));
        Assert.Contains(",0,0,,,,,,,,,,,,,已结项", all[1], StringComparison.Ordinal);
        Assert.StartsWith($",上门修灯,科技,{county.Station},{County.TeamName},,{Platform.ChinaTime.Text(planned.StartsAt.ToDateTimeOffset())},", all[2], StringComparison.Ordinal);

        // A spot-checker manages nothing, and a city sees no row of who came.
        Assert.Equal(["已结项", "招募中"], (await LinesAsync("activities", Callers.Staff(Role.SpotChecker, county.Code, county.Code))).Skip(1).Select(line => line.Split(',')[^1]));
        var city = new Caller(CallerKind.Staff, Guid.CreateVersion7(), county.Code, "", [county.Code], [new Grant(Role.CityCoordinator, county.Code[..4])]);
        Assert.Contains(",,0,,,,,,,,,,,,,已结项", (await LinesAsync("activities", city))[1], StringComparison.Ordinal);

        // The same filters as the list's.
        foreach (var status in new[] { ActivityStatus.Draft, ActivityStatus.Recruiting, ActivityStatus.Running, ActivityStatus.Closing, ActivityStatus.Completed, ActivityStatus.Cancelled })
        {
            var listed = await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Status = status }, county.As(county.Office));
            Assert.Equal(listed.Activities.Count, (await LinesAsync($"activities?status={status.ToString().ToUpperInvariant()}", county.Office)).Length - 1);
        }
        var today = Platform.ChinaTime.Day(DateTimeOffset.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(2, (await LinesAsync($"activities?platform=SCIENCE&teamId={county.Team}&from={Platform.ChinaTime.Text(Platform.ChinaTime.Day(DateTimeOffset.UtcNow).AddDays(1))}&status=RECRUITING", county.Office)).Length);
        Assert.InRange((await LinesAsync($"activities?to={today}", county.Office)).Length, 1, 2);
    }
}
