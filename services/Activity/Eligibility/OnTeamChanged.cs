using CivPractice.Platform.Messaging;
using CivPractice.Volunteer.V1;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnTeamChanged(Inbox<ActivityDb> inbox) : IConsumer<TeamChanged>
{
    public Task Consume(ConsumeContext<TeamChanged> context) => inbox.OnceAsync(this, context, KnownTeam.TakeAsync);
}
