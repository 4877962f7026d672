using System.Net;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Volunteer.Tests.Imports;

/// <summary>A kind of import of a running service, as an office uses it.</summary>
public sealed class FileImport(ServiceUnderTest service, string kind)
{
    public string Path => $"/api/imports/{kind}";

    /// <summary>Brings a file and ends when all of it was taken or rejected.</summary>
    public async Task<ShownImport> TakeAsync(Caller caller, string file) => await UntilAsync(caller, await UploadAsync(caller, file, start: true), "DONE");

    public async Task<Guid> UploadAsync(Caller caller, string file, bool start = false)
    {
        using var answer = await service.Http.SendAsync(service.Request(HttpMethod.Post, $"{Path}?fileName={kind}.csv&start={(start ? "true" : "false")}", caller, new ByteArrayContent(Encoding.UTF8.GetBytes(file))));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return JsonSerializer.Deserialize<ShownImport>(text, JsonSerializerOptions.Web)!.Id;
    }

    public async Task<ShownImport> ShowAsync(Caller caller, Guid id)
    {
        using var answer = await service.Http.SendAsync(service.Request(HttpMethod.Get, $"{Path}/{id}", caller));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<ShownImport>(text, JsonSerializerOptions.Web)!;
    }

    public async Task StepAsync(Caller caller, Guid id, string step)
    {
        using var answer = await service.Http.SendAsync(service.Request(HttpMethod.Post, $"{Path}/{id}/{step}", caller));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<ShownImport> UntilAsync(Caller caller, Guid id, string state)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50))
        {
            var job = await ShowAsync(caller, id);
            if (job.State == state) return job;
            Assert.True(DateTime.UtcNow < until && job.State != "FAILED", $"{job} instead of {state}\n{service.Output}");
        }
    }

    /// <summary>Kills the service whenever the import has gone on since, until it was killed three times or is done.</summary>
    /// <returns>The import when it is done.</returns>
    public async Task<ShownImport> KillAlongAsync(Caller caller, Guid id)
    {
        var kills = 0;
        for (var last = 0; ; await Task.Delay(20))
        {
            var job = await ShowAsync(caller, id);
            Assert.NotEqual("FAILED", job.State);
            if (job.State == "DONE")
            {
                Assert.True(kills > 0);
                return job;
            }
            if (kills == 3 || job.State != "RUNNING" || job.Read <= last) continue;
            last = job.Read;
            await service.KillAndRestartAsync("Volunteer");
            kills++;
        }
    }

    public async Task<string> RefusedAsync(HttpMethod verb, string to, Caller? caller, string? file = null)
    {
        using var answer = await service.Http.SendAsync(service.Request(verb, to, caller, file is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(file))));
        Assert.False(answer.IsSuccessStatusCode);
        return User.Reason(await answer.Content.ReadAsStringAsync());
    }

    public async Task<string> TextAsync(Caller caller, string to)
    {
        using var answer = await service.Http.SendAsync(service.Request(HttpMethod.Get, $"{Path}{to}", caller));
        Assert.True(answer.IsSuccessStatusCode);
        return await answer.Content.ReadAsStringAsync();
    }
}

public sealed record ShownImport(
    Guid Id, string State, int Rows, int Read, int Added, int Completed, int Unchanged, int Rejected, int Remarked, IReadOnlyList<ShownFinding> Faults, IReadOnlyList<ShownFinding> Remarks)
{
    public (int Added, int Completed, int Unchanged, int Rejected) Counts => (Added, Completed, Unchanged, Rejected);
    public IEnumerable<string> Why => Faults.Select(each => $"{each}");
    public IEnumerable<string> Told => Remarks.Select(each => $"{each}");
}

public sealed record ShownFinding(int Row, string Column, string Reason, string Message)
{
    public override string ToString() => $"{Row} {Column} {Reason}";
}
