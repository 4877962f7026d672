using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CivPractice.Demo.Load;

/// <summary>
/// The public REST API as one caller sees it. A write to a county's rows carries an idempotency key made from its path and body, so that a request whose
/// answer was lost is sent again without doing its work twice.
/// </summary>
/// <param name="http">Client with the gateway's address.</param>
/// <param name="token">Bearer token; null for a visitor.</param>
/// <param name="county">County of the path, six digits; null for requests that belong to no county.</param>
public sealed class GatewayClient(HttpClient http, string? token = null, string? county = null)
{
    /// <summary>How long a restarting service or an event on its way is waited for.</summary>
    static readonly TimeSpan patience = TimeSpan.FromSeconds(60);
    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public GatewayClient As(string accessToken, string? inCounty = null) => new(http, accessToken, inCounty);

    public Task<T> GetAsync<T>(string path, CancellationToken cancel) => SendAsync<T>(HttpMethod.Get, path, null, null, cancel);

    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancel)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, json);
        return SendAsync<T>(HttpMethod.Post, path, bytes, "application/json", cancel);
    }

    /// <summary>Sends a file, once: whoever lost the answer looks whether it arrived.</summary>
    public Task<T> UploadAsync<T>(string path, byte[] file, CancellationToken cancel) => SendAsync<T>(HttpMethod.Post, path, file, "application/octet-stream", cancel);

    /// <summary>All rows of a list, page by page.</summary>
    public Task<List<T>> ListAsync<T>(string path, string field, CancellationToken cancel) => ListAsync<T>(field, pageToken =>
        GetAsync<JsonElement>($"{path}{(path.Contains('?') ? '&' : '?')}pageSize=200&pageToken={Uri.EscapeDataString(pageToken)}", cancel));

    /// <summary>The same of a list of persons, which is asked for in a body.</summary>
    public Task<List<T>> SearchAsync<T>(string path, string field, string query, string prefix, CancellationToken cancel) =>
        ListAsync<T>(field, pageToken => PostAsync<JsonElement>($"{path}:search", new { query, prefix, pageSize = 200, pageToken }, cancel));

    static async Task<List<T>> ListAsync<T>(string field, Func<string, Task<JsonElement>> next)
    {
        var rows = new List<T>();
        for (var pageToken = ""; ;)
        {
            var page = await next(pageToken);
            rows.AddRange(page.GetProperty(field).Deserialize<List<T>>(json)!);
            pageToken = page.GetProperty("nextPageToken").GetString() ?? "";
            if (pageToken.Length == 0) return rows;
        }
    }

    /// <summary>Repeats a step that needs what another service learns by event, until that service knows it.</summary>
    public static Task<T> OnceKnownAsync<T>(Func<Task<T>> step, CancellationToken cancel) => OnceAsync(step, reason => reason is "NOT_FOUND" or "UNKNOWN_SITE" or "UNKNOWN_TEAM" or "UNKNOWN_PERSON", cancel);

    /// <summary>Repeats a step that needs all figures to stand still, until what was written has arrived in them.</summary>
    public static Task<T> OnceStillAsync<T>(Func<Task<T>> step, CancellationToken cancel) => OnceAsync(step, reason => reason is "FIGURES_MOVE", cancel);

    static async Task<T> OnceAsync<T>(Func<Task<T>> step, Func<string, bool> passes, CancellationToken cancel)
    {
        for (var until = DateTime.UtcNow + patience; ; await Task.Delay(250, cancel))
        {
            try { return await step(); }
            catch (Refusal refusal) when (passes(refusal.Reason) && DateTime.UtcNow < until) { }
        }
    }

    async Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, string? type, CancellationToken cancel)
    {
        var target = county is null ? $"/api/{path}" : $"/api/c/{county}/{path}";
        // Accounts and grants are the whole platform's rows: there is no county to keep a key in, so these are looked for first and sent once.
        var keyed = county is not null && type == "application/json" && !path.StartsWith("accounts", StringComparison.Ordinal) && !path.StartsWith("grants", StringComparison.Ordinal);
        // A search only reads: with a key it would be answered as it was the first time.
        var reads = method == HttpMethod.Get || path.EndsWith(":search", StringComparison.Ordinal);
        keyed &= !reads;
        var repeatable = reads || keyed;
        for (var until = DateTime.UtcNow + patience; ;)
        {
            TimeSpan wait;
            try
            {
                using var request = new HttpRequestMessage(method, target);
                if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                if (body is not null)
                {
                    request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type!) } };
                    if (keyed) request.Headers.Add("Idempotency-Key", Key(target, body));
                }
                using var response = await http.SendAsync(request, cancel);
                if (response.IsSuccessStatusCode) return (await response.Content.ReadFromJsonAsync<T>(json, cancel))!;

                var refusal = Refusal.Read(method, target, response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
                var passing = response.StatusCode is HttpStatusCode.TooManyRequests
                    || (repeatable && response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout);
                wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(500);
                if (!passing || DateTime.UtcNow + wait > until) throw refusal;
            }
            catch (HttpRequestException) when (repeatable && DateTime.UtcNow < until) { wait = TimeSpan.FromMilliseconds(500); }
            await Task.Delay(wait, cancel);
        }
    }

    static string Key(string target, byte[] body) =>
        "demo-" + Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(target), 0, .. body]))[..40];
}
