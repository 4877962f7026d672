using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CivPractice.Gateway.Routing;
using CivPractice.Platform.Callers;
using Scalar.AspNetCore;

namespace CivPractice.Gateway.OpenApi;

/// <summary>The document as it is handed out. Which permission guards what, the running services tell; while one does not answer, its permissions are missing and are asked for again.</summary>
public sealed class PublishedDocument(IHttpClientFactory clients, IConfiguration configuration, TimeProvider clock) : IDisposable
{
    public const string Path = "/openapi/v1.json";

    static readonly TimeSpan pause = TimeSpan.FromSeconds(15);
    static readonly TimeSpan patience = TimeSpan.FromSeconds(2);
    static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly SemaphoreSlim gate = new(1, 1);
    byte[] document = [];
    bool isComplete;
    DateTimeOffset writtenAt = DateTimeOffset.MinValue;

    public async Task<byte[]> GetAsync(IReadOnlyDictionary<string, string> own, CancellationToken cancel)
    {
        if (isComplete || (document.Length > 0 && clock.GetUtcNow() - writtenAt < pause)) return document;
        await gate.WaitAsync(cancel);
        try
        {
            if (isComplete) return document;
            var permissions = new Dictionary<string, string>(own);
            var answers = await Task.WhenAll(ServiceContracts.Owners.Where(owner => owner != ServiceContracts.Self).Select(owner => AskAsync(owner, cancel)));
            foreach (var (method, permission) in answers.SelectMany(answer => answer ?? [])) permissions[method] = permission;
            document = JsonSerializer.SerializeToUtf8Bytes(OpenApiDocument.Write(permissions), readable);
            (isComplete, writtenAt) = (answers.All(answer => answer is not null), clock.GetUtcNow());
            return document;
        }
        finally { gate.Release(); }
    }

    async Task<Dictionary<string, string>?> AskAsync(string owner, CancellationToken cancel)
    {
        if (configuration[$"services:{owner}:http:0"] is not { Length: > 0 } address) return null;
        try
        {
            using var client = clients.CreateClient(nameof(PublishedDocument));
            client.Timeout = patience;
            return await client.GetFromJsonAsync<Dictionary<string, string>>(new Uri(new Uri(address), PermissionList.Path), cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or TaskCanceledException && !cancel.IsCancellationRequested) { return null; }
    }

    public void Dispose() => gate.Dispose();
}

static class DocumentEndpoints
{
    const string page = "/docs";

    /// <summary>The document and a page to read and try it, with scripts of our own only.</summary>
    public static void MapOpenApi(this WebApplication app)
    {
        app.MapGet(PublishedDocument.Path, async (PublishedDocument document, EndpointDataSource endpoints, CancellationToken cancel) =>
            Results.Bytes(await document.GetAsync(PermissionList.Of(endpoints.Endpoints), cancel), "application/json; charset=utf-8")).WithMetadata(new Platform.OpenEndpoint());
        app.MapScalarApiReference(page, (options, context) =>
        {
            var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";
            options.WithTitle("新时代文明实践平台 API").WithOpenApiRoutePattern(PublishedDocument.Path).WithNonce(nonce).DisableDefaultFonts()
                // Nothing on this page speaks to anybody but this gateway.
                .DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools().HideClientButton();
        }).WithMetadata(new Platform.OpenEndpoint());
    }
}
