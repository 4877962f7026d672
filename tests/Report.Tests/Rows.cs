using CivPractice.Testing;

namespace CivPractice.Report.Tests;

/// <summary>Rows put into an owner's database as a superuser: what Report makes of them is what its tests are about, not how they came there.</summary>
static class Rows
{
    /// <summary>Rolls up changes as a service does: the day, and of a stock the year and the whole.</summary>
    internal static Task RollUpAsync(this ServiceUnderTest owner, string changes) => owner.SqlAsync(
        $"""
        create temporary table change (county text, measure text, day date, site text, dimension text, n bigint);
        insert into change {changes};
        insert into tally_entry (county, measure, day, site, dimension, n) select county, measure, day, site, dimension, sum(n) from change group by 1, 2, 3, 4, 5;
        insert into tally_year (county, measure, year, site, dimension, n) select county, measure, y.year, site, dimension, sum(n) from change, lateral (values (extract(year from day)::int), (9999)) as y(year) group by 1, 2, 3, 4, 5;
        drop table change;
        analyze tally_entry; analyze tally_year
        """);

    internal static async Task SqlAsync(this ServiceUnderTest owner, string sql)
    {
        await using var command = owner.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
