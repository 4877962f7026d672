using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace CivPractice.Demo.Files;

/// <summary>
/// Xlsx as a sheet program saves it: days are serial numbers in a date format, counts are numbers, everything else is text. Written through, and without a clock:
/// the same rows give the same bytes.
/// </summary>
sealed class XlsxFile : ImportFile
{
    const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string package = "http://schemas.openxmlformats.org/package/2006";
    const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    static readonly (string Name, string Content)[] parts =
    [
        ("[Content_Types].xml", $"""<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{type}.styles+xml"/></Types>"""),
        ("_rels/.rels", $"""<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{document}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/workbook.xml", $"""<workbook xmlns="{main}" xmlns:r="{document}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{document}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{document}/styles" Target="styles.xml"/></Relationships>"""),
        // Style 1 is the day (format 14), style 2 text (format 49).
        ("xl/styles.xml", $"""<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"""),
    ];

    static readonly DateTimeOffset saved = new(2022, 5, 11, 9, 0, 0, TimeSpan.Zero);
    static readonly DateOnly dayNought = new(1899, 12, 30);

    readonly ZipArchive zip;
    readonly XmlWriter sheet;

    public XlsxFile(string path, IReadOnlyList<string> columns) : base(path, columns)
    {
        zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, content) in parts)
        {
            using var part = new StreamWriter(Part(name));
            part.Write($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}""");
        }
        sheet = XmlWriter.Create(Part("xl/worksheets/sheet1.xml"), new XmlWriterSettings { CloseOutput = true });
        sheet.WriteStartElement("worksheet", main);
        sheet.WriteStartElement("sheetData", main);
    }

    Stream Part(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = saved;
        return entry.Open();
    }

    protected override void WriteRow(int number, IReadOnlyList<string> cells)
    {
        sheet.WriteStartElement("row", main);
        sheet.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < cells.Count; i++)
            if (cells[i].Length > 0) WriteCell($"{(char)('A' + i)}{number}", Columns[i], cells[i], heading: number == 1);
        sheet.WriteEndElement();
    }

    void WriteCell(string address, string column, string text, bool heading)
    {
        sheet.WriteStartElement("c", main);
        sheet.WriteAttributeString("r", address);
        if (!heading && column.EndsWith("日期", StringComparison.Ordinal) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Value("1", (day.DayNumber - dayNought.DayNumber).ToString(CultureInfo.InvariantCulture));
        else if (!heading && (column is "座位数" or "面积" || text.EndsWith("E10", StringComparison.Ordinal))) Value("0", text);
        else
        {
            sheet.WriteAttributeString("s", "2");
            sheet.WriteAttributeString("t", "inlineStr");
            sheet.WriteStartElement("is", main);
            sheet.WriteElementString("t", main, text);
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();

        void Value(string style, string value)
        {
            sheet.WriteAttributeString("s", style);
            sheet.WriteElementString("v", main, value);
        }
    }

    public override void Dispose()
    {
        sheet.WriteEndDocument();
        sheet.Dispose();
        zip.Dispose();
    }
}
