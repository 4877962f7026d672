using System.Globalization;

namespace CivPractice.Platform;

/// <summary>Ids (UUID v7) are in the order of time: so a period is a range of the key.</summary>
public static class TimeIds
{
    /// <summary>The first id that a moment can have, by the millisecond.</summary>
    public static Guid First(DateTimeOffset moment) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{moment.ToUnixTimeMilliseconds():x12}{0:x20}"));
}
