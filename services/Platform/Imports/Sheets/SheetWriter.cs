using System.Buffers;
using System.Text;

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
}
