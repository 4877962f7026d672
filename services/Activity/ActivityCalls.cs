using CivPractice.Activity.Activities;
using CivPractice.Activity.Donations;
using CivPractice.Activity.Figures;
using CivPractice.Activity.Mobilizations;
using CivPractice.Activity.Needs;
using CivPractice.Activity.Projects;
using CivPractice.Activity.SignUps;
using CivPractice.Activity.Visits;

namespace CivPractice.Activity;

/// <summary>What can be called.</summary>
static class ActivityCalls
{
    internal static void MapCalls(this WebApplication app)
    {
        app.MapGrpcService<NeedsService>();
        app.MapGrpcService<ProjectsService>();
        app.MapGrpcService<ActivitiesService>();
        app.MapGrpcService<ActivityPhotoService>();
        app.MapGrpcService<ActivityEvidenceService>();
        app.MapGrpcService<SignUpsService>();
        app.MapGrpcService<DonationsService>();
        app.MapGrpcService<MobilizationsService>();
        app.MapGrpcService<MobilizationTasksService>();
        app.MapGrpcService<VisitsService>();
        app.MapGrpcService<FiguresService>();
    }
}
