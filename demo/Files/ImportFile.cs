namespace CivPractice.Demo.Files;

/// <summary>A file that a county brings, on its way to disk row by row: nothing of it is held, however long it is.</summary>
/// <param name="path">Where it is written.</param>
/// <param name="columns">The heading.</param>
public abstract class ImportFile(string path, IReadOnlyList<string> columns) : IDisposable
{
    /// <summary>File name without folder, e.g. sites.csv.</summary>
    public string Name => Path.GetFileName(path);
    public IReadOnlyList<string> Columns => columns;

    /// <summary>Number of the last row, as people see it in their program: the heading is row 1.</summary>
    public int Row { get; private set; }

    /// <param name="path">Its ending says what it becomes: csv or xlsx.</param>
    /// <param name="asOldProgramsDo">Csv in GB18030 without a mark, instead of UTF-8 with one.</param>
    /// <param name="columns">The heading.</param>
    public static ImportFile Create(string path, bool asOldProgramsDo, params string[] columns)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        ImportFile file = path.EndsWith(".xlsx", StringComparison.Ordinal) ? new XlsxFile(path, columns) : new CsvFile(path, asOldProgramsDo, columns);
        file.Write(columns);
        return file;
    }

    /// <summary>Adds a row, and gives its number back.</summary>
    public int Add(params string[] cells) =>
        cells.Length == columns.Count ? Write(cells) : throw new ArgumentException($"{Name} has {columns.Count} columns, not {cells.Length}");

    /// <summary>Adds a row whose cells are fewer than they should be, as when somebody deleted some.</summary>
    public int AddRagged(params string[] cells) => Write(cells[..^2]);

    int Write(IReadOnlyList<string> cells)
    {
        WriteRow(++Row, cells);
        return Row;
    }

    protected abstract void WriteRow(int number, IReadOnlyList<string> cells);
    public abstract void Dispose();
}
