using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Lecture.Migrations;

/// <summary>
/// Since when moral lectures that were told of before count as such: the moment of the first audit line, else that at which they were written down as held, else that of the id. Called by the last line of the migration that brings the column; put it back when that
/// is generated anew.
/// </summary>
static class MoralBefore
{
    internal static void Fill(MigrationBuilder migration)
    {
        const string written = "to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)";
        // The owner is fenced, too, and sees no rows; the step that runs the migrations fences the tables anew at its end.
        foreach (var table in new[] { "lecture_session", "audit_entry" }) migration.Sql($"alter table {table} no force row level security;");
        migration.Sql($"""
            update lecture_session set moral_at = coalesce(recorded_at, {written}) where cardinality(moral_steps) > 0;
            update lecture_session t set moral_at = a.at from (select county, subject, min(at) as at from audit_entry where action = 'session.moral' group by 1, 2) a where a.county = t.county and a.subject = t.id::text and t.moral_at is not null;
            """);
    }
}
