using System.Text.Json.Nodes;
using CivPractice.Platform;
using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

/// <summary>
/// A merged village: its old figures unchanged; its grants, teams, venues with their bookings, open needs, lectures and posts go on at the successor, in every service. All through the gateway.
/// </summary>
public sealed class MergedVillageTests(Practice practice)
{
    static readonly string today = ChinaTime.Text(ChinaTime.Today(TimeProvider.System)), before = ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(-1));

    [Fact]
    public async Task What_lives_on_at_a_merged_village_goes_on_at_its_successor_in_every_service()
    {
        var office = await practice.SignInAsync("center-office", "盂县");
        var stations = (await practice.Visitor().GetAsync("/sites?prefix=140322&tier=INSTITUTE&pageSize=1"))["sites"]!.AsArray();
        var township = stations[0]!["code"]!.GetValue<string>();
        var (old, to) = ($"{township}991", $"{township}992");
        foreach (var (code, name) in new[] { (old, "小沟村"), (to, "大沟村") }) await office.PostAsync("/sites", new { code, name = $"{name}新时代文明实践站", tier = "STATION", openedOn = "2024-01-01" });

        // The village's life: a clerk, a team with a member, a venue, a need, a lecturer team with a session to come, a post.
        var account = await office.PostAsync("/accounts", new { name = "沟村专管员", phone = "10099910001", password = "village-secret-1" });
        await office.PostAsync("/grants", new { personId = Text(account, "personId"), role = "station-clerk", prefix = old });
        var clerk = await practice.World.SignInWithAsync("10099910001", "village-secret-1");
        var person = await office.PostOnceKnownAsync("/volunteers", new { name = "测试村民", phone = "10099910002", identityNumber = TestIdentity.Number(1980, 5, 6, 911), site = old, consent = true });
        var team = await office.PostOnceKnownAsync("/teams", new { name = "小沟村便民队", category = "便民利民服务", site = old, foundedOn = "2024-02-01", practice = true });
        await office.PostAsync($"/teams/{Text(team)}/members", new { personId = Text(person, "personId"), joinedOn = "2024-03-01" });
        var venue = await office.PostAsync("/venues", new { site = old, integratedOn = "2024-03-01", name = "小沟村农家书屋", kind = "农家书屋", use = "OWN" });
        var (start, end) = (ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(2)).AddHours(10), ChinaTime.Start(ChinaTime.Today(TimeProvider.System).AddDays(2)).AddHours(11));
        var booking = await office.PostAsync("/bookings", new { venueId = Text(venue), startsAt = start, endsAt = end, purpose = "读书会", people = 8, contactName = "测试村民", contactPhone = "10099910002" });
        var need = await practice.Visitor().PostOnceKnownAsync("/needs", new { site = old, title = "路灯不亮", detail = "村口的路灯不亮了。", contactName = "测试村民", contactPhone = "10099910002", consent = true });
        var lecturers = await office.PostOnceKnownAsync("/lecturerTeams", new { name = "小沟村宣讲队", level = "VILLAGE", site = old });
        var session = await office.PostAsync("/sessions", new { title = "村里的政策", topic = "政策", site = old, teamId = Text(lecturers), level = "VILLAGE", channel = "MEETING", method = "实例讲解", form = "宣讲会", placeKind = "农村", startsAt = DateTimeOffset.UtcNow.AddDays(2), durationMinutes = 60 });
        var post = await office.PostAsync($"/sites/{old}/posts", new { title = "专管员", places = 1, role = "station-clerk" });

        // With work open it closes for nobody.
        Assert.Equal("SITE_IN_USE", (await office.RefusedAsync($"/sites/{old}:close", new { closedOn = today, reason = "撤并" })).Reason);
        var past = await FiguresAsync(old, before);
        Assert.Equal((1, 1, 1), (past["teams.practice"], past["memberships.practice"], past["venues.pool"]));
        await office.PostAsync($"/sites/{old}:close", new { closedOn = today, successor = to, reason = "撤并" });

        await Eventually.TrueAsync(async () =>
        {
            var missing = new List<string>();
            async Task<string?> SiteAsync(string path) => (await office.GetAsync(path))["site"]?.GetValue<string>();
            if (await SiteAsync($"/teams/{Text(team)}") != to) missing.Add("team");
            if (await SiteAsync($"/volunteers/{Text(person, "personId")}") != to) missing.Add("volunteer");
            if (await SiteAsync($"/sessions/{Text(session)}") != to) missing.Add("session");
            if (await SiteAsync($"/lecturerTeams/{Text(lecturers)}") != to) missing.Add("lecturer team");
            if ((await office.GetAsync($"/needs?prefix={to}"))["needs"]!.AsArray().All(row => Text(row!) != Text(need))) missing.Add("need");
            if ((await office.GetAsync($"/venues?prefix={to}"))["venues"]!.AsArray().Count != 1) missing.Add("venue");
            if ((await office.GetAsync($"/bookings?prefix={to}"))["bookings"]!.AsArray().All(row => Text(row!) != Text(booking))) missing.Add("booking");
            if ((await office.GetAsync($"/sites/{to}/posts"))["posts"]!.AsArray().All(row => Text(row!) != Text(post))) missing.Add("post");
            if ((await office.GetAsync($"/grants?prefix={to}"))["grants"]!.AsArray().All(row => Text(row!, "personId") != Text(account, "personId"))) missing.Add("grant");
            return missing.Count == 0 ? null : $"Not moved: {string.Join(", ", missing)}";
        });

        // The clerk goes on with the need where it lies now.
        await clerk.PostAsync($"/needs/{Text(need)}:verify", new { note = "已电话核实" });
        // Nothing of the past moved; of today, everything did, and nothing is counted twice.
        Assert.Equal(past, await FiguresAsync(old, before));
        var (left, came) = (await FiguresAsync(old, today), await FiguresAsync(to, today));
        foreach (var stock in new[] { "teams.practice", "memberships.practice", "venues.pool", "volunteers.registered", "lecturer-teams" }) Assert.Equal((stock, 0L, 1L), (stock, left[stock], came[stock]));
        Assert.Contains((await practice.Visitor().GetAsync($"/sites/{to}/history"))["events"]!.AsArray(), each => each!["other"]!.GetValue<string>() == old);

        async Task<Dictionary<string, long>> FiguresAsync(string site, string on) => (await office.GetAsync($"/figures?prefix={site}&to={on}&indicators=teams.practice&indicators=memberships.practice&indicators=venues.pool&indicators=volunteers.registered&indicators=lecturer-teams&indicators=sites.running"))["figures"]!.AsArray()
            .ToDictionary(figure => Text(figure!, "indicator"), figure => figure!["value"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_site_with_an_activity_that_is_not_over_closes_for_nobody_until_it_is_called_off()
    {
        var office = await practice.SignInAsync("center-office", "盂县");
        var townships = (await practice.Visitor().GetAsync("/sites?prefix=140322&tier=INSTITUTE&pageSize=1"))["sites"]!.AsArray();
        var code = $"{Text(townships[0]!, "code")}993";
        await office.PostAsync("/sites", new { code, name = "石沟村新时代文明实践站", tier = "STATION", openedOn = "2024-01-01" });
        var starts = DateTimeOffset.UtcNow.AddDays(2);
        var activity = await office.PostOnceKnownAsync("/activities", new { title = "周末课堂", platform = "EDUCATION", site = code, startsAt = starts, endsAt = starts.AddHours(2), place = "活动室", riskNotice = "注意安全", posts = new object[] { new { title = "辅导员", capacity = 2 } } });
        await office.PostAsync($"/activities/{Text(activity)}:publish", new { });
        Assert.Equal("SITE_IN_USE", (await office.RefusedAsync($"/sites/{code}:close", new { closedOn = today, reason = "撤并" })).Reason);
        await office.PostAsync($"/activities/{Text(activity)}:cancel", new { reason = "村里停电" });
        Assert.Equal("CLOSED", Text(await office.PostAsync($"/sites/{code}:close", new { closedOn = today, reason = "撤并" }), "status"));
    }

    static string Text(JsonNode row, string field = "id") => row[field]!.GetValue<string>();
}
