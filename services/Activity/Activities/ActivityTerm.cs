using CivPractice.Platform.Database;
using CivPractice.Platform.Search;
using CivPractice.Platform.Writes;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>A term by which an activity is found (检索词). What it stands for never changes after the activity was made.</summary>
public sealed class ActivityTerm : ICountyRow
{
    // Beyond this many entries it no longer matters how common a term is.
    const int common = 1000;

    public required string County { get; init; }
    public required string Term { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required Guid ActivityId { get; init; }

    /// <summary>Writes the terms of activities, in the order of the key; within the transaction that writes the activities.</summary>
    /// <param name="activities">Each with its texts, the telling ones first.</param>
    public static Task<int> WriteAsync(ActivityDb db, string county, IEnumerable<(Guid Id, DateTimeOffset StartsAt, string[] Texts)> activities, CancellationToken cancel)
    {
        var rows = activities.SelectMany(row => SearchTerms.OfRow(row.Texts).Select(term => (Term: term, row.StartsAt, row.Id)))
            .OrderBy(row => row.Term, StringComparer.Ordinal).ThenBy(row => row.StartsAt).ThenBy(row => row.Id).ToList();
        var (terms, starts, ids) = (rows.Select(row => row.Term).ToArray(), rows.Select(row => row.StartsAt.ToUniversalTime()).ToArray(), rows.Select(row => row.Id).ToArray());
        return db.Database.ExecuteSqlAsync($"insert into activity_term (county, term, starts_at, activity_id) select {county}, r.* from unnest({terms}, {starts}, {ids}) as r on conflict do nothing", cancel);
    }

    /// <summary>The terms with the rarest first; none when there is one that nothing has.</summary>
    public static async Task<IReadOnlyList<string>> RarestFirstAsync(HotRead hot, IReadOnlyList<string> counties, IReadOnlyList<string> terms, CancellationToken cancel)
    {
        var found = new List<(string Term, long Entries)>(terms.Count);
        var count = new Statement().Add(
            $"""
            select t.term, (select count(*) from (select from activity_term a where a.county = any ({counties.ToArray()}) and a.term = t.term limit {common}) as entries)
            from unnest({terms.ToArray()}) as t(term)
            """);
        await hot.EachAsync(count, row => found.Add((row.GetString(0), row.GetInt64(1))), cancel);
        return found.Any(each => each.Entries == 0) ? [] : [.. found.OrderBy(each => each.Entries).Select(each => each.Term)];
    }
}
