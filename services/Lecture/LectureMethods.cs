using CivPractice.Lecture.Boards;
using CivPractice.Lecture.Courses;
using CivPractice.Lecture.Feedback;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.Materials;
using CivPractice.Lecture.Offers;
using CivPractice.Lecture.Orders;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.Sites;
using CivPractice.Lecture.Venues;
using CivPractice.Platform;

namespace CivPractice.Lecture;

/// <summary>What the service answers, and whom it asks.</summary>
static class LectureMethods
{
    internal static void AddMethods(this WebApplicationBuilder builder)
    {
        builder.AddPeer<Organization.V1.Venues.VenuesClient>("organization");
        builder.AddPeer<Organization.V1.Sites.SitesClient>("organization");
        builder.Services.AddScoped<VenueAsked>();
        builder.Services.AddScoped<DivisionsAsked>();
    }

    internal static void MapMethods(this WebApplication app)
    {
        app.MapGrpcService<LecturerTeamService>();
        app.MapGrpcService<PersonLecturerService>();
        app.MapGrpcService<SessionService>();
        app.MapGrpcService<FeedbackService>();
        app.MapGrpcService<MaterialService>();
        app.MapGrpcService<SessionPhotoService>();
        app.MapGrpcService<SessionEvidenceService>();
        app.MapGrpcService<OrderService>();
        app.MapGrpcService<OfferService>();
        app.MapGrpcService<CourseService>();
        app.MapGrpcService<BoardService>();
    }
}
