using CivPractice.Activity.Activities;
using CivPractice.Activity.Migrations;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Search;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Activity.Tests.Activities;

public sealed class ActivitySearchTests(ActivityRunning running)
{
    [Fact]
    public async Task Activities_are_found_by_their_words_the_newest_first()
    {
        var county = await running.CountyAsync();
        var ids = new List<string>();
        for (var n = 1; n <= 5; n++) ids.Insert(0, (await PublishedAsync(county, $"锦隆社区第{n}次义诊", "ＢＰ测量，ECG", n)).Id);
        var other = await PublishedAsync(county, "社区锦鲤观赏", "", 6);

        var request = new ListActivitiesRequest { Query = "锦隆 义诊", PageSize = 2 };
        var seen = new List<string>();
        do
        {
            var page = await county.Activities.ListActivitiesAsync(request, county.As(county.Visitor));
            seen.AddRange(page.Activities.Select(row => row.Id));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal(ids, seen);
        Assert.Equal([ids[2]], await FindAsync(county, "第3次"));
        Assert.Equal(ids, await FindAsync(county, "bp"));
        Assert.Equal([other.Id, .. ids], await FindAsync(county, "锦"));
        Assert.Equal([other.Id], await FindAsync(county, "锦鲤"));
        foreach (var nothing in new[] { "隆锦", "锦隆夜校", "!?" }) Assert.Empty(await FindAsync(county, nothing));

        // With the other filters of the list, and in the county alone.
        Assert.Empty((await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = "义诊", Platform = ServicePlatform.Sport }, county.As(county.Visitor))).Activities);
        Assert.Equal(ids.Count, (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = "义诊", Prefix = county.Station, Status = ActivityStatus.Recruiting, TeamId = county.Team.ToString() }, county.As(county.Visitor))).Activities.Count);
        var third = DateTimeOffset.UtcNow.AddDays(3).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([ids[2]], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = "义诊", From = third, To = third }, county.As(county.Visitor))).Activities.Select(row => row.Id));
        var neighbour = await running.CountyAsync();
        Assert.Empty(await FindAsync(neighbour, "义诊"));
        Assert.Equal("TOO_LONG", (await County.RefusedAsync(county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = new string('长', 41) }, county.As(county.Visitor)))).Reason);
    }

    [Fact]
    public async Task A_draft_is_found_by_those_who_manage_it_only()
    {
        var county = await running.CountyAsync();
        var plan = county.Plan(TimeSpan.FromDays(1));
        plan.Title = "秘密排练";
        var draft = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        Assert.Empty(await FindAsync(county, "排练"));
        foreach (var caller in new[] { county.Leader, county.Clerk })
            Assert.Equal([draft.Id], (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = "排练" }, county.As(caller))).Activities.Select(row => row.Id));
    }

    [Fact]
    public async Task A_city_finds_in_all_its_counties()
    {
        var (one, two) = (await running.CountyAsync(), await running.CountyAsync());
        var (first, second) = (await PublishedAsync(one, "红歌比赛", "", 1), await PublishedAsync(two, "红歌比赛", "", 2));
        var city = new Caller(CallerKind.Staff, Guid.CreateVersion7(), "900000", "900000", ["900000", one.Code, two.Code], [new Grant(Role.CenterOffice, "9")]);
        Assert.Equal([second.Id, first.Id], (await one.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = "红歌" }, one.As(city))).Activities.Select(row => row.Id));
    }

    [Fact]
    public async Task A_search_reads_the_entries_that_its_page_needs_and_never_all_there_is()
    {
        const int rows = 6_000;
        var county = await running.CountyAsync();
        await county.SqlAsync(
            """
            insert into practice_activity (county, id, title, detail, platform, site, starts_at, ends_at, place, risk_notice, status, reason, attendees, outcome, secret, version)
            select $1, gen_random_uuid(), case when n % 500 = 0 then '社区红歌' else '社区服务' end, '', 3, $2, now() - n * interval '1 hour', now() - n * interval '1 hour' + interval '30 minutes', '', '', 5, '', 0, '', '', 1
            from generate_series(1, $3) as n
            """, county.Code, county.Station, rows);
        await county.SqlAsync(TermsOfOldActivities.Sql);
        await county.SqlAsync("analyze practice_activity");
        await county.SqlAsync("analyze activity_term");

        foreach (var (terms, touched) in new[] { (new[] { "社区" }, 250), (["红歌", "社区"], 250) })
        {
            var list = new ActivityList([county.Code], DateTimeOffset.UtcNow, terms).Below(county.Code);
            list.Published();
            var plan = await ExplainAsync(county.Code, list.Complete(20).Text, list);
            Assert.DoesNotContain("Seq Scan on practice_activity", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on activity_term", plan, StringComparison.Ordinal);
            Assert.Contains("pk_activity_term", plan, StringComparison.Ordinal);
            Assert.True(Touched(plan) < touched, plan);
        }
        Assert.Equal(12, (await FindAsync(county, "社区红歌")).Count());
        Assert.Equal(20, (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = "社区", PageSize = 20 }, county.As(county.Visitor))).Activities.Count);
    }

    [Fact]
    public async Task Activities_that_were_there_before_are_given_the_same_terms()
    {
        var county = await running.CountyAsync();
        var made = await PublishedAsync(county, "2024年ＡBC社区义诊", "测BP、心电;〇二号楼", 1);
        await county.SqlAsync("delete from activity_term where county = $1", county.Code);
        await county.SqlAsync(TermsOfOldActivities.Sql);
        Assert.Equal(SearchTerms.OfRow(made.Title, made.Place, made.Detail).Order(StringComparer.Ordinal), await county.AskAsync<string>("select term from activity_term where county = $1 order by term", county.Code));
    }

    async Task<V1.Activity> PublishedAsync(County county, string title, string detail, int days)
    {
        var plan = county.Plan(TimeSpan.FromDays(days));
        (plan.Title, plan.Detail) = (title, detail);
        var draft = await county.Activities.CreateActivityAsync(plan, county.As(county.Leader));
        return await county.Activities.PublishActivityAsync(new PublishActivityRequest { Id = draft.Id }, county.As(county.Leader));
    }

    static async Task<IEnumerable<string>> FindAsync(County county, string query) =>
        (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest { Query = query }, county.As(county.Visitor))).Activities.Select(row => row.Id);

    // As the service's role, fenced to the county.
    async Task<string> ExplainAsync(string county, string sql, ActivityList list)
    {
        await using var connection = await running.Service.App.OpenConnectionAsync();
        await using (var setting = new NpgsqlCommand("select set_config('app.county', $1, false), set_config('app.counties', $1, false)", connection) { Parameters = { new() { Value = county } } }) await setting.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"explain (analyze, costs off, timing off, buffers) {sql}", connection);
        explain.Parameters.AddRange(list.Parameters);
        await using var lines = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await lines.ReadAsync()) plan.Add(lines.GetString(0));
        return string.Join('\n', plan);
    }

    // Pages of the database that the whole plan looked at: a page's worth of lookups, not the county's history.
    static int Touched(string plan) => int.Parse(System.Text.RegularExpressions.Regex.Match(plan, @"Buffers: shared hit=(\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
}
