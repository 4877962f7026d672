using CivPractice.Platform.Imports;

namespace CivPractice.Volunteer.Imports;

/// <summary>A batch of records of service in sets.</summary>
static class HoursImportSql
{
    internal static readonly Stage<ImportedHours> Arriving = new Stage<ImportedHours>("arriving_hours")
        .With("id", "uuid", _ => Guid.CreateVersion7())
        .With("source", "integer", row => (int)row.Source)
        .With("source_number", "text", row => row.Number)
        .With("activity_id", "uuid", row => row.Activity)
        .With("hash", "bytea", row => row.Hash)
        .With("title", "text", row => row.Title)
        .With("site", "text", row => row.Site.Code)
        .With("named_site", "text", row => row.Site.Named)
        .With("team", "text", row => row.Team)
        .With("served_on", "date", row => row.ServedOn)
        .With("minutes", "integer", row => row.Minutes)
        .Room("team_id", "uuid").Room("person_id", "uuid").Room("known", "boolean").Room("known_job", "uuid").Room("known_row", "integer").Room("differs", "boolean").Room("ambiguous", "boolean");

    /// <summary>
    /// Team, person and line of each row, in the county ($1). A team is the one that was named under the site that the row names, or under the one that goes on with its work; else one that stands
    /// at the site or stood there: a site that took others in may have several of one name, and then none is guessed. Centers record for teams of their stations: where there is none at the
    /// site, a name that stands once in the county is enough.
    /// </summary>
    internal const string LookUp =
        """
        with told as (
            select distinct team, named_site, site from arriving_hours where team is not null
        ), met as (
            select b.team, b.named_site, b.site, t.id, rank() over (partition by b.team, b.named_site, b.site order by t.named_site = b.named_site desc, t.named_site = b.site desc, t.site = b.site desc) as place
            from told b join team t on t.county = $1 and t.name = b.team and (t.named_site in (b.named_site, b.site) or t.site = b.site or b.site = any(t.moved_from))
        ), there as (
            select team, named_site, site, (array_agg(id))[1] as id, count(*) as many from met where place = 1 group by team, named_site, site
        )
        update arriving_hours a set team_id = f.team_id, ambiguous = f.ambiguous, person_id = f.person_id, known = f.line is not null, known_job = f.import_job_id, known_row = f.import_row,
            differs = f.known_person <> f.person_id or f.known_day <> a.served_on or f.known_minutes <> a.minutes
        from (
            select b.row, case when s.many > 1 then null else coalesce(s.id, n.id) end as team_id, s.many > 1 as ambiguous,
                (select v.person_id from person p join volunteer_profile v on v.county = $1 and v.person_id = p.id where p.identity_hash = b.hash) as person_id, h.*
            from arriving_hours b left join lateral (
                select h.line, h.import_job_id, h.import_row, h.person_id as known_person, h.served_on as known_day, h.minutes as known_minutes
                from hours_entry h where h.county = $1 and h.source = b.source and h.source_number = b.source_number limit 1) h on true
            left join there s on s.team = b.team and s.named_site = b.named_site and s.site = b.site
            left join (select name, (array_agg(id))[1] as id from team where county = $1 group by name having count(*) = 1) n on n.name = b.team
        ) f where f.row = a.row
        """;

    /// <summary>Rows that are set aside by the job ($1): no such volunteer, no such team or several, a team that had ended ($2 is the county), twice in the file, or another record under the same number. They are deleted from the stage.</summary>
    internal const string Faults =
        """
        with known as (
            select a.row, a.source, a.source_number, case when a.person_id is null then 'PERSON' when a.known is not true and a.ambiguous then 'TEAMS' when a.known is not true and a.team is not null and a.team_id is null then 'TEAM'
                when a.known is not true and exists (select from team t where t.county = $2 and t.id = a.team_id and t.ended_on < a.served_on) then 'ENDED'
                when a.differs and a.known_job is distinct from $1 then 'DIFFERS' end as reason, case when a.known_job = $1 then a.known_row end as here
            from arriving_hours a
        ), judged as (
            select row, reason, coalesce(here, min(row) filter (where reason is null) over (partition by source, source_number)) as same from known
        ), bad as (
            select row, coalesce(reason, 'TWICE') as reason, coalesce(same, 0) as other from judged where reason is not null or row <> same
        ), gone as (delete from arriving_hours a using bad where bad.row = a.row)
        select row, reason, other from bad order by row
        """;

    /// <summary>First lines of records that the ledger of the county ($1) has not, by the job ($2) that $3 brought, as of $4, of the grade $5. Gives their rows.</summary>
    internal const string Lines =
        """
        insert into hours_entry (county, id, person_id, activity_id, line, minutes, balance, served_on, activity_title, site, team_id, grade, recorded_at,
            confirmed_version, confirmed_minutes, recorded_by, source, source_number, import_job_id, import_row)
        select $1, id, person_id, activity_id, 1, minutes, minutes, served_on, title, site, team_id, $5, $4, 0, minutes, $3, source, source_number, $2, row
        from arriving_hours where not known order by row
        returning import_row
        """;

    /// <summary>On which days the rows that went in say that teams served.</summary>
    internal const string Served = "select distinct team_id, served_on from arriving_hours where not known and team_id is not null";
}
