using System.Text;
using System.Text.Json.Nodes;
using CivPractice.Gateway.Grants;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.Grants;

public sealed class GrantPeriodTests(GatewayRunning running)
{
    static readonly DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    Task<JsonNode> GiveAsync(string person, string from, string to, string role = "team-leader") => running.OkAsync(HttpMethod.Post, "/api/grants", new { personId = person, role, prefix = Callers.StationA, from, to }, running.Office);

    Task<(int, string)> RefusedAsync(string person, string from, string to) => running.RefusedAsync(HttpMethod.Post, "/api/grants", new { personId = person, role = "team-leader", prefix = Callers.StationA, from, to }, running.Office);

    [Theory]
    [InlineData("2026-05-01", "2026-05-31", true)]
    [InlineData("2026-04-01", "2026-05-10", true)]
    [InlineData("2026-04-01", "2026-06-30", true)]
    [InlineData("2026-04-01", null, true)]
    [InlineData("2026-05-31", null, true)]
    [InlineData("2026-04-01", "2026-05-09", false)]
    [InlineData("2026-06-01", null, false)]
    public void A_period_overlaps_when_a_day_is_in_both(string from, string? to, bool overlaps) =>
        Assert.Equal(overlaps, RoleGrant.Give(Guid.NewGuid(), Role.TeamLeader, "140322", Day("2026-05-10"), Day("2026-05-31"), now).Overlaps(Day(from), to is null ? null : Day(to)));

    [Fact]
    public void Ending_brings_the_last_day_nearer_and_never_further()
    {
        var grant = RoleGrant.Give(Guid.NewGuid(), Role.TeamLeader, "140322", Day("2026-03-01"), Day("2026-05-31"), now);
        Assert.Equal("GRANT_NOT_EXTENDED", Assert.Throws<Fault>(() => grant.End(Day("2026-06-01"), now)).Reason);
        grant.End(Day("2026-04-30"), now);
        Assert.Equal(Day("2026-04-30"), grant.To);
        var open = RoleGrant.Give(Guid.NewGuid(), Role.TeamLeader, "140322", Day("2026-03-01"), null, now);
        open.End(Day("2030-12-31"), now);
        Assert.Equal(Day("2030-12-31"), open.To);
    }

    [Fact]
    public async Task The_same_role_over_the_same_sites_is_given_once_for_any_day()
    {
        var (_, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        var grant = await GiveAsync(person, "2099-05-10", "2099-05-31");
        Assert.Equal((409, "ALREADY_GRANTED"), await RefusedAsync(person, "2099-05-01", "2099-05-10"));
        Assert.Equal((409, "ALREADY_GRANTED"), await RefusedAsync(person, "2099-05-01", ""));
        await GiveAsync(person, "2099-05-01", "2099-05-09");
        await GiveAsync(person, "2099-05-01", "", "station-clerk");
        Assert.Equal((400, "GRANT_NOT_EXTENDED"), await running.RefusedAsync(HttpMethod.Post, $"/api/grants/{grant["id"]}:end", new { to = "2099-06-01" }, running.Office));
    }

    [Fact]
    public async Task A_page_token_that_somebody_made_up_is_named()
    {
        var (_, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        await GiveAsync(person, "2099-05-10", "2099-05-31");
        await GiveAsync(person, "2099-06-10", "2099-06-30");
        var token = (await running.OkAsync(HttpMethod.Get, $"/api/grants?personId={person}&pageSize=1", null, running.Office))["nextPageToken"]!.ToString();
        var text = Encoding.UTF8.GetString(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(token));
        var id = JsonNode.Parse(text)!["K"]![1]!.ToString();
        var madeUp = Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text.Replace(id, "x", StringComparison.Ordinal)));
        Assert.Equal((400, "PAGE_TOKEN"), await running.RefusedAsync(HttpMethod.Get, $"/api/grants?personId={person}&pageSize=1&pageToken={madeUp}", null, running.Office));
    }
}
