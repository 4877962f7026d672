using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;

namespace CivPractice.Activity.Tests.Activities;

/// <summary>Activities and projects bear the words of the county's dictionary: local platforms, linked work, themes.</summary>
public sealed class LocalWordsTests(ActivityRunning running)
{
    const string headings = "原编号,名称,平台,站点,开始时间,结束时间,志愿者人次,群众人次,结合工作,主题";

    async Task<County> WithWordsAsync()
    {
        var county = await running.CountyAsync();
        await county.WordAsync(WordList.Platform, "文化服务", "文艺");
        await county.WordAsync(WordList.Platform, "卫生健康", "卫生");
        await county.WordAsync(WordList.Platform, "夜校", endedOn: "2024-01-01");
        await county.WordAsync(WordList.CrossWork, "“三零”创建", "三零创建");
        await county.WordAsync(WordList.CrossWork, "创卫", endedOn: "2024-01-01");
        await county.WordAsync(WordList.Slogan, "试点先行、融合共建");
        return county;
    }

    [Fact]
    public async Task A_local_platform_is_borne_listed_counted_by_its_word_and_never_among_the_five()
    {
        var county = await WithWordsAsync();
        var plan = county.Plan(TimeSpan.FromDays(1));
        (plan.Platform, plan.LocalPlatform) = (ServicePlatform.LocalPlatform, "卫生");
        plan.Marks = new ActivityMarks { CrossWork = { "三零创建" }, Theme = "试点先行、融合共建" };
        var draft = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        Assert.Equal((ServicePlatform.LocalPlatform, "卫生健康", "“三零”创建"), (draft.Platform, draft.LocalPlatform, draft.Marks.CrossWork.Single()));
        // A name of one of the five is that one.
        (plan.Platform, plan.LocalPlatform, plan.Title) = (ServicePlatform.Unspecified, "文艺", "广场舞");
        var dance = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        Assert.Equal((ServicePlatform.Culture, ""), (dance.Platform, dance.LocalPlatform));
        foreach (var activity in new[] { draft, dance }) await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = activity.Id }, county.As(county.Leader));
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where county = $1", county.Code);
        foreach (var activity in new[] { draft, dance }) await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id }, county.As(county.Leader));
        var again = await county.Activities.RepeatActivityAsync(new RepeatActivityRequest { Id = draft.Id, Every = RepeatEvery.Week, Until = Platform.ChinaTime.Text(Platform.ChinaTime.Today(TimeProvider.System).AddDays(8)), Publish = true }, county.As(county.Leader));
        Assert.All(again.Activities, row => Assert.Equal("卫生健康", row.LocalPlatform));

        var listed = (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { LocalPlatform = "卫生健康", Status = ActivityStatus.Completed }, county.As(county.Visitor))).Activities;
        Assert.Equal([(draft.Id, "卫生健康")], listed.Select(row => (row.Id, row.LocalPlatform)));
        Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { LocalPlatform = "卫生" }, county.As(county.Visitor))).Activities);
        Assert.Equal(["CULTURE 1", "卫生健康 1"], await county.AskAsync<string>("select dimension || ' ' || n from tally_entry where county = $1 and measure = 'activities.completed' order by dimension collate \"C\"", county.Code));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));

        // What is exported by its word is read by it again.
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, "/api/exports/activities?localPlatform=卫生健康&status=COMPLETED", county.Office));
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(",卫生健康,", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_dictionary_does_not_have_is_refused_when_it_is_written_and_old_rows_keep_theirs()
    {
        var county = await WithWordsAsync();
        async Task<(string Reason, string Message)> RefusedAsync(Action<CreateActivityRequest> change)
        {
            var plan = county.Plan(TimeSpan.FromDays(1));
            change(plan);
            var (_, reason, message) = await County.RefusedAsync(county.Activities.CreateActivityAsync(plan, county.As(county.Leader)));
            return (reason, message);
        }
        var platform = await RefusedAsync(plan => (plan.Platform, plan.LocalPlatform) = (ServicePlatform.LocalPlatform, "便民"));
        Assert.Equal("UNKNOWN_WORD", platform.Reason);
        Assert.Contains("可以写理论宣讲、教育服务、文化服务、科技与科普服务、健身体育服务、卫生健康", platform.Message, StringComparison.Ordinal);
        Assert.Equal("UNKNOWN_WORD", (await RefusedAsync(plan => (plan.Platform, plan.LocalPlatform) = (ServicePlatform.LocalPlatform, "夜校"))).Reason);
        Assert.Equal("PLATFORM_TWICE", (await RefusedAsync(plan => plan.LocalPlatform = "卫生健康")).Reason);
        Assert.Equal("REQUIRED", (await RefusedAsync(plan => plan.Platform = ServicePlatform.LocalPlatform)).Reason);
        Assert.Equal("UNKNOWN_WORD", (await RefusedAsync(plan => plan.Marks = new ActivityMarks { CrossWork = { "创卫" } })).Reason);
        Assert.Equal("UNKNOWN_WORD", (await RefusedAsync(plan => plan.Marks = new ActivityMarks { Theme = "红色教育" })).Reason);

        var project = await county.Projects.CreateProjectAsync(new CreateProjectRequest { Site = county.Station, Name = "送医上门", Category = "便民", LocalPlatform = "卫生", StartsOn = "2024-01-01", CrossWork = { "三零创建" } }, county.As(county.Office));
        Assert.Equal((ServicePlatform.LocalPlatform, "卫生健康", "“三零”创建"), (project.Platform, project.LocalPlatform, project.CrossWork.Single()));
        Assert.Equal([project.Id], (await county.Projects.ListProjectsAsync(new ListProjectsRequest { LocalPlatform = "卫生健康" }, county.As(county.Visitor))).Projects.Select(row => row.Id));
        await county.SqlAsync("update known_word set valid_to = '2025-01-01' where county = $1", county.Code);
        var change = new UpdateProjectRequest { Id = project.Id, Name = "送医到家", Category = "便民", LocalPlatform = "卫生健康", StartsOn = "2024-01-01", CrossWork = { "“三零”创建" } };
        Assert.Equal(("送医到家", "卫生健康"), ((await county.Projects.UpdateProjectAsync(change, county.As(county.Office))).Name, project.LocalPlatform));
        change.CrossWork[0] = "创卫";
        Assert.Equal("UNKNOWN_WORD", (await County.RefusedAsync(county.Projects.UpdateProjectAsync(change, county.As(county.Office)))).Reason);
    }

    [Fact]
    public async Task Files_are_read_by_words_and_their_other_names_and_a_list_of_the_past_may_bear_what_ended()
    {
        var county = await WithWordsAsync();
        var at = county.Station;
        var result = await county.ImportAsync("activities", $"""
            {headings}
            1,义诊,卫生平台,{at},2021-03-05 09:30,2021-03-05 11:30,1,1,三零创建,
            2,合唱,文艺,{at},2021-03-05 09:30,2021-03-05 11:30,1,1,,
            3,讲课,夜校,{at},2021-03-05 09:30,2021-03-05 11:30,1,1,创卫,
            4,健步走,健身,{at},2021-03-05 09:30,2021-03-05 11:30,1,1,,
            5,不认识,便民,{at},2021-03-05 09:30,2021-03-05 11:30,1,1,平安建设,绿色
            """);
        Assert.Equal((4, 0, 0, 1, 0), result.Counts);
        Assert.Equal(["6 主题 UNKNOWN_WORD", "6 平台 UNKNOWN_WORD", "6 结合工作 UNKNOWN_WORD"], result.Faults.Order(StringComparer.Ordinal));
        Assert.Contains(result.Job.Faults!, fault => fault.Message == "平台“便民”不在本县字典里,可以写理论宣讲、教育服务、文化服务、科技与科普服务、健身体育服务、卫生健康、夜校");
        Assert.Equal(["CULTURE 1", "SPORT 1", "卫生健康 1", "夜校 1"], await county.AskAsync<string>("select dimension || ' ' || n from tally_entry where county = $1 and measure = 'activities.completed' order by dimension collate \"C\"", county.Code));
        Assert.Equal(["“三零”创建 1", "创卫 1"], (await county.AskAsync<string>("select dimension || ' ' || n from tally_entry where county = $1 and measure = 'activities.cross-work'", county.Code)).Order(StringComparer.Ordinal));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));

        var projects = await county.ImportAsync("projects", $"名称,类别,平台,队伍,所属站点,服务对象,目标,开始日期,结束日期,全国系统编号\n送医上门,便民利民服务,卫生,,{at},,,2021-01-01,,\n夜里读书,便民利民服务,读书,,{at},,,2021-01-01,,\n");
        Assert.Equal(["3 平台 UNKNOWN_WORD"], projects.Faults);
        Assert.Equal(["卫生健康"], await county.AskAsync<string>("select local_platform from project where county = $1", county.Code));
    }
}
