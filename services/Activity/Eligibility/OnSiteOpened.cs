using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnSiteOpened(Inbox<ActivityDb> inbox) : IConsumer<SiteOpened>
{
    public Task Consume(ConsumeContext<SiteOpened> context) => inbox.OnceAsync(this, context, KnownSite.TakeAsync);
}
