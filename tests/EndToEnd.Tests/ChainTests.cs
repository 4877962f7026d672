using System.Text.Json.Nodes;

namespace CivPractice.EndToEnd.Tests;

/// <summary>The main job: one need carried from a resident's wish to credited hours and a moved figure, through every service.</summary>
public sealed class ChainTests(Practice practice)
{
    [Fact]
    public async Task A_need_becomes_hours_and_moves_the_countys_and_the_citys_figures_by_exactly_that()
    {
        var office = await practice.SignInAsync("center-office");
        var city = await practice.SignInAsync("city-coordinator", county: Practice.City);
        var before = (County: await Figures(office, Practice.County), City: await Figures(city, "1403"));

        var served = await new Chain(practice).ServeANeedAsync();
        var expected = new Dictionary<string, long> { ["needs.posted"] = 1, ["needs.done"] = 1, ["needs.rated"] = 1, ["activities.completed"] = 1, ["attendances"] = 2, ["hours.minutes"] = served.Minutes };

        foreach (var (who, prefix, start) in new[] { (office, Practice.County, before.County), (city, "1403", before.City) })
            await Eventually.TrueAsync(async () =>
            {
                var now = await Figures(who, prefix);
                return expected.Select(moved => (moved.Key, Want: start.GetValueOrDefault(moved.Key) + moved.Value, Got: now.GetValueOrDefault(moved.Key))).Where(figure => figure.Want != figure.Got).ToList() is { Count: 0 }
                    ? null : $"{prefix}: {string.Join(", ", expected.Select(moved => $"{moved.Key} +{now.GetValueOrDefault(moved.Key) - start.GetValueOrDefault(moved.Key)} of +{moved.Value}"))}";
            });
    }

    [Fact]
    public async Task Every_step_out_of_order_is_refused_with_a_reason()
    {
        var chain = new Chain(practice);
        var clerk = await practice.SignInAsync("station-clerk");
        var office = await practice.SignInAsync("center-office");
        var leader = await practice.SignInAsync("team-leader");
        var need = await chain.PostNeedAsync();
        var id = need["id"]!.GetValue<string>();

        Assert.Equal((400, "NEED_NOT_VERIFIED"), await office.RefusedAsync($"/needs/{id}:dispatch", new { teamId = await chain.TeamAsync() }));
        Assert.Equal(404, (await leader.RefusedAsync($"/needs/{id}:accept", new { })).Status);
        var rate = await practice.Visitor().RefusedAsync("/needs:rate", new { number = need["number"], trackingCode = need["trackingCode"], rating = 5 });
        Assert.Equal(400, rate.Status);
        Assert.NotEmpty(rate.Reason);
        Assert.Equal((404, "NOT_FOUND"), await practice.Visitor().RefusedAsync("/needs:track", new { number = need["number"], trackingCode = "ZZZZZZZZZZ" }));
        await clerk.PostAsync($"/needs/{id}:verify", new { });
        Assert.Equal(400, (await clerk.RefusedAsync($"/needs/{id}:verify", new { })).Status);
    }

    [Fact]
    public async Task The_sites_of_the_five_counties_are_there_and_盂县_has_14_institutes_and_288_stations()
    {
        var visitor = practice.Visitor();
        Assert.Equal((1, 14, 288), (await Count(visitor, "CENTER"), await Count(visitor, "INSTITUTE"), await Count(visitor, "STATION")));
        foreach (var county in new[] { "140302", "140303", "140311", "140321" })
            Assert.Equal(1, await Count(practice.Visitor(county), "CENTER"));

        static async Task<int> Count(User user, string tier)
        {
            var (count, token) = (0, "");
            do
            {
                var page = await user.GetAsync($"/sites?tier={tier}&pageSize=200&pageToken={token}");
                // Other tests open sites, too, all of them later than the demo's.
                count += page["sites"]!.AsArray().Count(site => string.CompareOrdinal(site!["openedOn"]!.GetValue<string>(), "2024") < 0);
                token = page["nextPageToken"]!.GetValue<string>();
            } while (token.Length > 0);
            return count;
        }
    }

    static async Task<Dictionary<string, long>> Figures(User user, string prefix)
    {
        var answer = await user.GetAsync($"/figures?prefix={prefix}");
        Assert.Empty(answer["missing"]!.AsArray());
        return answer["figures"]!.AsArray().ToDictionary(figure => figure!["indicator"]!.GetValue<string>(), figure => figure!["value"]!.GetValue<long>());
    }
}
