using System.Globalization;

namespace CivPractice.Demo.Generate;

/// <summary>Identity numbers (GB 11643) that nobody can have: the check digit is right, the address code 999999 is assigned to no place.</summary>
public static class IdentityNumber
{
    public const string AddressCode = "999999";

    static readonly int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="birth">The birth date.</param>
    /// <param name="order">1 to 999; odd for men, even for women.</param>
    public static string Of(DateOnly birth, int order)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{AddressCode}{birth:yyyyMMdd}{order:000}");
        return body + CheckDigit(body);
    }

    public static bool IsValid(string number) =>
        number.Length == 18 && number[..17].All(char.IsAsciiDigit) && number[17] == CheckDigit(number[..17])
        && DateOnly.TryParseExact(number[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    static char CheckDigit(string body) => "10X98765432"[body.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
}
