using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Lecture.Migrations;

/// <summary>What the model cannot state of offers, and what was written down before has from now on. Called by the last line of the migration that makes offers; put it back when that is generated anew.</summary>
static class SessionDimensions
{
    /// <summary>
    /// No lecturer offers two lectures at a time. Sessions that were held have their figures by method, form and topic. Whose leaving was recorded says when: the audit rows tell; where they are gone, the day of leaving does.
    /// Forced row security hides every row from the owner, too, so it is lifted meanwhile.
    /// </summary>
    internal static void Complete(MigrationBuilder migration) => migration.Sql($"""
        create extension if not exists btree_gist;
        alter table lecture_offer add constraint ex_lecture_offer_no_overlap
            exclude using gist (county with =, lecturer_id with =, tstzrange(starts_at, ends_at) with &&) where (status in (1, 2));
        alter table lecture_offer add constraint ck_lecture_offer_order check (starts_at < ends_at);

        alter table lecture_session no force row level security;
        alter table tally_entry no force row level security;
        alter table lecturer no force row level security;
        alter table audit_entry no force row level security;
        {Tally("lectures.held.method", ClosedWords.Methods.Sql("method"))}
        {Tally("lectures.held.form", ClosedWords.Forms.Sql("form"))}
        {Tally("lectures.held.topic", ClosedWords.Topics.Sql("topic"))}
        update lecturer l set left_at = coalesce(
            (select max(a.at) from audit_entry a where a.county = l.county and a.action = 'lecturer.remove' and a.subject = l.id::text),
            (l.left_on::timestamp at time zone interval '8 hours')) where left_on is not null;
        alter table audit_entry force row level security;
        alter table lecturer force row level security;
        alter table tally_entry force row level security;
        alter table lecture_session force row level security;
        """);

    static string Tally(string measure, string dimension) => $"""
        insert into tally_entry (county, measure, day, site, dimension, n)
        select county, '{measure}', {Recount.Day("starts_at")}, site, {dimension}, count(*) from lecture_session where status = 2 group by 1, 2, 3, 4, 5;
        """;
}
