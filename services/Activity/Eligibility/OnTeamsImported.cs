using CivPractice.Platform.Messaging;
using CivPractice.Volunteer.V1;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnTeamsImported(Inbox<ActivityDb> inbox) : IConsumer<TeamsImported>
{
    public Task Consume(ConsumeContext<TeamsImported> context) => inbox.OnceAsync(this, context, KnownTeam.TakeAsync);
}
