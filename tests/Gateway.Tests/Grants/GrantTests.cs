using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Gateway.Tests.Grants;

public sealed class GrantTests(GatewayRunning running)
{
    Task<System.Text.Json.Nodes.JsonNode> GrantAsync(string person, string role, string prefix, string by) =>
        running.OkAsync(HttpMethod.Post, "/api/grants", new { personId = person, role, prefix }, by);

    [Fact]
    public async Task A_grant_counts_with_the_next_request_and_so_does_its_end()
    {
        var (token, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        var grant = await GrantAsync(person, "station-clerk", Callers.StationA, running.Office);
        Assert.Equal("staff", (await running.OkAsync(HttpMethod.Get, "/api/me", null, token))["kind"]!.ToString());
        var listed = await running.OkAsync(HttpMethod.Get, $"/api/grants?personId={person}", null, running.Office);
        Assert.Equal(grant["id"]!.ToString(), listed["grants"]!.AsArray().Single()!["id"]!.ToString());
        await running.OkAsync(HttpMethod.Post, $"/api/grants/{grant["id"]}:end", new { }, running.Office);
        Assert.Equal("person", (await running.OkAsync(HttpMethod.Get, "/api/me", null, token))["kind"]!.ToString());
        Assert.Equal((400, "GRANT_ENDED"), await running.RefusedAsync(HttpMethod.Post, $"/api/grants/{grant["id"]}:end", new { }, running.Office));
    }

    [Fact]
    public async Task An_office_grants_only_below_itself_and_finds_only_its_own()
    {
        var (_, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        Assert.Equal((403, "PERMISSION_DENIED"), await running.RefusedAsync(HttpMethod.Post, "/api/grants", new { personId = person, role = "station-clerk", prefix = Callers.B }, running.Office));
        Assert.Equal((403, "PERMISSION_DENIED"), await running.RefusedAsync(HttpMethod.Post, "/api/grants", new { personId = person, role = "operator", prefix = "" }, running.Office));
        var foreign = await GrantAsync(person, "station-clerk", Callers.B, running.Operator);
        Assert.Equal((404, "NOT_FOUND"), await running.RefusedAsync(HttpMethod.Post, $"/api/grants/{foreign["id"]}:end", new { }, running.Office));
        Assert.Empty((await running.OkAsync(HttpMethod.Get, $"/api/grants?personId={person}", null, running.Office))["grants"]!.AsArray());
        await running.OkAsync(HttpMethod.Post, $"/api/grants/{foreign["id"]}:end", new { }, running.Operator);
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var nobody = Guid.NewGuid().ToString();
        Assert.Equal((400, "UNKNOWN_VALUE"), await running.RefusedAsync(HttpMethod.Post, "/api/grants", new { personId = nobody, role = "emperor", prefix = "140322" }, running.Office));
        Assert.Equal((400, "INVALID_ID"), await running.RefusedAsync(HttpMethod.Post, "/api/grants", new { personId = "x", role = "team-leader", prefix = "140322" }, running.Office));
        Assert.Equal((404, "NOT_FOUND"), await running.RefusedAsync(HttpMethod.Post, "/api/grants", new { personId = nobody, role = "team-leader", prefix = "140322" }, running.Office));
        Assert.Equal((400, "PAGE_SIZE"), await running.RefusedAsync(HttpMethod.Get, "/api/grants?pageSize=10000000", null, running.Office));
        var (token, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        Assert.Equal((403, "PERMISSION_DENIED"), await running.RefusedAsync(HttpMethod.Get, "/api/grants", null, token));
        await GrantAsync(person, "team-leader", Callers.StationA, running.Office);
        Assert.Equal((409, "ALREADY_GRANTED"), await running.RefusedAsync(HttpMethod.Post, "/api/grants", new { personId = person, role = "team-leader", prefix = Callers.StationA }, running.Office));
    }

    [Fact]
    public async Task Pages_of_grants_follow_each_other()
    {
        var (_, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        foreach (var prefix in new[] { "140322104", "140322105", "140322106" }) await GrantAsync(person, "team-leader", prefix, running.Office);
        var seen = new List<string>();
        var next = "";
        do
        {
            var page = await running.OkAsync(HttpMethod.Get, $"/api/grants?personId={person}&pageSize=1&pageToken={next}", null, running.Office);
            seen.AddRange(page["grants"]!.AsArray().Select(grant => grant!["prefix"]!.ToString()));
            next = page["nextPageToken"]!.ToString();
        }
        while (next.Length > 0);
        Assert.Equal(["140322104", "140322105", "140322106"], seen);
    }

    [Fact]
    public async Task The_database_shows_a_county_its_own_grants_and_everybody_their_own()
    {
        var (_, person) = await running.RegisterAsync(GatewayRunning.NewPhone());
        await GrantAsync(person, "team-leader", Callers.StationA, running.Office);
        async Task<long> Count(string setting)
        {
            await using var connection = await running.Gateway.App.OpenConnectionAsync();
            await using var set = new NpgsqlCommand(setting, connection);
            await set.ExecuteNonQueryAsync();
            await using var count = new NpgsqlCommand($"select count(*) from role_grant where person = '{person}'", connection);
            return (long)(await count.ExecuteScalarAsync())!;
        }
        Assert.Equal(1, await Count($"select set_config('app.counties', '{Callers.A}', false)"));
        Assert.Equal(0, await Count($"select set_config('app.counties', '{Callers.B}', false)"));
        Assert.Equal(0, await Count("select 1"));
        Assert.Equal(1, await Count($"select set_config('app.person', '{person}', false)"));

        await using var app = await running.Gateway.App.OpenConnectionAsync();
        await using var own = new NpgsqlCommand($"select set_config('app.person', '{person}', false); insert into role_grant (county, id, person, role, prefix, \"from\", granted_at, version) values ('140321', gen_random_uuid(), '{person}', 'center-office', '140321', now(), now(), 0)", app);
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => own.ExecuteNonQueryAsync())).SqlState);
    }
}
