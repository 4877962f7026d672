using System.Security.Cryptography;
using System.Text;

namespace CivPractice.Platform.Imports;

/// <summary>An id that follows from what names a thing elsewhere (原编号): the same names give the same id, in every run and on every machine.</summary>
public static class DerivedId
{
    /// <summary>A UUID of version 8 (RFC 9562) out of the first 122 bits of a SHA-256.</summary>
    /// <param name="names">In order, e.g. county, source, number.</param>
    public static Guid Of(params ReadOnlySpan<string> names)
    {
        // The length in front of each: "a","bc" is not "ab","c".
        var text = new StringBuilder();
        foreach (var name in names) text.Append(name.Length).Append(':').Append(name);
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
