using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Volunteer.Sites;

/// <summary>A site opened: from now on it can be named here.</summary>
public sealed class OnSiteOpened(Inbox<VolunteerDb> inbox) : IConsumer<SiteOpened>
{
    public Task Consume(ConsumeContext<SiteOpened> context) => inbox.OnceAsync(this, context, KnownSite.TakeAsync);
}
