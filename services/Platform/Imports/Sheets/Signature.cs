using System.Text;

namespace CivPractice.Platform.Imports;

/// <summary>What a file is by its first bytes, and in words what to do with those that are no sheet.</summary>
static class Signature
{
    static readonly byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    static readonly byte[] encrypted = Encoding.Unicode.GetBytes("EncryptedPackage");

    static readonly (byte[] Start, string What)[] others =
    [
        ("%PDF"u8.ToArray(), "PDF"), ([0xFF, 0xD8, 0xFF], "图片"), ([0x89, (byte)'P', (byte)'N', (byte)'G'], "图片"), ("GIF8"u8.ToArray(), "图片"),
        ("Rar!"u8.ToArray(), "压缩包"), ([(byte)'7', (byte)'z', 0xBC, 0xAF], "压缩包"), ([0x1F, 0x8B], "压缩包"),
        ("<html"u8.ToArray(), "网页"), ("<!doctype"u8.ToArray(), "网页"), ("<table"u8.ToArray(), "网页"), ("<?xml"u8.ToArray(), "XML 文件"),
    ];

    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x3\x4"u8) || start.StartsWith("PK\x5\x6"u8);

    /// <exception cref="Faults.Fault">EMPTY_FILE, ENCRYPTED_FILE, UNKNOWN_FORMAT; UNKNOWN_ENCODING for UTF-16.</exception>
    public static void Check(Stream file, ReadOnlySpan<byte> start)
    {
        if (start.Length == 0) throw Sheet.Wrong("EMPTY_FILE", "文件是空的");
        if (IsZip(start)) return;
        if (start.StartsWith(compound))
        {
            throw Contains(file, encrypted)
                ? Sheet.Wrong("ENCRYPTED_FILE", "文件设了打开密码,请先在 Excel 或 WPS 里取消密码再上传")
                : Sheet.Wrong("UNKNOWN_FORMAT", "这是旧版 Office 文件(如 .xls),请在 Excel 或 WPS 里另存为 .xlsx 再上传");
        }
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) throw Sheet.Wrong("UNKNOWN_ENCODING", "文件是“Unicode 文本”,请另存为“CSV UTF-8(逗号分隔)”或 .xlsx 再上传");

        var text = start is [0xEF, 0xBB, 0xBF, ..] ? start[3..] : start;
        var lower = Encoding.Latin1.GetString(text[..Math.Min(text.Length, 64)]).TrimStart().ToLowerInvariant();
        foreach (var (begin, what) in others)
        {
            if (text.StartsWith(begin) || begin[0] == '<' && lower.StartsWith(Encoding.ASCII.GetString(begin), StringComparison.Ordinal))
                throw Sheet.Wrong("UNKNOWN_FORMAT", $"这是{what},不是表格,请上传 .xlsx 或 .csv 文件");
        }
        foreach (var one in text)
            if (one < 0x20 && one is not (byte)'\t' and not (byte)'\n' and not (byte)'\r') throw Sheet.Wrong("UNKNOWN_FORMAT", "这不是表格文件,请上传 .xlsx 或 .csv 文件");
    }

    /// <summary>Looks through the whole file: an encrypted package's directory may stand anywhere in it.</summary>
    static bool Contains(Stream file, ReadOnlySpan<byte> what)
    {
        file.Position = 0;
        var buffer = new byte[64 * 1024];
        var kept = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var length = kept + read;
            if (buffer.AsSpan(0, length).IndexOf(what) >= 0) return true;
            kept = Math.Min(length, what.Length - 1);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }
        return false;
    }
}
