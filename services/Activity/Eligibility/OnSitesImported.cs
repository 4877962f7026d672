using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnSitesImported(Inbox<ActivityDb> inbox) : IConsumer<SitesImported>
{
    public Task Consume(ConsumeContext<SitesImported> context) => inbox.OnceAsync(this, context, KnownSite.TakeAsync);
}
