using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Activity.Needs;

/// <summary>From a figure to the needs that it counted, so that every number can be opened. What is counted where stands at the measures.</summary>
public static class NeedRows
{
    /// <summary>The figures whose rows are needs.</summary>
    public static readonly IReadOnlyList<Measure> Figures =
    [
        ActivityMeasures.NeedsPosted, ActivityMeasures.NeedsAccepted, ActivityMeasures.NeedsAcceptedDays, ActivityMeasures.NeedsDone, ActivityMeasures.NeedsDoneDays, ActivityMeasures.NeedsRated, ActivityMeasures.NeedsSatisfied,
    ];

    /// <summary>The needs that a request seeks.</summary>
    internal static IQueryable<Need> Sought(this IQueryable<Need> rows, ListNeedsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        foreach (var status in request.Statuses) check.Known("statuses", "状态", status);
        Guid? team = request.TeamId.Length == 0 ? null : check.Id("teamId", "队伍", request.TeamId);
        check.That(request.Figure.Length == 0 || Figures.Any(each => each.Name == request.Figure), "figure", "UNKNOWN_INDICATOR", $"没有需求指标“{request.Figure}”");
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]).CountedBy(request.Figure, from, to);
        if (request.Statuses.Count > 0)
        {
            var statuses = request.Statuses.ToArray();
            rows = rows.Where(row => statuses.Contains(row.Status));
        }
        return team is null ? rows : rows.Where(row => row.TeamId == team);
    }

    /// <summary>The needs that a figure counted within the days, both inclusive.</summary>
    /// <param name="figure">One of <see cref="Figures"/>; for any other name those posted within the days.</param>
    public static IQueryable<Need> CountedBy(this IQueryable<Need> rows, string figure, DateOnly? from, DateOnly? to)
    {
        if (figure == ActivityMeasures.NeedsAccepted.Name || figure == ActivityMeasures.NeedsAcceptedDays.Name) rows = rows.FirstAccepted(from, to);
        else if (figure == ActivityMeasures.NeedsDone.Name || figure == ActivityMeasures.NeedsDoneDays.Name) rows = rows.Where(row => row.Status == NeedStatus.NeedDone || row.Status == NeedStatus.NeedRated).Reached(NeedStatus.NeedDone, from, to);
        else if (figure == ActivityMeasures.NeedsRated.Name) rows = rows.Where(row => row.Rating > 0).Reached(NeedStatus.NeedRated, from, to);
        else if (figure == ActivityMeasures.NeedsSatisfied.Name) rows = rows.Where(row => row.Rating >= 4).Reached(NeedStatus.NeedRated, from, to);
        else
        {
            if (Beginning(from) is { } first) rows = rows.Where(row => row.PostedAt >= first);
            if (End(to) is { } end) rows = rows.Where(row => row.PostedAt < end);
        }
        return rows;
    }

    static IQueryable<Need> FirstAccepted(this IQueryable<Need> rows, DateOnly? from, DateOnly? to)
    {
        rows = rows.Where(row => row.Steps.Any(step => step.Status == NeedStatus.NeedAccepted));
        if (Beginning(from) is { } first) rows = rows.Where(row => row.Steps.Where(step => step.Status == NeedStatus.NeedAccepted).Min(step => (DateTimeOffset?)step.At) >= first);
        if (End(to) is { } end) rows = rows.Where(row => row.Steps.Where(step => step.Status == NeedStatus.NeedAccepted).Min(step => (DateTimeOffset?)step.At) < end);
        return rows;
    }

    // By the last step into the state: it is the one that stands.
    static IQueryable<Need> Reached(this IQueryable<Need> rows, NeedStatus status, DateOnly? from, DateOnly? to)
    {
        if (Beginning(from) is { } first) rows = rows.Where(row => row.Steps.Where(step => step.Status == status).Max(step => (DateTimeOffset?)step.At) >= first);
        if (End(to) is { } end) rows = rows.Where(row => row.Steps.Where(step => step.Status == status).Max(step => (DateTimeOffset?)step.At) < end);
        return rows;
    }

    static DateTimeOffset? Beginning(DateOnly? day) => day is { } first ? ChinaTime.Start(first) : null;

    static DateTimeOffset? End(DateOnly? day) => day is { } last ? ChinaTime.Start(last.AddDays(1)) : null;
}
