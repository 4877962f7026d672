using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.Sites;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture;

/// <summary>Lecture's own database. Lecturers stand here by their public name, so but for the imports nothing in it is fenced to one county as personal.</summary>
public sealed class LectureDb(DbContextOptions<LectureDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<KnownSite> Sites => Set<KnownSite>();
    public DbSet<LecturerTeam> Teams => Set<LecturerTeam>();
    public DbSet<Lecturer> Lecturers => Set<Lecturer>();
    public DbSet<LectureSession> Sessions => Set<LectureSession>();

    protected override void MapTables(ModelBuilder model)
    {
        model.ImportTablesOf();
        model.OpenTable<KnownSite>(site => new { site.County, site.Code });
        var team = model.OpenTable<LecturerTeam>(row => new { row.County, row.Id });
        team.HasIndex(row => new { row.County, row.Site, row.Name }).IsUnique();
        team.HasIndex(row => new { row.County, row.Site, row.Id });

        var lecturer = model.OpenTable<Lecturer>(row => new { row.County, row.Id });
        lecturer.HasIndex(row => new { row.County, row.TeamId, row.Id });
        lecturer.HasIndex(row => new { row.County, row.TeamId, row.PersonId }).IsUnique().HasFilter("person_id is not null");

        var session = model.OpenTable<LectureSession>(row => new { row.County, row.Id });
        session.HasIndex(row => new { row.County, row.StartsAt, row.Id });
        session.HasIndex(row => new { row.County, row.Site, row.StartsAt });
        session.HasIndex(row => new { row.County, row.SourceNumber }).IsUnique();
        session.Property(row => row.Version).IsConcurrencyToken();
        session.ToTable(table => table.HasCheckConstraint("lecture_session_audience", $"audience between 0 and {LectureSession.MostAudience}"));
        session.ToTable(table => table.HasCheckConstraint("lecture_session_broadcast", LectureSession.BroadcastRule));
    }
}
