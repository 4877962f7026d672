using CivPractice.Platform.Exports;

namespace CivPractice.Activity.Exports;

/// <summary>The lists that are handed out as files.</summary>
static class ActivityExports
{
    internal static void MapActivityExports(this WebApplication app)
    {
        app.MapExport<NeedExport>();
        app.MapExport<ProjectExport>();
        app.MapExport<ActivityExport>();
    }
}
