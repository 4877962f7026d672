using System.Globalization;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Roster;

/// <summary>
/// The last public number (志愿者编号) that a county gave. A number tells the county and the order of registration, e.g. <c>140322V000001</c>,
/// and nothing about the person.
/// </summary>
public sealed class VolunteerNumber : ICountyRow
{
    public required string County { get; init; }
    public required long Last { get; init; }

    /// <summary>Takes the next number; until the transaction ends, other registrations of the county wait.</summary>
    public static async Task<string> NextAsync(VolunteerDb db, string county, CancellationToken cancel)
    {
        var last = await db.Database.SqlQuery<long>(
            $"""
            insert into volunteer_number as n (county, last) values ({county}, 1)
            on conflict (county) do update set last = n.last + 1
            returning last as "Value"
            """).ToListAsync(cancel);
        return string.Create(CultureInfo.InvariantCulture, $"{county}V{last[0]:000000}");
    }

    /// <summary>The last number given; until the transaction ends, registrations of the county wait.</summary>
    public static async Task<long> HoldAsync(VolunteerDb db, string county, CancellationToken cancel) => (await db.Database.SqlQuery<long>(
        $"""
        insert into volunteer_number as n (county, last) values ({county}, 0)
        on conflict (county) do update set last = n.last
        returning last as "Value"
        """).ToListAsync(cancel))[0];

    /// <summary>Behind <see cref="HoldAsync"/>, when several were given at once.</summary>
    public static Task MoveAsync(VolunteerDb db, string county, long last, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update volunteer_number set last = {last} where county = {county}", cancel);
}
