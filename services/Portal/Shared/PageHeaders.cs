using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;

namespace CivPractice.Portal.Shared;

/// <summary>What every answer says to the browser, and what stands where a page could not be made.</summary>
public static class PageHeaders
{
    // No script at all, and styles from our own file only.
    const string policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The stylesheet and the icon, from the build's output as from a published one.</summary>
    public static void ServeOwnFiles(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        // The development server's reloading of files would add an endpoint that states no permission.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
    }

    public static void UsePageHeaders(this WebApplication app)
    {
        // Reached through the gateway only, which writes these headers itself; without them a cookie would not be marked secure behind TLS.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        app.UseForwardedHeaders(forwarded);
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            return next(context);
        });
    }

    /// <summary>Sets the status when the answer starts: a page that is being drawn with the status 404 is cut off by the framework.</summary>
    public static void AnswerWith(this HttpResponse response, int status)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.OnStarting(() =>
        {
            response.StatusCode = status;
            return Task.CompletedTask;
        });
    }

    public static void UseFaultPages(this WebApplication app)
    {
        // In a scope of its own: the first attempt's services already stand for the page that failed.
        app.UseExceptionHandler("/fault/500", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/fault/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null) context.Response.AnswerWith(context.Response.StatusCode);
            return next(context);
        });
        app.UseRouting();
        // A page shows one caller's view of one moment: no cache may keep it, not even the browser's for the next person at the desk.
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.RootComponentMetadata>() is not null) context.Response.Headers.CacheControl = "no-cache, no-store";
            return next(context);
        });
    }
}
