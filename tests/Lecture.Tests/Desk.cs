using System.Net;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;
using CivPractice.Platform.V1;
using CivPractice.Testing;

namespace CivPractice.Lecture.Tests;

/// <summary>The office of a county that brings files and fetches them.</summary>
public sealed class Desk(LectureRunning running, string county)
{
    ServiceUnderTest Service => running.Service;

    public Caller Office { get; } = Callers.Staff(Role.CenterOffice, county: county);

    /// <summary>Brings a csv file and starts it at once; ends when it is done.</summary>
    public Task<ImportShown> ImportAsync(string kind, string csv) => ImportAsync(kind, Encoding.UTF8.GetBytes(csv));

    public async Task<ImportShown> ImportAsync(string kind, byte[] file)
    {
        using var answer = await Service.Http.SendAsync(Service.Request(HttpMethod.Post, $"/api/imports/{kind}?start=true", Office, new ByteArrayContent(file)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        var id = JsonSerializer.Deserialize<ImportShown>(text, JsonSerializerOptions.Web)!.Id;
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50))
        {
            using var shown = await Service.Http.SendAsync(Service.Request(HttpMethod.Get, $"/api/imports/{kind}/{id}", Office));
            var job = JsonSerializer.Deserialize<ImportShown>(await shown.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
            if (job.State == "DONE") return job;
            Assert.True(DateTime.UtcNow < until && job.State != "FAILED", $"{job}\n{Service.Output}");
        }
    }

    /// <summary>The same rows as xlsx.</summary>
    public static async Task<byte[]> XlsxAsync(string csv)
    {
        var rows = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (IReadOnlyList<string>)line.Split(',')).ToList();
        using var file = new MemoryStream();
        await SheetWriter.WriteXlsxAsync(file, rows[0], rows.Skip(1).ToAsyncEnumerable(), default);
        return file.ToArray();
    }

    public async Task<byte[]> ExportAsync(string list, string query = "", Caller? by = null)
    {
        using var answer = await Service.Http.SendAsync(Service.Request(HttpMethod.Get, $"/api/exports/{list}{query}", by ?? Office));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Contains(county, answer.Content.Headers.ContentDisposition!.FileNameStar!, StringComparison.Ordinal);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The lines of an exported csv, its heading first.</summary>
    public async Task<string[]> LinesAsync(string list, string query = "", Caller? by = null) =>
        Encoding.UTF8.GetString(await ExportAsync(list, query, by)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public async Task<string> RefusedAsync(string path, Caller? by)
    {
        using var answer = await Service.Http.SendAsync(Service.Request(HttpMethod.Get, path, by));
        Assert.False(answer.IsSuccessStatusCode);
        return User.Reason(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Every figure that is not nought, by day, site and level, as they stand in the roll-up; those that tell of the same sessions in another way stand in a test of their own.</summary>
    public async Task<string[]> FiguresAsync()
    {
        await using var command = Service.Superuser.CreateCommand($"select concat_ws(' ', measure, day, site, dimension, n) from tally_entry where county = '{county}' and n <> 0 and measure not like '%.channel' and measure not like 'lectures.held.%' and measure not like 'lectures.planned%' order by measure collate \"C\", day, site, dimension");
        await using var rows = await command.ExecuteReaderAsync();
        var figures = new List<string>();
        while (await rows.ReadAsync()) figures.Add(rows.GetString(0));
        return [.. figures];
    }

    public async Task<long> FigureAsync(string name) => (await running.Sessions.GetTallyAsync(new GetTallyRequest { Indicators = { name }, Prefix = county, From = "2012-01-01" }, Service.As(Office))).Lines.Single().Value;

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Service.Superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static string[] Found(IReadOnlyList<RowFault>? faults) => [.. faults!.OrderBy(fault => fault.Row).ThenBy(fault => fault.Column, StringComparer.Ordinal).Select(fault => $"{fault.Row} {fault.Column} {fault.Reason}")];
}
