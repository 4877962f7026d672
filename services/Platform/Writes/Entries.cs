using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Platform.Writes;

/// <summary>How often something was done in a month (yyyy-MM), by what it was.</summary>
public sealed record EntryCount(string County, string Month, string Action, long Count);

/// <summary>What was entered by hand and by files, from the audit log (审计): how often, never by whom. From it the burden of an office is told (减负).</summary>
public sealed record EntryCounts(IReadOnlyList<EntryCount> Entries);

/// <summary>Counts them, for whoever may see the county's figures.</summary>
public static class Entries
{
    const int mostDays = 366;

    internal static void MapEntries(this WebApplication app) =>
        app.MapGet(PathOf(app.Configuration["civ:service"]!), (ServiceDb db, string? prefix, string? from, string? to, CancellationToken cancel) => CountAsync(db, prefix ?? "", from ?? "", to ?? "", cancel)).Requires<ReadFigures>();

    public static string PathOf(string service) => $"/api/{service}/entries";

    static async Task<EntryCounts> CountAsync(ServiceDb db, string asked, string first, string last, CancellationToken cancel)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", asked);
        var (from, to) = (check.Day("from", "起始日期", first), check.Day("to", "截止日期", last));
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(to.DayNumber - from.DayNumber < mostDays, "from", "PERIOD_TOO_LONG", $"最多 {mostDays} 天");
        check.Done();
        // The log has no sites: it is told of whole counties only.
        var held = db.Scope.Caller.PrefixesOf<ReadFigures>();
        var counties = db.Scope.Counties.Where(county => county.StartsWith(prefix, StringComparison.Ordinal) && held.Any(each => county.StartsWith(each, StringComparison.Ordinal))).ToArray();
        var (begin, end) = (ChinaTime.Start(from), ChinaTime.Start(to.AddDays(1)));
        var (least, most) = (TimeIds.First(begin), TimeIds.First(end));
        return new EntryCounts(await db.Database.SqlQuery<EntryCount>(
            $"""
            select county as "County", to_char(at at time zone interval '8 hours', 'YYYY-MM') as "Month", action as "Action", count(*) as "Count" from audit_entry
            where county = any({counties}) and id >= {least} and id < {most}
            group by 1, 2, 3 order by 1, 2, 3
            """).ToListAsync(cancel));
    }
}
