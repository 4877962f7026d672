using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Activity.Eligibility;

public sealed class OnSiteChanged(Inbox<ActivityDb> inbox) : IConsumer<SiteChanged>
{
    public Task Consume(ConsumeContext<SiteChanged> context) => inbox.OnceAsync(this, context, KnownSite.TakeAsync);
}
