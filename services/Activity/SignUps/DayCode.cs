using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CivPractice.Platform;

namespace CivPractice.Activity.SignUps;

/// <summary>The six-digit code of the day (签到码): derived from the activity's secret, so it is nowhere stored and the same all day.</summary>
public static class DayCode
{
    /// <summary>Check-in and check-out are taken from this long before the start...</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(30);

    /// <summary>...until this long after the end.</summary>
    public static readonly TimeSpan After = TimeSpan.FromHours(2);

    public static string Of(byte[] secret, DateOnly day)
    {
        var hash = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)));
        return (BitConverter.ToUInt64(hash) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>How long after midnight the code of the day before is still taken: it was read out a moment ago.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>Compares in constant time with the code of the moment's day, and shortly after midnight with that of the day before.</summary>
    public static bool Fits(byte[] secret, DateTimeOffset now, string code) => IsOf(ChinaTime.Day(now), secret, code) | IsOf(ChinaTime.Day(now - Grace), secret, code);

    static bool IsOf(DateOnly day, byte[] secret, string code) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(secret, day)), Encoding.UTF8.GetBytes(code.Trim()));

    /// <summary>The day whose code is wanted next, and until when it counts: a leader prints it before the day, and a night shift has two.</summary>
    public static (DateOnly Day, DateTimeOffset Until) For(DateTimeOffset starts, DateTimeOffset ends, DateTimeOffset now)
    {
        var (opens, closes) = (starts - Before, ends + After);
        var day = ChinaTime.Day(now < opens ? opens : now > closes ? closes : now);
        var midnight = ChinaTime.Start(day.AddDays(1));
        return (day, midnight < closes ? midnight : closes);
    }
}
