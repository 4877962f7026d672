using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CivPractice.Platform.Telemetry;

/// <summary>Traces, metrics and logs, sent by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set. One request is one trace.</summary>
public static class CivTelemetry
{
    public static readonly ActivitySource Source = new("CivPractice");
    public static readonly Meter Meter = new("CivPractice");

    public static void AddCivTelemetry(this WebApplicationBuilder builder, string service)
    {
        builder.Logging.Configure(log => log.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.ClearProviders().AddSimpleConsole(console => { console.SingleLine = true; console.IncludeScopes = true; console.UseUtcTimestamp = true; console.TimestampFormat = "HH:mm:ss.fff "; });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter("MassTransit", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning)
            // Whoever catches the exception tells of it, once; an outage would be told three times with its stack.
            .AddFilter("Microsoft.EntityFrameworkCore.Database", LogLevel.None).AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.None).AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is null) return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, "civpractice", serviceInstanceId: Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(options => options.Filter = context => context.Request.Path.Value is not ("/health" or "/alive"))
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddSource("MassTransit", "Yarp.ReverseProxy", Source.Name))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddMeter("MassTransit", "Npgsql", "Yarp.ReverseProxy", Meter.Name))
            .WithLogging(null, logs => { logs.IncludeFormattedMessage = true; logs.IncludeScopes = true; })
            .UseOtlpExporter();
    }
}
