using System.Globalization;

namespace CivPractice.Testing;

/// <summary>Identity numbers for tests: valid by their check digit (GB 11643), and of the address code 999999, which nobody has.</summary>
public static class TestIdentity
{
    static readonly int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <param name="order">0 to 999; odd for men, even for women.</param>
    public static string Number(int year, int month, int day, int order)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"999999{year:0000}{month:00}{day:00}{order:000}");
        return digits + "10X98765432"[digits.Select((digit, i) => (digit - '0') * weights[i]).Sum() % 11];
    }
}
