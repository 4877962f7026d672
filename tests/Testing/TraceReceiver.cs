using System.Collections.Concurrent;
using CivPractice.Testing.Otlp;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CivPractice.Testing;

/// <summary>A span as it arrived: ids in hex, the service that made it, the source, its attributes as text.</summary>
public sealed record SeenSpan(string Trace, string Id, string Parent, string Name, string Service, string Source, int Kind, IReadOnlyDictionary<string, string> Attributes)
{
    public const int Server = 2, Client = 3, Producer = 4, Consumer = 5;
}

/// <summary>An OTLP/gRPC receiver of our own: what the stack really exports.</summary>
public sealed class TraceReceiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<SeenSpan> spans;

    TraceReceiver(WebApplication app, ConcurrentQueue<SeenSpan> spans, string endpoint)
    {
        this.app = app;
        this.spans = spans;
        Endpoint = endpoint;
    }

    public string Endpoint { get; }

    public IReadOnlyList<SeenSpan> Spans => [.. spans];

    public static async Task<TraceReceiver> StartAsync()
    {
        var spans = new ConcurrentQueue<SeenSpan>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = Ports.Next();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(spans);
        var app = builder.Build();
        app.MapGrpcService<Receiving>();
        await app.StartAsync();
        return new TraceReceiver(app, spans, $"http://127.0.0.1:{port}");
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    sealed class Receiving(ConcurrentQueue<SeenSpan> spans) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            foreach (var resource in request.ResourceSpans)
                foreach (var scope in resource.ScopeSpans)
                    foreach (var span in scope.Spans)
                        spans.Enqueue(new SeenSpan(Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), span.Name,
                            resource.Resource.Attributes.FirstOrDefault(attribute => attribute.Key == "service.name")?.Value.StringValue ?? "", scope.Scope?.Name ?? "", span.Kind,
                            span.Attributes.GroupBy(attribute => attribute.Key).ToDictionary(group => group.Key, group => Text(group.First().Value))));
            return Task.FromResult(new ExportTraceServiceResponse());
        }

        static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

        static string Text(AnyValue? value) => value?.ValueCase switch
        {
            AnyValue.ValueOneofCase.StringValue => value.StringValue,
            AnyValue.ValueOneofCase.IntValue => $"{value.IntValue}",
            AnyValue.ValueOneofCase.BoolValue => $"{value.BoolValue}",
            _ => "",
        };
    }
}
