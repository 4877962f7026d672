using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Bases;

/// <summary>The rules that a base must meet, what its coming and going entails, and which of them a request seeks.</summary>
static class BaseRows
{
    /// <param name="code">The site that leads it, checked by whoever calls.</param>
    internal static PracticeBase Read(Check check, CreateBaseRequest request, string county, string code, Guid id, DateOnly today)
    {
        var plaque = KnownDay.Read(check, "plaqueOn", "授牌日期", request.PlaqueOn, today);
        return new PracticeBase
        {
            County = county,
            Id = id,
            Site = code,
            Name = check.Text("name", "名称", request.Name, most: 60, least: 2),
            Theme = check.Text("theme", "主题", request.Theme, most: 20, least: 2),
            Batch = check.Optional("batch", "批次", request.Batch, most: 20),
            HostUnit = check.Optional("hostUnit", "依托单位", request.HostUnit, most: 60),
            Address = check.Optional("address", "地址", request.Address, most: 120),
            PlaqueOn = plaque.Day,
            PlaquePrecision = plaque.Precision,
        };
    }

    internal static void Enter(this OrganizationDb db, PracticeBase row)
    {
        db.Bases.Add(row);
        db.Count(row.County, row.Site, row.PlaqueOn, CivicMeasures.Bases, dimension: row.Theme);
    }

    /// <exception cref="Fault">BASE_WITHDRAWN, or WITHDRAWN_BEFORE_PLAQUE.</exception>
    internal static void Withdraw(this OrganizationDb db, PracticeBase row, DateOnly on, string reason)
    {
        row.Withdraw(on, reason, db.Clock.GetUtcNow());
        db.CountAt(row, on, CivicMeasures.Bases, by: -1, dimension: row.Theme);
    }

    /// <summary>Moves a base along with the work of the site that led it.</summary>
    internal static void Move(this OrganizationDb db, PracticeBase row, string to, DateOnly day)
    {
        row.Move(to, day);
        db.CountMoved(row, row.PlaqueOn, CivicMeasures.Bases, dimension: row.Theme);
    }

    internal static IQueryable<PracticeBase> Sought(this IQueryable<PracticeBase> rows, ListBasesRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var theme = check.Optional("theme", "主题", request.Theme, most: 20);
        var query = check.Optional("query", "名称", request.Query, most: 40);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]).Recorded(moment, row => row.Id);
        if (to is not null) rows = rows.Where(row => row.PlaqueOn <= to);
        if (theme.Length > 0) rows = rows.Where(row => row.Theme == theme);
        if (query.Length > 0) rows = rows.Where(row => row.Name.Contains(query));
        if (!request.WithdrawnToo) rows = rows.Standing(moment, to, row => row.WithdrawnOn, row => row.LeftAt);
        return rows;
    }
}
