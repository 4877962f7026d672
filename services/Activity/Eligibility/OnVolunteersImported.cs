using CivPractice.Platform.Messaging;
using CivPractice.Volunteer.V1;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnVolunteersImported(Inbox<ActivityDb> inbox) : IConsumer<VolunteersImported>
{
    public Task Consume(ConsumeContext<VolunteersImported> context) => inbox.OnceAsync(this, context, KnownVolunteer.TakeAsync);
}
