using System.Collections.Concurrent;
using CivPractice.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace CivPractice.Gateway.Tests;

/// <summary>What arrived behind the door.</summary>
public sealed record Seen(string Protocol, string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, long Bytes);

/// <summary>Stands in the place of every service and of the portal: notes what arrives and answers with the path.</summary>
public sealed class Upstream : IAsyncDisposable
{
    readonly WebApplication app;

    Upstream(WebApplication app, int http, int grpc) => (this.app, Http, Grpc) = (app, $"http://127.0.0.1:{http}", $"http://127.0.0.1:{grpc}");

    public string Http { get; }
    public string Grpc { get; }
    public ConcurrentQueue<Seen> Requests { get; } = new();

    public static async Task<Upstream> StartAsync()
    {
        var (http, grpc) = (ScratchPostgres.FreePort(), ScratchPostgres.FreePort());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.ListenLocalhost(http, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.ListenLocalhost(grpc, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        var upstream = new Upstream(app, http, grpc);
        app.Run(upstream.AnswerAsync);
        await app.StartAsync();
        return upstream;
    }

    async Task AnswerAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(new Seen(context.Request.Protocol, context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.Length));
        if (context.Request.ContentType == "application/grpc")
        {
            // A known method's empty answer: one message of no bytes, then the trailer.
            context.Response.ContentType = "application/grpc";
            context.Response.DeclareTrailer("grpc-status");
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
            return;
        }
        await context.Response.WriteAsync($"upstream {context.Request.Path}");
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
