using System.Text.Json;
using CivPractice.Organization.Migrations;
using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Offices;

/// <summary>What the migration makes of corps that were there: a database gets their table back, and is migrated again.</summary>
public sealed class CorpsMovedRowsTests
{
    [Fact]
    public async Task Every_corps_leaves_as_a_message_that_Volunteer_understands_and_no_figure_stays()
    {
        // Without a broker: what leaves waits in the outbox.
        await using var service = await ServiceUnderTest.StartAsync("Organization", new[] { "volunteer", "activity", "lecture" }.ToDictionary(peer => $"services__{peer}__grpc__0", _ => Ports.Nowhere));
        var running = OrganizationRunning.Of(service);
        var left = await running.AskAsync<long>(
            $"""
            create table volunteer_corps (county text not null, site text not null, document text not null, founded_on date not null, name text not null, precision integer not null, version bigint not null);
            alter table volunteer_corps owner to civ_owner; alter table volunteer_corps enable row level security; alter table volunteer_corps force row level security;
            insert into volunteer_corps values ('140322', '140322', '某文明委〔2019〕5号', '2019-11-01', '某县"志愿服务"总队', 1, 3), ('140311', '140311', '', '2020-03-05', '某区志愿服务总队', 0, 1), ('140300', '140300', '', '2018-01-01', '某市志愿服务总队', 2, 1);
            insert into tally_entry (county, measure, day, site, dimension, n) values ('140322', 'corps', '2019-11-01', '140322', 'Center', 1);
            insert into tally_year (county, measure, year, site, dimension, n) values ('140322', 'corps', 9999, '140322', 'Center', 1);
            set role civ_owner; {CorpsMovedRows.Sql} drop table volunteer_corps; reset role;
            select (select count(*) from tally_entry where measure = 'corps') + (select count(*) from tally_year where measure = 'corps')
            """);
        Assert.Equal(0, left);
        var told = new List<CorpsHandedOver>();
        await using var command = service.Superuser.CreateCommand("select county, type, body from outbox_message where type like '%Corps%' order by county");
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync())
            {
                Assert.Equal(typeof(CorpsHandedOver), EventTypes.Find(rows.GetString(1)));
                told.Add(JsonSerializer.Deserialize<CorpsHandedOver>(rows.GetString(2), EventTypes.Json)!);
                Assert.Equal(rows.GetString(0), told[^1].County);
            }
        Assert.Equal([new("140300", "某市志愿服务总队", "2018", "", 1), new("140311", "某区志愿服务总队", "2020-03-05", "", 1), new("140322", "某县\"志愿服务\"总队", "2019-11", "某文明委〔2019〕5号", 3)], told);
        Assert.False(await running.AskAsync<bool>("select exists (select from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '__EFMigrationsHistory' and not relforcerowsecurity)"));
    }
}
