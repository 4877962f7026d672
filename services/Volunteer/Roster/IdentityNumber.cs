using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Roster;

/// <summary>
/// A citizen's identity number (公民身份号码, GB 11643-1999): six digits of the place, eight of the birth date, three of the order
/// (odd for men), and a check digit by ISO 7064 MOD 11-2. The place is not checked against a list: divisions are abolished, numbers stay.
/// </summary>
public sealed record IdentityNumber
{
    /// <summary>What it is sealed and hashed as.</summary>
    public const string Purpose = "identity-number";

    const int length = 18;
    const string checkDigits = "10X98765432";
    static readonly int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    static readonly DateOnly earliest = new(1900, 1, 1);

    IdentityNumber(string text, DateOnly birthDate)
    {
        Text = text;
        BirthDate = birthDate;
    }

    /// <summary>The 18 characters, with a capital X. Never logged, never sent.</summary>
    public string Text { get; }
    public DateOnly BirthDate { get; }
    public Gender Gender => (Text[16] - '0') % 2 == 1 ? Gender.Male : Gender.Female;

    /// <summary>Reads a number; surrounding blanks and a small x are forgiven, nothing else is.</summary>
    /// <param name="text">What somebody typed.</param>
    /// <param name="today">Nobody is born after this day.</param>
    /// <param name="number">The number, when it is one.</param>
    public static bool TryRead(string text, DateOnly today, [NotNullWhen(true)] out IdentityNumber? number)
    {
        number = null;
        var trimmed = text.Trim().ToUpperInvariant();
        if (trimmed.Length != length || !trimmed.AsSpan(0, length - 1).ContainsOnlyDigits() || trimmed[^1] != CheckDigit(trimmed)) return false;
        if (!DateOnly.TryParseExact(trimmed.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate)) return false;
        if (birthDate < earliest || birthDate > today) return false;
        number = new IdentityNumber(trimmed, birthDate);
        return true;
    }

    /// <summary>The check digit that the first seventeen digits ask for.</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (digits[i] - '0') * weights[i];
        return checkDigits[sum % 11];
    }

    /// <summary>Full years (周岁) on a day.</summary>
    public static int AgeOn(DateOnly birthDate, DateOnly day)
    {
        var years = day.Year - birthDate.Year;
        return day < birthDate.AddYears(years) ? years - 1 : years;
    }

    /// <summary>So that the number cannot slip into a log by way of the record's own text.</summary>
    public override string ToString() => Masked.IdentityNumber(Text);
}

static class Digits
{
    internal static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
