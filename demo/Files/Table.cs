using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CivPractice.Demo.Files;

/// <summary>A small csv file, held as a whole: UTF-8 with BOM, so that a spreadsheet shows the Chinese header.</summary>
public sealed class Table(string name, params string[] columns)
{
    static readonly CsvConfiguration written = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    readonly List<string[]> rows = [];

    /// <summary>File name without folder, e.g. sites.csv.</summary>
    public string Name => name;
    public IReadOnlyList<string> Columns => columns;
    public int Count => rows.Count;
    public IEnumerable<Row> Rows => rows.Select((cells, index) => new Row(this, index + 2, cells));

    public void Add(params object[] cells)
    {
        if (cells.Length != columns.Length) throw new ArgumentException($"{name} has {columns.Length} columns, not {cells.Length}");
        rows.Add([.. cells.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!)]);
    }

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        using var text = new StreamWriter(Path.Combine(folder, name), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        using var csv = new CsvWriter(text, written);
        foreach (var cells in rows.Prepend(columns))
        {
            foreach (var cell in cells) csv.WriteField(cell);
            csv.NextRecord();
        }
    }

    /// <exception cref="WrongInput">The file is missing, empty or has a ragged row.</exception>
    public static Table Read(string folder, string name) => Read(Path.Combine(folder, name));

    /// <inheritdoc cref="Read(string, string)"/>
    public static Table Read(string path)
    {
        if (!File.Exists(path)) throw new WrongInput($"缺少文件 {path}");
        return Read(Path.GetFileName(path), File.OpenRead(path));
    }

    /// <inheritdoc cref="Read(string, string)"/>
    public static Table Read(string name, Stream file)
    {
        using var text = new StreamReader(file);
        using var csv = new CsvParser(text, CultureInfo.InvariantCulture);
        if (!csv.Read()) throw new WrongInput($"{name} 是空的");
        var table = new Table(name, csv.Record!);
        while (csv.Read())
        {
            if (csv.Count != table.Columns.Count) throw new WrongInput($"{name} 第 {csv.Row} 行应有 {table.Columns.Count} 列,现在是 {csv.Count} 列");
            table.rows.Add(csv.Record!);
        }
        return table;
    }

    internal int Index(string column)
    {
        var index = Array.IndexOf(columns, column);
        return index >= 0 ? index : throw new WrongInput($"{name} 缺少“{column}”这一列");
    }
}

/// <summary>A row and its line in the file, for messages.</summary>
public sealed class Row(Table table, int line, string[] cells)
{
    public int Line => line;
    public override string ToString() => string.Join(",", cells);
    public string this[string column] => cells[table.Index(column)];

    /// <exception cref="WrongInput">The cell is no whole number.</exception>
    public int Number(string column) =>
        int.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : throw new WrongInput($"{table.Name} 第 {line} 行的“{column}”应是一个整数");
}
