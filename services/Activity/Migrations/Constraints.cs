using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Activity.Migrations;

/// <summary>What the model cannot state. Called by the last line of Initial; put it back when that is generated anew.</summary>
static class Constraints
{
    internal static void Add(MigrationBuilder migration) => migration.Sql(
        """
        create extension if not exists btree_gist;

        -- One human is never in two places. The constraint looks over all counties, whatever row security shows to the writer.
        alter table person_time add constraint ex_person_time_no_overlap
            exclude using gist (person_id with =, tstzrange(starts_at, ends_at) with &&);
        alter table person_time add constraint ck_person_time_order check (starts_at < ends_at);
        alter table activity_post add constraint ck_activity_post_places check (taken between 0 and capacity and waiting >= 0);
        """);
}
