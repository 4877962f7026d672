using System.Globalization;
using CivPractice.Report.Indicators;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Report.Years;

/// <summary>
/// From a number to the list of its rows: the owner's list with the same sites and days. A list that knows when its rows were recorded shows them as they were at a report's moment;
/// the others show them as they are now, and say so.
/// </summary>
static class RowsLink
{
    /// <param name="Path">Of the list, below the county.</param>
    /// <param name="Fixed">Filters that belong to the measure.</param>
    /// <param name="Days">Which days of the period narrow it.</param>
    /// <param name="OfTheMoment">Whether it takes recordedUntil and recordedAfter.</param>
    /// <param name="Personal">Whether it carries names: a city sees sums of its counties only.</param>
    sealed record RowList(string Path, (string, string)[] Fixed, DaysOf Days = DaysOf.None, bool OfTheMoment = false, bool Personal = false);

    enum DaysOf { None, Last, Both }

    static readonly Dictionary<string, RowList> lists = new()
    {
        ["sites.running"] = new("sites", [("status", "RUNNING")]),
        ["divisions.covered"] = new("divisions", [("coveredOnly", "true")]),
        ["venues.pool"] = new("venues", []),
        ["teams.registry"] = new("teams", []),
        ["teams.practice"] = new("teams", [("practice", "true")]),
        ["projects.registry"] = new("projects", [("registered", "true")], DaysOf.Last),
        ["projects"] = new("projects", [], DaysOf.Last),
        ["teams.founded"] = new("teams", []),
        ["documents"] = new("documents", []),
        ["document-tasks"] = new("documentTasks", []),
        ["meetings.held"] = new("meetings", [], DaysOf.Both),
        ["decisions"] = new("decisions", []),
        ["activities.completed"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_SITE")], DaysOf.Both),
        ["attendances"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_SITE")], DaysOf.Both),
        ["lectures.held"] = new("sessions", [("status", "HELD")], DaysOf.Both, OfTheMoment: true),
        ["lectures.audience.headcount"] = new("sessions", [("status", "HELD")], DaysOf.Both, OfTheMoment: true),
        ["lecturer-teams"] = new("lecturerTeams", [], OfTheMoment: true),
        ["lecturers"] = new("lecturerTeams", [], OfTheMoment: true),
        ["hours.minutes"] = new("hours", [], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["hours.registry.minutes"] = new("hours", [("source", "REGISTRY")], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["honours.persons"] = new("honours", [("bearer", "HONOUR_BEARER_PERSON"), ("status", "HONOUR_STATUS_VERIFIED")], DaysOf.Both),
        ["honours.organizations"] = new("honours", [("bearer", "HONOUR_BEARER_ORGANIZATION"), ("status", "HONOUR_STATUS_VERIFIED")], DaysOf.Both),
        ["dictionaries.team-kinds"] = new("dictionaries", [("list", "WORD_LIST_TEAM_KIND")]),
        ["pilots"] = new("pilots", []),
        ["member-units.bound"] = new("memberUnits", []),
        ["sites.staffed"] = new("postAlarms", []),
        ["corps"] = new("corps", []),
        ["plans"] = new("documents", [("kind", "实施方案"), ("level", "COUNTY_LEVEL")]),
        ["duties.active"] = new("memberUnits", []),
        ["neighbourhoods"] = new("neighbourhoods", []),
        ["neighbourhoods.residents"] = new("neighbourhoods", []),
        ["brands"] = new("brands", []),
        ["mobilizations.volunteers"] = new("mobilizations", []),
        ["donations.money.fen"] = new("donations", [("kind", "MONEY")], DaysOf.Both),
    };

    internal static bool IsOfTheMoment(string measure) => lists.GetValueOrDefault(measure)?.OfTheMoment is true;

    /// <summary>The rows recorded at or before a moment; empty where the caller sees sums only.</summary>
    internal static string Of(Counting counting, string prefix, DateOnly? from, DateOnly? to, DateTimeOffset until) => Link(counting, prefix, from, to, ("recordedUntil", Moment(until)));

    /// <summary>The rows recorded after a moment; empty where no list can tell.</summary>
    internal static string After(string measure, string prefix, DateOnly? from, DateOnly? to, DateTimeOffset after) =>
        IsOfTheMoment(measure) ? Link(new Counting("", measure), prefix, from, to, ("recordedAfter", Moment(after))) : "";

    /// <summary>As lists take it: to the microsecond, in UTC.</summary>
    internal static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    static string Link(Counting counting, string prefix, DateOnly? from, DateOnly? to, (string Name, string Value) moment)
    {
        if (!lists.TryGetValue(counting.Measure, out var list) || list.Personal && prefix.Length == 4) return "";
        var query = new List<(string Name, string? Value)> { ("prefix", prefix) };
        query.AddRange(list.Fixed.Select(part => (part.Item1, (string?)part.Item2)));
        if (counting.Dimensions is [var dimension]) query.AddRange(OfDimension(counting.Measure, dimension));
        if (list.Days == DaysOf.Both) query.Add(("from", Day(from)));
        if (list.Days != DaysOf.None) query.Add(("to", Day(to)));
        if (list.OfTheMoment) query.Add(moment);
        return QueryHelpers.AddQueryString(list.Path, query.Where(part => part.Value is { Length: > 0 }).Select(part => KeyValuePair.Create(part.Name, part.Value)));
    }

    // A list shows one tier or level at a time.
    static IEnumerable<(string, string?)> OfDimension(string measure, string dimension) => (measure, dimension.Split('/')) switch
    {
        ("sites.running", _) => [("tier", dimension.ToUpperInvariant())],
        ("divisions.covered", _) => [("tierDue", dimension.ToUpperInvariant())],
        ("pilots", _) => [("level", dimension.Replace("Level", "_LEVEL", StringComparison.Ordinal).ToUpperInvariant())],
        ("honours.persons" or "honours.organizations", [var level, var kind]) => [("level", $"HONOUR_LEVEL_{level.ToUpperInvariant()}"), ("kind", kind == "*" ? "" : kind)],
        _ => [],
    };

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
