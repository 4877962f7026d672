using CivPractice.Platform;
using CivPractice.Platform.Faults;

namespace CivPractice.Gateway.Counties;

/// <summary>A county (县区) that the platform is open for, or a city that coordinates its counties.</summary>
public sealed class County
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    public bool IsCity => Tenants.IsCity(Code);

    /// <exception cref="Fault">INVALID_CODE, REQUIRED, TOO_LONG.</exception>
    public static County Open(string code, string name, DateTimeOffset now)
    {
        var check = new Check();
        check.That(code.Length == Tenants.Digits && code.All(char.IsAsciiDigit) && code != Tenants.Platform, "code", "INVALID_CODE", "县区代码应为 6 位数字");
        var title = check.Text("name", "名称", name, 40);
        check.Done();
        return new County { Code = code, Name = title, OpenedAt = now };
    }

    public V1.County ToMessage() => new() { Code = Code, Name = Name, City = IsCity };
}
