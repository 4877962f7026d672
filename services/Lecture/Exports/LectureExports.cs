using CivPractice.Platform.Exports;

namespace CivPractice.Lecture.Exports;

/// <summary>The lists that are handed out as files.</summary>
static class LectureExports
{
    internal static void MapLectureExports(this WebApplication app)
    {
        app.MapExport<LecturerTeamExport>();
        app.MapExport<LecturerExport>();
        app.MapExport<SessionExport>();
    }
}
