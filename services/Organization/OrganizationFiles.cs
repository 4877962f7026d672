using CivPractice.Organization.Bases;
using CivPractice.Organization.Coordination;
using CivPractice.Organization.Dictionaries;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Exports;
using CivPractice.Organization.Honours;
using CivPractice.Organization.Livelihood;
using CivPractice.Organization.Meetings;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.News;
using CivPractice.Organization.Pilots;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Stars;
using CivPractice.Organization.Venues;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;

namespace CivPractice.Organization;

/// <summary>What comes in by files, in the order in which one leans on the other, and what goes out by files.</summary>
static class OrganizationFiles
{
    internal static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.AddPhotos();
        builder.AddImport<DivisionImport>();
        builder.AddImport<SiteImport>();
        builder.AddImport<DictionaryImport>();
        builder.AddImport<VenueImport>();
        builder.AddImport<BaseImport>();
        builder.AddImport<StarImport>();
        builder.AddImport<HonourImport>();
        builder.AddImport<NeighbourhoodImport>();
        builder.AddImport<PostImport>();
        builder.AddImport<PilotImport>();
        builder.AddImport<DocumentImport>();
        builder.AddImport<TaskImport>();
        builder.AddImport<UnitImport>();
        builder.AddImport<DutyImport>();
        builder.AddImport<MeetingImport>();
        builder.AddImport<DecisionImport>();
        builder.AddImport<LivelihoodImport>();
    }

    internal static void MapFiles(this WebApplication app)
    {
        app.MapImport<ImportSites>(DivisionImport.Path);
        app.MapImport<ImportSites>(SiteImport.Path);
        app.MapImport<ImportSites>(VenueImport.Path);
        app.MapImport<ImportHonours>(DictionaryImport.Path);
        app.MapImport<ImportHonours>(BaseImport.Path);
        app.MapImport<ImportSites>(StarImport.Path);
        app.MapImport<ImportHonours>(HonourImport.Path);
        app.MapImport<ImportSites>(NeighbourhoodImport.Path);
        app.MapImport<ManagePosts>(PostImport.Path);
        app.MapImport<ManageDocuments>(PilotImport.Path);
        app.MapImport<ManageDocuments>(DocumentImport.Path);
        app.MapImport<ManageDocuments>(TaskImport.Path);
        app.MapImport<ManageDocuments>(UnitImport.Path);
        app.MapImport<ManageDocuments>(DutyImport.Path);
        app.MapImport<ManageDocuments>(MeetingImport.Path);
        app.MapImport<ManageDocuments>(DecisionImport.Path);
        app.MapDocumentFiles();
        app.MapPhotos<SitePhotos, ReadSites, KeepSitePhotos>();
        app.MapPhotos<VenuePhotos, ReadSites, ManageVenues>();
        app.MapPhotos<NewsPhotos, ReadSites, WriteNews>();
        app.MapImport<ManageLivelihood>(LivelihoodImport.Path);
        app.MapExport<DivisionExport>();
        app.MapExport<SiteExport>();
        app.MapExport<VenueExport>();
        app.MapExport<HonourExport>();
        app.MapExport<NeighbourhoodExport>();
        app.MapExport<PilotExport>();
        app.MapExport<DocumentExport>();
        app.MapExport<DocumentTaskExport>();
        app.MapExport<MemberUnitExport>();
        app.MapExport<DutyExport>();
        app.MapExport<MeetingExport>();
        app.MapExport<DecisionExport>();
    }
}
