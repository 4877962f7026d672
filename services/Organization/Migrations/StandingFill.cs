using CivPractice.Organization.Figures;
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
        foreach (var recount in MechanismRecounts.Rows.Where(recount => recount.Measure == MechanismMeasures.Staffed || recount.Measure == MechanismMeasures.Plans || recount.Measure == MechanismMeasures.Duties)) migration.Sql(Fill(recount));
    }

    static string Fill(Recount recount) =>
        $"""
        do $fill$
        declare which text;
        begin
            for which in select distinct county from practice_site union select distinct county from policy_document loop
                execute $count$
                    with counted as (select site, day, dimension, sum(n) as n from ({recount.Rows}) as r(site, day, dimension, n) group by 1, 2, 3 having sum(n) <> 0),
                    days as (insert into tally_entry (county, measure, day, site, dimension, n) select $1, '{recount.Measure.Name}', day, site, dimension, n from counted)
                    insert into tally_year (county, measure, year, site, dimension, n)
                    select $1, '{recount.Measure.Name}', y.year, c.site, c.dimension, sum(c.n) from counted c, lateral (values (extract(year from c.day)::int), ({TallyYear.Whole})) as y(year) group by 3, 4, 5
                $count$ using which;
            end loop;
        end $fill$;
        """;
}
