using CivPractice.Platform.Database;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CivPractice.Platform.Moves;

/// <summary>
/// What lives on where a site (站点) closes and another goes on with its work: a team, a venue, a project. The row bears the code of the site where it stands now, and keeps
/// where it stood before and until when, so that figures of those days stay where they stood and the stock of today moves by counter-entries of the day.
/// </summary>
public interface IMovingRow : ICountyRow
{
    string Site { get; }

    /// <summary>The sites before, the first one first.</summary>
    string[] MovedFrom { get; }

    /// <summary>The day on which it left each of them.</summary>
    DateOnly[] MovedOn { get; }
}

/// <summary>How rows that move are counted, and counted anew.</summary>
public static class MovingRows
{
    /// <summary>Maps where a row stood before; rows that SQL inserts stood nowhere.</summary>
    public static void Moves<T>(this EntityTypeBuilder<T> row) where T : class, IMovingRow
    {
        row.Property(each => each.MovedFrom).HasDefaultValueSql("'{}'");
        row.Property(each => each.MovedOn).HasDefaultValueSql("'{}'");
    }

    /// <summary>In SQL: the site under which a row was named first.</summary>
    public const string FirstSite = "coalesce(moved_from[1] collate \"C\", site)";

    /// <summary>Where a row stood on a day: what happens there is counted there, also on the day on which it left.</summary>
    public static string SiteOn(this IMovingRow row, DateOnly day)
    {
        var move = Array.FindIndex(row.MovedOn, on => day <= on);
        return move < 0 ? row.Site : row.MovedFrom[move];
    }

    /// <summary>The same in SQL.</summary>
    public static string SiteOn(string row, string day) =>
        $"coalesce((select f.site from unnest({row}.moved_from, {row}.moved_on) with ordinality as f(site, day, no) where {day} <= f.day order by f.no limit 1), {row}.site) collate \"C\"";

    /// <summary>Counts something of a row on a day: where the row stood then, and from each move on where it went.</summary>
    public static void CountAt(this ServiceDb db, IMovingRow row, DateOnly day, Measure measure, long by = 1, string dimension = "")
    {
        db.Count(row.County, row.MovedFrom.FirstOrDefault(row.Site), day, measure, by, dimension);
        for (var i = 0; i < row.MovedFrom.Length; i++) db.CountMove(row, i, day, measure, by, dimension);
    }

    /// <summary>Moves something of a row that was counted on a day along with the row's latest move.</summary>
    public static void CountMoved(this ServiceDb db, IMovingRow row, DateOnly day, Measure measure, long by = 1, string dimension = "") =>
        db.CountMove(row, row.MovedFrom.Length - 1, day, measure, by, dimension);

    static void CountMove(this ServiceDb db, IMovingRow row, int move, DateOnly day, Measure measure, long by, string dimension)
    {
        // What began after the move has never stood there.
        var on = day > row.MovedOn[move] ? day : row.MovedOn[move];
        db.Count(row.County, row.MovedFrom[move], on, measure, -by, dimension);
        db.Count(row.County, move + 1 < row.MovedFrom.Length ? row.MovedFrom[move + 1] : row.Site, on, measure, by, dimension);
    }

    /// <summary>In SQL, for a recount: lines that follow their rows from site to site.</summary>
    /// <param name="lines">A query that gives site, moved_from, moved_on, civil day, dimension and number.</param>
    public static string Follow(string lines) =>
        $$"""
        with l(site, moved_from, moved_on, day, dimension, n) as ({{lines}})
        select l.site collate "C", l.day, l.dimension, l.n from l where l.moved_from = '{}'
        union all
        select x.site collate "C", x.day, l.dimension, l.n * x.by from l, lateral (
            select coalesce(l.moved_from[1], l.site), l.day, 1
            union all
            select f.site, greatest(l.day, f.day), -1 from unnest(l.moved_from, l.moved_on) as f(site, day)
            union all
            select coalesce(l.moved_from[f.no::int + 1], l.site), greatest(l.day, f.day), 1 from unnest(l.moved_from, l.moved_on) with ordinality as f(site, day, no)
        ) as x(site, day, by)
        where l.moved_from <> '{}'
        """;
}
