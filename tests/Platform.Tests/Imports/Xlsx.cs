using System.IO.Compression;
using System.Text;

namespace CivPractice.Platform.Tests.Imports;

/// <summary>An xlsx made by hand, so that each part of it can be wrong.</summary>
sealed class Xlsx
{
    const string document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public readonly Dictionary<string, Action<Stream>> Parts = [];

    public const string Heading = """<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>手机</t></is></c></row>""";

    public Xlsx(string rows, bool from1904 = false, string formats = "", string styles = "<xf/>", string? shared = null)
    {
        Write("_rels/.rels", $"""<Relationships><Relationship Id="r" Type="{document}/officeDocument" Target="/xl/workbook.xml"/></Relationships>""");
        Write("xl/workbook.xml", $"""
            <?xml version="1.0"?><workbook xmlns="m" xmlns:r="{document}"><workbookPr date1904="{(from1904 ? 1 : 0)}"/>
            <sheets><sheet name="隐藏" sheetId="2" state="veryHidden" r:id="r2"/><sheet name="图" sheetId="3" r:id="r3"/><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>
            """);
        Write("xl/_rels/workbook.xml.rels", $"""
            <Relationships><Relationship Id="r1" Type="{document}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{document}/worksheet" Target="worksheets/sheet2.xml"/>
            <Relationship Id="r3" Type="{document}/chartsheet" Target="chartsheets/sheet1.xml"/>
            <Relationship Id="r4" Type="{document}/styles" Target="../xl/styles.xml"/><Relationship Id="r5" Type="{document}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """);
        Write("xl/styles.xml", $"<styleSheet><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>");
        if (shared is not null) Write("xl/sharedStrings.xml", shared);
        Write("xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>");
        Write("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"m\"><dimension ref=\"A1\"/><sheetData>{rows}</sheetData><mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells></worksheet>");
    }

    public Xlsx Write(string part, string content) => Write(part, stream => stream.Write(Encoding.UTF8.GetBytes(content)));

    public Xlsx Write(string part, Action<Stream> content)
    {
        Parts[part] = content;
        return this;
    }

    public Xlsx Without(string part)
    {
        Parts.Remove(part);
        return this;
    }

    public MemoryStream File()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, write) in Parts)
            {
                using var part = zip.CreateEntry(name).Open();
                write(part);
            }
        }
        return file;
    }

    /// <summary>Writes a piece many times over.</summary>
    public static Action<Stream> Repeated(string begin, string piece, long megabytes, string end = "") => stream =>
    {
        stream.Write(Encoding.UTF8.GetBytes(begin));
        var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1024 * 1024 / piece.Length)));
        for (var i = 0; i < megabytes; i++) stream.Write(block);
        stream.Write(Encoding.UTF8.GetBytes(end));
    };

    /// <summary>As before, of noise that does not shrink much, so that it is no ratio that gives it away.</summary>
    public static Action<Stream> Noise(string begin, Func<Random, string> piece, long megabytes) => stream =>
    {
        var random = new Random(1);
        var text = new StringBuilder(begin);
        for (long written = 0; written < megabytes * 1024 * 1024; written += text.Length)
        {
            if (written > 0) text.Clear();
            while (text.Length < 64 * 1024) text.Append(piece(random));
            stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    };
}
