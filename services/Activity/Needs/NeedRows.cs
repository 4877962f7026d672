using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Figures;

namespace CivPractice.Activity.Needs;

/// <summary>From a figure to the needs that it counted, so that every number can be opened. What is counted where stands at the measures.</summary>
public static class NeedRows
{
    /// <summary>The figures whose rows are needs.</summary>
    public static readonly IReadOnlyList<Measure> Figures =
        [ActivityMeasures.NeedsPosted, ActivityMeasures.NeedsDone, ActivityMeasures.NeedsRated, ActivityMeasures.NeedsSatisfied];

    /// <summary>The needs that a figure counted within the days, both inclusive.</summary>
    /// <param name="figure">One of <see cref="Figures"/>; for any other name those posted within the days.</param>
    public static IQueryable<Need> CountedBy(this IQueryable<Need> rows, string figure, DateOnly? from, DateOnly? to)
    {
        if (figure == ActivityMeasures.NeedsDone.Name) rows = rows.Where(row => row.Status == NeedStatus.NeedDone || row.Status == NeedStatus.NeedRated).Reached(NeedStatus.NeedDone, from, to);
        else if (figure == ActivityMeasures.NeedsRated.Name) rows = rows.Where(row => row.Rating > 0).Reached(NeedStatus.NeedRated, from, to);
        else if (figure == ActivityMeasures.NeedsSatisfied.Name) rows = rows.Where(row => row.Rating >= 4).Reached(NeedStatus.NeedRated, from, to);
        else
        {
            if (Beginning(from) is { } first) rows = rows.Where(row => row.PostedAt >= first);
            if (End(to) is { } end) rows = rows.Where(row => row.PostedAt < end);
        }
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
