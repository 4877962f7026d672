using CivPractice.Gateway.SignIns;
using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Gateway.Grants;

/// <summary>Somebody's time in a post began or ended: the role that the post gives follows it, and sign-ins of whoever lost it end at once.</summary>
public sealed class OnAppointmentChanged(Inbox<GatewayDb> inbox, GatewayDb db, Sessions sessions) : IConsumer<AppointmentChanged>
{
    public async Task Consume(ConsumeContext<AppointmentChanged> context)
    {
        var follower = new GrantFollowing(db, sessions);
        await inbox.OnceAsync(this, context, (_, fact) => follower.TakeAsync([fact], context.CancellationToken));
        follower.Forget();
    }
}
