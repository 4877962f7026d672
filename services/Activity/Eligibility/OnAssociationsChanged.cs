using CivPractice.Platform.Messaging;
using CivPractice.Volunteer.V1;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnAssociationsChanged(Inbox<ActivityDb> inbox) : IConsumer<AssociationsChanged>
{
    public Task Consume(ConsumeContext<AssociationsChanged> context) => inbox.OnceAsync(this, context, KnownAssociation.TakeAsync);
}
