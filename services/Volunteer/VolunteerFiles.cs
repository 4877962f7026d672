using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;
using CivPractice.Volunteer.Brands;
using CivPractice.Volunteer.Exports;
using CivPractice.Volunteer.Imports;
using CivPractice.Volunteer.Teams;

namespace CivPractice.Volunteer;

/// <summary>What comes in by files, in the order in which one leans on the other, and what goes out by files.</summary>
static class VolunteerFiles
{
    internal static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.AddPhotos();
        builder.AddImport<VolunteerImport>();
        builder.AddImport<TeamImport>();
        builder.AddImport<MemberImport>();
        builder.AddImport<HoursImport>();
        builder.AddImport<AssociationImport>();
        builder.AddImport<BrandImport>();
    }

    internal static void MapFiles(this WebApplication app)
    {
        app.MapImport<ImportVolunteers>(VolunteerImport.Path);
        app.MapImport<ImportVolunteers>(TeamImport.Path);
        app.MapImport<ImportVolunteers>(MemberImport.Path);
        app.MapImport<ImportVolunteers>(HoursImport.Path);
        app.MapImport<ImportVolunteers>(AssociationImport.Path);
        app.MapImport<ImportVolunteers>(BrandImport.Path);
        app.MapPhotos<TeamPhotos, ReadTeams, ManageTeams>();
        app.MapPhotos<BrandPhotos, ReadTeams, ManageAssociations>();
        app.MapGrpcService<TeamPhotoService>();
        app.MapGrpcService<BrandPhotoService>();
        app.MapExport<VolunteerExport>();
        app.MapExport<TeamExport>();
        app.MapExport<MemberExport>();
        app.MapExport<HoursExport>();
    }
}
