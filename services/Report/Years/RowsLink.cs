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
        ["sites.running"] = new("sites", [("status", "RUNNING")], DaysOf.Last, OfTheMoment: true),
        ["divisions.covered"] = new("sites", [("status", "RUNNING"), ("own", "true")], DaysOf.Last, OfTheMoment: true),
        ["divisions.residents"] = new("divisions", [("countedOnly", "true")], DaysOf.Last, OfTheMoment: true),
        ["sites.staffed"] = new("sites", [("status", "RUNNING"), ("staffed", "true")], DaysOf.Last, OfTheMoment: true),
        ["venues.pool"] = new("venues", [("status", "IN_POOL")], DaysOf.Last, OfTheMoment: true),
        ["teams.registry"] = new("teams", [("registered", "true")], DaysOf.Last, OfTheMoment: true),
        ["teams.practice"] = new("teams", [("practice", "true")], DaysOf.Last, OfTheMoment: true),
        ["memberships.practice"] = new("teams", [("practice", "true")], DaysOf.Last, OfTheMoment: true, Personal: true),
        ["projects.registry"] = new("projects", [("registered", "true")], DaysOf.Last, OfTheMoment: true),
        ["projects"] = new("projects", [], DaysOf.Last, OfTheMoment: true),
        ["teams.founded"] = new("teams", [], DaysOf.Last, OfTheMoment: true),
        ["documents"] = new("documents", [], DaysOf.Last, OfTheMoment: true),
        ["document-tasks"] = new("documentTasks", []),
        ["meetings.held"] = new("meetings", [], DaysOf.Both),
        ["decisions"] = new("decisions", []),
        ["activities.completed"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_SITE")], DaysOf.Both, OfTheMoment: true),
        ["attendances"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_SITE")], DaysOf.Both, OfTheMoment: true),
        ["associations.activities"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_ASSOCIATION")], DaysOf.Both, OfTheMoment: true),
        ["associations.volunteers"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_ASSOCIATION")], DaysOf.Both, OfTheMoment: true),
        ["associations.helped"] = new("allocations", [("first", "true")], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["donations.money.fen"] = new("donations", [("kind", "MONEY")], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["mobilizations.volunteers"] = new("mobilizations", [("answered", "true")], DaysOf.Last, OfTheMoment: true, Personal: true),
        ["lectures.held"] = new("sessions", [("status", "HELD")], DaysOf.Both, OfTheMoment: true),
        ["lectures.audience.headcount"] = new("sessions", [("status", "HELD")], DaysOf.Both, OfTheMoment: true),
        ["lecturer-teams"] = new("lecturerTeams", [], OfTheMoment: true),
        ["lecturers"] = new("lecturerTeams", [], OfTheMoment: true),
        ["hours.minutes"] = new("hours", [], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["hours.registry.minutes"] = new("hours", [("source", "REGISTRY")], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["honours.persons"] = new("honours", [("bearer", "HONOUR_BEARER_PERSON"), ("status", "HONOUR_STATUS_VERIFIED")], DaysOf.Both, OfTheMoment: true),
        ["honours.organizations"] = new("honours", [("bearer", "HONOUR_BEARER_ORGANIZATION"), ("status", "HONOUR_STATUS_VERIFIED")], DaysOf.Both, OfTheMoment: true),
        ["dictionaries.team-kinds"] = new("dictionaries", [("list", "WORD_LIST_TEAM_KIND")], DaysOf.Last, OfTheMoment: true),
        ["pilots"] = new("pilots", [], DaysOf.Last, OfTheMoment: true),
        ["member-units.bound"] = new("memberUnits", [("bound", "true")], DaysOf.Last, OfTheMoment: true),
        ["corps"] = new("corps", [], DaysOf.Last, OfTheMoment: true),
        ["plans"] = new("documents", [("kind", "实施方案"), ("level", "COUNTY_LEVEL"), ("first", "true")], DaysOf.Last, OfTheMoment: true),
        ["duties.active"] = new("memberUnits", [], DaysOf.Last, OfTheMoment: true),
        ["neighbourhoods"] = new("neighbourhoods", [], DaysOf.Last, OfTheMoment: true),
        ["neighbourhoods.residents"] = new("neighbourhoods", [], DaysOf.Last, OfTheMoment: true),
        ["brands"] = new("brands", [], DaysOf.Last, OfTheMoment: true),
        ["sites.starred"] = new("siteStars", []),
        ["bases"] = new("bases", [], DaysOf.Last, OfTheMoment: true),
        ["creation.named"] = new("candidates", [("figure", "CANDIDATE_FIGURE_NAMED")], DaysOf.Last, OfTheMoment: true, Personal: true),
        ["creation.plaqued"] = new("candidates", [("figure", "CANDIDATE_FIGURE_PLAQUED")], DaysOf.Last, OfTheMoment: true, Personal: true),
        ["selection.candidates"] = new("candidates", [("figure", "CANDIDATE_FIGURE_RECOMMENDED")], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["selection.winners"] = new("candidates", [("figure", "CANDIDATE_FIGURE_CHOSEN")], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["visits"] = new("visits", [], DaysOf.Both, OfTheMoment: true),
        ["livelihood.in-time"] = new("livelihood", [("state", "ITEM_STATE_DONE_IN_TIME")], DaysOf.Both, OfTheMoment: true),
        ["lectures.moral"] = new("sessions", [("status", "HELD"), ("moral", "true")], DaysOf.Both, OfTheMoment: true),
        ["lectures.planned.held"] = new("sessions", [("status", "HELD"), ("planned", "true")], DaysOf.Both, OfTheMoment: true),
        ["lectures.orders.held"] = new("lectureOrders", [("held", "true")], DaysOf.Both, OfTheMoment: true, Personal: true),
        ["activities.from-needs"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_SITE"), ("fromNeed", "true")], DaysOf.Both, OfTheMoment: true),
        ["activities.units"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_SITE")], DaysOf.Both, OfTheMoment: true),
        ["attendees"] = new("activities", [("status", "COMPLETED"), ("owner", "OWNED_BY_SITE")], DaysOf.Both, OfTheMoment: true),
    };

    internal static bool IsOfTheMoment(string measure) => lists.GetValueOrDefault(measure)?.OfTheMoment is true;

    /// <summary>The rows recorded at or before a moment; empty where the caller sees sums only.</summary>
    internal static string Of(Counting counting, string prefix, DateOnly? from, DateOnly? to, DateTimeOffset until) => Link(counting, prefix, from, to, ("recordedUntil", Moment(until)));

    /// <summary>The rows recorded after a moment; empty where no list can tell.</summary>
    internal static string After(Counting counting, string prefix, DateOnly? from, DateOnly? to, DateTimeOffset after) =>
        IsOfTheMoment(counting.Measure) ? Link(counting, prefix, from, to, ("recordedAfter", Moment(after))) : "";

    /// <summary>As lists take it: to the microsecond, in UTC.</summary>
    internal static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    static string Link(Counting counting, string prefix, DateOnly? from, DateOnly? to, (string Name, string Value) moment)
    {
        if (!lists.TryGetValue(counting.Measure, out var list) || list.Personal && prefix.Length == 4) return "";
        var query = new List<(string Name, string? Value)> { ("prefix", prefix) };
        query.AddRange(list.Fixed.Select(part => (part.Item1, (string?)part.Item2)));
        query.AddRange(counting.Dimensions.SelectMany(dimension => OfDimension(counting.Measure, dimension)));
        if (counting.Measure == "duties.active") query.Add(("activeYear", to?.Year.ToString(CultureInfo.InvariantCulture)));
        if (list.Days == DaysOf.Both) query.Add(("from", Day(from)));
        if (list.Days != DaysOf.None) query.Add(("to", Day(to)));
        if (list.OfTheMoment) query.Add(moment);
        return QueryHelpers.AddQueryString(list.Path, query.Where(part => part.Value is { Length: > 0 }).Select(part => KeyValuePair.Create(part.Name, part.Value)));
    }

    static IEnumerable<(string, string?)> OfDimension(string measure, string dimension) => (measure, dimension.Split('/')) switch
    {
        ("sites.running" or "divisions.covered" or "sites.staffed", _) => [("tiers", dimension.ToUpperInvariant())],
        ("divisions.residents", _) => [("tierDue", dimension.ToUpperInvariant())],
        // A city has a corps of its own, which is none of its counties'.
        ("corps", ["Center"]) => [("ofCounties", "true")],
        ("pilots", _) => [("level", dimension.Replace("Level", "_LEVEL", StringComparison.Ordinal).ToUpperInvariant())],
        ("visits", ["HeadCount"]) => [("method", "VISIT_METHOD_HEAD_COUNT")],
        ("dictionaries.team-kinds", ["Ten"]) => [("standard", "true")],
        ("honours.persons" or "honours.organizations", [var level, var kind]) => [("level", $"HONOUR_LEVEL_{level.ToUpperInvariant()}"), ("kind", kind == "*" ? "" : kind)],
        _ => [],
    };

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
