using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;

namespace CivPractice.Activity.Tests.Activities;

/// <summary>Activities bear marks, lists are narrowed by them, and the figures by mark are the lists' lengths.</summary>
public sealed class MarkedActivitiesTests(ActivityRunning running)
{
    const string headings = "原编号,名称,平台,站点,开始时间,结束时间,志愿者人次,群众人次,主办协会,目的,任务领域,结合工作,主题,主办单位,承办单位,协办单位,类型,实践基地,阵地";

    static ActivityMarks Marks() => new()
    {
        Purposes = { ActivityPurpose.PurposeCare, ActivityPurpose.PurposeService },
        TaskField = TaskField.ChangingCustoms,
        CrossWork = { "平安建设", "科普" },
        Theme = "红色教育",
        HostUnits = { "县文明办" },
        OrganizingUnits = { "便民服务队" },
        AssistingUnits = { "县科协" },
        Kind = ActivityKind.KindCivility,
        Base = "温河基地",
        Venue = "红色讲堂",
    };

    [Fact]
    public async Task An_activity_bears_its_marks_from_the_draft_to_every_list()
    {
        var county = await running.CountyAsync();
        var plan = county.Plan(TimeSpan.FromDays(1), (await county.AcceptedNeedAsync()).Id);
        plan.Marks = Marks();
        var draft = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = draft.Id }, county.As(county.Leader));
        var plain = await county.PublishedAsync(TimeSpan.FromDays(2));

        Assert.Equal(Marks(), draft.Marks);
        Assert.Equal(Marks(), (await county.Activities.GetActivityAsync(new GetActivityRequest { Id = draft.Id }, county.As(county.Visitor))).Marks);
        var all = (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(), county.As(county.Visitor))).Activities;
        Assert.Equal([(draft.Id, Marks()), (plain.Id, new ActivityMarks())], all.Select(row => (row.Id, row.Marks)));

        // The same filters in the list that everybody opens and in the export.
        foreach (var (filter, found) in new (string, bool)[]
        {
            ("purpose=PURPOSE_CARE", true), ("purpose=PURPOSE_EDUCATION", false), ("taskField=CHANGING_CUSTOMS", true), ("taskField=CORE_VALUES", false), ("crossWork=科普", true), ("crossWork=科", false),
            ("theme=红色教育", true), ("theme=红色", false), ("unit=县文明办", true), ("unit=便民服务队", true), ("unit=县科协", true), ("unit=县文联", false),
            ("kind=KIND_CIVILITY", true), ("kind=KIND_FITNESS", false), ("base=温河基地", true), ("base=温河", false), ("venue=红色讲堂", true), ("venue=农家书屋", false), ("fromNeed=true", true),
        })
        {
            using var listed = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/activities?{filter}", county.Office));
            var text = await listed.Content.ReadAsStringAsync();
            Assert.True(listed.IsSuccessStatusCode && text.Contains(draft.Id, StringComparison.Ordinal) == found && !text.Contains(plain.Id, StringComparison.Ordinal), $"{filter}: {text}");
            Assert.Equal(found ? 1 : 0, (await ExportedAsync(county, filter)).Length);
        }
        var refused = await County.RefusedAsync(county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Purpose = (ActivityPurpose)9 }, county.As(county.Office)));
        Assert.Equal("UNKNOWN_VALUE", refused.Reason);
    }

    [Fact]
    public async Task What_marks_must_not_say_is_refused_with_the_field()
    {
        var county = await running.CountyAsync();
        var plan = county.Plan(TimeSpan.FromDays(1));
        plan.Marks = new ActivityMarks { Purposes = { (ActivityPurpose)5 } };
        Assert.Equal("UNKNOWN_VALUE", (await County.RefusedAsync(county.Activities.CreateActivityAsync(plan, county.As(county.Leader)))).Reason);
        plan.Marks = new ActivityMarks { HostUnits = { "甲单位" }, AssistingUnits = { "甲单位" } };
        Assert.Equal("UNIT_TWICE", (await County.RefusedAsync(county.Activities.CreateActivityAsync(plan, county.As(county.Leader)))).Reason);
    }

    [Fact]
    public async Task A_completed_activity_counts_once_under_each_of_its_marks_and_the_lists_agree()
    {
        var county = await running.CountyAsync();
        await county.SqlAsync("insert into known_association (county, number, name, site, version) values ($1, 'SH-1', '爱心协会', $1, 1)", county.Code);
        var plan = county.Plan(TimeSpan.FromDays(1));
        plan.Marks = Marks();
        var held = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = held.Id }, county.As(county.Leader));
        Assert.Empty(await MarkedAsync(county));
        await county.SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(held.Id));
        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = held.Id, Attendees = 3 }, county.As(county.Leader));

        var file = $"""
            {headings}
            1,读书会,教育,{county.Station},2021-03-05 09:00,2021-03-05 11:00,5,9,,"教育、服务群众",科学理论学习实践,平安建设,,县图书馆,,,科普教育,温河基地,农家书屋
            2,助学,教育,{county.Code},2021-03-06 09:00,2021-03-06 11:00,5,9,爱心协会,关心群众,大力开展移风易俗,平安建设,红色教育,县文联,,,文化演出,温河基地,农家书屋
            3,没有标记,教育,{county.Station},2021-03-07 09:00,2021-03-07 11:00,5,9,,,,,,,,,,,
            4,坏目的,教育,{county.Station},2021-03-07 09:00,2021-03-07 11:00,5,9,,帮助群众,,,,,,,,,
            5,坏领域,教育,{county.Station},2021-03-07 09:00,2021-03-07 11:00,5,9,,,移风,,,,,,,,
            6,单位两次,教育,{county.Station},2021-03-07 09:00,2021-03-07 11:00,5,9,,,,,,甲单位,甲单位,,,,
            7,坏类型,教育,{county.Station},2021-03-07 09:00,2021-03-07 11:00,5,9,,,,,,,,,聚餐,,
            """;
        var outcome = await county.ImportAsync("activities", file);
        Assert.Equal(["5 目的 UNKNOWN_VALUE", "6 任务领域 UNKNOWN_VALUE", "7 承办单位 UNIT_TWICE", "8 类型 UNKNOWN_VALUE"], outcome.Faults);
        Assert.Equal((3, 0, 0, 4, 0), outcome.Counts);
        // An association's activity is none of the sites' own, as with activities.completed.
        string[] figures =
        [
            "activities.bases 温河基地 2", "activities.cross-work 平安建设 2", "activities.cross-work 科普 1", "activities.kinds KindCivility 1", "activities.kinds KindScience 1", "activities.purposes PurposeCare 1", "activities.purposes PurposeEducation 1", "activities.purposes PurposeService 2",
            "activities.task-fields ChangingCustoms 1", "activities.task-fields TheoryStudy 1", "activities.themes 红色教育 1",
            "activities.units 便民服务队 1", "activities.units 县图书馆 1", "activities.units 县文明办 1", "activities.units 县科协 1", "activities.venues 农家书屋 1", "activities.venues 红色讲堂 1",
        ];
        Assert.Equal(figures, await MarkedAsync(county));
        Assert.Equal((0, 0, 3, 4, 0), (await county.ImportAsync("activities", file)).Counts);
        Assert.Equal(figures, await MarkedAsync(county));
        Assert.Equal(3, (await county.FiguresAsync())["activities.completed"]);

        foreach (var figure in figures.Select(line => line.Split(' ')))
        {
            var request = new ListActivitiesRequest { Status = ActivityStatus.Completed, Owner = ActivityOwner.OwnedBySite };
            if (figure[0] == "activities.purposes") request.Purpose = Enum.Parse<ActivityPurpose>(figure[1]);
            if (figure[0] == "activities.task-fields") request.TaskField = Enum.Parse<TaskField>(figure[1]);
            if (figure[0] == "activities.cross-work") request.CrossWork = figure[1];
            if (figure[0] == "activities.themes") request.Theme = figure[1];
            if (figure[0] == "activities.units") request.Unit = figure[1];
            if (figure[0] == "activities.kinds") request.Kind = Enum.Parse<ActivityKind>(figure[1]);
            if (figure[0] == "activities.bases") request.Base = figure[1];
            if (figure[0] == "activities.venues") request.Venue = figure[1];
            Assert.Equal(figure[2], $"{(await county.Activities.ListActivitiesAsync(request, county.As(county.Office))).Activities.Count}");
        }
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
        await county.SqlAsync("update tally_entry set n = n + 1 where county = $1 and measure = 'activities.cross-work' and dimension = '科普'", county.Code);
        Assert.Contains(await running.Service.DifferencesAsync("Activity", county.Code), line => line.StartsWith($"{county.Code} activities.cross-work", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Marks_leave_in_the_columns_in_which_they_come()
    {
        var county = await running.CountyAsync();
        await county.ImportAsync("activities", $"{headings}\n1,读书会,教育,{county.Station},2021-03-05 09:00,2021-03-05 11:00,5,9,,宣传、教育,主流价值培育践行,科普、平安建设,试点先行、融合共建,县图书馆,读书会、书友会,县文联,法治宣传,温河基地,农家书屋\n");
        Assert.EndsWith(",宣传群众、教育群众,主流价值培育践行,科普、平安建设,试点先行、融合共建,县图书馆,读书会、书友会,县文联,法治宣传,温河基地,农家书屋,已结项", Assert.Single(await ExportedAsync(county, "status=COMPLETED")), StringComparison.Ordinal);
    }

    async Task<string[]> ExportedAsync(County county, string filter)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/exports/activities?{filter}", county.Office));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }

    /// <summary>The figures by mark as the service tells them.</summary>
    static async Task<List<string>> MarkedAsync(County county)
    {
        var request = new GetTallyRequest { GroupBy = TallyGrouping.Dimension, Indicators = { "activities.purposes", "activities.task-fields", "activities.cross-work", "activities.themes", "activities.units", "activities.kinds", "activities.bases", "activities.venues" } };
        var lines = (await county.Figures.GetTallyAsync(request, county.As(county.Office))).Lines;
        return [.. lines.Where(line => line.Value != 0).Select(line => $"{line.Indicator} {line.Group} {line.Value}").Order(StringComparer.Ordinal)];
    }
}
