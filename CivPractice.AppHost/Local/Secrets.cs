using System.Text.Json;

namespace CivPractice.AppHost.Local;

/// <summary>What is secret, made once and kept in `secrets.json`, which only its owner may read.</summary>
public sealed class Secrets
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
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
        DataFolder.WritePrivately(_path, JsonSerializer.Serialize(_values, Readable));
        return made;
    }
}
