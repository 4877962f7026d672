using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CivPractice.Platform.Exports;

/// <summary>Exports over HTTP: <c>GET /api/exports/{list}?format=csv|xlsx</c> with the list's filters.</summary>
public static class ExportEndpoints
{
    // Each holds a connection while it is fetched; the service has some more for everybody else.
    static readonly SemaphoreSlim turns = new(8);

    /// <summary>Maps the export of a list. Whoever exports needs lists.export and the list's own permission to read.</summary>
    public static void MapExport<TExport>(this WebApplication app) where TExport : ListExport
    {
        // What serves nobody need not know the secrets by which rows are shown.
        if (!app.Configuration.Serves()) return;
        var export = ActivatorUtilities.CreateInstance<TExport>(app.Services);
        app.MapGet($"/api/exports/{export.Name}", (HttpContext http, ServiceDb db) =>
        {
            if (!turns.Wait(0)) throw new Fault(StatusCode.ResourceExhausted, "EXPORTS_BUSY", "正在导出的人太多,请稍后再试");
            http.Response.OnCompleted(() => Task.FromResult(turns.Release()));
            return export.SendAsync(db, http);
        }).Requires<ExportLists>();
    }
}
