using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Activity.Migrations;

/// <summary>Figures of what was there before they were counted: acceptances and days of needs, activities by unit, those born from needs, and those of projects. Called by the last line of KindsAndProjects.</summary>
static class FiguresOfOldRows
{
    const string day = "at time zone 'Asia/Shanghai')::date";

    // A need stood at the site that it had on the day: each move says the site that it left, and when.
    const string site = "coalesce((select f.site from unnest(n.moved_from, n.moved_on) with ordinality as f(site, day, no) where r.day <= f.day order by f.no limit 1), n.site)";

    internal static readonly string[] Measures = ["needs.accepted", "needs.accepted.days", "needs.done.days", "activities.units", "activities.from-needs", "projects.activities", "projects.minutes"];

    internal const string Sql =
        $"""
        with reached as (
            select n.county, n.id, (n.posted_at {day} as posted, (min(s.at) filter (where s.status = 4) {day} as accepted, case when n.status in (6, 7) then (max(s.at) filter (where s.status = 6) {day} end as done
            from need n join need_step s on s.county = n.county and s.need_id = n.id group by n.county, n.id
        ), steps as (
            select county, id, posted, accepted as day, 'needs.accepted' as number, 'needs.accepted.days' as days from reached where accepted is not null
            union all select county, id, posted, done, null, 'needs.done.days' from reached where done is not null
        ), placed as (
            select n.county, r.number, r.days, r.day, {site} as site, (select count(*) from generate_series(r.posted + 1, r.day, interval '1 day') as g(day) where extract(isodow from g.day) < 6) as took
            from steps r join need n on n.county = r.county and n.id = r.id
        ), held as (
            select *, (starts_at {day} as day from practice_activity where status = 5
        ), rows as (
            select county, number as measure, day, site, '' as dimension, 1::bigint as n from placed where number is not null
            union all select county, days, day, site, '', took from placed where took > 0
            union all select a.county, 'activities.units', a.day, a.site, u.name, 1 from held a, unnest(a.host_units || a.organizing_units || a.assisting_units) as u(name) where a.association is null
            union all select county, 'activities.from-needs', day, site, '', 1 from held where association is null and need_id is not null
            union all select county, 'projects.activities', day, site, project_id::text, 1 from held where project_id is not null
            union all select a.county, 'projects.minutes', a.day, a.site, a.project_id::text, s.minutes from held a join sign_up s on s.county = a.county and s.activity_id = a.id and s.status = 5 where a.project_id is not null and s.minutes > 0
        )
        insert into tally_entry as t (county, measure, day, site, dimension, n)
        select county, measure, day, site, dimension, sum(n) from rows group by 1, 2, 3, 4, 5
        on conflict (county, measure, day, site, dimension) do update set n = t.n + excluded.n;
        """;

    // The owner is fenced like everybody; the fences are written anew behind the migrations.
    internal static void Count(MigrationBuilder migration)
    {
        foreach (var table in new[] { "practice_activity", "sign_up", "need", "need_step", "tally_entry" }) migration.Sql($"alter table {table} no force row level security;");
        migration.Sql(Sql);
    }
}
