using CivPractice.Platform.Imports;

namespace CivPractice.Volunteer.Imports;

/// <summary>A batch of volunteers in sets. The county's number is held meanwhile: single registrations wait for the batch, and it for them.</summary>
static class VolunteerImportSql
{
    internal static readonly Stage<ImportedVolunteer> Arriving = new Stage<ImportedVolunteer>("arriving")
        .With("id", "uuid", _ => Guid.CreateVersion7())
        .With("hash", "bytea", row => row.Hash)
        .With("sealed", "bytea", row => row.Sealed)
        .With("name", "text", row => row.Name)
        .With("phone", "text", row => row.Phone)
        .With("birth_date", "date", row => row.BirthDate)
        .With("gender", "integer", row => (int)row.Gender)
        .With("site", "text", row => row.Site.Code)
        .With("skills", "text[]", row => row.Skills)
        .With("kinds", "text[]", row => row.Kinds)
        .With("registered", "date", row => row.Registered)
        .With("guardian_name", "text", row => row.GuardianName)
        .With("guardian_phone", "text", row => row.GuardianPhone)
        .With("registry_number", "text", row => row.RegistryNumber)
        .With("minor", "boolean", row => row.IsMinor)
        .With("service_kinds", "text[]", row => row.ServiceKinds)
        .Room("person_id", "uuid").Room("known", "boolean").Room("known_name", "text").Room("known_number", "text").Room("known_job", "uuid").Room("known_row", "integer");

    /// <summary>
    /// Each row's person, if anybody knew it, and its profile in the county ($1). Row by row by an index, whatever the planner thinks of tables that grow
    /// while it has no statistics of them: joins of sets took ten times as long in a county's first import.
    /// </summary>
    internal const string LookUp =
        """
        update arriving a set person_id = f.id, known = f.person_id is not null, known_name = f.name, known_number = f.registry_number, known_job = f.import_job_id, known_row = f.import_row
        from (
            select b.row, p.id, v.* from arriving b, lateral (select p.id from person p where p.identity_hash = b.hash limit 1) p
            left join lateral (select v.person_id, v.name, v.registry_number, v.import_job_id, v.import_row from volunteer_profile v where v.county = $1 and v.person_id = p.id limit 1) v on true
        ) f where f.row = a.row
        """;

    /// <summary>
    /// Rows that are set aside by county ($1) and job ($2): the same person twice in the file, known in the county by another name or another number of the
    /// national system, or with a number that is somebody else's. They are deleted from the stage.
    /// </summary>
    internal const string Faults =
        """
        with known as (
            select *, case when known_job = $2 then known_row end as here, min(row) over (partition by hash) as same from arriving
        ), judged as (
            select row, registry_number, case when row > same or here is not null then 'TWICE' when known_name <> name then 'NAME' when known_number <> registry_number then 'DIFFERS'
                when registry_number is not null and known_number is null
                    and (select o.person_id from volunteer_profile o where o.county = $1 and o.registry_number = known.registry_number) is not null then 'TAKEN' end as reason,
                case when row > same then same else coalesce(here, 0) end as other
            from known
        ), numbered as (
            select row, min(row) over (partition by registry_number) as same from judged where reason is null and registry_number is not null
        ), bad as (
            select row, reason, other from judged where reason is not null
            union all select row, 'TAKEN', same from numbered where row > same
        ), gone as (delete from arriving a using bad where bad.row = a.row)
        select row, reason, other from bad order by row
        """;

    /// <summary>Profiles of the county ($1) that lack the national system's number get it; the person is counted in the scope ($2) unless somebody has. Gives row, site, day and whether counted.</summary>
    internal const string Numbers =
        """
        with lacking as (
            select row, person_id, registry_number from arriving where known and known_number is null and registry_number is not null
        ), seen as (
            insert into person_seen (person_id, scope) select person_id, $2 from lacking order by person_id on conflict do nothing returning person_id
        )
        update volunteer_profile v set registry_number = l.registry_number, first_in_city = exists (select from seen s where s.person_id = l.person_id)
        from lacking l where v.county = $1 and v.person_id = l.person_id
        returning l.row, v.site, (v.registered_at at time zone 'Asia/Shanghai')::date, v.first_in_city, v.moved_from, v.moved_on
        """;

    /// <summary>Profiles of the county ($1) without kinds of service get those of the file. Gives the row.</summary>
    internal const string ServiceKinds =
        """
        update volunteer_profile v set service_kinds = a.service_kinds, version = v.version + 1
        from arriving a where a.known and a.service_kinds <> '{}' and v.county = $1 and v.person_id = a.person_id and v.service_kinds = '{}'
        returning a.row
        """;

    /// <summary>Persons that nobody knew, as of $1; who is inserted by somebody else meanwhile is waited for and then known.</summary>
    internal const string Persons = "insert into person (id, identity_hash, since) select id, hash, $1 from arriving where person_id is null order by hash on conflict do nothing";

    /// <summary>
    /// Profiles that this county ($1) has not, numbered behind $5 in the order of the file of the job ($6); consent as recorded by $2 at $3; who bears a number of
    /// the national system is counted in the scope ($7) unless somebody has. Their kinds run from the day of registration. Gives row, person, number, whether another county knew the person, and whether counted.
    /// </summary>
    internal const string Profiles =
        """
        with fresh as (
            select *, $1 || 'V' || to_char($5 + nth, case when $5 + nth < 1000000 then 'FM000000' else 'FM999999999999' end) as number
            from (select a.*, coalesce(a.person_id, (select p.id from person p where p.identity_hash = a.hash)) as person, row_number() over (order by a.row) as nth from arriving a where known is not true) a
        ), seen as (
            insert into person_seen (person_id, scope) select person, $7 from fresh where registry_number is not null order by person on conflict do nothing returning person_id
        ), made as (
            insert into volunteer_profile (county, person_id, number, name, phone, identity_sealed, birth_date, gender, site, skills, service_kinds, source,
                consent_at, consent_recorded_by, registered_at, guardian_name, guardian_phone, guardian_informed_at, registry_number, first_in_city, import_job_id, import_row, version)
            select $1, person, number, name, phone, sealed, birth_date, gender,
                site, skills, service_kinds, $4, $3, $2, registered::timestamp at time zone 'Asia/Shanghai', guardian_name, guardian_phone, case when minor and guardian_name is not null then $3::timestamptz end,
                registry_number, person in (select person_id from seen), $6, row, 1
            from fresh
        ), kinds as (
            insert into volunteer_kind (county, id, person_id, kind, since, evidence, import_job_id, import_row)
            select $1, gen_random_uuid(), person, kind, registered, '', $6, row from fresh, unnest(fresh.kinds) as kind
        )
        select row, person, number, person <> id, person in (select person_id from seen) from fresh
        """;
}
