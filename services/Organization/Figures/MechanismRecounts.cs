using CivPractice.Organization.Documents;
using CivPractice.Organization.Posts;
using CivPractice.Organization.V1;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>The figures of <see cref="MechanismMeasures"/>, counted anew from their rows.</summary>
static class MechanismRecounts
{
    public static IReadOnlyList<Recount> Rows =>
    [
        new(MechanismMeasures.Staffed,
            $"""
            with held as (
                select f.site collate "C" as site, p.title, range_agg(daterange(a."from", a."to", '[]') * f.days) as days
                from site_post p
                join post_appointment a on a.county = p.county and a.post_id = p.id
                cross join lateral (select s.site, daterange(lag(s.day) over (order by s.no), s.day) as days from unnest(p.moved_from || p.site, p.moved_on || null::date) with ordinality as s(site, day, no)) as f
                where p.county = $1 and p.title in ({Titles(Staffing.Titles)}) group by 1, 2
            ), staffed as (
                {Sites(Tier.Institute)}
                union all
                {Sites(Tier.Station)}
            ), stretch as (select site, dimension, unnest(days) as days from staffed)
            select site, lower(days), dimension, 1 from stretch
            union all
            select site, upper(days), dimension, -1 from stretch where not upper_inf(days)
            """),
        new(MechanismMeasures.Plans, $"select county, min(issued_on), '{Tier.Center}', 1 from policy_document where county = $1 and level = {(int)PolicyLevel.CountyLevel} and kind = '{PolicyDocument.Plan}' group by county"),
        new(MechanismMeasures.Duties,
            """
            select county, since, '', 1 from unit_duty where county = $1
            union all
            select county, until, '', -1 from unit_duty where county = $1 and until is not null
            """),
        new(MechanismMeasures.DutiesActive,
            """
            select l.county, min(l.took_place_on), '', 1 from duty_link l join unit_duty d on d.county = l.county and d.id = l.duty_id
            where l.county = $1 and l.took_place_on is not null and l.left_at is null and (d.until is null or extract(year from l.took_place_on) < extract(year from d.until))
            group by l.county, l.duty_id, extract(year from l.took_place_on)
            """),
    ];

    // A site's days on which each of the posts is held, while it runs.
    static string Sites(Tier tier)
    {
        var posts = string.Join(" * ", Staffing.Of(tier).Select(titles => $"coalesce((select range_agg(r) from held h, unnest(h.days) as r where h.site = s.code and h.title in ({Titles(titles)})), '{{}}'::datemultirange)"));
        return $"select s.code as site, '{tier}' as dimension, datemultirange(daterange(s.opened_on, s.closed_on)) * {posts} as days from practice_site s where s.county = $1 and s.tier = {(int)tier} and s.status in ({(int)SiteStatus.Running}, {(int)SiteStatus.Closed})";
    }

    static string Titles(IEnumerable<string> titles) => string.Join(", ", titles.Select(title => $"'{title}'"));
}
