using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Organization.Migrations;

/// <summary>
/// When bases, candidates, livelihood items and visits that were there before were recorded and left their count: the moment of the audit line, else the beginning of the civil day. Called by the last line of the migration that brings the columns; put it back
/// when that is generated anew.
/// </summary>
static class MomentsOfCivicRows
{
    internal static void Fill(MigrationBuilder migration)
    {
        // The owner is fenced, too, and sees no rows; the step that runs the migrations fences the tables anew at its end.
        foreach (var table in new[] { "practice_base", "candidate", "livelihood_item", "visit_count", "audit_entry" }) migration.Sql($"alter table {table} no force row level security;");
        migration.Sql(
            $"""
            update practice_base set left_at = {Start("withdrawn_on")} where withdrawn_on is not null;
            update candidate set counted_at = {Start("named_on")} where named_on is not null;
            update candidate set plaqued_at = greatest({Start("plaque_on")}, counted_at) where plaque_on is not null;
            update candidate set left_at = {Start("revoked_on")} where revoked_on is not null;
            update livelihood_item set finished_at = {Start("finished_on")} where finished_on is not null;
            update visit_count set recorded_at = {Start("day")};
            """);
        foreach (var (table, key, column, action, which) in new[]
                 {
                     ("practice_base", "t.id::text", "left_at", "base.withdraw", "t.left_at is not null"), ("candidate", "t.id::text", "counted_at", "candidate.name", "t.counted_at is not null"),
                     ("candidate", "t.id::text", "plaqued_at", "candidate.plaque", "t.plaqued_at is not null"), ("candidate", "t.id::text", "left_at", "candidate.recheck", "a.at > t.left_at"),
                     ("livelihood_item", "t.id::text", "finished_at", "livelihood.finish", "t.finished_at is not null"),
                     ("visit_count", "t.site || ' ' || t.day || ' ' || case t.half_day when 1 then 'Morning' when 2 then 'Afternoon' else 'Evening' end", "recorded_at", "visits.count", "true"),
                 })
            migration.Sql($"update {table} t set {column} = a.at from (select county, subject, max(at) as at from audit_entry where action = '{action}' group by 1, 2) a where a.county = t.county and a.subject = {key} and {which};");
    }

    static string Start(string day) => $"{day}::timestamp at time zone interval '8 hours'";
}
