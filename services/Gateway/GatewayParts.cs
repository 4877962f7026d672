using System.Net;
using CivPractice.Gateway.Accounts;
using CivPractice.Gateway.Counties;
using CivPractice.Gateway.Grants;
using CivPractice.Gateway.Limits;
using CivPractice.Gateway.OpenApi;
using CivPractice.Gateway.Routing;
using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.Tokens;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CivPractice.Gateway;

/// <summary>The parts that <c>Program.cs</c> names.</summary>
static class GatewayParts
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<Passwords>();
        services.TryAddSingleton<ICodeSender, LogCodeSender>();
        services.AddSingleton<PhoneTurns>();
        services.AddScoped<PhoneGuards>();
        services.AddScoped<AccountRows>();
        services.AddScoped<SignInEnd>();
        services.AddScoped<Proofs>();
        services.AddScoped<AccountOpening>();
        services.AddScoped<KnownPersons>();
        services.AddScoped<GrantsHeld>();
        services.AddScoped<IMigrationStep, FirstOperator>();
        services.AddScoped<IMigrationStep, OperatorWithoutAuthenticator>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<CountyList>();
        builder.AddPeer<Roster.RosterClient>("volunteer");
    }

    public static void AddTokens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<KeyRing>();
        services.AddSingleton<ITokenKeys>(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<CallerTokens>();
        services.AddHostedService<KeyRotation>();
    }

    public static void AddRoutes(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy().LoadFromMemory(RouteTable.Routes(), RouteTable.Clusters(builder.Configuration));
        builder.Services.AddSingleton<RequestLimits>();
        builder.Services.AddSingleton<PublishedDocument>();
        builder.Services.AddHostedService<Housekeeping>();
    }

    /// <summary>The order of a request: its address, its county, its route, the door, and for the gateway's own methods the names of faults.</summary>
    public static void UseDoor(this WebApplication app)
    {
        if (app.Configuration["CIV_TRUSTED_PROXIES"] is { Length: > 0 } proxies) app.UseForwardedHeaders(Trust(proxies));
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<TenantPath>();
        app.UseRouting();
        app.UseMiddleware<Door>();
        app.UseMiddleware<TranscodingFaults>();
    }

    public static void MapRoutes(this WebApplication app)
    {
        app.MapGet(PublishedKeys.Path, (KeyRing ring) => Results.Text(ring.Published, "application/json")).WithMetadata(new OpenEndpoint());
        app.MapReverseProxy(proxy => proxy.UseLoadBalancing()).WithMetadata(new OpenEndpoint());
    }

    // Addresses or networks, comma-separated, e.g. 10.0.0.0/8: only their X-Forwarded-* headers are believed.
    static ForwardedHeadersOptions Trust(string proxies)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (proxy.Contains('/', StringComparison.Ordinal)) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else options.KnownProxies.Add(IPAddress.Parse(proxy));
        return options;
    }
}
