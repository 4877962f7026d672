using CivPractice.Platform.Faults;

namespace CivPractice.Report.Figures;

/// <summary>The owners' plain HTTP endpoints (exports, counts of entries), asked as the caller.</summary>
public sealed class OwnerHttp(IHttpClientFactory clients, IConfiguration configuration)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>The answer's body goes where it belongs; false where the owner does not answer or refuses.</summary>
    public async Task<bool> ReadAsync(string owner, string path, string authorization, Func<Stream, Task> take, CancellationToken cancel)
    {
        using var client = clients.CreateClient();
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patient.CancelAfter(patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, (configuration[$"services:{owner}:http:0"] ?? throw Fault.Unavailable()) + path);
        request.Headers.TryAddWithoutValidation("authorization", authorization);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patient.Token);
            if (!answer.IsSuccessStatusCode) return false;
            await using var body = await answer.Content.ReadAsStreamAsync(patient.Token);
            await take(body);
            return true;
        }
        // HttpIOException: it broke off in the middle of its answer.
        catch (Exception exception) when (exception is HttpRequestException or HttpIOException or OperationCanceledException && !cancel.IsCancellationRequested) { return false; }
    }
}
