using System.Globalization;

namespace CivPractice.Demo.Generate;

/// <summary>Cells as text.</summary>
static class Text
{
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string Of(bool yes) => yes ? "是" : "否";

    /// <summary>A moment in China time.</summary>
    public static string Of(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day as one of many hands writes it.</summary>
    public static string Of(DateOnly day, Dice dice) => day.ToString(dice.Roll(20) switch { 0 => "yyyy/M/d", 1 => "yyyy年M月d日", 2 => "yyyy.M.d", _ => "yyyy-MM-dd" }, CultureInfo.InvariantCulture);
}
