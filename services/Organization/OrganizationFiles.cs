using CivPractice.Organization.Exports;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Imports;

namespace CivPractice.Organization;

/// <summary>What comes in by files, in the order in which one leans on the other, and what goes out by files.</summary>
static class OrganizationFiles
{
    internal static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.AddImport<DivisionImport>();
        builder.AddImport<SiteImport>();
        builder.AddImport<VenueImport>();
    }

    internal static void MapFiles(this WebApplication app)
    {
        app.MapImport<ImportSites>(DivisionImport.Path);
        app.MapImport<ImportSites>(SiteImport.Path);
        app.MapImport<ImportSites>(VenueImport.Path);
        app.MapExport<SiteExport>();
        app.MapExport<VenueExport>();
    }
}
