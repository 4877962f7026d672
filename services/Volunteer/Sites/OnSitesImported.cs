using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using MassTransit;

namespace CivPractice.Volunteer.Sites;

/// <summary>A batch of sites came by an import.</summary>
public sealed class OnSitesImported(Inbox<VolunteerDb> inbox) : IConsumer<SitesImported>
{
    public Task Consume(ConsumeContext<SitesImported> context) => inbox.OnceAsync(this, context, KnownSite.TakeAsync);
}
