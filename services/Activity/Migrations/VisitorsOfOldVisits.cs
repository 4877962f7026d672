using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Activity.Migrations;

/// <summary>Who visited in which year, of visits from before that was counted. Called by the last line of LocalWordsAndReviews.</summary>
static class VisitorsOfOldVisits
{
    internal const string Sql =
        """
        with first as (
            insert into visitor_year (county, year, person_id, site, first_on)
            select county, extract(year from visited_on)::int, visitor_person_id, (array_agg(site order by visited_on, id))[1], min(visited_on) from home_visit group by 1, 2, 3
            returning county, site, first_on
        )
        insert into tally_entry as t (county, measure, day, site, dimension, n)
        select county, 'home-visits.visitors', first_on, site, '', count(*) from first group by 1, 3, 4
        on conflict (county, measure, day, site, dimension) do update set n = t.n + excluded.n;
        """;

    // The owner is fenced like everybody; the fences are written anew behind the migrations.
    internal static void Count(MigrationBuilder migration)
    {
        foreach (var table in new[] { "home_visit", "tally_entry" }) migration.Sql($"alter table {table} no force row level security;");
        migration.Sql(Sql);
    }
}
