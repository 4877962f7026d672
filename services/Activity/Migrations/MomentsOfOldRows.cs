using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Activity.Migrations;

/// <summary>
/// When old rows came into their count, as well as anybody can tell, and how many came to old activities. Called by the last line of the migration that brings the columns; put it back when that is generated anew.
/// </summary>
static class MomentsOfOldRows
{
    internal static void Fill(MigrationBuilder migration)
    {
        // The owner is fenced, too, and sees no rows; the step that runs the migrations fences the tables anew at its end.
        foreach (var table in new[] { "practice_activity", "sign_up", "project", "volunteer_answer" }) migration.Sql($"alter table {table} no force row level security;");
        migration.Sql(
            """
            update practice_activity a set came = coalesce(a.recorded_volunteers, (select count(*) from sign_up s where s.county = a.county and s.activity_id = a.id and s.status = 5)) where a.status = 5;
            -- An id of version 7 begins with the milliseconds since 1970; an older project's number was most likely there from the first.
            update project set counted_at = to_timestamp(('x' || replace(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0) where registry_number is not null;
            update volunteer_answer set recorded_at = answered_at;
            """);
    }
}
