using CivPractice.Platform.Messaging;
using CivPractice.Volunteer.V1;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnVolunteerChanged(Inbox<ActivityDb> inbox) : IConsumer<VolunteerChanged>
{
    public Task Consume(ConsumeContext<VolunteerChanged> context) => inbox.OnceAsync(this, context, KnownVolunteer.TakeAsync);
}
