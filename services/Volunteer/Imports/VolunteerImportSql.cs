namespace CivPractice.Volunteer.Imports;

/// <summary>A batch of volunteers in sets. The county's number is held meanwhile: single registrations wait for the batch, and it for them.</summary>
static class VolunteerImportSql
{
    /// <summary>COPY cannot fill a table under row security; a temporary one it can.</summary>
    internal const string Stage =
        """
        create temporary table if not exists arriving (
            row int, id uuid, hash bytea, sealed bytea, name text, phone text, birth_date date, gender int, site text collate "C", skills text[], kinds text[],
            registered date, guardian_name text, guardian_phone text) on commit drop
        """;

    internal const string Copy = "copy arriving from stdin (format binary)";

    /// <summary>Rows that are set aside: the same person twice in the batch, or known in this county ($1) by another name. They are deleted from the stage.</summary>
    internal const string Faults =
        """
        with twice as (
            delete from arriving a using arriving b where b.hash = a.hash and b.row < a.row returning a.row, (select min(c.row) from arriving c where c.hash = a.hash) as other
        ), other_name as (
            delete from arriving a using person p, volunteer_profile v
            where p.identity_hash = a.hash and v.county = $1 and v.person_id = p.id and v.name <> a.name and not exists (select from twice t where t.row = a.row)
            returning a.row
        )
        select distinct row, 'TWICE', other from twice union all select row, 'NAME', 0 from other_name order by 1
        """;

    /// <summary>Persons that nobody knew, as of {0}; who is inserted by somebody else meanwhile is waited for and then known.</summary>
    internal const string Persons = "insert into person (id, identity_hash, since) select id, hash, {0} from arriving order by hash on conflict do nothing";

    /// <summary>Profiles that this county ($1) has not, numbered behind $5 in the order of the file; consent as recorded by $2 at $3. Gives them back.</summary>
    internal const string Profiles =
        """
        with fresh as (
            select a.*, p.id as person_id, row_number() over (order by a.row) as nth from arriving a join person p on p.identity_hash = a.hash
            where not exists (select from volunteer_profile v where v.county = $1 and v.person_id = p.id)
        )
        insert into volunteer_profile (county, person_id, number, name, phone, identity_sealed, birth_date, gender, site, skills, kinds, source,
            consent_at, consent_recorded_by, registered_at, guardian_name, guardian_phone, version)
        select $1, person_id, $1 || 'V' || to_char($5 + nth, case when $5 + nth < 1000000 then 'FM000000' else 'FM999999999999' end), name, phone, sealed, birth_date, gender,
            site, skills, kinds, $4, $3, $2, registered::timestamp at time zone 'Asia/Shanghai', guardian_name, guardian_phone, 1
        from fresh
        returning person_id, name, birth_date, skills, site, (registered_at at time zone 'Asia/Shanghai')::date
        """;
}
