using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Load;

/// <summary>
/// W4: a county's whole list of volunteers through the gateway, checked, sealed and taken, beside COPY into a temporary table and <c>insert ... select</c>
/// of the same file into the same tables and indexes, which checks and seals nothing.
/// </summary>
static class ImportLoad
{
    /// <summary>Volunteers of the city in the national registry.</summary>
    const int volunteers = 161_022;

    internal static async Task<IReadOnlyList<string>> LinesAsync(Stack stack, DemoWorld world)
    {
        await using var source = NpgsqlDataSource.Create(stack.Superuser("civ_volunteer"));
        var sites = new List<string>();
        await using (var command = source.CreateCommand($"select code from known_site where county = '{DemoWorld.County}' and length(code) >= 12 order by 1"))
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) sites.Add(rows.GetString(0));

        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Csv(sites), new UTF8Encoding(true));
            var floor = await FloorAsync(source, file);
            var (product, memory) = await ProductAsync(stack, world, file);
            return
            [
                string.Create(CultureInfo.InvariantCulture, $"W4 ratio {floor / product:0.00} rows {volunteers} product_rows_s {volunteers / product:0} floor_rows_s {volunteers / floor:0} product_s {product:0.0} floor_s {floor:0.0} {memory}"),
            ];
        }
        finally { File.Delete(file); }
    }

    static string Csv(List<string> sites)
    {
        var text = new StringBuilder("姓名,身份证号,手机号,站点代码,技能,类别,注册日期,监护人,监护人手机号\n");
        for (var n = 0; n < volunteers; n++)
        {
            // Before anybody of the demo data: they take all the numbers of these days.
            var born = new DateOnly(1905, 1, 1).AddDays(n / 1000 * 60);
            text.Append(CultureInfo.InvariantCulture, $"量测{(char)('一' + n % 500)},{TestIdentity.Number(born.Year, born.Month, born.Day, n % 1000)},100{n:00000000},{sites[n * 7 % sites.Count]},{(n % 5 == 0 ? "电工、急救" : "")},{(n % 7 == 0 ? "党员" : "")},{new DateOnly(2014, 1, 1).AddDays(n % 2900):yyyy-MM-dd},,\n");
        }
        return text.ToString();
    }

    static async Task<(double Seconds, string Memory)> ProductAsync(Stack stack, DemoWorld world, string file)
    {
        var office = await world.SignInAsync("center-office", "盂县", DemoWorld.County);
        var pid = stack.Pid("volunteer");
        await File.WriteAllTextAsync($"/proc/{pid}/clear_refs", "5");   // the peak counts from here
        var before = Memory(pid, "VmRSS");
        var clock = Stopwatch.StartNew();
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var job = await office.PostFileAsync("/imports/volunteers?fileName=w4.csv&start=true", content);
        var path = $"/imports/volunteers/{job["id"]}";
        for (; job["state"]!.GetValue<string>() is "CHECKING" or "RUNNING"; await Task.Delay(50)) job = await office.GetAsync(path);
        var seconds = clock.Elapsed.TotalSeconds;
        if (job["added"]!.GetValue<int>() != volunteers) throw new InvalidOperationException($"Not every row was taken: {job}");
        return (seconds, string.Create(CultureInfo.InvariantCulture, $"volunteer_mb before {before:0} peak {Memory(pid, "VmHWM"):0} after {Memory(pid, "VmRSS"):0}"));
    }

    // As another county, so that it meets the same tables and indexes; afterwards its rows are gone.
    static async Task<double> FloorAsync(NpgsqlDataSource source, string file)
    {
        await using var connection = await source.OpenConnectionAsync();
        var clock = Stopwatch.StartNew();
        await RunAsync(connection, "create temporary table w4 (name text, identity text, phone text, site text, skills text, kinds text, registered date, guardian text, guardian_phone text)");
        await using (var copy = await connection.BeginTextImportAsync("copy w4 from stdin (format csv, header)"))
        {
            var buffer = new char[64 * 1024];
            using var csv = new StreamReader(file);
            for (int read; (read = await csv.ReadAsync(buffer)) > 0;) await copy.WriteAsync(buffer.AsMemory(0, read));
        }
        await RunAsync(connection,
            """
            insert into person (id, identity_hash, since) select gen_random_uuid(), sha256(convert_to('w4' || identity, 'UTF8')), now() from w4 on conflict do nothing;
            insert into volunteer_profile (county, person_id, number, name, phone, identity_sealed, birth_date, gender, site, skills, kinds, source, consent_at, consent_recorded_by, registered_at, version)
            select '999999', p.id, 'F' || row_number() over (), name, phone, convert_to(identity, 'UTF8'), to_date(substr(identity, 7, 8), 'YYYYMMDD'), 1, site, string_to_array(coalesce(skills, ''), '、'),
                string_to_array(coalesce(kinds, ''), '、'), 3, now(), p.id, registered, 1
            from w4 join person p on p.identity_hash = sha256(convert_to('w4' || identity, 'UTF8'))
            """);
        var seconds = clock.Elapsed.TotalSeconds;
        await RunAsync(connection, "delete from volunteer_profile where county = '999999'");
        await RunAsync(connection, "vacuum analyze");
        return seconds;
    }

    static double Memory(int pid, string line) => double.Parse(File.ReadLines($"/proc/{pid}/status").First(text => text.StartsWith(line, StringComparison.Ordinal))
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync();
    }
}
