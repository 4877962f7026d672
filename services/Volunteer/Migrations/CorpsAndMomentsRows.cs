namespace CivPractice.Volunteer.Migrations;

/// <summary>
/// What the migration makes of rows that are there: when they were recorded, as ids of time and audit rows tell; one corps for a county, below which its teams stand; and the figure of corps.
/// Runs before the index that admits one corps only.
/// </summary>
public static class CorpsAndMomentsRows
{
    static string Recorded(string id) => $"to_timestamp(('x' || left(replace({id}::text, '-', ''), 12))::bit(48)::bigint / 1000.0)";

    // Forced row security hides every row from the owner, too; within this transaction it is lifted for what must be read and summed.
    public static readonly string Sql =
        $"""
        alter table team no force row level security;
        alter table membership no force row level security;
        alter table brand no force row level security;
        alter table brand_step no force row level security;
        alter table team_placement no force row level security;
        alter table audit_entry no force row level security;
        alter table tally_entry no force row level security;
        alter table tally_year no force row level security;

        -- A mark that came later by a file is taken for one of the beginning: nobody wrote down when.
        update team set practice_noted_at = case when practice then {Recorded("id")} end, registry_noted_at = case when registry_number is not null then {Recorded("id")} end;
        update membership m set left_at = coalesce((select max(a.at) from audit_entry a where a.county = m.county and a.action = 'team.remove-member' and a.subject = m.id::text), m.left_on::timestamp at time zone interval '8 hours')
        where left_on is not null;
        -- The first step of a brand that was there before steps has an id by lot.
        update brand_step s set recorded_at = case when substr(s.id::text, 15, 1) = '7' then {Recorded("s.id")} else {Recorded("b.id")} end from brand b where b.county = s.county and b.id = s.brand_id;
        update brand_step s set ended_at = coalesce(n.next, s.until::timestamp at time zone interval '8 hours')
        from (select county, id, lead(recorded_at) over (partition by county, brand_id order by since, recorded_at) as next from brand_step) n where n.county = s.county and n.id = s.id and s.until is not null;
        update team_placement set recorded_at = {Recorded("id")};
        update team_placement p set ended_at = coalesce(n.next, (select max(a.at) from audit_entry a where a.county = p.county and a.action = 'team.place' and a.subject = p.team_id::text), p.until::timestamp at time zone interval '8 hours')
        from (select county, id, lead(recorded_at) over (partition by county, team_id order by since, recorded_at) as next from team_placement) n where n.county = p.county and n.id = p.id and p.until is not null;
        alter table brand_step alter column recorded_at drop default;
        alter table team_placement alter column recorded_at drop default;

        -- Of several corps of a county the first one at the centre stays, and the others are taken for a mistake: their place ends on the day on which it began, so that no day counts two.
        create temporary table corps_kept on commit drop as
        select distinct on (t.county) t.county, t.id, p.since from team t join team_placement p on p.county = t.county and p.team_id = t.id and p.until is null
        where t.level = 1 order by t.county, t.site <> t.county, p.since, t.id;
        create temporary table corps_gone on commit drop as
        select t.county, t.id, t.site, t.moved_from, t.moved_on, p.since as day from team t join team_placement p on p.county = t.county and p.team_id = t.id and p.until is null
        where t.level = 1 and not exists (select from corps_kept k where k.county = t.county and k.id = t.id);
        update team_placement p set until = g.day, ended_at = now() from corps_gone g where p.county = g.county and p.team_id = g.id and p.until is null;
        update team t set level = 0 from corps_gone g where t.county = g.county and t.id = g.id;

        -- Teams with a level and none above them stand below the corps, since it was founded or they were placed.
        create temporary table corps_below on commit drop as
        select t.county, t.id, t.level, k.id as corps, p.id as place, greatest(p.since, k.since) as day
        from team t join corps_kept k on k.county = t.county join team_placement p on p.county = t.county and p.team_id = t.id and p.until is null
        where t.level > 1 and (t.parent_id is null or exists (select from corps_gone g where g.county = t.county and g.id = t.parent_id));
        update team_placement p set until = b.day, ended_at = now() from corps_below b where p.county = b.county and p.id = b.place;
        insert into team_placement (county, id, team_id, level, parent_id, since, recorded_at) select county, gen_random_uuid(), id, level, corps, day, now() from corps_below;
        update team t set parent_id = b.corps from corps_below b where t.county = b.county and t.id = b.id;

        create temporary table corps_lines on commit drop as
        select county, measure, day, site, dimension, sum(n) as n from (
            -- Their place is followed through the moves of their sites, as the figure did.
            select g.county, 'teams.levels', x.day, x.site, 'Corps', -x.by from corps_gone g, lateral (
                select coalesce(g.moved_from[1], g.site), g.day, 1
                union all
                select f.site, greatest(g.day, f.day), -1 from unnest(g.moved_from, g.moved_on) as f(site, day)
                union all
                select coalesce(g.moved_from[f.no::int + 1], g.site), greatest(g.day, f.day), 1 from unnest(g.moved_from, g.moved_on) with ordinality as f(site, day, no)
            ) as x(site, day, by)
            union all
            select p.county, 'corps', m.day, p.county, case when right(p.county, 2) = '00' then 'City' else 'Center' end, m.by
            from team_placement p, lateral (values (p.since, 1), (p.until, -1)) as m(day, by) where p.level = 1 and m.day is not null
        ) as l(county, measure, day, site, dimension, n) group by 1, 2, 3, 4, 5 having sum(n) <> 0;
        insert into tally_entry as e (county, measure, day, site, dimension, n) select county, measure, day, site, dimension, n from corps_lines
        on conflict (county, measure, day, site, dimension) do update set n = e.n + excluded.n;
        insert into tally_year as e (county, measure, year, site, dimension, n)
        select county, measure, y.year, site, dimension, sum(n) from corps_lines, lateral (values (extract(year from day)::int), (9999)) as y(year) group by 1, 2, 3, 4, 5
        on conflict (county, measure, year, site, dimension) do update set n = e.n + excluded.n;

        alter table team force row level security;
        alter table membership force row level security;
        alter table brand force row level security;
        alter table brand_step force row level security;
        alter table team_placement force row level security;
        alter table audit_entry force row level security;
        alter table tally_entry force row level security;
        alter table tally_year force row level security;
        """;
}
