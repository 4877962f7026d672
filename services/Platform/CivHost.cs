using System.Data.Common;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Counties;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Files;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Personal;
using CivPractice.Platform.Telemetry;
using CivPractice.Platform.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace CivPractice.Platform;

/// <summary>What every service does the same way; a service's <c>Program.cs</c> names its own parts only.</summary>
public static class CivHost
{
    const string migrate = "--migrate";
    const string replay = "--replay-errors";
    const string takeOut = "take-out", erase = "--erase";
    const string check = "--check-figures";
    const string live = "live";

    // Hot batches are short: more of them at once than this would only wait for each other inside of PostgreSQL.
    const int mostHot = 20;

    /// <summary>Telemetry, health, ports, gRPC with its JSON face, caller, guard, faults.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args, string service)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(arg => arg is not migrate and not replay and not erase and not check)], ApplicationName = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration["civ:service"] = service;
        builder.Configuration["civ:migrate"] = args.Contains(migrate) ? "true" : null;
        builder.Configuration["civ:replay"] = args.Contains(replay) ? "true" : null;
        builder.Configuration["civ:erase"] = args.Contains(erase) ? "true" : null;
        builder.Configuration["civ:check"] = args.Contains(check) ? "true" : null;
        builder.AddCivTelemetry(service);
        builder.ListenOnPorts();

        var services = builder.Services;
        services.TryAddSingleton<TimeProvider, StoredTime>();
        services.AddHttpClient();
        services.TryAddSingleton<ITokenKeys, PublishedKeys>();
        services.AddSingleton<CallerReader>();
        services.AddScoped<CallerScope>();
        services.AddSingleton<IFileStore, FolderStore>();
        services.AddSingleton<PersonalVault>();
        services.AddSingleton<FaultInterceptor>();
        services.AddGrpc(grpc =>
        {
            grpc.EnableDetailedErrors = false;
            grpc.MaxReceiveMessageSize = 1024 * 1024;
            grpc.Interceptors.Add<FaultInterceptor>();
            grpc.Interceptors.Add<GuardInterceptor>();
            grpc.Interceptors.Add<IdempotencyInterceptor>();
        }).AddJsonTranscoding(json =>
        {
            json.TypeRegistry = HttpFaults.Registry;
            json.JsonSettings.WriteInt64sAsStrings = false;
        });
        services.AddHealthChecks();
        services.AddGrpcHealthChecks();
        return builder;
    }

    /// <summary>The service's database as <c>civ_app</c>, the same database as <c>civ_jobs</c> for dispatchers and schedulers.</summary>
    public static void AddDatabase<TDb>(this WebApplicationBuilder builder) where TDb : ServiceDb
    {
        var services = builder.Services;
        services.AddSingleton(_ => Source(builder.Configuration, "db"));
        services.AddKeyedSingleton(DataSources.Jobs, (_, _) => Source(builder.Configuration, "jobs"));
        services.AddKeyedSingleton(DataSources.Hot, (_, _) => Source(builder.Configuration, "db", hot: true));
        var setting = new CountySetting();
        services.AddDbContext<TDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).AddInterceptors(setting), ServiceLifetime.Scoped, ServiceLifetime.Singleton);
        services.AddScoped<ServiceDb>(provider => provider.GetRequiredService<TDb>());
        services.AddScoped<HotWrite>();
        services.AddScoped<HotRead>();
        services.AddScoped<TallyReader>();
        services.AddHealthChecks().AddCheck<DatabaseHealth<TDb>>("database");
        services.AddSingleton(new MigrationOf(provider => Migration.RunAsync<TDb>(provider, builder.Configuration)));
        if (!builder.Migrates()) services.AddHostedService<Retention>();
    }

    /// <summary>The broker with the consumers of the service's assembly, the outbox's dispatcher, the inbox.</summary>
    public static void AddBus<TDb>(this WebApplicationBuilder builder) where TDb : ServiceDb
    {
        var broker = builder.Configuration.GetConnectionString("broker") ?? throw new InvalidOperationException("ConnectionStrings__broker is missing.");
        builder.Services.AddCivBus(builder.Configuration["civ:service"]!, typeof(TDb).Assembly, broker, builder.Migrates());
        builder.Services.AddScoped<Inbox<TDb>>();
        if (builder.Migrates()) return;
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Queues>());
        builder.Services.AddHostedService<OutboxDispatcher>();
    }

    /// <summary>How the service's figures are counted anew from its rows: for <c>--check-figures</c>, and for the check of each night.</summary>
    public static void AddFigures(this WebApplicationBuilder builder, IReadOnlyList<Recount> recounts)
    {
        builder.Services.AddSingleton(recounts);
        builder.Services.AddSingleton<Recounted>();
        builder.Services.AddSingleton<TallyCheck>();
        if (!builder.Migrates()) builder.Services.AddHostedService<TallyWatch>();
    }

    /// <summary>
    /// Runs the service; with <c>--migrate</c>, only its migration step; with <c>--replay-errors</c>, only puts parked messages back; with
    /// <c>--check-figures [--county CODE]</c>, only compares its figures with its rows; with <c>--take-out COUNTY --to FOLDER [--erase]</c>, only takes a county out.
    /// </summary>
    public static async Task RunServiceAsync(this WebApplication app)
    {
        if (app.Configuration["civ:migrate"] is not null)
        {
            if (app.Services.GetService<MigrationOf>() is { } migration) await migration.Run(app.Services);
            // Declares the queues, so that no service's first event is published to nobody.
            if (app.Configuration.GetValue("civ:declare_queues", true) && app.Services.GetService<MassTransit.IBusControl>() is { } bus)
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                await bus.StartAsync(patience.Token).WaitAsync(patience.Token);
                // What was to be declared is declared; the process ends in any case, and once in a while the bus does not.
                try { await bus.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5)); }
                catch (TimeoutException) { Console.WriteLine("The bus did not stop within 5 s; its queues are declared."); }
            }
            return;
        }
        if (app.Configuration["civ:replay"] is not null)
        {
            Console.WriteLine($"{await app.Services.GetRequiredService<Queues>().ReplayAsync(CancellationToken.None)} messages went back to their queues");
            return;
        }
        if (app.Configuration[takeOut] is { } leaving)
        {
            await app.TakeOutAsync(leaving);
            return;
        }
        if (app.Configuration["civ:check"] is not null)
        {
            var report = app.Services.GetService<TallyCheck>() is { } figures ? await (app.Configuration["county"] is { } county ? figures.RunAsync(county, CancellationToken.None) : figures.RunAsync(CancellationToken.None)) : TallyReport.Nothing;
            foreach (var line in report.Lines) Console.WriteLine(line);
            if (report.Differences.Count > 0) Environment.ExitCode = 1;
            return;
        }
        if (app.Services.GetService<NpgsqlDataSource>() is { } source) await StartCheck.RefuseUnboundRoleAsync(source);
        app.MapHealth();
        app.MapPermissions();
        if (app.Services.GetService<Recounted>() is not null) app.MapEntries();
        RefuseUnguarded(app);
        await app.RunAsync();
    }

    static async Task TakeOutAsync(this WebApplication app, string county)
    {
        var owner = app.Configuration.GetConnectionString("owner") ?? throw new InvalidOperationException("ConnectionStrings__owner is missing.");
        var to = app.Configuration["to"] ?? throw new InvalidOperationException("--to FOLDER is missing.");
        await using var scope = app.Services.CreateAsyncScope();
        var leaving = new CountyLeaving(scope.ServiceProvider.GetRequiredService<ServiceDb>(), app.Configuration["civ:service"]!, owner,
            app.Services.GetRequiredService<IFileStore>(), app.Services.GetRequiredService<PersonalVault>);
        foreach (var line in await leaving.RunAsync(county, to, app.Configuration["civ:erase"] is not null, CancellationToken.None)) Console.WriteLine(line);
    }

    /// <summary>The order of a request: caller, then named faults for what transcoding refuses, then the endpoint.</summary>
    public static void UseCivRequests(this WebApplication app)
    {
        app.UseRouting();
        app.UseMiddleware<CallerMiddleware>();
        app.UseMiddleware<TranscodingFaults>();
    }

    static void MapHealth(this WebApplication app)
    {
        app.MapGrpcHealthChecksService().WithMetadata(new OpenEndpoint());
        app.MapHealthChecks("/health", new HealthCheckOptions
        {
            ResponseWriter = (context, report) => context.Response.WriteAsync(string.Join('\n', report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status} {entry.Value.Description}").Prepend(report.Status.ToString()))),
        }).WithMetadata(new OpenEndpoint());
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains(live) }).WithMetadata(new OpenEndpoint());
    }

    // A method without a permission does not start.
    static void RefuseUnguarded(WebApplication app)
    {
        foreach (var endpoint in ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints))
            if (endpoint.Metadata.GetMetadata<RequiresAttribute>() is null && endpoint.Metadata.GetMetadata<OpenEndpoint>() is null
                && endpoint.DisplayName?.Contains("Unimplemented", StringComparison.Ordinal) is not true)
                throw new InvalidOperationException($"{endpoint.DisplayName} states no permission.");
    }

    /// <summary>Whether the process answers requests: it does not when it was started for one command only.</summary>
    public static bool Serves(this IConfiguration configuration) => ((string[])["civ:migrate", "civ:replay", "civ:check", takeOut]).All(command => configuration[command] is null);

    static bool Migrates(this WebApplicationBuilder builder) => builder.Configuration["civ:migrate"] is not null;

    static NpgsqlDataSource Source(IConfiguration configuration, string name, bool hot = false)
    {
        // The migration step has the owner's connection only; its context is pointed there by the step itself.
        var text = configuration.GetConnectionString(name) ?? configuration.GetConnectionString("owner") ?? "Host=localhost";
        var connection = new NpgsqlConnectionStringBuilder(text) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
        // The builder says of every keyword that it contains it; only the text knows which were given.
        if (!new DbConnectionStringBuilder { ConnectionString = text }.ContainsKey("Maximum Pool Size")) connection.MaxPoolSize = 30;
        if (hot) (connection.NoResetOnClose, connection.MaxPoolSize) = (true, Math.Min(connection.MaxPoolSize, mostHot));
        return new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
    }

    // One cleartext port cannot speak HTTP/1 and HTTP/2: health and JSON on one, gRPC on the other.
    static void ListenOnPorts(this WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel((context, kestrel) =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        var urls = context.Configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries)
            ?? context.Configuration["HTTP_PORTS"]?.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(port => $"http://*:{port}").ToArray()
            ?? [];
        foreach (var address in urls.Select(BindingAddress.Parse)) Listen(kestrel, address, address.Port, HttpProtocols.Http1);
        if (context.Configuration.GetValue<int?>("GRPC_PORT") is { } grpc && urls.Length > 0) Listen(kestrel, BindingAddress.Parse(urls[0].Replace("https:", "http:", StringComparison.OrdinalIgnoreCase)), grpc, HttpProtocols.Http2);
    });

    // An https address (certificate: Kestrel:Certificates:Default) speaks both on one port.
    static void Listen(KestrelServerOptions kestrel, BindingAddress binding, int port, HttpProtocols protocols)
    {
        void Speak(ListenOptions listen)
        {
            var secure = binding.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
            listen.Protocols = secure ? HttpProtocols.Http1AndHttp2 : protocols;
            if (secure) listen.UseHttps();
        }
        if (System.Net.IPAddress.TryParse(binding.Host, out var address)) kestrel.Listen(address, port, Speak);
        else if (binding.Host == "localhost") kestrel.ListenLocalhost(port, Speak);
        else kestrel.ListenAnyIP(port, Speak);
    }

    sealed record MigrationOf(Func<IServiceProvider, Task> Run);

    /// <summary>Says that the service owns rows that figures count.</summary>
    sealed class Recounted;
}

/// <summary>An endpoint without a permission, on purpose: health, published keys, static files. A test holds the list.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class OpenEndpoint : Attribute;
