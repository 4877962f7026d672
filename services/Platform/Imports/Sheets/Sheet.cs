using System.Text;
using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Imports;

/// <summary>
/// One row of a sheet: its number as people see it in their program (the heading is row 1) and its cells' text, trimmed, in the order of the headings asked for.
/// A row that cannot be read comes with its fault and with as much of its cells as could be read.
/// </summary>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells, FieldFault? Fault = null);

/// <summary>Opens the files that offices send: csv and xlsx. What kind a file is, its content says, never its name.</summary>
public static class Sheet
{
    public const int MostColumns = 200;

    /// <summary>Characters of one cell.</summary>
    public const int MostText = 4000;

    /// <summary>The encoding is judged by this much of the file.</summary>
    const int sample = 64 * 1024;

    static readonly char[] separators = [',', '\t', ';'];

    static Sheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a seekable stream, from its beginning, and reads the heading at once. The stream stays the caller's to close.</summary>
    /// <param name="file">csv (UTF-8 with or without BOM, or GB18030; comma, tab or semicolon) or xlsx (first visible sheet).</param>
    /// <param name="headings">The columns wanted; in the file they may stand in any order and among others.</param>
    /// <param name="optional">Those of them that may be missing: their cells are then empty.</param>
    /// <exception cref="Fault">
    /// Of the field "file": EMPTY_FILE, UNKNOWN_FORMAT, ENCRYPTED_FILE, BROKEN_FILE, ZIP_BOMB, UNKNOWN_ENCODING, TOO_MANY_COLUMNS or WRONG_HEADINGS.
    /// </exception>
    public static SheetReader Open(Stream file, IReadOnlyList<string> headings, IReadOnlySet<string>? optional = null)
    {
        file.Position = 0;
        var start = new byte[sample];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var whole = read < start.Length;
        Signature.Check(file, start.AsSpan(0, read));
        var source = Signature.IsZip(start) ? new XlsxSource(file) : (Source)OpenCsv(file, start.AsMemory(0, read), whole, headings);
        try { return new SheetReader(source, headings, optional); }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    static CsvSource OpenCsv(Stream file, ReadOnlyMemory<byte> start, bool whole, IReadOnlyList<string> headings)
    {
        var (encoding, mark) = EncodingOf(start.Span, whole);
        var text = Decoded(encoding, start.Span[mark..]);
        if (string.IsNullOrWhiteSpace(text) && whole) throw Wrong("EMPTY_FILE", "文件是空的");

        // The separator is the one that yields the most of the headings; the comma when none does better.
        var separator = separators.MaxBy(candidate =>
        {
            using var first = new CsvSource(new StringReader(text), candidate);
            var cells = new List<Cell>();
            try { first.Read(cells); }
            catch (Fault) { return 0; }
            return headings.Count(heading => cells.Any(cell => cell.Text == heading));
        });
        file.Position = mark;
        return new CsvSource(new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true), separator);
    }

    /// <summary>The encoding and the length of its mark. Bytes that it does not know become <see cref="CsvSource.Undecodable"/>, so that they are found at their row.</summary>
    static (Encoding Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> start, bool whole)
    {
        var lenient = new DecoderReplacementFallback(CsvSource.Undecodable.ToString());
        if (start is [0xEF, 0xBB, 0xBF, ..]) return (Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, lenient), 3);
        foreach (var name in (string[])["utf-8", "gb18030"])
        {
            var strict = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            try
            {
                // Without the flush at the end a character that the sample cuts in two is no error.
                strict.GetDecoder().GetCharCount(start, flush: whole);
                return (Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, lenient), 0);
            }
            catch (DecoderFallbackException) { }
        }
        throw Wrong("UNKNOWN_ENCODING", "看不懂文件的编码,请另存为“CSV UTF-8(逗号分隔)”后再上传");
    }

    static string Decoded(Encoding encoding, ReadOnlySpan<byte> start)
    {
        var decoder = encoding.GetDecoder();
        var text = new char[encoding.GetMaxCharCount(start.Length)];
        return new string(text, 0, decoder.GetChars(start, text, flush: false));
    }

    internal static Fault TooManyColumns() => Wrong("TOO_MANY_COLUMNS", $"最多 {MostColumns} 列,请删去用不到的列");

    internal static Fault Wrong(string reason, string description) => Fault.Invalid("file", reason, description);
}
