using System.Buffers;
using System.IO.Compression;
using System.Text;
using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Imports;

/// <summary>
/// Writes templates, exports and rejected rows, row by row, so that <see cref="Sheet"/> reads back what was written (without blanks around it).
/// No cell becomes a formula when it is opened: see <see cref="SheetText.Guarded"/>.
/// </summary>
public static class SheetWriter
{
    static readonly SearchValues<char> quoted = SearchValues.Create(",\"\r\n");

    /// <summary>Csv in UTF-8 with BOM, which Excel needs to recognise it, by RFC 4180. The stream stays open.</summary>
    public static async Task WriteCsvAsync(Stream to, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true);
        var line = new StringBuilder();
        await text.WriteAsync(Line(line, headings), cancel);
        await foreach (var row in rows.WithCancellation(cancel)) await text.WriteAsync(Line(line, row), cancel);
    }

    static StringBuilder Line(StringBuilder line, IReadOnlyList<string> cells)
    {
        line.Clear();
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) line.Append(',');
            var text = SheetText.Guarded(cells[i]);
            if (text.AsSpan().ContainsAny(quoted)) line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else line.Append(text);
        }
        return line.Append("\r\n");
    }

    /// <summary>
    /// Xlsx with one sheet whose columns are text throughout: what people type into a template stays what they typed, and an identity number keeps its 18 digits. The stream stays open.
    /// </summary>
    public static async Task WriteXlsxAsync(Stream to, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancel)
    {
        await using var sink = new AsyncOnly(to);
        await using (var zip = await ZipArchive.CreateAsync(sink, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel)) await PartsAsync(zip, headings, rows, cancel);
        await sink.FlushAsync(cancel);
    }

    static async Task PartsAsync(ZipArchive zip, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken cancel)
    {
        foreach (var (name, content) in XlsxParts.All) await PartAsync(zip, name, text => text.WriteAsync(content.AsMemory(), cancel), cancel);
        await PartAsync(zip, "xl/worksheets/sheet1.xml", async text =>
        {
            var line = new StringBuilder(XlsxParts.SheetBegin(headings));
            var number = 1;
            XlsxParts.Row(line, number, headings, style: 2);
            await text.WriteAsync(line, cancel);
            await foreach (var row in rows.WithCancellation(cancel))
            {
                if (++number > XlsxParts.MostRows) throw Fault.Precondition("TOO_MANY_ROWS", $"xlsx 最多 {XlsxParts.MostRows} 行,请改用 csv");
                line.Clear();
                XlsxParts.Row(line, number, row, style: 1);
                await text.WriteAsync(line, cancel);
            }
            await text.WriteAsync(XlsxParts.SheetEnd.AsMemory(), cancel);
        }, cancel);
    }

    static async Task PartAsync(ZipArchive zip, string name, Func<StreamWriter, Task> write, CancellationToken cancel)
    {
        await using var part = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
        await using var text = new StreamWriter(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024);
        await write(text);
    }
}
