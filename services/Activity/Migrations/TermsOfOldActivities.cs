using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Activity.Migrations;

/// <summary>Terms for the activities that were there before there were terms, as CivPractice.Platform.Search.SearchTerms makes them. Called by the last line of ProjectsAndImports.</summary>
static class TermsOfOldActivities
{
    internal const string Sql =
        """
        insert into activity_term (county, term, starts_at, activity_id)
        select a.county, t.term, a.starts_at, a.id
        from practice_activity a
        cross join lateral (select lower(normalize(concat_ws(' ', a.title, a.place, a.detail), nfkc)) as text) as s
        cross join lateral (
            select term from (
                select substr(run[1], i, n) as term
                from regexp_matches(s.text, '([\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)', 'g') as r(run), generate_series(1, length(run[1])) as i, generate_series(1, 2) as n
                where i + n - 1 <= length(run[1])
                union
                select left(run[1], 32) from regexp_matches(s.text, '([a-z]+|[0-9]+)', 'g') as r(run)
            ) as terms limit 240
        ) as t
        on conflict do nothing
        """;

    // The owner is fenced like everybody; the fence is written anew behind the migrations.
    internal static void Write(MigrationBuilder migration) => migration.Sql($"alter table practice_activity no force row level security; {Sql};");
}
