using CivPractice.Organization.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Figures;

/// <summary>All figures of Organization, counted anew from their rows.</summary>
static class Recounts
{
    // The five by their numbers, and words of the county.
    const string platforms = "lateral (select p, null as word from unnest(v.platforms) as p union all select null, word from unnest(v.local_platforms) as word) as s";
    static readonly string served = $"coalesce(s.word, {Recount.Name<VenuePlatform>("s.p")})";

    public static readonly IReadOnlyList<Recount> All =
    [
        new(Measures.Sites,
            $"""
            select code, opened_on, {Recount.Name<Tier>("tier")}, 1 from practice_site where county = $1 and status in ({(int)SiteStatus.Running}, {(int)SiteStatus.Closed})
            union all
            select code, closed_on, {Recount.Name<Tier>("tier")}, -1 from practice_site where county = $1 and status = {(int)SiteStatus.Closed}
            """),
        new(Measures.Divisions,
            $"""
            select code, since, {Recount.Name<Tier>("tier_due")}, 1 from division where county = $1
            union all
            select code, until, {Recount.Name<Tier>("tier_due")}, -1 from division where county = $1 and until is not null
            """),
        new(Measures.Covered,
            $"""
            with covered as (
                select d.code, greatest(d.since, s.opened_on) as first, least(d.until, s.closed_on) as past, {Recount.Name<Tier>("d.tier_due")} as tier
                from division d join practice_site s on s.county = d.county and s.code = d.code and s.tier = d.tier_due
                where d.county = $1 and s.status in ({(int)SiteStatus.Running}, {(int)SiteStatus.Closed})
            )
            select code, first, tier, 1 from covered where past is null or first < past
            union all
            select code, past, tier, -1 from covered where first < past
            """),
        new(Measures.Population,
            $"""
            select d.code, c.day, {Recount.Name<Tier>("d.tier_due")}, c.residents - lag(c.residents, 1, 0) over (partition by c.code order by c.day, c.recorded_at)
            from division_count c join division d on d.county = c.county and d.code = c.code where c.county = $1
            union all
            select code, until, {Recount.Name<Tier>("tier_due")}, -residents from division where county = $1 and until is not null and residents is not null
            """),
        .. CivicRecounts.Rows,
        .. PolicyRecounts.Rows,
        .. MechanismRecounts.Rows,
        new(Measures.Venues, MovingRows.Follow(
            """
            select site, moved_from, moved_on, integrated_on, kind, 1 from venue where county = $1
            union all
            select site, moved_from, moved_on, withdrawn_on, kind, -1 from venue where county = $1 and withdrawn_on is not null
            """)),
        new(Measures.VenuePlatforms, MovingRows.Follow(
            $"""
            select v.site, v.moved_from, v.moved_on, v.integrated_on, {served}, 1 from venue v, {platforms} where v.county = $1
            union all
            select v.site, v.moved_from, v.moved_on, v.withdrawn_on, {served}, -1 from venue v, {platforms} where v.county = $1 and v.withdrawn_on is not null
            """)),
    ];
}
