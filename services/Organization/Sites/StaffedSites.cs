using CivPractice.Organization.Posts;
using CivPractice.Organization.V1;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>Sites that have the people that they must have (专人配齐) on a day, as it was recorded at a moment: the rows of the figure that <see cref="Staffing"/> gives.</summary>
static class StaffedSites
{
    // On the day of a move the post is the new site's.
    static readonly string sql =
        $$"""
        select s.code as "Value" from practice_site s
        join (
            select p.county, coalesce((select f.site from unnest(p.moved_from, p.moved_on) with ordinality as f(site, day, no) where {1} < f.day order by f.no limit 1), p.site) collate "C" as site, array_agg(distinct p.title) as titles
            from site_post p join post_appointment a on a.county = p.county and a.post_id = p.id
            where p.county = any({0}) and p.title = any({4}) and a."from" <= {1} and (a."to" is null or a."to" >= {1} or a.left_at > {2}) and a.id < {3}
            group by 1, 2
        ) as held on held.county = s.county and held.site = s.code
        where {{Have(Tier.Institute)}} or {{Have(Tier.Station)}}
        """;

    static string Have(Tier tier) => $"s.tier = {(int)tier} and " + string.Join(" and ", Staffing.Of(tier).Select(titles => $"held.titles && array[{string.Join(", ", titles.Select(title => $"'{title}'"))}]"));

    internal static IQueryable<PracticeSite> StaffedOn(this IQueryable<PracticeSite> rows, OrganizationDb db, DateOnly day, RowsOfAMoment moment)
    {
        var codes = db.Database.SqlQueryRaw<string>(sql, db.Scope.Counties.ToArray(), day, moment.Until ?? DateTimeOffset.MaxValue, moment.IdsBefore ?? Guid.AllBitsSet, Staffing.Titles.ToArray());
        return rows.Where(site => codes.Contains(site.Code));
    }
}
