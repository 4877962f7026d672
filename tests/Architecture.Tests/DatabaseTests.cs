using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Architecture.Tests;

/// <summary>Checked in the catalogue of databases that the services' own migration steps made.</summary>
public sealed class DatabaseTests
{
    // Tables and unique indexes that are not fenced by county: each with its reason in docs/decisions/0011-closed-list.md.
    static readonly string[] noRowSecurity = ["__EFMigrationsHistory"];
    static readonly string closedList = File.ReadAllText(Path.Combine(Repository.Root, "docs", "decisions", "0011-closed-list.md"));

    public static TheoryData<string> WithDatabase => Services.WithDatabase;

    [Theory, MemberData(nameof(WithDatabase))]
    public async Task Every_table_has_forced_row_security_and_a_policy_for_the_app(string service)
    {
        await using var running = await ServiceUnderTest.StartAsync(service);
        var tables = await Ask(running, "select relname || ' ' || (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid)) || ' ' || pg_get_userbyid(relowner) from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace");
        Assert.NotEmpty(tables);
        Assert.DoesNotContain(tables, table => !table.EndsWith(" true civ_owner", StringComparison.Ordinal) && !noRowSecurity.Contains(table.Split(' ')[0]));

        var open = await Ask(running, "select relname::text from pg_class c join pg_policy p on polrelid = c.oid where polname = 'county' and pg_get_expr(polqual, polrelid) not like '%county%'");
        Assert.All(open, table => Assert.Contains($"`{table}`", closedList, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(WithDatabase))]
    public async Task Every_unique_index_begins_with_county_or_stands_on_the_closed_list(string service)
    {
        await using var running = await ServiceUnderTest.StartAsync(service);
        var indexes = await Ask(running,
            """
            select t.relname || ' ' || i.relname from pg_index x join pg_class i on i.oid = indexrelid join pg_class t on t.oid = indrelid
            where (indisunique or indisexclusion) and t.relnamespace = 'public'::regnamespace and t.relname <> '__EFMigrationsHistory'
              and coalesce((select attname from pg_attribute where attrelid = t.oid and attnum = indkey[0]), '') <> 'county'
            """);
        Assert.All(indexes, index => Assert.Contains($"`{index.Split(' ')[0]}`", closedList, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("civ_owner_login")]
    public async Task A_service_refuses_to_start_as_superuser_or_owner(string user)
    {
        await using var good = await ServiceUnderTest.StartAsync("Organization");
        await Ask(good, "do $$ begin if not exists (select from pg_roles where rolname = 'civ_owner_login') then create role civ_owner_login login in role civ_owner; end if; end $$; select 'made'");
        var refused = await good.StartAnotherAsync("Organization", user);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("bypasses row-level security; start the service as civ_app", refused.Output, StringComparison.Ordinal);
    }

    static async Task<List<string>> Ask(ServiceUnderTest service, string sql)
    {
        await using var command = service.Superuser.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<string>();
        while (await reader.ReadAsync()) answers.Add(reader.GetString(0));
        return answers;
    }
}
