using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CivPractice.Demo.Load;

/// <summary>
/// The operator's password, which the host drew for this installation. The demo accounts' passwords are derived from it, so that they are secret to each installation
/// and yet known again to a second run.
/// </summary>
public sealed class OperatorSecret(string password)
{
    public const string Phone = "10000000000";
    const string key = "civ-operator-password";

    // Without the letters and digits that are mistaken for each other.
    const string alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public string Password => password;

    /// <exception cref="WrongInput">No such file, or no such key in it.</exception>
    public static OperatorSecret Read(string path)
    {
        if (!File.Exists(path)) throw new WrongInput($"缺少密钥文件 {path}");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.TryGetProperty(key, out var value) && value.GetString() is { Length: > 0 } password
                ? new OperatorSecret(password) : throw new WrongInput($"{path} 里没有 {key}");
        }
        catch (JsonException) { throw new WrongInput($"{path} 不是正确的 JSON"); }
    }

    /// <summary>Twelve letters and digits, then two digits, so that both are there: 66 bits.</summary>
    public string PasswordOf(string phone)
    {
        if (phone == Phone) return password;
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes($"demo account {phone}"));
        return string.Concat(hash.Take(12).Select(b => alphabet[b % alphabet.Length])) + string.Concat(hash.Skip(12).Take(2).Select(b => (char)('2' + b % 8)));
    }
}
