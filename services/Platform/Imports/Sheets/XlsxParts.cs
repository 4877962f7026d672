using System.Globalization;
using System.Text;

namespace CivPractice.Platform.Imports;

/// <summary>What an xlsx with one plain sheet consists of.</summary>
static class XlsxParts
{
    public const int MostRows = 1_048_576;

    /// <summary>Sheet programs call a file with a longer cell damaged.</summary>
    const int mostText = 32_767;

    const string declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string package = "http://schemas.openxmlformats.org/package/2006";
    const string type = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static readonly IReadOnlyList<(string Name, string Content)> All =
    [
        ("[Content_Types].xml", $"""
            {declaration}<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{type}.styles+xml"/></Types>
            """),
        ("_rels/.rels", $"""
            {declaration}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{document}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """),
        ("xl/workbook.xml", $"""
            {declaration}<workbook xmlns="{main}" xmlns:r="{document}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", $"""
            {declaration}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{document}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{document}/styles" Target="styles.xml"/></Relationships>
            """),
        // Style 1 is text (format 49), style 2 the same in bold for the heading.
        ("xl/styles.xml", $"""
            {declaration}<styleSheet xmlns="{main}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
            """),
    ];

    public const string SheetEnd = "</sheetData></worksheet>";

    /// <summary>The heading stays in sight; columns are as wide as their headings, and text also where nothing is written yet.</summary>
    public static string SheetBegin(IReadOnlyList<string> headings)
    {
        var columns = string.Concat(headings.Select((heading, i) => string.Create(CultureInfo.InvariantCulture,
            $"""<col min="{i + 1}" max="{i + 1}" width="{Math.Clamp(heading.Length * 2 + 4, 14, 60)}" style="1" customWidth="1"/>""")));
        return $"""{declaration}<worksheet xmlns="{main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>""";
    }

    public static void Row(StringBuilder line, int number, IReadOnlyList<string> cells, int style)
    {
        line.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        for (var i = 0; i < cells.Count; i++)
        {
            var text = SheetText.Guarded(cells[i]);
            if (text.Length == 0) continue;
            line.Append("<c r=\"");
            Column(line, i);
            line.Append(CultureInfo.InvariantCulture, $"{number}\" s=\"{style}\" t=\"inlineStr\"><is><t>");
            Escape(line, text.Length <= mostText ? text : $"{text.AsSpan(0, mostText - 1)}…");
            line.Append("</t></is></c>");
        }
        line.Append("</row>");
    }

    static void Column(StringBuilder line, int column)
    {
        if (column >= 26) Column(line, column / 26 - 1);
        line.Append((char)('A' + column % 26));
    }

    static void Escape(StringBuilder line, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var one = text[i];
            if (one == '&') line.Append("&amp;");
            else if (one == '<') line.Append("&lt;");
            else if (one == '>') line.Append("&gt;");
            // What XML cannot hold, or what reads like the spelling for it.
            else if (one < ' ' && one is not '\t' and not '\n' || one >= '\uFFFE' || one == '_' && i + 1 < text.Length && text[i + 1] == 'x')
                line.Append(CultureInfo.InvariantCulture, $"_x{(int)one:X4}_");
            else if (!char.IsSurrogate(one)) line.Append(one);
            else if (i + 1 < text.Length && char.IsSurrogatePair(one, text[i + 1])) line.Append(one).Append(text[++i]);
            else line.Append('\uFFFD');
        }
    }
}
