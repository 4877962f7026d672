using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Volunteer.Sites;

/// <summary>A site opened or closed: what is new begins only at sites that run.</summary>
public sealed class OnSiteChanged(Inbox<VolunteerDb> inbox) : IConsumer<SiteChanged>
{
    public Task Consume(ConsumeContext<SiteChanged> context) => inbox.OnceAsync(this, context, KnownSite.TakeAsync);
}
