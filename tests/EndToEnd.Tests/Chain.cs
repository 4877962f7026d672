using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CivPractice.EndToEnd.Tests;

/// <summary>The steps of the main chain, each by the one who does it in life.</summary>
public sealed class Chain(Practice practice)
{
    public const string Station = "锦隆";

    public sealed record Served(JsonNode Need, string ActivityId, long Minutes);

    /// <summary>The station of the chain, found by its name.</summary>
    public async Task<string> StationAsync() =>
        (await practice.Visitor().GetAsync($"/sites?tier=STATION&query={Uri.EscapeDataString(Station)}"))["sites"]![0]!["code"]!.GetValue<string>();

    public async Task<string> TeamAsync() =>
        (await practice.Visitor().GetAsync($"/teams?query={Uri.EscapeDataString("便民利民")}"))["teams"]![0]!["id"]!.GetValue<string>();

    public async Task<JsonNode> PostNeedAsync() => await practice.Visitor().PostAsync("/needs", new
    {
        site = await StationAsync(),
        title = "灯不亮了",
        detail = "家里有老人,客厅的灯不亮。",
        contactName = "测试居民",
        contactPhone = "10012345678",
        consent = true,
    });

    /// <summary>From the wish to the rating. The activity starts in a few seconds, since nobody may check in to one that is days away.</summary>
    public async Task<Served> ServeANeedAsync()
    {
        var clerk = await practice.SignInAsync("station-clerk");
        var office = await practice.SignInAsync("center-office");
        var leader = await practice.SignInAsync("team-leader");
        var people = await practice.Crowd.VolunteersAsync(2);
        var (electrician, helper) = (people[0].User, people[1].User);
        await clerk.PostAsync($"/volunteers/{people[0].PersonId}:setSkills", new { skills = new[] { "电工" } });

        var need = await PostNeedAsync();
        var id = need["id"]!.GetValue<string>();
        var team = await TeamAsync();
        await clerk.PostAsync($"/needs/{id}:verify", new { note = "已电话核实" });
        await office.PostAsync($"/needs/{id}:dispatch", new { teamId = team });
        await leader.PostAsync($"/needs/{id}:accept", new { });

        var starts = DateTimeOffset.UtcNow.AddSeconds(12);
        var activity = await leader.PostAsync("/activities", new
        {
            title = "上门修灯",
            platform = "SCIENCE",
            site = need["site"]?.GetValue<string>() ?? await StationAsync(),
            teamId = team,
            needId = id,
            startsAt = starts,
            endsAt = starts.AddHours(2),
            place = "锦隆社区",
            riskNotice = "登高作业,请两人一组。",
            posts = new object[] { new { title = "电工", capacity = 1, skill = "电工" }, new { title = "帮手", capacity = 1 } },
        });
        var activityId = activity["id"]!.GetValue<string>();
        activity = await leader.PostAsync($"/activities/{activityId}:publish", new { });
        var posts = activity["posts"]!.AsArray();
        string Post(string title) => posts.Single(post => post!["title"]!.GetValue<string>() == title)!["id"]!.GetValue<string>();

        var refused = await helper.RefusedAsync($"/activities/{activityId}/signUps", new { postId = Post("电工"), riskAccepted = true });
        Assert.Equal("SKILL_REQUIRED", refused.Reason);
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await electrician.Http.PostAsJsonAsync(electrician.Path($"/activities/{activityId}/signUps"), new { postId = Post("电工"), riskAccepted = true });
            return answer.IsSuccessStatusCode ? null : $"The skill has not reached Activity: {await answer.Content.ReadAsStringAsync()}";
        });
        await helper.PostAsync($"/activities/{activityId}/signUps", new { postId = Post("帮手"), riskAccepted = true });

        var code = (await leader.GetAsync($"/activities/{activityId}/checkInCode"))["code"]!.GetValue<string>();
        await Moment.PassedAsync(starts);
        foreach (var volunteer in new[] { electrician, helper }) await volunteer.PostAsync($"/activities/{activityId}/signUps:checkIn", new { code });
        // A minute of service takes a minute: the helper's time is set by the leader instead, as for somebody who forgot to check out.
        await electrician.PostAsync($"/activities/{activityId}/signUps:checkOut", new { code });
        foreach (var person in (await leader.GetAsync($"/activities/{activityId}/signUps"))["signUps"]!.AsArray())
            await leader.PostAsync($"/activities/{activityId}/signUps:setMinutes", new { personId = person!["personId"]!.GetValue<string>(), minutes = 90, reason = "现场确认" });
        await leader.PostAsync($"/activities/{activityId}:complete", new { attendees = 1, outcome = "灯修好了" });

        var me = await electrician.GetAsync("/me/record");
        await Eventually.TrueAsync(async () =>
        {
            var entries = (await electrician.GetAsync("/me/hours"))["entries"]!.AsArray();
            return entries.Any(entry => entry!["activityId"]!.GetValue<string>() == activityId && entry["minutes"]!.GetValue<int>() == 90) ? null : $"No hours yet: {entries.ToJsonString()}";
        });
        Assert.NotNull(me);

        var trail = await practice.Visitor().PostAsync("/needs:rate", new { number = need["number"]!.GetValue<string>(), trackingCode = need["trackingCode"]!.GetValue<string>(), rating = 5, comment = "满意" });
        Assert.Equal("NEED_RATED", trail["status"]!.GetValue<string>());
        Assert.Equal(["NEED_POSTED", "NEED_VERIFIED", "NEED_DISPATCHED", "NEED_ACCEPTED", "NEED_IN_SERVICE", "NEED_DONE", "NEED_RATED"], trail["steps"]!.AsArray().Select(step => step!["status"]!.GetValue<string>()));
        return new Served(need, activityId, 180);
    }
}
