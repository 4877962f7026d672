using CivPractice.Organization.Figures;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Neighbourhoods;

/// <summary>What is said of a neighbourhood, by the rules.</summary>
public sealed record NeighbourhoodFacts(string Name, int Households, int Residents, DateOnly CountedOn)
{
    public GeoPoint? Position { get; init; }
}

/// <summary>From a request to the neighbourhoods that it seeks; their rules, and what counting people entails.</summary>
static class NeighbourhoodRows
{
    internal static IQueryable<Neighbourhood> Sought(this IQueryable<Neighbourhood> rows, ListNeighbourhoodsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var query = check.Optional("query", "名称", request.Query, most: 40);
        check.KnownOrNone("reach", "步行圈", request.Reach);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();
        rows = rows.Under(row => row.Site, [prefix]).Recorded(moment, row => row.Id);
        if (to is not null) rows = rows.Where(row => row.FirstCountedOn <= to);
        if (!request.WithdrawnToo) rows = rows.Standing(moment, to, row => row.WithdrawnOn, row => row.WithdrawnAt);
        if (request.Reach == WalkReach.PositionUnknown) rows = rows.Where(row => row.Latitude == null);
        return query.Length == 0 ? rows : rows.Where(row => row.Name.Contains(query));
    }

    /// <summary>Puts the people of the last count by the day, as it was recorded at the moment, in place of those of now.</summary>
    /// <param name="rows">A page.</param>
    internal static async Task SayAsync(this OrganizationDb db, IReadOnlyCollection<V1.Neighbourhood> rows, ListNeighbourhoodsRequest request, CancellationToken cancel)
    {
        var check = new Check();
        var (to, moment) = (check.DayOrNone("to", "截止日期", request.To), RowsOfAMoment.Read(check, request.RecordedUntil, ""));
        if (to is null && moment.Until is null) return;
        var ids = rows.Select(row => Guid.Parse(row.Id)).ToArray();
        var counts = db.Set<NeighbourhoodCount>().AsNoTracking().Where(count => ids.Contains(count.NeighbourhoodId) && db.Scope.Counties.Contains(count.County)).Recorded(moment, count => count.RecordedAt);
        if (to is not null) counts = counts.Where(count => count.Day <= to);
        var last = await counts.GroupBy(count => count.NeighbourhoodId).Select(group => group.OrderByDescending(count => count.Day).First()).ToDictionaryAsync(count => count.NeighbourhoodId, cancel);
        foreach (var row in rows)
            if (last.TryGetValue(Guid.Parse(row.Id), out var count)) (row.Households, row.Residents, row.CountedOn) = (count.Households, count.Residents, ChinaTime.Text(count.Day));
    }

    public static NeighbourhoodFacts Read(Check check, string name, int households, int residents, string countedOn, DateOnly today)
    {
        var day = check.Day("countedOn", "统计日期", countedOn);
        check.That(day <= today, "countedOn", "DATE_IN_FUTURE", "统计日期不能晚于今天");
        return new NeighbourhoodFacts(check.Text("name", "小区", name, most: 40, least: 2), check.Range("households", "户数", households, 0, 100_000), check.Range("residents", "人口", residents, 0, 500_000), day);
    }

    public static Neighbourhood Enter(this OrganizationDb db, string county, string site, string namedSite, NeighbourhoodFacts facts)
    {
        var row = new Neighbourhood { County = county, Id = Guid.CreateVersion7(db.Clock.GetUtcNow()), Site = site, NamedSite = namedSite, Name = facts.Name, FirstCountedOn = facts.CountedOn };
        if (facts.Position is { } position) row.Locate(position);
        db.Neighbourhoods.Add(row);
        db.Count(county, site, facts.CountedOn, PolicyMeasures.Neighbourhoods);
        db.Count(row, facts);
        return row;
    }

    /// <exception cref="Fault">COUNT_NOT_LATER.</exception>
    public static void Count(this OrganizationDb db, Neighbourhood row, NeighbourhoodFacts facts)
    {
        var before = row.Residents;
        db.Add(row.Count(facts.Households, facts.Residents, facts.CountedOn, db.Clock.GetUtcNow()));
        db.CountAt(row, facts.CountedOn, PolicyMeasures.Residents, by: row.Residents - before);
    }

    /// <exception cref="Fault">NEIGHBOURHOOD_WITHDRAWN, or WITHDRAWN_BEFORE_COUNTED.</exception>
    public static void Withdraw(this OrganizationDb db, Neighbourhood row, DateOnly on, string reason)
    {
        row.Withdraw(on, reason, db.Clock.GetUtcNow());
        db.CountAt(row, on, PolicyMeasures.Neighbourhoods, by: -1);
        db.CountAt(row, on, PolicyMeasures.Residents, by: -row.Residents);
    }

    /// <summary>Their site closed and another one goes on with its work; so do their figures, from that day on.</summary>
    public static async Task MoveAsync(this OrganizationDb db, IReadOnlyList<Neighbourhood> rows, string to, DateOnly day, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.Id).ToList();
        var counts = (await db.Set<NeighbourhoodCount>().AsNoTracking().Where(count => count.County == rows[0].County && ids.Contains(count.NeighbourhoodId)).OrderBy(count => count.Day).ToListAsync(cancel)).ToLookup(count => count.NeighbourhoodId);
        foreach (var row in rows)
        {
            row.Move(to, day);
            db.CountMoved(row, row.FirstCountedOn, PolicyMeasures.Neighbourhoods);
            var before = 0;
            foreach (var count in counts[row.Id])
            {
                db.CountMoved(row, count.Day, PolicyMeasures.Residents, by: count.Residents - before);
                before = count.Residents;
            }
        }
    }
}
