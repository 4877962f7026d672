using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Cockpit;

/// <summary>From a figure to the rows it was counted from: the list page with the same sites and days.</summary>
public static class FigureLinks
{
    /// <summary>The address of the rows; null where they are closed to a city, which sees sums only.</summary>
    public static string? Rows(this Visit visit, string indicator, string site, Period period)
    {
        var place = site == visit.Prefix ? "" : site;
        var (from, to) = (("from", (string?)period.From), ("to", (string?)period.To));
        return indicator.Split('.')[0] switch
        {
            "sites" or "divisions" => visit.At("sites", ("under", place)),
            "venues" => visit.At("venues", ("site", place)),
            "activities" or "attendances" or "attendees" => visit.At("work/activities", ("status", "Completed"), ("site", place), from, to),
            "projects" => visit.At("projects", ("registered", indicator == "projects.registry" ? "yes" : ""), ("site", place), to),
            "lectures" => visit.At("work/lectures", ("status", "Held"), ("site", place), from, to),
            "teams" or "memberships" => visit.At("work/teams", ("site", place)),
            "volunteers" when !visit.IsCity => visit.At("work/volunteers", ("site", place)),
            "hours" when !visit.IsCity => visit.At("work/hours", ("site", place), from, to),
            "needs" when !visit.IsCity => visit.At("work/needs", ("figure", indicator), ("site", place), from, to),
            _ => null,
        };
    }
}

/// <summary>A civil year, or everything so far. A stock (时点数) is as of the last day in any case.</summary>
public sealed record Period(int? Year)
{
    public string From => Year is { } year ? $"{year}-01-01" : "";
    public string To => Year is { } year ? $"{year}-12-31" : "";
    public string Name => Year is { } year ? $"{year} 年" : "截至目前";

    /// <summary>Null for a text that is no year: everything so far.</summary>
    public static Period Of(string asked, int thisYear) => asked switch
    {
        "" => new Period(thisYear),
        _ => new Period(int.TryParse(asked, out var year) && year is >= 1949 and <= 9998 ? year : null),
    };
}
