using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Imports;

/// <summary>A column of an import's file.</summary>
/// <param name="Heading">Its heading, by which it is found wherever it stands.</param>
/// <param name="Required">Whether each row must fill it.</param>
/// <param name="Example">What the template shows.</param>
/// <param name="Field">The field that it fills, for a row that is read by the rules of a form: what is wrong with the field is told of the column.</param>
public sealed record ImportColumn(string Heading, bool Required, string Example, string Field = "");

/// <summary>What was found about a row: the column, a stable reason, and a sentence for people. The row was not taken, unless it is a remark.</summary>
public sealed record RowFault(int Row, string Column, string Reason, string Message);

/// <summary>What became of a batch of rows.</summary>
/// <param name="Unchanged">Rows that were there already, by an earlier run of the same file or by somebody's hand.</param>
public sealed record BatchResult(int Added, int Unchanged, IReadOnlyList<RowFault> Rejected)
{
    /// <summary>Rows that completed one that was there already, e.g. a known volunteer who is in the national registry, too.</summary>
    public int Completed { get; init; }

    /// <summary>Rows that were taken otherwise than they say, e.g. at the successor of a site that was merged.</summary>
    public IReadOnlyList<RowFault> Remarks { get; init; } = [];
}

/// <summary>Something that can be imported: its columns, and how rows are read and taken.</summary>
public abstract class ImportKind
{
    /// <summary>In paths and rows, e.g. <c>volunteers</c>.</summary>
    public abstract string Name { get; }

    /// <summary>E.g. 志愿者.</summary>
    public abstract string Title { get; }
    public abstract IReadOnlyList<ImportColumn> Columns { get; }

    public IReadOnlyList<string> Headings => [.. Columns.Select(column => column.Heading)];

    /// <summary>Opens a file of this kind; columns that no row must fill may be missing.</summary>
    internal SheetReader Open(Stream file) => Sheet.Open(file, Headings, Columns.Where(column => !column.Required).Select(column => column.Heading).ToHashSet());

    /// <summary>Checks a batch, and takes its good rows when <paramref name="take"/> is set; within the caller's transaction.</summary>
    internal abstract Task<BatchResult> RunAsync(ServiceDb db, ImportJob job, IReadOnlyList<SheetRow> rows, bool take, CancellationToken cancel);
}

/// <inheritdoc/>
/// <typeparam name="TDb">The service's database.</typeparam>
/// <typeparam name="TKnown">What rows are checked against; read once for each batch.</typeparam>
/// <typeparam name="TRow">A row that fits the rules.</typeparam>
public abstract class ImportKind<TDb, TKnown, TRow> : ImportKind where TDb : ServiceDb where TRow : class
{
    protected abstract Task<TKnown> KnowAsync(TDb db, ImportJob job, CancellationToken cancel);

    /// <summary>Reads a row by the rules. Runs on several threads at once.</summary>
    protected abstract TRow Read(ImportRow row, Check check, TKnown known);

    /// <summary>Takes rows in sets: COPY into a temporary table, then <c>insert ... select</c>. Writes no audit row: the batch has one.</summary>
    protected abstract Task<BatchResult> TakeAsync(TDb db, ImportJob job, IReadOnlyList<(int Number, TRow Row)> rows, CancellationToken cancel);

    internal sealed override async Task<BatchResult> RunAsync(ServiceDb db, ImportJob job, IReadOnlyList<SheetRow> rows, bool take, CancellationToken cancel)
    {
        var own = (TDb)db;
        var known = await KnowAsync(own, job, cancel);
        var headings = Headings.Select((heading, i) => (heading, i)).ToDictionary(each => each.heading, each => each.i);
        var fields = Columns.Where(column => column.Field.Length > 0).ToDictionary(column => column.Field, column => column.Heading);
        var read = rows.AsParallel().AsOrdered().WithCancellation(cancel).Select(row => ReadOne(row, headings, fields, known)).ToList();
        var bad = read.SelectMany(each => each.Faults).ToList();
        if (!take) return new BatchResult(0, 0, bad);
        var good = read.Where(each => each.Row is not null).Select(each => (each.Number, each.Row!)).ToList();
        var taken = good.Count == 0 ? new BatchResult(0, 0, []) : await TakeAsync(own, job, good, cancel);
        return taken with { Rejected = [.. bad, .. taken.Rejected] };
    }

    (int Number, TRow? Row, IReadOnlyList<RowFault> Faults) ReadOne(SheetRow row, Dictionary<string, int> headings, Dictionary<string, string> fields, TKnown known)
    {
        if (row.Fault is { } broken) return (row.Number, null, [new RowFault(row.Number, broken.Field, broken.Reason, broken.Description)]);
        try
        {
            var check = new Check(fields);
            var result = Read(new ImportRow(row.Cells, headings), check, known);
            check.Done();
            return (row.Number, result, []);
        }
        catch (Fault fault) { return (row.Number, null, [.. fault.Fields.Select(field => new RowFault(row.Number, field.Field, field.Reason, field.Description))]); }
    }
}

/// <summary>A row's cells by heading.</summary>
public sealed class ImportRow(IReadOnlyList<string> cells, IReadOnlyDictionary<string, int> headings)
{
    public string this[string heading] => cells[headings[heading]];

    /// <summary>Words between 、 or commas.</summary>
    public IEnumerable<string> Words(string heading) => this[heading].Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static readonly char[] separators = ['、', ',', '，', ';', '；'];
}
