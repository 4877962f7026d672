using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Architecture.Tests;

/// <summary>Every table of every service as its plain role meets it in raw SQL: with one county's setting nothing of another's is seen, changed or written.</summary>
public sealed class CountyFenceTests
{
    const string a = "140322", b = "140311";

    // What stands in a made-up row: only its county matters.
    static readonly Dictionary<string, string> values = new()
    {
        ["text"] = "'x'",
        ["uuid"] = "gen_random_uuid()",
        ["integer"] = "1",
        ["smallint"] = "1",
        ["bigint"] = "1",
        ["double precision"] = "1",
        ["boolean"] = "false",
        ["date"] = "date '2026-01-01'",
        ["timestamp with time zone"] = "now()",
        ["bytea"] = "'\\x00'",
        ["text[]"] = "'{}'",
        ["integer[]"] = "'{}'",
        ["date[]"] = "'{}'",
        ["uuid[]"] = "'{}'",
        ["jsonb"] = "'{}'",
        ["time without time zone"] = "time '09:00'",
        ["interval"] = "interval '1 day'",
    };

    public static TheoryData<string> WithDatabase => Services.WithDatabase;

    [Theory, MemberData(nameof(WithDatabase))]
    public async Task In_no_table_is_a_row_of_another_county_seen_or_written(string service)
    {
        await using var running = await ServiceUnderTest.StartAsync(service);
        await using var superuser = await running.Superuser.OpenConnectionAsync();
        await using var app = await running.App.OpenConnectionAsync();
        var tables = await TablesAsync(superuser);
        Assert.NotEmpty(tables);
        // The rows that are made up here fit no rule but the fence's.
        foreach (var drop in await TextsAsync(superuser, "select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace")) await RunAsync(superuser, drop);

        await RunAsync(app, $"select set_config('app.county', '{a}', false), set_config('app.counties', '{a}', false)");
        foreach (var (table, columns) in tables)
        {
            string Insert(string county) => $"insert into {table} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) values ({string.Join(", ", columns.Select(column => column.Name == "county" ? $"'{county}'" : values[column.Type]))})";
            async Task<bool> MayAsync(string right) => (await TextsAsync(superuser, $"select has_table_privilege('civ_app', '{table}', '{right}')::text"))[0] == "true";
            await RunAsync(superuser, Insert(a));
            await RunAsync(superuser, Insert(b));

            if (await MayAsync("select")) Assert.Equal([a], await TextsAsync(app, $"select distinct county from {table}"));
            if (await MayAsync("insert"))
            {
                Assert.Contains("row-level security", (await Assert.ThrowsAsync<PostgresException>(() => RunAsync(app, Insert(b)))).MessageText, StringComparison.Ordinal);
                // One's own goes in, unless the made-up row is there already.
                try { await RunAsync(app, Insert(a)); }
                catch (PostgresException twin) { Assert.Equal(PostgresErrorCodes.UniqueViolation, twin.SqlState); }
            }
            if (await MayAsync("update") && await MayAsync("select")) Assert.Equal(0, await RunAsync(app, $"update {table} set county = county where county = '{b}'"));
            if (await MayAsync("delete") && await MayAsync("select")) Assert.Equal(0, await RunAsync(app, $"delete from {table} where county = '{b}'"));
        }
    }

    static async Task<List<(string Table, List<(string Name, string Type)> Columns)>> TablesAsync(NpgsqlConnection superuser)
    {
        // Those without a county stand on the closed list, which DatabaseTests compares.
        var lines = await TextsAsync(superuser,
            """
            select c.relname || ' ' || attname || ' ' || format_type(atttypid, null) from pg_class c join pg_attribute on attrelid = c.oid
            where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped and attgenerated = ''
              and exists (select from pg_policy where polrelid = c.oid and polname = 'county' and pg_get_expr(polqual, polrelid) like '%county%')
            order by 1
            """);
        return [.. lines.Select(line => line.Split(' ', 3)).GroupBy(words => words[0]).Select(table => (table.Key, table.Select(words => (words[1], words[2])).ToList()))];
    }

    static async Task<int> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }
}
