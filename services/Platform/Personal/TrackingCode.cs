using System.Security.Cryptography;
using System.Text;

namespace CivPractice.Platform.Personal;

/// <summary>The code by which an asker without an account follows what was asked (查询码): 50 random bits, kept only as a hash bound to its number.</summary>
public static class TrackingCode
{
    public const int Length = 10;

    // Crockford's 32 signs: without I, L, O and U, which are misread for 1, 0 and V.
    const string signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Make() => RandomNumberGenerator.GetString(signs, Length);

    public static byte[] Hash(string number, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{number}:{Plain(code)}"));

    /// <summary>Compares in constant time; without a stored hash it does the same work and says no.</summary>
    public static bool Fits(byte[]? stored, string number, string code) =>
        CryptographicOperations.FixedTimeEquals(Hash(number, code), stored ?? nobody) && stored is not null;

    static readonly byte[] nobody = new byte[SHA256.HashSizeInBytes];

    // As people type it: small letters, blanks and dashes, O for 0, I or L for 1.
    static string Plain(string code) => string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-').Select(c => char.ToUpperInvariant(c) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var sign => sign,
    }));
}
