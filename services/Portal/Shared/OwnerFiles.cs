using System.Net.Http.Headers;
using System.Text.Json;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Portal.Shared;

/// <summary>The services' plain HTTP endpoints, for files, asked with the caller's own token.</summary>
public sealed class OwnerFiles(IHttpClientFactory clients, IConfiguration configuration, IHttpContextAccessor accessor)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(8);

    // A file of 64 MB over a slow line of the house's own.
    static readonly TimeSpan uploadPatience = TimeSpan.FromMinutes(2);

    /// <exception cref="Fault">What the service refused, in its own words; SERVICE_UNAVAILABLE when it does not answer.</exception>
    public Task<T> SendAsync<T>(string owner, HttpMethod verb, string path) => SendAsync<T>(owner, verb, path, null, patience);

    /// <inheritdoc cref="SendAsync{T}(string, HttpMethod, string)"/>
    public async Task<T> UploadAsync<T>(string owner, string path, IFormFile file)
    {
        await using var stream = file.OpenReadStream();
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var name = file.FileName.Length > 100 ? file.FileName[^100..] : file.FileName;
        return await SendAsync<T>(owner, HttpMethod.Post, $"{path}?fileName={Uri.EscapeDataString(name)}", content, uploadPatience);
    }

    /// <summary>Brings a form with a file in it.</summary>
    /// <inheritdoc cref="SendAsync{T}(string, HttpMethod, string)"/>
    public Task<T> SendFormAsync<T>(string owner, string path, MultipartFormDataContent form) => SendAsync<T>(owner, HttpMethod.Post, path, form, uploadPatience);

    async Task<T> SendAsync<T>(string owner, HttpMethod verb, string path, HttpContent? content, TimeSpan longest)
    {
        var http = accessor.HttpContext!;
        using var client = clients.CreateClient();
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patient.CancelAfter(longest);
        using var request = new HttpRequestMessage(verb, $"{configuration[$"services:{owner}:http:0"] ?? "http://localhost:1"}{path}") { Content = content };
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } token) request.Headers.TryAddWithoutValidation("authorization", token);
        try
        {
            using var answer = await client.SendAsync(request, patient.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(patient.Token);
            return answer.IsSuccessStatusCode ? (await JsonSerializer.DeserializeAsync<T>(body, JsonSerializerOptions.Web, patient.Token))! : throw await FaultOfAsync(body, patient.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException && !http.RequestAborted.IsCancellationRequested) { throw Fault.Unavailable(); }
    }

    static async Task<Fault> FaultOfAsync(Stream body, CancellationToken cancel)
    {
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancel);
        var details = json.RootElement.GetProperty("details").EnumerateArray().ToList();
        var reason = details.Select(detail => detail.TryGetProperty("reason", out var text) ? text.GetString() : null).FirstOrDefault(text => text is not null) ?? "";
        var fields = details.Where(detail => detail.TryGetProperty("fieldViolations", out _)).SelectMany(detail => detail.GetProperty("fieldViolations").EnumerateArray())
            .Select(one => new FieldFault(Text(one, "field"), Text(one, "reason"), Text(one, "description"))).ToList();
        return new Fault((StatusCode)json.RootElement.GetProperty("code").GetInt32(), reason, json.RootElement.GetProperty("message").GetString() ?? "", fields);

        static string Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
    }
}
