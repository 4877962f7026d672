using System.Diagnostics;
using CivPractice.Platform.Faults;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Platform.Callers;

/// <summary>Reads the caller from the bearer token once per request. A missing or wrong token leaves no caller: the guard then refuses.</summary>
public sealed class CallerMiddleware(RequestDelegate next, CallerReader reader)
{
    const string scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context, CallerScope scope)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && await ReadAsync(header[scheme.Length..], scope, context.RequestAborted) is { } caller)
        {
            scope.Caller = caller;
            // County and person id only: names, phones and identity numbers never reach a trace.
            if (Activity.Current is { } span)
            {
                span.SetTag("civ.county", caller.County);
                if (caller.Person is { } person) span.SetTag("civ.person", person.ToString());
            }
        }
        await next(context);
    }

    async ValueTask<Caller?> ReadAsync(string token, CallerScope scope, CancellationToken cancel)
    {
        try { return await reader.ReadAsync(token, cancel); }
        catch (Fault fault)
        {
            scope.LeaveUnread(fault);
            return null;
        }
    }
}
