using CivPractice.Lecture.Exports;
using CivPractice.Lecture.Imports;
using CivPractice.Lecture.Materials;
using CivPractice.Lecture.Sessions;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;

namespace CivPractice.Lecture;

/// <summary>What comes in by files, in the order in which one leans on the other, and what goes out by files.</summary>
static class LectureFiles
{
    internal static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.AddPhotos();
        builder.AddImport<LecturerTeamImport>();
        builder.AddImport<LecturerImport>();
        builder.AddImport<SessionImport>();
    }

    internal static void MapFiles(this WebApplication app)
    {
        app.MapImport<ImportLectures>(LecturerTeamImport.Path);
        app.MapImport<ImportLectures>(LecturerImport.Path);
        app.MapImport<ImportLectures>(SessionImport.Path);
        app.MapExport<LecturerTeamExport>();
        app.MapExport<LecturerExport>();
        app.MapExport<SessionExport>();
        app.MapMaterials();
        app.MapPhotos<SessionPhotos, ReadLectures, ManageLectures>();
    }
}
