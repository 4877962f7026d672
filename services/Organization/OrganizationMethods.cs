using CivPractice.Organization.Assessments;
using CivPractice.Organization.Bases;
using CivPractice.Organization.Bookings;
using CivPractice.Organization.Coordination;
using CivPractice.Organization.Creation;
using CivPractice.Organization.Dictionaries;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Figures;
using CivPractice.Organization.Honours;
using CivPractice.Organization.Livelihood;
using CivPractice.Organization.Meetings;
using CivPractice.Organization.Nearby;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.News;
using CivPractice.Organization.Offices;
using CivPractice.Organization.Pilots;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Stars;
using CivPractice.Organization.Venues;
using CivPractice.Organization.Visits;
using CivPractice.Platform;

namespace CivPractice.Organization;

/// <summary>What the service answers, and whom it asks.</summary>
static class OrganizationMethods
{
    internal static void AddMethods(this WebApplicationBuilder builder)
    {
        builder.AddFigures(Recounts.All);
        builder.AddPeer<Activity.V1.Needs.NeedsClient>("activity");
        builder.AddPeer<Activity.V1.Activities.ActivitiesClient>("activity");
        builder.AddPeer<Activity.V1.Figures.FiguresClient>("activity");
        builder.AddPeer<Volunteer.V1.Hours.HoursClient>("volunteer");
        builder.AddPeer<Lecture.V1.Sessions.SessionsClient>("lecture");
        builder.AddPeer<Lecture.V1.LectureOrders.LectureOrdersClient>("lecture");
        builder.AddPeer<Activity.V1.Projects.ProjectsClient>("activity");
        builder.AddPeer<Volunteer.V1.Teams.TeamsClient>("volunteer");
        builder.AddPeer<Volunteer.V1.Associations.AssociationsClient>("volunteer");
        builder.Services.AddScoped<OpenWork>();
        builder.Services.AddScoped<Deeds>();
        builder.Services.AddScoped<Counted>();
        builder.Services.AddScoped<FiveHavesEvidence>();
    }

    internal static void MapMethods(this WebApplication app)
    {
        app.MapGrpcService<SiteService>();
        app.MapGrpcService<SitePhotoService>();
        app.MapGrpcService<VenuePhotoService>();
        app.MapGrpcService<NewsPhotoService>();
        app.MapGrpcService<SiteHistoryService>();
        app.MapGrpcService<PostService>();
        app.MapGrpcService<SuccessionService>();
        app.MapGrpcService<StaffingService>();
        app.MapGrpcService<OfficeService>();
        app.MapGrpcService<PersonPostService>();
        app.MapGrpcService<VenueService>();
        app.MapGrpcService<PilotService>();
        app.MapGrpcService<DocumentService>();
        app.MapGrpcService<DocumentFileService>();
        app.MapGrpcService<CoordinationService>();
        app.MapGrpcService<DutyLinkService>();
        app.MapGrpcService<MeetingService>();
        app.MapGrpcService<NeighbourhoodService>();
        app.MapGrpcService<DictionaryService>();
        app.MapGrpcService<BaseService>();
        app.MapGrpcService<HonourService>();
        app.MapGrpcService<HonourLinkService>();
        app.MapGrpcService<BookingService>();
        app.MapGrpcService<VisitService>();
        app.MapGrpcService<CreationService>();
        app.MapGrpcService<LivelihoodService>();
        app.MapGrpcService<NewsService>();
        app.MapGrpcService<AssessmentService>();
        app.MapGrpcService<EvidenceFileService>();
        app.MapGrpcService<NearbyService>();
        app.MapGrpcService<SiteStarService>();
    }
}
