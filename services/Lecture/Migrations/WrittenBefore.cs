using CivPractice.Lecture.V1;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Lecture.Migrations;

/// <summary>What sessions that were written down before have from now on. Called by the last line of the migration that makes the tables; put it back when that is generated anew.</summary>
static class WrittenBefore
{
    /// <summary>
    /// Each has its first line in the ledger, its plan where it was written down before its start (the id tells when), and its figures by channel and place. Forced row security hides every row
    /// from the owner, too, so it is lifted meanwhile.
    /// </summary>
    internal static void Complete(MigrationBuilder migration)
    {
        var (channel, level, day) = (Recount.Name<Channel>("channel"), Recount.Name<Level>("level"), Recount.Day("starts_at"));
        const string written = "to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)";
        migration.Sql($"""
            alter table lecture_session no force row level security;
            alter table tally_entry no force row level security;
            update lecture_session set planned_ahead = true where starts_at > {written};
            insert into audience_entry (county, id, session_id, count_method, persons, reason, at)
            select county, gen_random_uuid(), id, count_method, audience, '', {written} from lecture_session where status = 2;
            {Tally("lectures.held.channel", channel, "1", "status = 2")}
            {Tally("lectures.held.place", "place_kind", "1", "status = 2")}
            {Tally("lectures.planned", level, "1", "planned_ahead")}
            {Tally("lectures.planned.held", level, "1", "planned_ahead and status = 2")}
            {Tally("lectures.audience.headcount.channel", channel, "audience", "status = 2 and count_method = 1")}
            {Tally("lectures.audience.estimate.channel", channel, "audience", "status = 2 and count_method = 2")}
            {Tally("lectures.audience.scans.channel", channel, "audience", "status = 2 and count_method = 3")}
            alter table tally_entry force row level security;
            alter table lecture_session force row level security;
            """);

        string Tally(string measure, string dimension, string number, string which) => $"""
            insert into tally_entry (county, measure, day, site, dimension, n)
            select county, '{measure}', {day}, site, {dimension}, sum({number}) from lecture_session where {which} group by 1, 2, 3, 4, 5;
            """;
    }
}
