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
/// Which villages and communities had no lecture in a quarter (宣讲覆盖). A village is a division that must have a station, as of the quarter's last day, so that a quarter of the past stays what it was when villages
/// merge later; a lecture at a point of it counts for it, and so does one in a village that it took in during the quarter. Read from the roll-up rows, never from the sessions.
/// </summary>
public sealed partial class SessionService
{
    const int villageDigits = 12;

    [Requires<ReadFigures>]
    public override async Task<LectureCoverage> GetCoverage(GetCoverageRequest request, ServerCallContext context)
    {
        var (check, cancel, today) = (new Check(), context.CancellationToken, ChinaTime.Today(db.Clock));
        var prefix = check.Prefix("prefix", request.Prefix);
        var day = check.DayOrNone("day", "日期", request.Day) ?? today;
        check.Done();
        var page = Page.Of(request, 1);
        var (from, to) = Quarter(day);
        var prefixes = Prefixes.Meet(prefix, scope.Caller.PrefixesOf<ReadFigures>());
        var due = await divisions.VillagesAsync(prefixes, to < today ? to : today, context);
        var covered = await LecturedAsync(prefixes, due.ToHashSet(StringComparer.Ordinal), from, to, cancel);

        var without = due.Where(code => !covered.Contains(code));
        var answer = new LectureCoverage { From = ChinaTime.Text(from), To = ChinaTime.Text(to), Villages = due.Count, Covered = covered.Count };
        if (!page.IsFirst) without = without.Where(code => string.CompareOrdinal(code, page.After[0]) > 0);
        var codes = without.Take(page.Take).ToList();
        answer.NextPageToken = page.Next(codes, code => [code]);
        answer.Uncovered.AddRange(codes);
        return answer;
    }

    // Villages of those due in which a lecture was held.
    async Task<HashSet<string>> LecturedAsync(IReadOnlyList<string> prefixes, HashSet<string> due, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var measure = Measures.Held.Name;
        var held = await db.Set<TallyEntry>().AsNoTracking().Under(row => row.Site, prefixes).Where(row => row.Measure == measure && row.Day >= from && row.Day <= to && row.Site.Length >= villageDigits)
            .GroupBy(row => row.Site.Substring(0, villageDigits)).Where(each => each.Sum(row => row.N) > 0).Select(each => each.Key).ToListAsync(cancel);
        var gone = held.Where(code => !due.Contains(code)).ToList();
        var successors = gone.Count == 0 ? [] : await db.Sites.AsNoTracking().Under(site => site.Code, prefixes).Where(site => site.ClosedOn != null && site.Successor != "").ToDictionaryAsync(site => site.Code, site => site.Successor, cancel);
        return [.. held.Select(Heir).Where(due.Contains)];

        // The first of those that went on with its work that was due then; no chain is longer than the sites that closed.
        string Heir(string code)
        {
            for (var steps = 0; !due.Contains(code) && steps <= successors.Count && successors.TryGetValue(code, out var next); steps++) code = next;
            return code;
        }
    }

    /// <summary>First and last day of the quarter of a day.</summary>
    internal static (DateOnly From, DateOnly To) Quarter(DateOnly day)
    {
        var from = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        return (from, from.AddMonths(3).AddDays(-1));
    }
}
