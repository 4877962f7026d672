using System.Net;
using System.Text.Json;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.EndToEnd.Tests;

/// <summary>A county moves in by a command and its own files, and leaves by a command with all its data; its neighbours notice nothing.</summary>
public sealed class CountyInAndOutTests(Practice practice)
{
    const string County = "140397";
    static readonly string[] databases = ["civ_gateway", "civ_organization", "civ_volunteer", "civ_activity", "civ_lecture", "civ_report"];

    [Fact]
    public async Task A_county_is_opened_by_a_command_moves_in_by_files_and_leaves_with_all_its_data()
    {
        var opened = await Commands.CountyAsync(practice.Stack, "open", County, "测试县", "--office-name", "测试办公室", "--office-phone", "10097900001");
        var office = await practice.World.SignInWithAsync("10097900001", Commands.PasswordIn(opened), County);
        await office.ImportAsync("divisions", $"代码,名称,应建层级\n{County},测试县,中心\n");
        await office.ImportAsync("sites", $"代码,名称,层级,挂牌日期\n{County},测试县新时代文明实践中心,中心,2020-05-01\n");
        await Eventually.TrueAsync(async () => await CountAsync("civ_volunteer", "select count(*) from known_site where county = $1") == 1 ? null : "Volunteer does not know the site.");
        await office.ImportAsync("volunteers", $"姓名,身份证号,手机号,站点代码\n测试迁出人,{TestIdentity.Number(1988, 8, 8, 977)},10097900002,{County}\n");
        await Eventually.TrueAsync(async () => await CountAsync("civ_activity", "select count(*) from known_volunteer where county = $1") == 1 ? null : "Activity does not know the volunteer.");

        var neighbours = await RowsAsync(of: false);
        Assert.NotEmpty(await RowsAsync(of: true));
        var folder = Directory.CreateTempSubdirectory("civ-leaving").FullName;
        try
        {
            await Commands.CountyAsync(practice.Stack, "take-out", County, "--to", folder, "--erase");

            Assert.Empty(await RowsAsync(of: true));
            Assert.Equal(neighbours, await RowsAsync(of: false));
            var people = await File.ReadAllTextAsync(Path.Combine(folder, "volunteer", "volunteer_profile.csv"));
            Assert.Contains("测试迁出人", people, StringComparison.Ordinal);
            Assert.Contains(TestIdentity.Number(1988, 8, 8, 977), people, StringComparison.Ordinal);
            Assert.Contains("测试县新时代文明实践中心", await File.ReadAllTextAsync(Path.Combine(folder, "organization", "practice_site.csv")), StringComparison.Ordinal);
            var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "volunteer", "manifest.json"))).RootElement;
            Assert.True(manifest.GetProperty("erased").GetBoolean());
            Assert.Equal(1, manifest.GetProperty("rows").GetProperty("volunteer_profile").GetInt32());
            Assert.Single(Directory.GetFiles(Path.Combine(folder, "volunteer", "files")));
            Assert.False(Directory.Exists(Path.Combine(practice.Stack.Data, "files", "volunteer", County)));
            var visitor = practice.Visitor(County);
            await Eventually.TrueAsync(async () => (await visitor.Http.GetAsync(visitor.Path("/sites"))).StatusCode == HttpStatusCode.NotFound ? null : "The county's door is still open.");
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    // Rows by database and table: of this county, or of all others. What comes and goes by itself is left out.
    async Task<SortedDictionary<string, long>> RowsAsync(bool of)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var database in databases)
        {
            await using var source = NpgsqlDataSource.Create(practice.Stack.Superuser(database));
            var tables = new List<string>();
            await using (var command = source.CreateCommand("select table_name from information_schema.columns where table_schema = 'public' and column_name = 'county' and table_name not in ('outbox_message', 'inbox_message', 'audit_entry')"))
            await using (var reader = await command.ExecuteReaderAsync())
                while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
            foreach (var table in tables)
            {
                await using var count = source.CreateCommand($"select count(*) from {table} where (county = $1) = $2");
                count.Parameters.Add(new() { Value = County });
                count.Parameters.Add(new() { Value = of });
                if ((long)(await count.ExecuteScalarAsync())! is > 0 and var n) rows[$"{database}.{table}"] = n;
            }
        }
        return rows;
    }

    async Task<long> CountAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(practice.Stack.Superuser(database));
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = County });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
