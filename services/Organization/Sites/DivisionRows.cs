using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>From a request to the divisions that it seeks; the rules of their population, and what counting it entails.</summary>
static class DivisionRows
{
    internal static IQueryable<Division> Sought(this IQueryable<Division> rows, OrganizationDb db, ListDivisionsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("tierDue", "层级", request.TierDue);
        var query = check.Optional("query", "名称或代码", request.Query, most: 40);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();

        rows = rows.Under(row => row.Code, [prefix]);
        if (request.TierDue != Tier.Unspecified) rows = rows.Where(row => row.TierDue == request.TierDue);
        if (request.CoveredOnly || request.UncoveredOnly)
        {
            var today = ChinaTime.Today(db.Clock);
            rows = rows.Where(row => row.Since <= today && (row.Until == null || row.Until > today));
            var running = db.Sites.Where(site => site.Status == SiteStatus.Running && site.OpenedOn <= today);
            if (request.CoveredOnly) rows = rows.Where(row => running.Any(site => site.County == row.County && site.Code == row.Code && site.Tier == row.TierDue));
            if (request.UncoveredOnly) rows = rows.Where(row => !running.Any(site => site.County == row.County && site.Code == row.Code && site.Tier == row.TierDue));
        }
        if (request.CountedOnly)
        {
            var counts = db.Set<DivisionCount>().Recorded(moment, count => count.RecordedAt);
            if (to is not null) counts = counts.Where(count => count.Day <= to);
            rows = rows.Where(row => counts.Any(count => count.County == row.County && count.Code == row.Code));
        }
        else if (to is not null) rows = rows.Where(row => row.Since <= to);
        if (to is not null || moment.Until is not null) rows = rows.Standing(moment, to, row => row.Until, row => row.LeftAt);
        else if (request.CountedOnly)
        {
            var today = ChinaTime.Today(db.Clock);
            rows = rows.Where(row => row.Until == null || row.Until > today);
        }
        return query.Length == 0 ? rows : rows.Where(row => row.Name.Contains(query) || row.Code.StartsWith(query));
    }

    /// <summary>Counts by the day, as they were recorded at the moment, that a list asks for; all of them where it asks for neither.</summary>
    internal static IQueryable<DivisionCount> CountsOfThen(this OrganizationDb db, ListDivisionsRequest request)
    {
        var check = new Check();
        var (to, moment) = (check.DayOrNone("to", "截止日期", request.To), RowsOfAMoment.Read(check, request.RecordedUntil, ""));
        check.Done();
        var counts = db.Set<DivisionCount>().AsNoTracking().Recorded(moment, count => count.RecordedAt);
        return to is null ? counts : counts.Where(count => count.Day <= to);
    }

    /// <summary>Puts the people of the last count by the day, as it was recorded at the moment, in place of those of now.</summary>
    /// <param name="rows">A page.</param>
    internal static async Task SayAsync(this OrganizationDb db, IReadOnlyCollection<V1.Division> rows, ListDivisionsRequest request, CancellationToken cancel)
    {
        if (request.To.Length == 0 && request.RecordedUntil.Length == 0) return;
        var codes = rows.Select(row => row.Code).ToArray();
        var last = await db.CountsOfThen(request).Where(count => codes.Contains(count.Code) && db.Scope.Counties.Contains(count.County)).GroupBy(count => count.Code).Select(group => group.OrderByDescending(count => count.Day).ThenByDescending(count => count.RecordedAt).First()).ToDictionaryAsync(count => count.Code, cancel);
        foreach (var row in rows)
            (row.Residents, row.CountedOn, row.CountSource) = last.TryGetValue(row.Code, out var count) ? (count.Residents, ChinaTime.Text(count.Day), count.Source) : (0, "", "");
    }

    /// <summary>The city's own row bears no number: its people are those of its counties, and would be counted twice.</summary>
    internal static Headcount Read(Check check, string code, int residents, string countedOn, string source, DateOnly today, string correction = "")
    {
        var day = check.Day("countedOn", "统计日期", countedOn);
        check.That(day <= today, "countedOn", "DATE_IN_FUTURE", "统计日期不能晚于今天");
        check.That(!Tenants.IsCity(code), "residents", "COUNT_OF_CITY", "全市的常住人口由各县区相加,不单独登记");
        return new Headcount(check.Range("residents", "常住人口", residents, 0, 30_000_000), day, check.Text("source", "数据来源", source, most: 40, least: 2), check.Optional("correction", "更正原因", correction, 200) is { Length: > 0 } why ? why : null);
    }

    /// <exception cref="Fault">COUNT_NOT_LATER, COUNT_SAME, or DIVISION_ABOLISHED.</exception>
    internal static void Count(this OrganizationDb db, Division division, Headcount told)
    {
        var before = division.Residents ?? 0;
        db.Add(division.Count(told, db.Clock.GetUtcNow()));
        var more = told.Residents - before;
        if (more == 0) return;
        db.Count(division.County, division.Code, told.CountedOn, Measures.Population, by: more, dimension: division.TierDue.ToString());
        // Told of only after the end: of the days before it.
        if (division.Until is { } gone) db.Count(division.County, division.Code, gone, Measures.Population, by: -more, dimension: division.TierDue.ToString());
    }
}
