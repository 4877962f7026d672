using System.Text;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;

namespace CivPractice.Platform.Files;

/// <summary>What a file with a text for people is, found by its content and never by its name (内容识别).</summary>
/// <param name="ContentType">As it is served.</param>
/// <param name="Ending">Of its name, with the dot.</param>
public sealed record TextFile(string ContentType, string Ending)
{
    public static readonly TextFile Pdf = new("application/pdf", ".pdf");
    public static readonly TextFile Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    public static readonly TextFile Txt = new("text/plain; charset=utf-8", ".txt");

    /// <summary>Reads as much as it needs to know; the stream's position moves.</summary>
    /// <exception cref="Fault">EMPTY_FILE; ENCRYPTED_FILE; FILE_TYPE for anything but pdf, docx and text in UTF-8, among it a docx with macros.</exception>
    public static TextFile Of(Stream file)
    {
        if (file.Length == 0) throw Wrong("EMPTY_FILE", "文件是空的");
        Span<byte> start = stackalloc byte[8];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith("%PDF-"u8)) return Pdf;
        if (Signature.IsZip(start)) return IsDocx(file) ? Docx : throw Unknown();
        file.Position = 0;
        return IsText(file) ? Txt : throw Unknown();
    }

    /// <summary>A name to show and to save under: no folder, no character that a file system or a header minds, and the ending of what it is.</summary>
    public string Name(string given, int most)
    {
        var name = string.Concat(given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && !"<>:\"|?*".Contains(c, StringComparison.Ordinal))).Trim(' ', '.');
        if (name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)) name = name[..^Ending.Length].Trim(' ', '.');
        if (name.Length == 0) name = "附件";
        // Never half of a character that takes two places.
        var length = Math.Min(name.Length, most - Ending.Length);
        if (length < name.Length && char.IsHighSurrogate(name[length - 1])) length--;
        return name[..length] + Ending;
    }

    static bool IsDocx(Stream file)
    {
        try
        {
            using var package = new Package(file);
            return package.Has("[Content_Types].xml") && package.Has("word/document.xml") && !package.Has("word/vbaProject.bin");
        }
        catch (InvalidDataException) { return false; }
    }

    // Every byte: what begins as a text and goes on as a program is none.
    static bool IsText(Stream file)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[16 * 1024];
        try
        {
            for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
                if (buffer.AsSpan(0, read).ContainsAnyInRange('\0', '\x8') || buffer.AsSpan(0, read).ContainsAnyInRange('\xE', '\x1F')) return false;
            return true;
        }
        catch (DecoderFallbackException) { return false; }
    }

    static Fault Unknown() => Wrong("FILE_TYPE", "只收 PDF、Word(.docx,不带宏)和 UTF-8 文本文件,按内容识别,改后缀名没有用");

    static Fault Wrong(string reason, string message) => Fault.Invalid("file", reason, message);
}
