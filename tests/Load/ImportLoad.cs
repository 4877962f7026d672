using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CivPractice.Platform.Imports;
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

    /// <summary>Taken first and not counted: by then the code is compiled and the statements are known.</summary>
    const int warmUp = 16_000;

    static readonly string[] headings = ["姓名", "身份证号", "手机号", "站点代码", "技能", "类别", "注册日期", "监护人", "监护人手机号"];

    internal static async Task<IReadOnlyList<string>> LinesAsync(Stack stack, DemoWorld world)
    {
        await using var source = NpgsqlDataSource.Create(stack.Superuser("civ_volunteer"));
        var sites = new List<string>();
        await using (var command = source.CreateCommand($"select code from known_site where county = '{DemoWorld.County}' and length(code) >= 12 order by 1"))
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) sites.Add(rows.GetString(0));

        await RoundAsync(stack, world, source, "csv", [.. Rows(sites, warmUp, 0)]);
        return
        [
            "W4 csv " + await RoundAsync(stack, world, source, "csv", [.. Rows(sites, volunteers, 1)]),
            "W4 xlsx " + await RoundAsync(stack, world, source, "xlsx", [.. Rows(sites, volunteers, 2)]),
        ];
    }

    static async Task<string> RoundAsync(Stack stack, DemoWorld world, NpgsqlDataSource source, string format, IReadOnlyList<string[]> rows)
    {
        var folder = Directory.CreateTempSubdirectory("w4").FullName;
        try
        {
            var (csv, sent) = (Path.Combine(folder, "floor.csv"), Path.Combine(folder, $"w4.{format}"));
            await using (var file = File.Create(csv)) await SheetWriter.WriteCsvAsync(file, headings, rows.ToAsyncEnumerable(), default);
            await using (var file = File.Create(sent))
                await (format == "csv" ? SheetWriter.WriteCsvAsync(file, headings, rows.ToAsyncEnumerable(), default) : SheetWriter.WriteXlsxAsync(file, headings, rows.ToAsyncEnumerable(), default));
            var floor = await FloorAsync(source, csv);
            var (product, memory) = await ProductAsync(stack, world, sent, rows.Count);
            return string.Create(CultureInfo.InvariantCulture, $"ratio {floor / product:0.00} rows {rows.Count} product_rows_s {rows.Count / product:0} floor_rows_s {rows.Count / floor:0} product_s {product:0.0} floor_s {floor:0.0} {memory}");
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    static IEnumerable<string[]> Rows(List<string> sites, int count, int round)
    {
        for (var n = 0; n < count; n++)
        {
            // Before anybody of the demo data: they take all the numbers of these days.
            var born = new DateOnly(1905, 1, 1).AddDays(n / 1000 * 60 + round);
            yield return
            [
                $"量测{(char)('一' + n % 500)}", TestIdentity.Number(born.Year, born.Month, born.Day, n % 1000), string.Create(CultureInfo.InvariantCulture, $"100{n:00000000}"), sites[n * 7 % sites.Count],
                n % 5 == 0 ? "电工、急救" : "", n % 7 == 0 ? "党员" : "", new DateOnly(2014, 1, 1).AddDays(n % 2900).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "", "",
            ];
        }
    }

    static async Task<(double Seconds, string Memory)> ProductAsync(Stack stack, DemoWorld world, string file, int rows)
    {
        var office = await world.SignInAsync("center-office", "盂县", DemoWorld.County);
        var pid = stack.Pid("volunteer");
        await File.WriteAllTextAsync($"/proc/{pid}/clear_refs", "5");   // the peak counts from here
        var before = Memory(pid, "VmRSS");
        var clock = Stopwatch.StartNew();
        using var content = new StreamContent(File.OpenRead(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var job = await office.PostFileAsync($"/imports/volunteers?fileName={Path.GetFileName(file)}&start=true", content);
        var path = $"/imports/volunteers/{job["id"]}";
        for (; job["state"]!.GetValue<string>() is "CHECKING" or "RUNNING"; await Task.Delay(50)) job = await office.GetAsync(path);
        var seconds = clock.Elapsed.TotalSeconds;
        if (job["added"]!.GetValue<int>() != rows) throw new InvalidOperationException($"Not every row was taken: {job}");
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
            insert into volunteer_profile (county, person_id, number, name, phone, identity_sealed, birth_date, gender, site, skills, source, consent_at, consent_recorded_by, registered_at, version)
            select '999999', p.id, 'F' || row_number() over (), name, phone, convert_to(identity, 'UTF8'), to_date(substr(identity, 7, 8), 'YYYYMMDD'), 1, site, string_to_array(coalesce(skills, ''), '、'), 3, now(), p.id, registered, 1
            from w4 join person p on p.identity_hash = sha256(convert_to('w4' || identity, 'UTF8'));
            insert into volunteer_kind (county, id, person_id, kind, since, evidence)
            select '999999', gen_random_uuid(), v.person_id, kind, current_date, '' from w4 join person p on p.identity_hash = sha256(convert_to('w4' || identity, 'UTF8'))
            join volunteer_profile v on v.county = '999999' and v.person_id = p.id, unnest(string_to_array(coalesce(kinds, ''), '、')) as kind
            on conflict do nothing
            """);
        var seconds = clock.Elapsed.TotalSeconds;
        await RunAsync(connection, "delete from volunteer_kind where county = '999999'; delete from volunteer_profile where county = '999999'");
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
