using CivPractice.Platform.Callers;
using CivPractice.Platform.Imports;

namespace CivPractice.Lecture.Imports;

/// <summary>What can be imported here, in the order in which one leans on the other.</summary>
static class LectureImports
{
    internal static void AddLectureImports(this WebApplicationBuilder builder)
    {
        builder.AddImport<LecturerTeamImport>();
        builder.AddImport<LecturerImport>();
        builder.AddImport<SessionImport>();
    }

    internal static void MapLectureImports(this WebApplication app)
    {
        app.MapImport<ImportLectures>(LecturerTeamImport.Path);
        app.MapImport<ImportLectures>(LecturerImport.Path);
        app.MapImport<ImportLectures>(SessionImport.Path);
    }
}
