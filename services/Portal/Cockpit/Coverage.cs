using System.Globalization;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Cockpit;

/// <summary>Coverage (覆盖率): sites that run over divisions that must have one. It never says more than there is: 99.96 % is not 100.0 %.</summary>
public readonly record struct Coverage(long Running, long Due)
{
    public bool IsComplete => Due > 0 && Running >= Due;
    public bool IsNearly => !IsComplete && Running * 100 >= Due * 95;

    /// <summary>Percent with one decimal, cut off; where more run than are due (站点 with branches), 100.</summary>
    public decimal Percent => Due == 0 ? 0 : IsComplete ? 100 : Math.Floor(1000m * Running / Due) / 10;

    public string Number => Percent.ToString(IsComplete ? "0" : "0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>In the words of reports: all, nearly all from 95 % on, else the number.</summary>
    public string Said => Due == 0 ? "没有应建数" : IsComplete ? "实现100%全覆盖" : IsNearly ? "基本实现全覆盖" : $"覆盖 {Number}";

    public string Chip => IsComplete ? "good" : IsNearly ? "info" : "warn";

    public string Of => $"{Say.Number(Running)} / {Say.Number(Due)}";
}
