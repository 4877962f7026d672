using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Livelihood;

/// <summary>The rules that a livelihood item must meet, and what its beginning and its end entail: row and figure together.</summary>
static class LivelihoodRows
{
    /// <param name="code">The site, checked by whoever calls.</param>
    internal static LivelihoodItem Read(Check check, int year, string title, string responsibleUnit, string dueOn, string county, string code, Guid id) => new()
    {
        County = county,
        Id = id,
        Site = code,
        Year = check.Range("year", "年份", year, 2000, 2199),
        Title = check.Text("title", "事项", title, most: 100, least: 2),
        ResponsibleUnit = check.Text("responsibleUnit", "责任单位", responsibleUnit, most: 60, least: 2),
        DueOn = check.Day("dueOn", "完成时限", dueOn),
    };

    internal static void Enter(this OrganizationDb db, LivelihoodItem item)
    {
        db.LivelihoodItems.Add(item);
        db.Count(item.County, item.Site, item.DueOn, CivicMeasures.LivelihoodItems);
    }

    /// <exception cref="Fault">ITEM_DONE.</exception>
    internal static void Finish(this OrganizationDb db, LivelihoodItem item, DateOnly on, string result)
    {
        item.Finish(on, result, db.Clock.GetUtcNow());
        if (item.IsInTime) db.Count(item.County, item.Site, item.DueOn, CivicMeasures.LivelihoodInTime);
    }

    /// <summary>From a request to the items that it seeks: with a moment, in the state that was recorded then.</summary>
    internal static IQueryable<LivelihoodItem> Sought(this IQueryable<LivelihoodItem> rows, ListItemsRequest request, DateOnly today)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Range("year", "年份", request.Year, 0, 2199);
        check.KnownOrNone("state", "状态", request.State);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]);
        if (request.Year > 0) rows = rows.Where(row => row.Year == request.Year);
        if (from is not null) rows = rows.Where(row => row.DueOn >= from);
        if (to is not null) rows = rows.Where(row => row.DueOn <= to);
        // What is done counts from the moment at which that was recorded; what is promised, from that of the promise.
        rows = request.State is ItemState.DoneInTime or ItemState.DoneLate ? rows.Recorded(moment, row => row.FinishedAt) : rows.Recorded(moment, row => row.Id);
        return request.State switch
        {
            ItemState.Running => rows.Standing(moment, row => row.FinishedAt).Where(row => row.DueOn >= today),
            ItemState.Overdue => rows.Standing(moment, row => row.FinishedAt).Where(row => row.DueOn < today),
            ItemState.DoneInTime => rows.Where(row => row.FinishedOn <= row.DueOn),
            ItemState.DoneLate => rows.Where(row => row.FinishedOn > row.DueOn),
            _ => rows,
        };
    }
}
