using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CivPractice.AppHost;

/// <summary>What is secret, made once and kept in `secrets.json`, which only its owner may read.</summary>
public sealed class Secrets
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _path;
    private readonly SortedDictionary<string, string> _values;

    /// <summary>Opens the file, or begins an empty one.</summary>
    public Secrets(string path)
    {
        _path = path;
        _values = File.Exists(path) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(path))! : [];
    }

    /// <summary>The secret of that name; made now if there is none yet.</summary>
    public string Get(string name, Func<string> make)
    {
        if (_values.TryGetValue(name, out var kept)) { return kept; }
        var made = _values[name] = make();
        PrivateFile.Write(_path, JsonSerializer.Serialize(_values, Readable));
        return made;
    }

    /// <summary>Letters and digits that are not mistaken for each other, 137 bits of them.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 24);

    /// <summary>32 random bytes in base64.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
