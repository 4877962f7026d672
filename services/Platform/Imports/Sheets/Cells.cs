using System.Globalization;
namespace CivPractice.Platform.Imports;
public static class Cells
{
    public static bool TryDay(string text, DateOnly today, out DateOnly day) => DateOnly.TryParseExact(text, ["yyyy-MM-dd","yyyy/M/d","yyyy年M月d日"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    public static string PhoneOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n.ToString("F0", CultureInfo.InvariantCulture) : text;
}
