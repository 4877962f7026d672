using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Honours;

/// <summary>From a request to the honours that it seeks; and what their way entails: row and figure together.</summary>
static class HonourRows
{
    internal static IQueryable<Honour> Sought(this IQueryable<Honour> rows, ListHonoursRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var kind = check.Optional("kind", "荣誉名称", request.Kind, most: 40);
        check.KnownOrNone("level", "级别", request.Level);
        check.KnownOrNone("bearer", "获评对象", request.Bearer);
        check.KnownOrNone("status", "状态", request.Status);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]);
        if (kind.Length > 0) rows = rows.Where(row => row.Kind == kind);
        if (request.Level != HonourLevel.Unspecified) rows = rows.Where(row => row.Level == request.Level);
        if (request.Bearer != HonourBearer.Unspecified) rows = rows.Where(row => row.Bearer == request.Bearer);
        if (request.Status == HonourStatus.Verified && moment.Until is { } until) rows = rows.Where(row => row.Status == HonourStatus.Verified || row.Status == HonourStatus.Revoked && row.LeftAt > until);
        else if (request.Status != HonourStatus.Unspecified) rows = rows.Where(row => row.Status == request.Status);
        if (moment.IsAsked) rows = rows.Recorded(moment, row => row.CountedAt);
        if (from is not null) rows = rows.Where(row => row.AwardedOn >= from);
        if (to is not null) rows = rows.Where(row => row.AwardedOn <= to);
        return rows;
    }

    /// <summary>The latest first.</summary>
    internal static IQueryable<Honour> After(this IQueryable<Honour> rows, DateOnly day, Guid id) =>
        rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.AwardedOn, row.Id), ValueTuple.Create(day, id)));

    internal static IOrderedQueryable<Honour> Latest(this IQueryable<Honour> rows) => rows.OrderByDescending(row => row.AwardedOn).ThenByDescending(row => row.Id);

    internal static void Enter(this OrganizationDb db, Honour honour, HonourHolder holder)
    {
        honour.Show(holder);
        db.Honours.Add(honour);
        db.HonourHolders.Add(holder);
        if (honour.Status == HonourStatus.Verified) db.Count(honour, 1);
    }

    internal static void Verify(this OrganizationDb db, Honour honour)
    {
        honour.Verify();
        db.Count(honour, 1);
    }

    /// <summary>It was none from the day it was given.</summary>
    internal static void Revoke(this OrganizationDb db, Honour honour, string reason)
    {
        honour.Revoke(reason);
        db.Count(honour, -1);
    }

    static void Count(this OrganizationDb db, Honour honour, int by)
    {
        if (by > 0) honour.CountedAt = db.Clock.GetUtcNow();
        else honour.LeftAt = db.Clock.GetUtcNow();
        db.Count(honour.County, honour.Site, honour.AwardedOn, honour.Bearer switch
        {
            HonourBearer.Person => CivicMeasures.HonoursOfPersons,
            HonourBearer.Household => CivicMeasures.HonoursOfHouseholds,
            _ => CivicMeasures.HonoursOfOrganizations,
        }, by, honour.Dimension);
    }
}
