using CivPractice.Testing;
using Npgsql;

namespace CivPractice.EndToEnd.Tests;

public sealed class OutboxTests(Practice practice)
{
    [Fact]
    public async Task An_event_that_cannot_be_published_waits_and_those_behind_it_leave()
    {
        await using var organization = NpgsqlDataSource.Create(practice.Stack.Superuser("civ_organization"));
        await using var activity = NpgsqlDataSource.Create(practice.Stack.Superuser("civ_activity"));
        var first = Guid.Empty; // before all others
        await RunAsync(organization, $"insert into outbox_message (county, id, type, body, at) values ('{Practice.County}', '{first}', 'CivPractice.Organization.V1.NoLongerThere', '{{}}', now())");
        try
        {
            var office = await practice.SignInAsync("center-office", "盂县");
            var code = await new Chain(practice).StationAsync() + "W07";
            await office.PostAsync("/sites", new { code, name = "发件箱测试点", tier = "STATION", openedOn = "2024-01-01" });
            await Eventually.TrueAsync(async () => await CountAsync(activity, $"select count(*) from known_site where code = '{code}' and closed_on is null") == 1 ? null : "the site's event did not arrive");
            await office.PostAsync($"/sites/{code}:close", new { closedOn = "2024-06-01", reason = "测试" });
            await Eventually.TrueAsync(async () => await CountAsync(activity, $"select count(*) from known_site where code = '{code}' and closed_on = '2024-06-01'") == 1 ? null : "its closing did not arrive");
            Assert.Equal(1, await CountAsync(organization, $"select count(*) from outbox_message where id = '{first}'"));
        }
        finally { await RunAsync(organization, $"delete from outbox_message where id = '{first}'"); }
    }

    static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
