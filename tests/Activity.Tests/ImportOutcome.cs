using System.Net;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests;

/// <summary>What became of a file that was brought as an office brings it.</summary>
public sealed class ImportOutcome(ImportShown job)
{
    public ImportShown Job { get; } = job;

    /// <summary>Added, completed, unchanged, rejected, remarked.</summary>
    public (int Added, int Completed, int Unchanged, int Rejected, int Remarked) Counts => (Job.Added, Job.Completed, Job.Unchanged, Job.Rejected, Job.Remarked);
    public IEnumerable<string> Faults => Job.Faults!.Select(Said);
    public IEnumerable<string> Remarks => Job.Remarks!.Select(Said);

    static string Said(RowFault fault) => $"{fault.Row} {fault.Column} {fault.Reason}";

    public static async Task<ImportOutcome> OfAsync(ServiceUnderTest service, Caller caller, string kind, string file)
    {
        using var answer = await service.Http.SendAsync(service.Request(HttpMethod.Post, $"/api/imports/{kind}?fileName=file.csv&start=true", caller, new ByteArrayContent(Encoding.UTF8.GetBytes(file))));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        var id = JsonSerializer.Deserialize<ImportShown>(text, JsonSerializerOptions.Web)!.Id;
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50))
        {
            using var shown = await service.Http.SendAsync(service.Request(HttpMethod.Get, $"/api/imports/{kind}/{id}", caller));
            var job = JsonSerializer.Deserialize<ImportShown>(await shown.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;
            if (job.State == "DONE") return new ImportOutcome(job);
            Assert.True(DateTime.UtcNow < until && job.State != "FAILED", $"{job}\n{service.Output}");
        }
    }
}
