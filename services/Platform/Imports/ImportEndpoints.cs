using System.Runtime.CompilerServices;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CivPractice.Platform.Imports;

/// <summary>An import as its owner sees it.</summary>
/// <param name="Rows">Rows of the file; nought until it was read to its end.</param>
/// <param name="Read">Rows done by the pass that runs.</param>
/// <param name="Completed">Rows that completed one that was there already.</param>
/// <param name="Remarked">Rows that were taken otherwise than they say.</param>
/// <param name="Faults">The first hundred faults; all are in the file of rejected rows.</param>
/// <param name="Remarks">The first hundred remarks on rows that were taken; all are in the file of remarks.</param>
public sealed record ImportShown(
    Guid Id, string Kind, string FileName, string State, int Rows, int Read, int Added, int Completed, int Unchanged, int Rejected, int Remarked,
    DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, string Reason, string Message, IReadOnlyList<RowFault>? Faults = null, IReadOnlyList<RowFault>? Remarks = null)
{
    internal static ImportShown Of(ImportJob job, IReadOnlyList<RowFault>? faults = null, IReadOnlyList<RowFault>? remarks = null) => new(
        job.Id, job.Kind, job.FileName, job.State.ToString().ToUpperInvariant(), job.Rows, job.Read, job.Added, job.Completed, job.Unchanged, job.Rejected, job.Remarked,
        job.CreatedAt, job.EndedAt, job.Fault, job.FaultMessage, faults, remarks);
}

/// <summary>The latest imports of a kind, newest first.</summary>
public sealed record ImportList(IReadOnlyList<ImportShown> Imports);

/// <summary>
/// Imports over HTTP: upload, look, start, cancel, fetch what was rejected. Whoever may import a kind sees the county's imports of that kind.
/// </summary>
public static class ImportEndpoints
{
    /// <summary>The largest file, in bytes; the gateway's limit is the same.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    const int mostShown = 100;
    const int mostListed = 50;

    /// <summary>Adds a kind of import to a service.</summary>
    public static void AddImport<TKind>(this WebApplicationBuilder builder) where TKind : ImportKind
    {
        builder.Services.AddSingleton<ImportKind, TKind>();
        if (builder.Services.All(service => service.ImplementationType != typeof(ImportWorker)) && builder.Configuration.Serves()) builder.Services.AddHostedService<ImportWorker>();
    }

    /// <summary>Maps the endpoints of a kind, guarded by its permission.</summary>
    public static void MapImport<TPermission>(this WebApplication app, string name) where TPermission : Permission, new()
    {
        // What serves nobody need not know the secrets by which a kind seals.
        if (!app.Configuration.Serves()) return;
        var kind = app.Services.GetServices<ImportKind>().Single(kind => kind.Name == name);
        var path = $"/api/imports/{name}";
        // A file is of the whole county, and so is the right to bring one and to see what became of it.
        RouteHandlerBuilder Guarded(RouteHandlerBuilder endpoint) => endpoint.Requires<TPermission>().AddEndpointFilter((context, next) =>
        {
            var caller = context.HttpContext.RequestServices.GetRequiredService<CallerScope>().Caller;
            caller.Require<TPermission>(caller.County);
            return next(context);
        });
        Guarded(app.MapGet($"{path}/template", (string? format) => Template(kind, format)));
        Guarded(app.MapPost(path, (HttpContext http, ServiceDb db, IFileStore files, string? fileName, bool? start) => UploadAsync(kind, http, db, files, fileName, start ?? false)))
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        Guarded(app.MapGet(path, (ServiceDb db, CancellationToken cancel) => ListAsync(kind, db, cancel)));
        Guarded(app.MapGet($"{path}/{{id}}", (ServiceDb db, string id, CancellationToken cancel) => ShowAsync(kind, db, id, cancel)));
        Guarded(app.MapPost($"{path}/{{id}}/start", (ServiceDb db, string id, CancellationToken cancel) => StepAsync(kind, db, id, ImportState.Running, cancel)));
        Guarded(app.MapPost($"{path}/{{id}}/cancel", (ServiceDb db, string id, CancellationToken cancel) => StepAsync(kind, db, id, ImportState.Cancelled, cancel)));
        Guarded(app.MapGet($"{path}/{{id}}/rejected", (HttpContext http, ServiceDb db, IFileStore files, string id, string? format) => FoundAsync(kind, taken: false, http, db, files, id, format)));
        Guarded(app.MapGet($"{path}/{{id}}/remarks", (HttpContext http, ServiceDb db, IFileStore files, string id, string? format) => FoundAsync(kind, taken: true, http, db, files, id, format)));
    }

    static async Task<ImportList> ListAsync(ImportKind kind, ServiceDb db, CancellationToken cancel) =>
        new([.. (await Mine(db, kind).OrderByDescending(job => job.Id).Take(mostListed).ToListAsync(cancel)).Select(job => ImportShown.Of(job))]);

    static async Task<ImportShown> UploadAsync(ImportKind kind, HttpContext http, ServiceDb db, IFileStore files, string? fileName, bool start)
    {
        var (county, cancel) = (db.Scope.Caller.County, http.RequestAborted);
        var check = new Check();
        var name = check.Optional("fileName", "文件名", fileName ?? "", most: 120);
        check.Done();
        var original = await files.PutAsync(county, http.Request.Body, MostBytes, cancel);
        // What can be told at once is told at once: no sheet, wrong headings.
        await using (var stream = files.Open(county, original.Hash)!) kind.Open(stream).Dispose();

        var now = db.Clock.GetUtcNow();
        var job = new ImportJob
        {
            County = county,
            Id = Guid.CreateVersion7(now),
            Kind = kind.Name,
            FileName = name,
            FileHash = original.Hash,
            State = ImportState.Checking,
            StartsByItself = start,
            Position = 1,
            CreatedBy = db.Scope.Caller.PersonId,
            CreatedAt = now,
        };
        db.Add(job);
        db.Audit(county, $"{kind.Name}.import-upload", $"{job.Id} {original.Hash}");
        await db.SaveChangesAsync(cancel);
        ImportWorker.Wake();
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        return ImportShown.Of(job);
    }

    static async Task<ImportShown> ShowAsync(ImportKind kind, ServiceDb db, string id, CancellationToken cancel)
    {
        var job = await FindAsync(kind, db, id, cancel);
        return ImportShown.Of(job, await FirstAsync(taken: false), await FirstAsync(taken: true));

        Task<List<RowFault>> FirstAsync(bool taken) => Found(db, job, taken).Take(mostShown).Select(row => new RowFault(row.Row, row.Column, row.Reason, row.Message)).ToListAsync(cancel);
    }

    static IOrderedQueryable<ImportFinding> Found(ServiceDb db, ImportJob job, bool taken) => db.Set<ImportFinding>().AsNoTracking()
        .Where(row => row.County == job.County && row.JobId == job.Id && row.Taken == taken).OrderBy(row => row.Row).ThenBy(row => row.Column);

    static async Task<ImportShown> StepAsync(ImportKind kind, ServiceDb db, string id, ImportState to, CancellationToken cancel)
    {
        var job = await FindAsync(kind, db, id, cancel);
        var now = db.Clock.GetUtcNow();
        var moved = await db.TogetherAsync(async () =>
        {
            var mine = Mine(db, kind).Where(row => row.Id == job.Id);
            var moved = to == ImportState.Running
                ? await mine.Where(row => row.State == ImportState.Checked).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, to), cancel)
                : await mine.Where(row => row.State <= ImportState.Running).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, to).SetProperty(row => row.EndedAt, now), cancel);
            if (moved > 0) db.Audit(job.County, $"{kind.Name}.import-{(to == ImportState.Running ? "start" : "cancel")}", job.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return moved;
        }, cancel);
        if (moved == 0) throw Fault.Precondition("IMPORT_STATE", to == ImportState.Running ? "这次导入不在等待开始" : "这次导入已经结束");
        ImportWorker.Wake();
        return await ShowAsync(kind, db, id, cancel);
    }

    static IResult Template(ImportKind kind, string? format)
    {
        IReadOnlyList<string> example = [.. kind.Columns.Select(column => column.Example)];
        return SheetFile.Of($"{kind.Title}导入模板", format, kind.Headings, Once(example), default);
    }

    static async Task<IResult> FoundAsync(ImportKind kind, bool taken, HttpContext http, ServiceDb db, IFileStore files, string id, string? format)
    {
        var job = await FindAsync(kind, db, id, http.RequestAborted);
        var original = files.Open(job.County, job.FileHash) ?? throw Fault.NotFound("原文件");
        http.Response.RegisterForDispose(original);
        return SheetFile.Of(taken ? $"{kind.Title}有说明的行" : $"{kind.Title}未导入的行", format, [.. kind.Headings, "原行号", taken ? "列" : "错误列", taken ? "说明" : "原因"],
            FoundRows(kind, taken, db, job, original, http.RequestAborted), http.RequestAborted);
    }

    // The original is read along with the list of what was found, both in the order of rows: memory does not grow with either.
    static async IAsyncEnumerable<IReadOnlyList<string>> FoundRows(ImportKind kind, bool taken, ServiceDb db, ImportJob job, Stream original, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var sheet = kind.Open(original);
        using var rows = sheet.Rows().GetEnumerator();
        var faults = Found(db, job, taken).AsAsyncEnumerable();
        var more = rows.MoveNext();
        await foreach (var fault in faults.WithCancellation(cancel))
        {
            while (more && rows.Current.Number < fault.Row) more = rows.MoveNext();
            if (!more) yield break;
            yield return [.. rows.Current.Cells, .. Enumerable.Repeat("", kind.Columns.Count - rows.Current.Cells.Count), fault.Row.ToString(System.Globalization.CultureInfo.InvariantCulture), fault.Column, fault.Message];
        }
    }

    static async IAsyncEnumerable<IReadOnlyList<string>> Once(IReadOnlyList<string> row)
    {
        yield return row;
        await Task.CompletedTask;
    }

    static IQueryable<ImportJob> Mine(ServiceDb db, ImportKind kind) => db.Set<ImportJob>().AsNoTracking().Where(job => job.County == db.Scope.Caller.County && job.Kind == kind.Name);

    static async Task<ImportJob> FindAsync(ImportKind kind, ServiceDb db, string id, CancellationToken cancel) =>
        Guid.TryParse(id, out var key) && await Mine(db, kind).SingleOrDefaultAsync(job => job.Id == key, cancel) is { } job ? job : throw Fault.NotFound("这次导入");
}
