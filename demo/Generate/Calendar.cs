namespace CivPractice.Demo.Generate;

/// <summary>When things happen: most in March, the month of volunteers, and at the end of the year, least around the new year.</summary>
static class Calendar
{
    static readonly int[] months = Dice.Sums([7, 5, 16, 9, 11, 10, 11, 9, 11, 11, 9, 13]);

    /// <summary>The years beside the one that the figures tell of, the later the busier. The last ends with the day as of which they speak.</summary>
    static readonly (int Year, int Weight)[] others = [(2013, 3), (2014, 4), (2015, 5), (2016, 7), (2017, 9), (2018, 13), (2019, 20), (2020, 26), (2022, 13)];
    static readonly int[] years = Dice.Sums(others.Select(year => year.Weight));

    public static DateOnly Day(Dice dice, int year) => new DateOnly(year, dice.Heavy(months) + 1, 1) is var month ? month.AddDays(dice.Roll(DateTime.DaysInMonth(year, month.Month))) : default;

    public static DateOnly OtherDay(Dice dice)
    {
        var year = others[dice.Heavy(years)].Year;
        return year == Figures.Targets.AsOf.Year ? dice.Day(new DateOnly(year, 1, 4), Figures.Targets.AsOf) : Day(dice, year);
    }

    /// <summary>A time of the day at which people come together.</summary>
    public static DateTime Start(Dice dice, DateOnly day) => day.ToDateTime(new TimeOnly(dice.Between(8, 19), dice.Roll(2) * 30));
}
