using System.Globalization;
using System.Xml;
using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Imports;

/// <summary>The first visible sheet of an xlsx, row by row. Formulas are never computed: the value counts that the sheet program left with them.</summary>
sealed class XlsxSource : Source
{
    const long mostSmallPart = 16L * 1024 * 1024;

    readonly Package package;
    readonly CellFormats formats;
    readonly SharedStrings shared = new();
    readonly CellText text = new();
    readonly XmlReader sheet;

    public XlsxSource(Stream file)
    {
        try
        {
            package = new Package(file);
            (formats, sheet) = Open();
        }
        catch (Exception exception)
        {
            package?.Dispose();
            if (!IsBroken(exception)) throw;
            throw Sheet.Wrong("BROKEN_FILE", "文件损坏或不完整,请重新保存后再上传");
        }
    }

    (CellFormats, XmlReader) Open()
    {
        var workbook = package.Related("").FirstOrDefault(related => related.Type == "officeDocument").Part;
        if (workbook is null || !package.Has(workbook) || workbook.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
            throw Sheet.Wrong("UNKNOWN_FORMAT", "这是压缩包或别的文件,不是 xlsx 表格,请在 Excel 或 WPS 里另存为 .xlsx 再上传");
        var (id, from1904) = FirstVisible(workbook);
        var related = package.Related(workbook);
        var styles = new CellFormats(from1904);
        if (related.FirstOrDefault(part => part.Type == "styles").Part is { } style && package.Has(style))
        {
            using var xml = package.Open(style, mostSmallPart);
            styles.Read(xml);
        }
        if (related.FirstOrDefault(part => part.Type == "sharedStrings").Part is { } strings && package.Has(strings))
        {
            using var xml = package.Open(strings, Inflating.Most);
            shared.Read(xml);
        }
        var rows = package.Open(related.First(part => part.Id == id).Part, Inflating.Most);
        return (styles, rows);

        (string, bool) FirstVisible(string part)
        {
            var sheets = package.Related(part).Where(one => one.Type == "worksheet").Select(one => one.Id).ToHashSet();
            var later = false;
            using var xml = package.Open(part, mostSmallPart);
            while (Package.Next(xml))
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.Depth == 0 && xml.LocalName != "workbook") throw Sheet.Wrong("UNKNOWN_FORMAT", "这不是表格,请在 Excel 或 WPS 里另存为 .xlsx 再上传");
                if (xml.LocalName == "workbookPr") later = xml.GetAttribute("date1904") is "1" or "true";
                if (xml.LocalName != "sheet" || xml.GetAttribute("state") is "hidden" or "veryHidden") continue;
                while (xml.MoveToNextAttribute())
                    if (xml.LocalName == "id" && xml.NamespaceURI.Length > 0 && sheets.Contains(xml.Value)) return (xml.Value, later);
            }
            throw Sheet.Wrong("EMPTY_FILE", "文件里没有可见的工作表");
        }
    }

    public override bool Read(List<Cell> cells)
    {
        cells.Clear();
        try { return ReadRow(cells); }
        catch (Exception exception) when (IsBroken(exception)) { throw Sheet.Wrong("BROKEN_FILE", $"文件在第 {Math.Max(Number, 1)} 行附近损坏,后面的内容读不出来"); }
    }

    bool ReadRow(List<Cell> cells)
    {
        while (Package.Next(sheet))
        {
            if (sheet.LocalName == "sheetData" && (sheet.NodeType == XmlNodeType.EndElement || sheet.IsEmptyElement)) return false;
            if (sheet.NodeType != XmlNodeType.Element || sheet.LocalName != "row") continue;
            var number = sheet.GetAttribute("r") is { } given ? int.Parse(given, NumberStyles.None, CultureInfo.InvariantCulture) : Number + 1;
            if (number <= Number) throw new InvalidDataException("The rows are not in order.");
            Number = number;
            if (sheet.IsEmptyElement) return true;
            var (depth, column) = (sheet.Depth, 0);
            while (Package.Next(sheet) && sheet.Depth > depth)
                if (sheet.NodeType == XmlNodeType.Element && sheet.LocalName == "c") column = ReadCell(cells, column) + 1;
            return true;
        }
        return false;
    }

    /// <summary>Reads a cell, which stands in the next column when it does not say where, and returns its column.</summary>
    int ReadCell(List<Cell> cells, int column)
    {
        var (style, type) = (0, "n");
        while (sheet.MoveToNextAttribute())
        {
            switch (sheet.LocalName)
            {
                case "r": column = ColumnOf(sheet.Value); break;
                case "s": _ = int.TryParse(sheet.Value, out style); break;
                case "t": type = sheet.Value; break;
            }
        }
        sheet.MoveToElement();
        if (column >= Sheet.MostColumns && Number > 1)
        {
            Package.Pass(sheet);
            return column;
        }
        text.Read(sheet);
        var cell = Show(type, style);
        if (cell.Text.Length == 0 && cell.Reason is null) return column;
        if (column >= Sheet.MostColumns) throw Sheet.TooManyColumns();
        while (cells.Count <= column) cells.Add(new Cell(""));
        cells[column] = cell;
        return column;
    }

    Cell Show(string type, int style)
    {
        if (text.IsFormula && text.Length == 0 && type is "n" or "b" or "e")
            return new Cell("", "NO_VALUE", "公式没有计算结果,请在 Excel 或 WPS 里打开并保存一次,或者粘贴为数值");
        switch (type)
        {
            case "n" or "b" or "e" when text.Length == 0: return new Cell("");
            case "n" when text.Length <= 40: return new Cell(formats.Show(text.Held, style));
            case "b": return new Cell(text.Held is "1" or "true" ? "是" : "否");
            case "e": return new Cell(new string(text.Held), "ERROR_VALUE", $"公式出错({text.Held[..Math.Min(text.Length, 20)]})");
            case "s": text.Length = shared.Copy(int.Parse(text.Held, NumberStyles.None, CultureInfo.InvariantCulture), text.Buffer); break;
            case "d" when DateTime.TryParse(text.Held, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment):
                return new Cell(moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }
        if (text.Length > Sheet.MostText) return SheetText.TooLong(text.Held, "这一格太长");
        text.Unescape();
        return SheetText.Read(text.Held);
    }

    /// <summary>The column of an address such as BC12, from 0.</summary>
    static int ColumnOf(string address)
    {
        var column = 0;
        foreach (var letter in address)
        {
            if (!char.IsAsciiLetter(letter)) break;
            if ((column = column * 26 + (letter & 0x1F)) > 20_000) throw new InvalidDataException("There is no such column.");
        }
        return column > 0 ? column - 1 : throw new InvalidDataException("A cell without a column.");
    }

    static bool IsBroken(Exception exception) => exception is XmlException or InvalidDataException or FormatException or OverflowException or EndOfStreamException;

    public override void Dispose()
    {
        sheet.Dispose();
        package.Dispose();
    }
}
