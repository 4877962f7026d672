using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Organization.Migrations;

/// <summary>
/// When rows that were there before came into their count and left it, as well as anybody can tell: the moment of the audit line, else the beginning of the civil day itself. Called by the last line of the
/// migration that brings the columns; put it back when that is generated anew.
/// </summary>
static class MomentsOfOldRows
{
    internal static void Fill(MigrationBuilder migration)
    {
        // The owner is fenced, too, and sees no rows; the step that runs the migrations fences the tables anew at its end.
        foreach (var table in new[] { "practice_site", "venue", "post_appointment", "pilot_designation", "neighbourhood_count", "honour", "dictionary_entry", "audit_entry" }) migration.Sql($"alter table {table} no force row level security;");
        migration.Sql(
            $"""
            update practice_site set counted_at = {Start("opened_on")} where status in (1, 2);
            update practice_site set left_at = {Start("closed_on")} where status = 2;
            update venue set left_at = {Start("withdrawn_on")} where withdrawn_on is not null;
            update post_appointment set left_at = {Start("\"to\"")} where "to" is not null;
            update pilot_designation set left_at = {Start("ended_on")} where ended_on is not null;
            update neighbourhood_count set recorded_at = {Start("day")};
            update honour set counted_at = {Start("awarded_on")} where status in (2, 4);
            update honour set left_at = {Start("awarded_on")} where status = 4;
            update dictionary_entry set left_at = {Start("valid_to")} where valid_to is not null;
            """);
        foreach (var (table, key, column, action) in new[]
                 {
                     ("practice_site", "code", "counted_at", "site.open"), ("practice_site", "code", "left_at", "site.close"), ("venue", "id", "left_at", "venue.withdraw"), ("post_appointment", "id", "left_at", "post.end"),
                     ("pilot_designation", "id", "left_at", "pilot.end"), ("honour", "id", "counted_at", "honour.verify"), ("honour", "id", "left_at", "honour.revoke"), ("dictionary_entry", "id", "left_at", "word.end"),
                 })
            migration.Sql($"update {table} t set {column} = a.at from (select county, subject, max(at) as at from audit_entry where action = '{action}' group by 1, 2) a where a.county = t.county and a.subject = t.{key}::text and t.{column} is not null;");
    }

    static string Start(string day) => $"{day}::timestamp at time zone interval '8 hours'";
}
