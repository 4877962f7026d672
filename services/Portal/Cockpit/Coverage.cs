using System.Globalization;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Cockpit;

/// <summary>Coverage (覆盖率): divisions whose own site runs over divisions that must have one; of posts, those that are filled over all. It never says more than there is: 99.96 % is not 100.0 %.</summary>
/// <param name="Covered">How many of those due are covered: never more than these. More than there can be is a mistake in the data, and no surplus that hides a gap: it is never called complete.</param>
public readonly record struct Coverage(long Covered, long Due)
{
    public bool IsComplete => Due > 0 && Covered == Due;
    public bool IsNearly => !IsComplete && Covered < Due && Covered * 100 >= Due * 95;

    bool IsWrong => Due > 0 && Covered > Due;

    /// <summary>Percent with one decimal, cut off.</summary>
    public decimal Percent => Due == 0 ? 0 : Math.Floor(1000m * Covered / Due) / 10;

    public string Number => Percent.ToString(IsComplete ? "0" : "0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>In the words of reports: all, nearly all from 95 % on, else the number.</summary>
    public string Said => Due == 0 ? "没有应建数" : IsWrong ? "多于应建数，请核对" : IsComplete ? "实现100%全覆盖" : IsNearly ? "基本实现全覆盖" : $"覆盖 {Number}";

    public string Chip => IsComplete ? "good" : IsNearly ? "info" : "warn";

    public string Of => $"{Say.Number(Covered)} / {Say.Number(Due)}";
}
