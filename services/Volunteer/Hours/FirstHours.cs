using CivPractice.Platform;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Hours;

/// <summary>
/// A registered volunteer of whom hours are recorded (有时长记录), and since when that is known here: one row for each, so that those without are a number and nobody lists them. A row is there once both
/// the profile and a line of the ledger are.
/// </summary>
public sealed class FirstHours : ICountyRow
{
    public required string County { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>Civil day on which the figure moved.</summary>
    public required DateOnly NotedOn { get; init; }

    /// <summary>A line of the ledger was written for somebody: notes it if there is a profile and nobody has yet. In the transaction of the line.</summary>
    public static async Task NoteAsync(VolunteerDb db, string county, Guid person, CancellationToken cancel)
    {
        var today = ChinaTime.Today(db.Clock);
        // The profile is held: a site that hands over moves the figure before or behind, never past it.
        var noted = await db.Database.ExecuteSqlAsync(
            $"insert into first_hours (county, person_id, noted_on) select county, person_id, {today} from volunteer_profile where county = {county} and person_id = {person} for share on conflict do nothing", cancel);
        if (noted == 0) return;
        var site = await db.Profiles.AsNoTracking().Where(row => row.County == county && row.PersonId == person).Select(row => row.Site).SingleAsync(cancel);
        db.Count(county, site, today, Measures.WithHours);
    }

    /// <summary>In SQL, for a batch of an import: whoever of the staged persons has a profile in the county ($1) and a line there, as of the day ($2). Gives their sites.</summary>
    /// <param name="staged">A query of person ids.</param>
    internal static string Of(string staged) =>
        $"""
        with noted as (
            insert into first_hours (county, person_id, noted_on)
            select v.county, v.person_id, $2 from volunteer_profile v
            where v.county = $1 and v.person_id in ({staged}) and exists (select from hours_entry h where h.county = v.county and h.person_id = v.person_id)
            order by v.person_id for share of v
            on conflict do nothing returning person_id
        )
        select v.site from noted n join volunteer_profile v on v.county = $1 and v.person_id = n.person_id
        """;
}
