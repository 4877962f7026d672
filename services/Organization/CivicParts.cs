using CivPractice.Organization.Assessments;
using CivPractice.Organization.Bases;
using CivPractice.Organization.Bookings;
using CivPractice.Organization.Creation;
using CivPractice.Organization.Dictionaries;
using CivPractice.Organization.Exports;
using CivPractice.Organization.Honours;
using CivPractice.Organization.Livelihood;
using CivPractice.Organization.News;
using CivPractice.Organization.Visits;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Imports;

namespace CivPractice.Organization;

/// <summary>Words, bases, honours, bookings, visits, creation, livelihood items, news, assessments: their methods and files.</summary>
static class CivicParts
{
    internal static void AddCivicParts(this WebApplicationBuilder builder)
    {
        builder.AddImport<DictionaryImport>();
        builder.AddImport<BaseImport>();
        builder.AddImport<HonourImport>();
        builder.AddPeer<Volunteer.V1.Hours.HoursClient>("volunteer");
        builder.AddPeer<Activity.V1.Figures.FiguresClient>("activity");
        builder.AddPeer<Lecture.V1.Sessions.SessionsClient>("lecture");
        builder.Services.AddScoped<Counted>();
        builder.Services.AddScoped<FiveHavesEvidence>();
    }

    internal static void MapCivicParts(this WebApplication app)
    {
        app.MapGrpcService<DictionaryService>();
        app.MapGrpcService<BaseService>();
        app.MapGrpcService<HonourService>();
        app.MapGrpcService<BookingService>();
        app.MapGrpcService<VisitService>();
        app.MapGrpcService<CreationService>();
        app.MapGrpcService<LivelihoodService>();
        app.MapGrpcService<NewsService>();
        app.MapGrpcService<AssessmentService>();
        app.MapImport<ImportHonours>(DictionaryImport.Path);
        app.MapImport<ImportHonours>(BaseImport.Path);
        app.MapImport<ImportHonours>(HonourImport.Path);
        app.MapExport<HonourExport>();
    }
}
