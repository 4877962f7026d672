using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>
/// Which villages and communities had no lecture in a quarter (宣讲覆盖). A village is a running site with the twelve digits of a village's division; a lecture at a point of it counts for it.
/// Read from the roll-up rows and the copy of the sites, never from the sessions.
/// </summary>
public sealed partial class SessionService
{
    const int villageDigits = 12;

    [Requires<ReadFigures>]
    public override async Task<LectureCoverage> GetCoverage(GetCoverageRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var prefix = check.Prefix("prefix", request.Prefix);
        var day = check.DayOrNone("day", "日期", request.Day) ?? ChinaTime.Today(db.Clock);
        check.Done();
        var page = Page.Of(request, 1);
        var (from, to) = Quarter(day);
        var measure = Measures.Held.Name;

        var villages = db.Sites.AsNoTracking().Under(site => site.Code, Prefixes.Meet(prefix, scope.Caller.PrefixesOf<ReadFigures>()))
            .Where(site => site.ClosedOn == null && site.Code.Length == villageDigits);
        var held = db.Set<TallyEntry>().AsNoTracking().Where(row => row.Measure == measure && row.Day >= from && row.Day <= to)
            .GroupBy(row => new { row.County, Village = row.Site.Substring(0, villageDigits) }).Where(each => each.Sum(row => row.N) > 0).Select(each => new { each.Key.County, each.Key.Village });
        var without = villages.Where(site => !held.Any(row => row.County == site.County && row.Village == site.Code));

        var all = await villages.CountAsync(cancel);
        var answer = new LectureCoverage { From = ChinaTime.Text(from), To = ChinaTime.Text(to), Villages = all, Covered = all - await without.CountAsync(cancel) };
        if (!page.IsFirst)
        {
            var after = page.After[0];
            without = without.Where(site => string.Compare(site.Code, after) > 0);
        }
        var codes = await without.OrderBy(site => site.Code).Select(site => site.Code).Take(page.Take).ToListAsync(cancel);
        answer.NextPageToken = page.Next(codes, code => [code]);
        answer.Uncovered.AddRange(codes);
        return answer;
    }

    /// <summary>First and last day of the quarter of a day.</summary>
    internal static (DateOnly From, DateOnly To) Quarter(DateOnly day)
    {
        var from = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return (from, from.AddMonths(3).AddDays(-1));
    }
}
