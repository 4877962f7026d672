using CivPractice.Organization.V1;

namespace CivPractice.Organization.Migrations;

/// <summary>Puts right what was written before: plaques that stand in a trail as re-checks, and people in office at sites that closed and that nobody goes on with.</summary>
public static class PlaquesAndOfficesRows
{
    // Forced row security hides every row from the owner, too; within this transaction it is lifted for what must be read and written.
    // A re-check's note begins with its outcome, a plaque's with its day. Whoever ends is told of in one message for each county, so that the grants end, too.
    public static readonly string Sql =
        $"""
        alter table candidate_step no force row level security;
        update candidate_step set status = {(int)CandidateStatus.Plaqued} where status = {(int)CandidateStatus.Kept} and note ~ '^\d[\d-]+ 授牌';
        alter table candidate_step force row level security;

        alter table practice_site no force row level security;
        alter table site_post no force row level security;
        alter table post_appointment no force row level security;
        alter table outbox_message no force row level security;
        with known as (
            select a.county, a.id, a.person, a."from", a."to", a.version, p.site, p.role, greatest(s.closed_on, p.moved_on[cardinality(p.moved_on)]) as last
            from post_appointment a join site_post p on p.county = a.county and p.id = a.post_id join practice_site s on s.county = p.county and s.code = p.site
            where s.closed_on is not null and s.successor = ''
        ), gone as (select * from known where "to" is null or "to" > last),
        removed as (delete from post_appointment a using gone g where a.county = g.county and a.id = g.id and g."from" > g.last),
        ended as (update post_appointment a set "to" = g.last, left_at = now(), version = a.version + 1 from gone g where a.county = g.county and a.id = g.id and g."from" <= g.last)
        insert into outbox_message (county, id, type, body, trace, at)
        select county, gen_random_uuid(), '{typeof(AppointmentsImported).FullName}', json_build_object('county', county, 'appointments', json_agg(json_build_object(
            'county', county, 'appointmentId', id, 'personId', person, 'site', site, 'role', role, 'from', "from", 'to', last, 'version', version + 1) order by id), 'version', 1)::text, null, now()
        from gone where role <> '' group by county;
        alter table practice_site force row level security;
        alter table site_post force row level security;
        alter table post_appointment force row level security;
        alter table outbox_message force row level security;
        """;
}
