using CivPractice.Report.Burdens;
using CivPractice.Report.Checks;
using CivPractice.Report.Evidence;
using CivPractice.Report.Figures;
using CivPractice.Report.Frozen;

namespace CivPractice.Report.Years;

/// <summary>What composes, keeps and draws.</summary>
static class YearsSetup
{
    internal static void AddYears(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NumberReader>();
        builder.Services.AddScoped<YearReports>();
        builder.Services.AddScoped<ReportShelf>();
        builder.Services.AddScoped<Population>();
        builder.Services.AddSingleton<OwnerHttp>();
        builder.Services.AddSingleton<BurdenReader>();
        builder.Services.AddScoped<ClauseReader>();
        builder.Services.AddScoped<ClauseFiles>();
        builder.Services.AddScoped<EvidenceBundle>();
    }
}
