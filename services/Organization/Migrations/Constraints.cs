using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Organization.Migrations;

/// <summary>What the model cannot state. Called by the last line of the migration that brings it; put it back when that is generated anew.</summary>
static class Constraints
{
    /// <summary>Nobody's time in a post with one place overlaps another's, whoever writes at the same moment.</summary>
    internal static void OneHolder(MigrationBuilder migration) => migration.Sql(
        """
        create extension if not exists btree_gist;

        -- The owner is fenced, too, and sees no rows; the step that runs the migrations fences the tables anew at its end.
        alter table post_appointment no force row level security;
        alter table site_post no force row level security;
        update post_appointment a set single = true from site_post p where p.county = a.county and p.id = a.post_id and p.places = 1
            and not exists (select from post_appointment o where o.county = a.county and o.post_id = a.post_id and o.id <> a.id
                and daterange(o."from", o."to", '[]') && daterange(a."from", a."to", '[]'));
        alter table post_appointment add constraint ex_post_appointment_one_holder
            exclude using gist (county with =, post_id with =, daterange("from", "to", '[]') with &&) where (single) deferrable initially deferred;
        """);
}
