namespace CivPractice.Volunteer.Migrations;

/// <summary>
/// What the migration makes of rows that are there: kinds run from the registration on, brands are listed since their day, teams have served on the days of the ledger; and the figures of
/// these. Runs between making the new tables and dropping volunteer_profile.kinds.
/// </summary>
public static class KindsAndTreeRows
{
    // Forced row security hides every row from the owner, too; within this transaction it is lifted for what must be read and summed.
    public const string Sql =
        """
        alter table volunteer_profile no force row level security;
        alter table team no force row level security;
        alter table brand no force row level security;
        alter table hours_entry no force row level security;
        alter table tally_entry no force row level security;
        alter table tally_year no force row level security;

        insert into volunteer_kind (county, id, person_id, kind, since, evidence, import_job_id, import_row)
        select distinct on (v.county, v.person_id, kind) v.county, gen_random_uuid(), v.person_id, kind, (v.registered_at at time zone 'Asia/Shanghai')::date, '', v.import_job_id, v.import_row
        from volunteer_profile v, unnest(v.kinds) as kind;
        insert into brand_step (county, id, brand_id, status, since, reason) select county, gen_random_uuid(), id, 2, since, '' from brand;
        insert into team_service_day (county, team_id, day)
        select distinct h.county, h.team_id, h.served_on from hours_entry h join team t on t.county = h.county and t.id = h.team_id where h.line = 1 and h.minutes > 0;

        with d as (select county, team_id, day, lead(day) over (partition by county, team_id order by day) as next from team_service_day),
        l(county, measure, site, moved_from, moved_on, day, dimension, n) as (
            select k.county, 'volunteers.kinds', p.site, p.moved_from, p.moved_on, k.since, k.kind, 1 from volunteer_kind k join volunteer_profile p on p.county = k.county and p.person_id = k.person_id
            union all
            select county, 'teams.kinds', site, moved_from, moved_on, founded_on, category, 1 from team
            union all
            select d.county, 'teams.active', t.site, t.moved_from, t.moved_on, x.day, '', x.by
            from d join team t on t.county = d.county and t.id = d.team_id, lateral (values (d.day, 1), (least((d.day + interval '1 year')::date, d.next), -1)) as x(day, by)
        ), followed as (
            select county, measure, site, day, dimension, n from l where moved_from = '{}'
            union all
            select l.county, l.measure, x.site, x.day, l.dimension, l.n * x.by from l, lateral (
                select coalesce(l.moved_from[1], l.site), l.day, 1
                union all
                select f.site, greatest(l.day, f.day), -1 from unnest(l.moved_from, l.moved_on) as f(site, day)
                union all
                select coalesce(l.moved_from[f.no::int + 1], l.site), greatest(l.day, f.day), 1 from unnest(l.moved_from, l.moved_on) with ordinality as f(site, day, no)
            ) as x(site, day, by)
            where l.moved_from <> '{}'
        )
        insert into tally_entry (county, measure, day, site, dimension, n)
        select county, measure, day, site, dimension, sum(n) from followed group by 1, 2, 3, 4, 5 having sum(n) <> 0;
        insert into tally_year (county, measure, year, site, dimension, n)
        select county, measure, y.year, site, dimension, sum(n) from tally_entry, lateral (values (extract(year from day)::int), (9999)) as y(year)
        where measure in ('volunteers.kinds', 'teams.kinds', 'teams.active') group by 1, 2, 3, 4, 5;

        alter table volunteer_profile force row level security;
        alter table team force row level security;
        alter table brand force row level security;
        alter table hours_entry force row level security;
        alter table tally_entry force row level security;
        alter table tally_year force row level security;
        """;
}
