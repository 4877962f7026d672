using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;

namespace CivPractice.Activity.Imports;

/// <summary>What can be imported here: projects, and activities of the past.</summary>
public static class ActivityImports
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        builder.AddImport<ProjectImport>();
        builder.AddImport<ActivityImport>();
    }

    public static void MapImports(this WebApplication app)
    {
        app.MapImport<ImportActivities>(ProjectImport.Path);
        app.MapImport<ImportActivities>(ActivityImport.Path);
    }
}
