using System.Net;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests;

/// <summary>An office brings a file.</summary>
static class Importing
{
    public static Caller Office(string county) => Callers.Staff(Role.CenterOffice, county: county);

    /// <summary>Checked and taken, to its end.</summary>
    public static Task<ImportShown> ImportAsync(this OrganizationRunning running, string kind, string county, string csv) => running.ImportAsync(kind, county, Encoding.UTF8.GetBytes(csv));

    public static async Task<ImportShown> ImportAsync(this OrganizationRunning running, string kind, string county, byte[] file) =>
        await running.UntilAsync(kind, county, (await running.UploadAsync(kind, county, file, start: true)).Id, "DONE");

    public static async Task<ImportShown> UploadAsync(this OrganizationRunning running, string kind, string county, byte[] file, bool start = false)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, $"/api/imports/{kind}?fileName=x&start={(start ? "true" : "false")}", Office(county), new ByteArrayContent(file)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return JsonSerializer.Deserialize<ImportShown>(text, JsonSerializerOptions.Web)!;
    }

    public static async Task<ImportShown> UntilAsync(this OrganizationRunning running, string kind, string county, Guid id, string state)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50))
        {
            var shown = JsonSerializer.Deserialize<ImportShown>(await running.TextAsync(HttpMethod.Get, $"/api/imports/{kind}/{id}", county), JsonSerializerOptions.Web)!;
            if (shown.State == state) return shown;
            Assert.True(DateTime.UtcNow < until && shown.State != "FAILED", $"{shown} instead of {state}\n{running.Service.Output}");
        }
    }

    public static async Task<string> TextAsync(this OrganizationRunning running, HttpMethod verb, string path, string county)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(verb, path, Office(county)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    public static (int Added, int Completed, int Unchanged, int Rejected) Counts(this ImportShown shown) => (shown.Added, shown.Completed, shown.Unchanged, shown.Rejected);

    public static IEnumerable<string> Said(this IReadOnlyList<RowFault>? faults) => faults!.Select(fault => $"{fault.Row} {fault.Column} {fault.Reason}");

    /// <summary>One value by the superuser, who sees every county.</summary>
    public static async Task<T> AskAsync<T>(this OrganizationRunning running, string sql)
    {
        await using var command = running.Service.Superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
