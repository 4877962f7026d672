using CivPractice.Platform.Imports;

namespace CivPractice.Volunteer.Imports;

/// <summary>A batch of members in sets. Their teams are locked meanwhile, as by whoever adds one by hand.</summary>
static class MemberImportSql
{
    internal static readonly Stage<ImportedMember> Arriving = new Stage<ImportedMember>("arriving_member")
        .With("id", "uuid", _ => Guid.CreateVersion7())
        .With("team", "text", row => row.Team)
        .With("site", "text", row => row.Site.Code)
        .With("named_site", "text", row => row.Site.Named)
        .With("hash", "bytea", row => row.Hash)
        .With("joined_on", "date", row => row.JoinedOn)
        .Room("team_id", "uuid").Room("person_id", "uuid").Room("known_job", "uuid").Room("known_row", "integer").Room("known", "boolean");

    /// <summary>Team and person of each row, in the county ($1). A team of a merged site may stand there still, or at the successor.</summary>
    internal const string LookUp =
        """
        update arriving_member a set
            team_id = (select t.id from team t where t.county = $1 and t.named_site in (a.named_site, a.site) and t.name = a.team order by t.named_site <> a.named_site limit 1),
            person_id = (select v.person_id from person p join volunteer_profile v on v.county = $1 and v.person_id = p.id where p.identity_hash = a.hash)
        """;

    internal const string Lock = "select t.id from team t where t.county = $1 and t.id in (select team_id from arriving_member) order by t.id for update";

    /// <summary>
    /// Who is a member already, once the teams are locked; and who was one and left behind the day that the row tells: it tells of that time, and taken anew would count the person twice in it.
    /// Of a team there may be thousands, so that people are looked up by their own few memberships.
    /// </summary>
    internal const string Known =
        """
        update arriving_member a set known = true, known_job = f.import_job_id, known_row = f.import_row
        from (
            select b.row, m.* from arriving_member b, lateral (
                select own.import_job_id, own.import_row from (select * from membership where county = $1 and person_id = b.person_id offset 0) own
                where own.team_id = b.team_id and (own.left_on is null or own.left_on > b.joined_on or own.joined_on = b.joined_on)
                order by own.left_on desc limit 1) m
        ) f where f.row = a.row
        """;

    /// <summary>Rows that are set aside by county ($1) and job ($2): no such team, no such volunteer, a team that has ended, before the founding, twice in the file. They are deleted from the stage.</summary>
    internal const string Faults =
        """
        with known as (
            select a.row, a.team_id, a.person_id, case when a.team_id is null then 'TEAM' when a.person_id is null then 'PERSON' when t.ended_on is not null then 'ENDED' when a.joined_on < t.founded_on then 'EARLY' end as reason,
                case when a.known_job = $2 then a.known_row end as here
            from arriving_member a left join team t on t.county = $1 and t.id = a.team_id
        ), judged as (
            select row, reason, coalesce(here, min(row) filter (where reason is null) over (partition by team_id, person_id)) as same from known
        ), bad as (
            select row, coalesce(reason, 'TWICE') as reason, coalesce(same, 0) as other from judged where reason is not null or row <> same
        ), gone as (delete from arriving_member a using bad where bad.row = a.row)
        select row, reason, other from bad order by row
        """;

    /// <summary>Members that the teams of the county ($1) have not, by the job ($2). Gives row, the team's site, whether it is a practice team, and the day.</summary>
    internal const string Members =
        """
        with fresh as (
            select * from arriving_member where known is not true
        ), made as (
            insert into membership (county, id, team_id, person_id, joined_on, import_job_id, import_row) select $1, id, team_id, person_id, joined_on, $2, row from fresh
        ), grown as (
            update team t set members = t.members + n from (select team_id, count(*)::int as n from fresh group by 1) g where t.county = $1 and t.id = g.team_id
        )
        select f.row, t.site, t.practice, f.joined_on, t.moved_from, t.moved_on from fresh f join team t on t.county = $1 and t.id = f.team_id order by f.row
        """;
}
