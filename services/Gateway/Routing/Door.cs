using System.Diagnostics;
using CivPractice.Gateway.Accounts;
using CivPractice.Gateway.Counties;
using CivPractice.Gateway.Limits;
using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.Tokens;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace CivPractice.Gateway.Routing;

/// <summary>
/// The only door: finds out who comes to which county, and sends the request on with a token of the gateway's own instead of what the client brought.
/// </summary>
public sealed class Door(RequestDelegate next, Sessions sessions, CountyList counties, CallerTokens tokens, CallerReader reader, RequestLimits limits, FaultInterceptor faults)
{
    const string bearer = "Bearer ";
    const long mostBytes = 1024 * 1024;

    static readonly string[] forwarded =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Original-For", "X-Original-Host", "X-Original-Proto", "X-Real-IP", BrowserHeaders.UserAgent];

    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<RouteModel>()?.Config;
        var own = endpoint?.Metadata.GetMetadata<RequiresAttribute>() is not null;
        if (route is null && !own && endpoint is not null)
        {
            // Health, published keys, the OpenAPI document; or gRPC's and routing's own refusals.
            await next(context);
            return;
        }
        try
        {
            var isPage = route?.ClusterId == ServiceContracts.Portal;
            if (endpoint is null || (isPage && Refusal.IsApi(context.Request.Path))) throw Refusal.NoSuchAddress();
            var most = route?.MaxRequestBodySize ?? mostBytes;
            if (context.Request.ContentLength > most)
            {
                await Refusal.WriteAsync(context, Refusal.TooLarge(most), StatusCodes.Status413PayloadTooLarge);
                return;
            }
            await EnterAsync(context, own, isPage);
        }
        catch (Exception exception) when (exception is Fault or NpgsqlException or TimeoutException or InvalidOperationException { InnerException: NpgsqlException })
        {
            await Refusal.WriteAsync(context, faults.Named(exception, out _));
            return;
        }
        await next(context);
        if (route is not null && context.Features.Get<IForwarderErrorFeature>() is { } error) await NameAsync(context, error, route.MaxRequestBodySize ?? mostBytes);
    }

    async ValueTask EnterAsync(HttpContext context, bool own, bool isPage)
    {
        var arrival = context.Features.Get<Arrival>()!;
        var headers = context.Request.Headers;
        arrival.UserAgent = headers.UserAgent.ToString();
        var (token, byCookie) = Credential(context);

        // The portal and other services come with a token that the gateway itself signed.
        if (own && token is not null && token.Contains('.') && await reader.ReadAsync(token, context.RequestAborted) is { } caller)
        {
            TrustPortal(headers, arrival);
            limits.Pass(context, arrival);
            if (caller.Person is { } person) limits.PassPerson(context, person);
            arrival.County ??= caller.County.Length > 0 ? caller.County : null;
            Admit(context, caller, null);
            return;
        }

        limits.Pass(context, arrival);
        arrival.SignedIn = token is null ? null : await sessions.FindAsync(token, context.RequestAborted);
        if (byCookie) GuardCookie(context, arrival.SignedIn is null, isPage);
        if (arrival.SignedIn is { } known) limits.PassPerson(context, known.Person);

        var county = arrival.County ?? arrival.SignedIn?.Home ?? "";
        var isOpen = TenantPath.IsCode(county) && await counties.HasAsync(county, context.RequestAborted);
        if (!isOpen && arrival.County is not null) throw Refusal.NoSuchCounty();
        if (county.Length == 0 && !own && !isPage) throw Refusal.CountyRequired();

        var minted = arrival.SignedIn is { } signedIn ? tokens.For(signedIn, county) : tokens.ForVisitor(county);
        Forward(headers, isPage);
        headers.Authorization = minted.Header;
        Admit(context, own ? minted.Caller : null, minted.Caller);
    }

    /// <summary>The credential that the client brought: a bearer token, else the cookie.</summary>
    static (string? Token, bool ByCookie) Credential(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)) return (header[bearer.Length..], false);
        return context.Request.Headers.Cookie.Count > 0 && context.Request.Cookies.TryGetValue(SessionCookie.Name, out var cookie) ? (cookie, true) : (null, false);
    }

    // A browser sends the cookie on its own, so a write needs proof that the page asking is ours. Pages bring the portal's antiforgery token besides.
    static void GuardCookie(HttpContext context, bool isOver, bool isPage)
    {
        var method = context.Request.Method;
        var safe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        if (!safe && !SessionCookie.IsSameOrigin(context.Request, isPage)) throw Refusal.CrossSite();
        if (isOver && isPage) context.Response.Cookies.Delete(SessionCookie.Name);
    }

    /// <summary>Takes away what a client could claim of itself, and the cookie that is the gateway's own.</summary>
    public static void Forward(IHeaderDictionary headers, bool isPage)
    {
        foreach (var name in forwarded) headers.Remove(name);
        headers.Remove(TenantPath.CountyHeader);
        if (headers.Cookie.Count == 0) return;
        if (isPage) headers.Cookie = SessionCookie.Without(headers.Cookie);
        else headers.Remove("Cookie");
    }

    static void TrustPortal(IHeaderDictionary headers, Arrival arrival)
    {
        if (System.Net.IPAddress.TryParse(headers[BrowserHeaders.Address].ToString().Split(',')[0].Trim(), out var address)) arrival.Address = address;
        if (headers.TryGetValue(BrowserHeaders.UserAgent, out var agent)) arrival.UserAgent = agent.ToString();
    }

    static void Admit(HttpContext context, Caller? own, Caller? caller)
    {
        caller ??= own;
        if (System.Diagnostics.Activity.Current is { IsAllDataRequested: true } span)
        {
            // County and person id only: names, phones and identity numbers never reach a trace.
            span.SetTag("civ.county", caller!.County);
            if (caller.Person is { } person) span.SetTag("civ.person", person.ToString());
        }
        if (own is null) return;
        context.RequestServices.GetRequiredService<CallerScope>().Caller = own;
        // An idempotent answer is stored, and a sign-in's answer is a secret; its failures must be counted even when the request fails.
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.ServiceType == typeof(AccountService))
            context.Request.Headers.Remove(Platform.Writes.IdempotencyInterceptor.Header);
    }

    static Task NameAsync(HttpContext context, IForwarderErrorFeature error, long most)
    {
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return Task.CompletedTask;
        return error.Exception is Microsoft.AspNetCore.Http.BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            ? Refusal.WriteAsync(context, Refusal.TooLarge(most), StatusCodes.Status413PayloadTooLarge)
            : Refusal.WriteAsync(context, Fault.Unavailable());
    }
}
