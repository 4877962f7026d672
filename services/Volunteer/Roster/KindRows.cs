using CivPractice.Platform;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Roster;

/// <summary>The kinds of some volunteers of the caller's own county, read for all of them at once.</summary>
static class KindRows
{
    /// <summary>Of each of the persons the kinds that run today, by name.</summary>
    internal static async Task<ILookup<Guid, string>> KindsTodayAsync(this VolunteerDb db, IEnumerable<Guid> persons, CancellationToken cancel)
    {
        var (ids, today) = (persons.Distinct().ToArray(), ChinaTime.Today(db.Clock));
        if (ids.Length == 0) return Enumerable.Empty<(Guid, string)>().ToLookup(each => each.Item1, each => each.Item2);
        var rows = await db.Kinds.Where(row => row.County == db.Scope.PersonalCounty && ids.Contains(row.PersonId)).RunningOn(today).OrderBy(row => row.Since).ThenBy(row => row.Id).Select(row => new { row.PersonId, row.Kind }).ToListAsync(cancel);
        return rows.ToLookup(row => row.PersonId, row => row.Kind);
    }

    internal static IQueryable<VolunteerKind> RunningOn(this IQueryable<VolunteerKind> rows, DateOnly day) => rows.Where(row => row.Since <= day && (row.Until == null || row.Until >= day));
}
