using CivPractice.Activity.Activities;
using CivPractice.Activity.Exports;
using CivPractice.Activity.Imports;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;

namespace CivPractice.Activity;

/// <summary>What comes in by files, in the order in which one leans on the other, and what goes out by files.</summary>
static class ActivityFiles
{
    internal static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.AddPhotos();
        builder.AddImport<ProjectImport>();
        builder.AddImport<ActivityImport>();
        builder.AddImport<DonationImport>();
        builder.AddImport<BeneficiaryImport>();
        builder.AddImport<AllocationImport>();
        builder.AddImport<MobilizationImport>();
        builder.AddImport<MobilizationTaskImport>();
        builder.AddImport<MobilizationShiftImport>();
        builder.AddImport<SiteAnswerImport>();
        builder.AddImport<VolunteerAnswerImport>();
    }

    internal static void MapFiles(this WebApplication app)
    {
        app.MapImport<ImportActivities>(ProjectImport.Path);
        app.MapImport<ImportActivities>(ActivityImport.Path);
        app.MapImport<ImportDonations>(DonationImport.Path);
        app.MapImport<ImportDonations>(BeneficiaryImport.Path);
        app.MapImport<ImportDonations>(AllocationImport.Path);
        app.MapImport<ImportActivities>(MobilizationImport.Path);
        app.MapImport<ImportActivities>(MobilizationTaskImport.Path);
        app.MapImport<ImportActivities>(MobilizationShiftImport.Path);
        app.MapImport<ImportActivities>(SiteAnswerImport.Path);
        app.MapImport<ImportActivities>(VolunteerAnswerImport.Path);
        app.MapPhotos<ActivityPhotos, ReadActivities, ManageActivities>();
        app.MapExport<NeedExport>();
        app.MapExport<ProjectExport>();
        app.MapExport<ActivityExport>();
        app.MapExport<DonationExport>();
        app.MapExport<AllocationExport>();
    }
}
