using CivPractice.Platform.Exports;

namespace CivPractice.Volunteer.Exports;

/// <summary>The lists that are handed out as files.</summary>
static class VolunteerExports
{
    internal static void MapVolunteerExports(this WebApplication app)
    {
        app.MapExport<VolunteerExport>();
        app.MapExport<TeamExport>();
        app.MapExport<MemberExport>();
        app.MapExport<HoursExport>();
    }
}
