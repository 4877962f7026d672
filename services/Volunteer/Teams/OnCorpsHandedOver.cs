using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>
/// Organization gives a county's corps away: the team that it is, is founded, or gets what is not known of its founding here. What is said here already stands; told again, nothing changes.
/// </summary>
public sealed class OnCorpsHandedOver(Inbox<VolunteerDb> inbox) : IConsumer<CorpsHandedOver>
{
    public Task Consume(ConsumeContext<CorpsHandedOver> context) => inbox.OnceAsync(this, context, (db, fact) => TakeAsync(db, fact, context.CancellationToken));

    static async Task TakeAsync(VolunteerDb db, CorpsHandedOver fact, CancellationToken cancel)
    {
        // What is no day is no message of Organization's: it is parked, and visible.
        var check = new Check();
        var founded = KnownDay.Read(check, "foundedOn", "成立日期", fact.FoundedOn, DateOnly.MaxValue);
        check.Done();

        var (team, _) = await CorpsRows.FindOrFoundAsync(db, fact.County, fact.Name, founded.Day, cancel);
        var founding = await db.CorpsFoundings.SingleOrDefaultAsync(row => row.County == team.County && row.TeamId == team.Id, cancel);
        var unsaid = founding is null;
        if (founding is null) db.Add(founding = new CorpsFounding { County = team.County, TeamId = team.Id });
        if (unsaid)
        {
            // A team that stood elsewhere in the tree until a day was no corps before it.
            var former = await db.Placements.Where(row => row.County == team.County && row.TeamId == team.Id && row.Until != null).MaxAsync(row => row.Until, cancel);
            var holds = former is null || former <= founded.Day;
            await CorpsRows.SayFoundingAsync(db, team, holds ? founded.Day : former!.Value, cancel);
            founding.Precision = holds ? founded.Precision : DayPrecision.Day;
        }
        if (founding is { DocumentTitle: "", DocumentNumber: "" }) founding.DocumentTitle = fact.Document;
        if (team.Name != fact.Name && founding.FoundingName.Length == 0) founding.FoundingName = fact.Name;
        founding.Version++;
    }
}
