namespace CivPractice.Volunteer.Tests;

/// <summary>Identity numbers of nobody: the place code 999999 is given to no division.</summary>
public static class Identities
{
    static int given;

    /// <summary>A number that no other test uses; born on 1980-01-01 unless said otherwise.</summary>
    public static string Next(string birthDate = "19800101") => Of("999999", birthDate, Interlocked.Increment(ref given) % 1000);

    public static string Of(string place, string birthDate, int order)
    {
        var digits = $"{place}{birthDate}{order:000}";
        return digits + Enumerable.Range(0, 11).Select(value => "0123456789X"[value]).Single(check => Sum(digits + check) == 1);
    }

    /// <summary>The rule as ISO 7064 writes it: the sum of all eighteen, each times a power of two, leaves 1 (MOD 11-2). Another wording than the code's table.</summary>
    public static int Sum(string number) => number.Aggregate(0, (sum, c) => (sum * 2 + (c == 'X' ? 10 : c - '0')) % 11);
}
