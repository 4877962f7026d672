using CivPractice.Gateway.SignIns;
using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Gateway.Grants;

/// <summary>Several appointments came at once.</summary>
public sealed class OnAppointmentsImported(Inbox<GatewayDb> inbox, GatewayDb db, Sessions sessions) : IConsumer<AppointmentsImported>
{
    public async Task Consume(ConsumeContext<AppointmentsImported> context)
    {
        var follower = new GrantFollowing(db, sessions);
        await inbox.OnceAsync(this, context, (_, fact) => follower.TakeAsync(fact.Appointments, context.CancellationToken));
        follower.Forget();
    }
}
