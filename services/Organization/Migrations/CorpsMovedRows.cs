namespace CivPractice.Organization.Migrations;

/// <summary>Gives the volunteer corps (志愿服务总队) to Volunteer: a message for each row, and no figure of them here any more. Runs before the table is dropped.</summary>
public static class CorpsMovedRows
{
    // Forced row security hides every row from the owner, too; within this transaction it is lifted for what must be read and written.
    public const string Sql =
        """
        alter table volunteer_corps no force row level security;
        alter table outbox_message no force row level security;
        alter table tally_entry no force row level security;
        alter table tally_year no force row level security;
        insert into outbox_message (county, id, type, body, trace, at)
        select county, gen_random_uuid(), 'CivPractice.Organization.V1.CorpsHandedOver', json_build_object('county', county, 'name', name,
            'foundedOn', to_char(founded_on, case precision when 2 then 'YYYY' when 1 then 'YYYY-MM' else 'YYYY-MM-DD' end), 'document', document, 'version', version)::text, null, now()
        from volunteer_corps;
        delete from tally_entry where measure = 'corps';
        delete from tally_year where measure = 'corps';
        alter table outbox_message force row level security;
        alter table tally_entry force row level security;
        alter table tally_year force row level security;
        """;
}
