using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Imports;

/// <summary>The rows of an opened file, one after the other; memory does not grow with the file.</summary>
public sealed class SheetReader : IDisposable
{
    readonly Source source;
    readonly IReadOnlyList<string> headings;
    readonly List<Cell> cells = [];

    /// <summary>Where the wanted columns stand in the file; -1 for one that may be missing and is.</summary>
    readonly int[] columns;

    readonly int width, named;
    bool begun;

    internal SheetReader(Source source, IReadOnlyList<string> headings, IReadOnlySet<string>? optional = null)
    {
        this.source = source;
        this.headings = headings;
        if (!source.Read(cells)) throw Sheet.Wrong("EMPTY_FILE", "文件是空的");

        // The heading is the first row: an xlsx leaves out rows that are blank.
        var found = source.Number == 1 ? cells.ConvertAll(cell => cell.Text) : [];
        named = found.FindLastIndex(text => text.Length > 0) + 1;
        width = Math.Max(source.Width, found.Count);
        if (named > Sheet.MostColumns || source.Width > found.Count) throw Sheet.TooManyColumns();

        var missing = headings.Where(heading => !found.Contains(heading) && optional?.Contains(heading) is not true).ToList();
        if (missing.Count > 0) throw Sheet.Wrong("WRONG_HEADINGS", $"第 1 行应是表头,缺少:{string.Join("、", missing)}");
        var doubled = headings.Where(heading => found.IndexOf(heading) != found.LastIndexOf(heading)).ToList();
        if (doubled.Count > 0) throw Sheet.Wrong("WRONG_HEADINGS", $"表头重复:{string.Join("、", doubled)}");
        columns = [.. headings.Select(heading => found.IndexOf(heading))];
    }

    /// <summary>
    /// Rows from the second on, in file order; blank ones are left out but counted in the number. To be enumerated once.
    /// A row may carry a fault: RAGGED_ROW, CELL_TOO_LONG, CONTROL_CHARACTER, and in xlsx NO_VALUE (a formula that was never computed) and ERROR_VALUE (#REF! and its like).
    /// </summary>
    /// <exception cref="Fault">The file breaks at a row, which is named: BROKEN_FILE, UNKNOWN_ENCODING, ZIP_BOMB.</exception>
    public IEnumerable<SheetRow> Rows()
    {
        if (begun) throw new InvalidOperationException("The rows of a file are read once.");
        begun = true;
        while (source.Read(cells))
        {
            if (cells.TrueForAll(cell => cell.Text.Length == 0 && cell.Reason is null)) continue;
            yield return Row();
        }
    }

    SheetRow Row()
    {
        var texts = new string[columns.Length];
        FieldFault? fault = null;
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = columns[i] >= 0 && columns[i] < cells.Count ? cells[columns[i]] : new Cell("");
            texts[i] = cell.Text;
            if (cell.Reason is not null) fault ??= new FieldFault(headings[i], cell.Reason, $"{headings[i]}:{cell.Description}");
        }
        return new SheetRow(source.Number, texts, Ragged() ?? fault);
    }

    // Blank cells at the end are no harm; fewer cells may mean that all of them have moved.
    FieldFault? Ragged() =>
        source.Width == 0 || source.Width >= named && (source.Width <= width || source.Width <= cells.Count && cells.FindIndex(width, cell => cell.Text.Length > 0) < 0)
            ? null
            : new FieldFault("整行", "RAGGED_ROW", $"应有 {named} 列,这一行有 {source.Width} 列");

    public void Dispose() => source.Dispose();
}
