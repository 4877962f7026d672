using System.Data;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Platform.Exports;

/// <summary>A list that its owner hands out as a file (导出).</summary>
public abstract class ListExport
{
    /// <summary>In paths; where the rows can be imported, the name of that import, e.g. <c>lecturer-teams</c>.</summary>
    public abstract string Name { get; }

    /// <summary>E.g. 宣讲队伍.</summary>
    public abstract string Title { get; }

    /// <summary>Those of the import's template first, so that a file can come back in. What is masked says so in its heading: <see cref="Hidden"/>.</summary>
    public abstract IReadOnlyList<string> Headings { get; }

    /// <summary>The headings of columns that name or reach a person. An address with <c>names=false</c> leaves them out: what is kept or handed on names nobody.</summary>
    protected virtual IReadOnlyList<string> Naming => [];

    internal abstract Task<IResult> SendAsync(ServiceDb db, HttpContext http);

    /// <summary>The heading of a column whose values are masked, e.g. 身份证号(已隐去): such a file is not for importing.</summary>
    public static string Hidden(string heading) => $"{heading}(已隐去)";
}

/// <inheritdoc/>
/// <typeparam name="TDb">The service's database.</typeparam>
/// <typeparam name="TRead">The permission to read the list; besides, whoever exports needs <see cref="ExportLists"/>.</typeparam>
/// <typeparam name="TRequest">The list's request: its fields, but for the page, are the filters.</typeparam>
/// <typeparam name="TRow">A row of the list.</typeparam>
public abstract class ListExport<TDb, TRead, TRequest, TRow> : ListExport where TDb : ServiceDb where TRead : Permission, new() where TRequest : class, IMessage<TRequest>, new() where TRow : class
{
    const int batch = 1_000;

    /// <summary>The rows that the request seeks, below the prefixes.</summary>
    protected abstract IQueryable<TRow> Rows(TDb db, TRequest request, IReadOnlyList<string> prefixes);

    /// <summary>The rows in the list's order; with a last one, those behind it.</summary>
    protected abstract IQueryable<TRow> After(IQueryable<TRow> rows, TRow? last);

    /// <summary>The cells of some rows, with what belongs to them read for all at once; where the request names a moment, as the list says them of that moment.</summary>
    protected abstract Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(TDb db, TRequest request, IReadOnlyList<TRow> rows, CancellationToken cancel);

    /// <summary>Fields of the request that are no filter here: a name in an address would be kept by histories and logs.</summary>
    protected virtual IReadOnlyList<string> NoFilters => [];

    internal sealed override async Task<IResult> SendAsync(ServiceDb db, HttpContext http)
    {
        var (own, caller, format) = ((TDb)db, db.Scope.Caller, http.Request.Query["format"].ToString());
        if (!caller.May<TRead>()) throw Fault.Denied(Permission.Of<TRead>());
        var xlsx = SheetFile.IsXlsx(format);
        var request = ExportFilters.Read<TRequest>(http.Request.Query, NoFilters);
        int[] shown = [.. Enumerable.Range(0, Headings.Count).Where(column => ExportFilters.WithNames(http.Request.Query) || !Naming.Contains(Headings[column]))];
        // What the list refuses is refused now: once rows flow, an answer can only be cut off.
        var rows = Rows(own, request, ExportFilters.Prefixes<TRead>(caller, request));
        if (xlsx && await rows.Skip(XlsxParts.MostRows - 1).AnyAsync(http.RequestAborted))
            throw Fault.Precondition("TOO_MANY_ROWS", $"xlsx 最多 {XlsxParts.MostRows} 行,请改用 csv");

        // Written down before the first row leaves.
        db.Audit(caller.County, $"{Name}.export", $"{(xlsx ? "xlsx" : "csv")} {JsonFormatter.Default.Format(request)}");
        await db.SaveChangesAsync(http.RequestAborted);
        var name = $"{Title}_{caller.County}_{ChinaTime.Text(ChinaTime.Today(db.Clock))}";
        return SheetFile.Of(name, format, Only(shown, Headings), ReadAsync(own, request, rows, http.RequestAborted).Select(cells => Only(shown, cells)), http.RequestAborted);
    }

    static IReadOnlyList<string> Only(int[] columns, IReadOnlyList<string> cells) => columns.Length == cells.Count ? cells : [.. columns.Select(column => cells[column])];

    /// <summary>A page of the photos of exactly those rows that the export hands out to the caller (佐证照片), below the request's prefix; none where another list is asked for.</summary>
    /// <param name="request">Its filters are those of the list, as they stand in the export's address.</param>
    /// <param name="proven">A row as its photos know it.</param>
    /// <exception cref="Fault">PERMISSION_DENIED, or what is wrong with the filters.</exception>
    public Task<ListEvidenceFilesResponse> PhotosAsync<TKind>(TDb db, ListEvidenceFilesRequest request, Expression<Func<TRow, string>> site, Expression<Func<TRow, ProvenRow>> proven, CancellationToken cancel) where TKind : PhotoKind, new()
    {
        var check = new Check();
        var list = check.Optional("list", "清单", request.List, most: 40);
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var page = Page.Of(request, keys: 3);
        if (list != Name) return Task.FromResult(new ListEvidenceFilesResponse());
        if (!db.Scope.Caller.May<TRead>()) throw Fault.Denied(Permission.Of<TRead>());
        var sought = ExportFilters.Read<TRequest>(request.Filters, NoFilters);
        var rows = Rows(db, sought, ExportFilters.Prefixes<TRead>(db.Scope.Caller, sought)).AsNoTracking().Under(site, [prefix]).Select(proven);
        var found = from photo in EvidencePhotos.Open<TKind>(db)
                    from row in rows
                    where photo.County == row.County && photo.Subject == row.Subject
                    select new ProvingPhoto { Photo = photo, Of = row.Name };
        return EvidencePhotos.ListAsync<TKind>(found, page, cancel);
    }

    /// <summary>All rows as of one moment, a thousand at a time: memory does not grow with the list, however slowly it is fetched.</summary>
    public IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(TDb db, TRequest request, IReadOnlyList<string> prefixes, CancellationToken cancel) => ReadAsync(db, request, Rows(db, request, prefixes), cancel);

    async IAsyncEnumerable<IReadOnlyList<string>> ReadAsync(TDb db, TRequest request, IQueryable<TRow> all, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        for (TRow? last = null; ;)
        {
            var rows = await After(all, last).Take(batch).AsNoTracking().ToListAsync(cancel);
            foreach (var cells in await ShowAsync(db, request, rows, cancel)) yield return cells;
            if (rows.Count < batch) yield break;
            last = rows[^1];
        }
    }
}
