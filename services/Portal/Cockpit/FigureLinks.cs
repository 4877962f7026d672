using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Cockpit;

/// <summary>From a figure to the rows it was counted from: the list page with the same sites, days and kind.</summary>
public static class FigureLinks
{
    /// <summary>The address of the rows; null where they are closed to a city, which sees sums only.</summary>
    /// <param name="dimension">The tier, platform or level, where only a part is shown.</param>
    public static string? Rows(this Visit visit, string indicator, string site, Period period, string dimension = "")
    {
        var place = site == visit.Prefix ? "" : site;
        var (from, to) = (("from", (string?)period.From), ("to", (string?)period.To));
        if (Part(indicator).Length > 0 && dimension.Length > 0) return visit.Rows(indicator, site, period.From, period.To, dimension);
        return (Mark(indicator).Length > 0 ? "marks" : indicator.Split('.')[0]) switch
        {
            "divisions" when indicator == "divisions.residents" => visit.At("divisions", ("tier", dimension), ("counted", "yes"), ("site", place), to),
            "sites" or "divisions" => visit.At("sites", ("under", place), ("tier", dimension)),
            "five-haves" => visit.At("workbench/five-haves", ("lacking", "no"), ("site", place)),
            "activities" when indicator == "activities.from-needs" => visit.At("workbench/activities", ("status", nameof(ActivityStatus.Completed)), ("owner", nameof(ActivityOwner.OwnedBySite)), ("fromNeed", "yes"), ("site", place), from, to),
            "activities" or "attendances" or "attendees" => visit.At("workbench/activities", ("status", nameof(ActivityStatus.Completed)), ("platform", Named<ServicePlatform>(dimension)), ("localPlatform", Named<ServicePlatform>(dimension).Length == 0 ? dimension : ""), ("owner", nameof(ActivityOwner.OwnedBySite)), ("site", place), from, to),
            "marks" => visit.At("workbench/activities", ("status", nameof(ActivityStatus.Completed)), ("owner", nameof(ActivityOwner.OwnedBySite)), (Mark(indicator), dimension), ("site", place), from, to),
            "lectures" => visit.At("workbench/lectures", ("status", nameof(SessionStatus.Held)), ("level", Named<Level>(dimension)), ("site", place), from, to),
            "associations" when indicator is "associations.activities" or "associations.volunteers" => visit.At("workbench/activities", ("status", nameof(ActivityStatus.Completed)), ("owner", nameof(ActivityOwner.OwnedByAssociation)), ("site", place), from, to),
            // Who was helped is for those who keep the list; others see what the associations did.
            "associations" when indicator == "associations.helped" => period is { Year: { } helped, Month: null } && !visit.IsCity ? visit.May("donations.manage") ? visit.At("workbench/beneficiaries", ("year", $"{helped}"), ("site", place)) : visit.At("associations", ("site", place)) : null,
            "associations" => visit.At("associations", ("site", place)),
            "donations" when !visit.IsCity => visit.At("donations", ("site", place), from, to),
            "mobilizations" => visit.At("mobilizations"),
            "brands" => visit.At("brands", ("level", Named<CivPractice.Volunteer.V1.BrandLevel>(dimension)), ("site", place), to),
            "venues" => visit.At("venues", ("platform", Named<CivPractice.Organization.V1.VenuePlatform>(indicator == "venues.platforms" ? dimension : "")), ("localPlatform", indicator == "venues.platforms" && Named<CivPractice.Organization.V1.VenuePlatform>(dimension).Length == 0 ? dimension : ""), ("site", place)),
            "projects" => visit.At("projects", ("registered", indicator == "projects.registry" ? "yes" : ""), ("site", place), to),
            "lecturer-teams" or "lecturers" => visit.At("lecturer-teams", ("level", Named<Level>(dimension)), ("site", place)),
            "teams" when indicator == "teams.active" => visit.At("workbench/teams", ("state", nameof(CivPractice.Volunteer.V1.TeamState.ActiveTeam)), ("site", place)),
            "teams" or "memberships" => visit.At("workbench/teams", ("site", place)),
            "volunteers" when !visit.IsCity => visit.At("workbench/volunteers", ("site", place)),
            "hours" when !visit.IsCity => visit.At("workbench/hours", ("site", place), from, to),
            "needs" when !visit.IsCity => visit.At("workbench/needs", ("figure", indicator), ("site", place), from, to),
            _ => null,
        };
    }

    /// <summary>The rows of a part of the sessions (方法、形式、主题、渠道、级别、六进、任务领域、目的、阵地); null for a part that no list can seek: what nobody filled in.</summary>
    public static string? Rows(this Visit visit, string indicator, string site, string? from, string? to, string dimension)
    {
        if (dimension.Length == 0) return null;
        var filter = indicator == "lectures.held" ? "level" : Part(indicator);
        return visit.At("workbench/lectures", ("status", nameof(SessionStatus.Held)), (filter, dimension), ("site", site == visit.Prefix ? "" : site), ("from", from), ("to", to));
    }

    // The filter by which the list of sessions is narrowed to a part of a figure; empty for a figure of none.
    static string Part(string indicator) => indicator switch
    {
        "lectures.held.channel" => "channel",
        "lectures.held.method" => "method",
        "lectures.held.form" => "form",
        "lectures.held.topic" => "topic",
        "lectures.held.place" => "placeKind",
        "lectures.task-fields" => "taskField",
        "lectures.purposes" => "purpose",
        "lectures.venues" => "venue",
        _ => "",
    };

    // The filter by which a list is narrowed to a mark; empty for a figure of no mark.
    static string Mark(string indicator) => indicator switch
    {
        "activities.purposes" => "purpose",
        "activities.task-fields" => "taskField",
        "activities.cross-work" => "crossWork",
        "activities.themes" => "theme",
        "activities.units" => "unit",
        "activities.kinds" => "kind",
        "activities.bases" => "base",
        "activities.venues" => "venue",
        _ => "",
    };

    // The owners write platforms in capitals; a list page wants the name.
    static string Named<TEnum>(string dimension) where TEnum : struct, Enum => Enum.TryParse<TEnum>(dimension, true, out var known) ? known.ToString() : "";
}
