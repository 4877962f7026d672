using CivPractice.Organization.Coordination;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Figures;
using CivPractice.Organization.Meetings;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.Pilots;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform;

namespace CivPractice.Organization;

/// <summary>What the service answers, and whom it asks.</summary>
static class OrganizationMethods
{
    internal static void AddMethods(this WebApplicationBuilder builder)
    {
        builder.AddFigures([.. Recounts.All, .. PolicyRecounts.All]);
        builder.AddPeer<Activity.V1.Needs.NeedsClient>("activity");
        builder.AddPeer<Activity.V1.Activities.ActivitiesClient>("activity");
        builder.Services.AddScoped<OpenWork>();
    }

    internal static void MapMethods(this WebApplication app)
    {
        app.MapGrpcService<SiteService>();
        app.MapGrpcService<SiteHistoryService>();
        app.MapGrpcService<PostService>();
        app.MapGrpcService<SuccessionService>();
        app.MapGrpcService<PersonPostService>();
        app.MapGrpcService<VenueService>();
        app.MapGrpcService<PilotService>();
        app.MapGrpcService<DocumentService>();
        app.MapGrpcService<CoordinationService>();
        app.MapGrpcService<MeetingService>();
        app.MapGrpcService<NeighbourhoodService>();
    }
}
