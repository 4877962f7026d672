using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace CivPractice.Platform.Personal;

/// <summary>
/// Seals personal values at rest (phones, identity numbers, names) and gives the keyed hash by which they are found again.
/// <c>CIV_SECRET_KEY</c> is 32 bytes in base64. For a change of key the former ones stand in <c>CIV_OLD_SECRET_KEYS</c>, comma-separated, newest first:
/// they open what they sealed. Safe to use from many threads.
/// </summary>
public sealed class PersonalVault
{
    const byte aesGcm256 = 1;
    const int idSize = 4, nonceSize = 12, tagSize = 16;
    const int headSize = 1 + idSize + nonceSize + tagSize;

    readonly Dictionary<uint, byte[]> sealing = [];
    readonly uint current;
    readonly byte[] hashing;

    public PersonalVault(IConfiguration configuration)
        : this([configuration["CIV_SECRET_KEY"] ?? throw new InvalidOperationException("CIV_SECRET_KEY is missing: 32 bytes in base64."),
            .. configuration["CIV_OLD_SECRET_KEYS"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []])
    {
    }

    /// <param name="keys">Keys in base64, the one to seal with first.</param>
    public PersonalVault(IReadOnlyList<string> keys)
    {
        foreach (var secret in keys.Select(Secret))
            sealing.TryAdd(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(secret)), Derive(secret, "seal"));
        current = sealing.Keys.First();
        // Hashes cannot be made anew without the readable values, so they stay with the first key that there ever was.
        hashing = Derive(Secret(keys[^1]), "hash");
    }

    /// <summary>The sealed value: algorithm id, key id, nonce, tag, cipher text. The same text is sealed differently each time.</summary>
    /// <param name="purpose">What the value is, e.g. <c>phone</c>; it opens under the same purpose only.</param>
    public byte[] Seal(string purpose, string text) => Seal(purpose, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Seal(string, string)"/>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> plain)
    {
        var all = new byte[headSize + plain.Length];
        all[0] = aesGcm256;
        BinaryPrimitives.WriteUInt32BigEndian(all.AsSpan(1), current);
        var nonce = all.AsSpan(1 + idSize, nonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(sealing[current], tagSize);
        cipher.Encrypt(nonce, plain, all.AsSpan(headSize), all.AsSpan(1 + idSize + nonceSize, tagSize), Encoding.UTF8.GetBytes(purpose));
        return all;
    }

    /// <exception cref="CryptographicException">Sealed under another key or purpose, or changed since.</exception>
    public string Open(string purpose, byte[] @sealed) => Encoding.UTF8.GetString(OpenBytes(purpose, @sealed));

    /// <inheritdoc cref="Open"/>
    public byte[] OpenBytes(string purpose, byte[] @sealed)
    {
        if (@sealed.Length < headSize || @sealed[0] != aesGcm256) throw new CryptographicException("A sealed value of an unknown algorithm.");
        if (!sealing.TryGetValue(BinaryPrimitives.ReadUInt32BigEndian(@sealed.AsSpan(1)), out var key)) throw new CryptographicException("A sealed value of an unknown key.");
        var plain = new byte[@sealed.Length - headSize];
        using var cipher = new AesGcm(key, tagSize);
        cipher.Decrypt(@sealed.AsSpan(1 + idSize, nonceSize), @sealed.AsSpan(headSize), @sealed.AsSpan(1 + idSize + nonceSize, tagSize), plain, Encoding.UTF8.GetBytes(purpose));
        return plain;
    }

    /// <summary>The keyed hash (HMAC-SHA-256, 32 bytes) by which a value is found; the same value under another purpose has another one.</summary>
    public byte[] Hash(string purpose, string text) => HMACSHA256.HashData(hashing, Encoding.UTF8.GetBytes($"{purpose}\0{text}"));

    static byte[] Derive(byte[] secret, string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes($"civpractice {use}"));

    static byte[] Secret(string text)
    {
        var bytes = new byte[32];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == 32
            ? bytes
            : throw new InvalidOperationException("A secret key is not 32 bytes in base64.");
    }
}
