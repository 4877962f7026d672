using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CivPractice.Organization.Migrations;

/// <summary>Figures of rows that were there before somebody counted them. Called by the last line of the migration that brings them; put it back when that is generated anew.</summary>
static class StandingFill
{
    /// <summary>Counts, county by county, what the rows say. Where there is no county yet, nothing is read at all.</summary>
    internal static void Run(MigrationBuilder migration)
    {
        // The owner is fenced, too, and sees no rows; the step that runs the migrations fences the tables anew at its end.
        foreach (var table in new[] { "practice_site", "site_post", "post_appointment", "policy_document", "unit_duty", "tally_entry", "tally_year" }) migration.Sql($"alter table {table} no force row level security;");
        foreach (var recount in MechanismRecounts.Rows.Where(recount => recount.Measure == MechanismMeasures.Staffed || recount.Measure == MechanismMeasures.Plans)) migration.Sql(Fill(recount));
        // As they were then: that a duty can end came later.
        migration.Sql(Fill(new Recount(MechanismMeasures.Duties, "select county, since, '', 1 from unit_duty where county = $1")));
    }

    /// <summary>Divisions with their own site are counted from now on, as of every day that was; and what was counted of closed sites, and ought not to be, is taken off.</summary>
    internal static void Mend(MigrationBuilder migration)
    {
        foreach (var table in new[] { "practice_site", "division", "policy_document", "site_criterion", "venue", "tally_entry", "tally_year" }) migration.Sql($"alter table {table} no force row level security;");
        migration.Sql(Fill(Recounts.All.Single(recount => recount.Measure == Measures.Covered)));
        // Each on the day from which the site was closed and the figure had been found: never below nought.
        const string closed = "s.county = c.county and s.code = c.site and s.status = 2";
        migration.Sql(Fill(new Recount(CivicMeasures.FiveHaves, $"select c.site, greatest(s.closed_on, c.assessed_on), {Recount.Name<FiveHave>("c.criterion")}, -1 from site_criterion c, practice_site s where c.county = $1 and {closed} and c.met")));
        migration.Sql(Fill(new Recount(CivicMeasures.FiveHavesAll,
            $"select c.site, greatest(s.closed_on, max(c.assessed_on)), '', -1 from site_criterion c, practice_site s where c.county = $1 and {closed} group by c.site, s.closed_on having count(*) = 5 and bool_and(c.met)")));
        // Venues whose site closed, and that went nowhere with it.
        const string gone = "greatest(s.closed_on, c.integrated_on, c.moved_on[cardinality(c.moved_on)])", left = $"{closed} and s.successor = '' and c.withdrawn_on is null";
        migration.Sql(Fill(new Recount(Measures.Venues, $"select c.site, {gone}, c.kind, -1 from venue c, practice_site s where c.county = $1 and {left}")));
        migration.Sql($"update venue c set withdrawn_on = {gone}, withdrawn_reason = '站点停用', version = c.version + 1 from practice_site s where {left};");
    }

    /// <summary>Venues by their platforms, and what residents rated, are counted from now on, as of every day that was.</summary>
    internal static void Platforms(MigrationBuilder migration)
    {
        foreach (var table in new[] { "practice_site", "policy_document", "venue", "resident_quote", "tally_entry", "tally_year" }) migration.Sql($"alter table {table} no force row level security;");
        foreach (var measure in new[] { Measures.VenuePlatforms, CivicMeasures.Rated, CivicMeasures.Satisfied }) migration.Sql(Fill(Recounts.All.Single(recount => recount.Measure == measure)));
    }

    static string Fill(Recount recount) =>
        $"""
        do $fill$
        declare which text;
        begin
            for which in select distinct county from practice_site union select distinct county from policy_document loop
                execute $count$
                    with counted as (select site, day, dimension, sum(n) as n from ({recount.Rows}) as r(site, day, dimension, n) group by 1, 2, 3 having sum(n) <> 0),
                    days as (insert into tally_entry (county, measure, day, site, dimension, n) select $1, '{recount.Measure.Name}', day, site, dimension, n from counted
                        on conflict (county, measure, day, site, dimension) do update set n = tally_entry.n + excluded.n)
                    insert into tally_year (county, measure, year, site, dimension, n)
                    select $1, '{recount.Measure.Name}', y.year, c.site, c.dimension, sum(c.n) from counted c, lateral (values (extract(year from c.day)::int), ({TallyYear.Whole})) as y(year) group by 3, 4, 5
                    on conflict (county, measure, year, site, dimension) do update set n = tally_year.n + excluded.n
                $count$ using which;
            end loop;
        end $fill$;
        """;
}
