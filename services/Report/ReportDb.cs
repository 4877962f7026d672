using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Imports;
using CivPractice.Report.Checks;
using CivPractice.Report.Frozen;
using CivPractice.Report.Schedules;
using CivPractice.Report.Snapshots;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report;

/// <summary>Report's own database: no fact of another service, only what was said at a moment. Nothing in it is fenced to one county as personal but for the imports.</summary>
public sealed class ReportDb(DbContextOptions<ReportDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<FrozenReport> Reports => Set<FrozenReport>();
    public DbSet<ReportPublication> Publications => Set<ReportPublication>();
    public DbSet<ExternalSnapshot> Snapshots => Set<ExternalSnapshot>();
    public DbSet<SpotSample> Samples => Set<SpotSample>();
    public DbSet<SpotFinding> Findings => Set<SpotFinding>();
    public DbSet<SamplePublication> SamplePublications => Set<SamplePublication>();
    public DbSet<ExportSchedule> Schedules => Set<ExportSchedule>();
    public DbSet<ScheduledFile> ScheduledFiles => Set<ScheduledFile>();
    public DbSet<ScheduledContent> ScheduledContents => Set<ScheduledContent>();

    protected override void MapTables(ModelBuilder model)
    {
        model.ImportTablesOf();

        var report = model.OpenTable<FrozenReport>(row => new { row.County, row.Id }).InsertOnly();
        report.HasIndex(row => new { row.County, row.Prefix, row.FrozenAt, row.Id });
        var publication = model.OpenTable<ReportPublication>(row => new { row.County, row.ReportId }).InsertOnly();
        publication.HasIndex(row => new { row.County, row.PublishedAt });

        var snapshot = model.OpenTable<ExternalSnapshot>(row => new { row.County, row.Id });
        snapshot.HasIndex(row => new { row.County, row.System, row.Prefix, row.AsOn }).IsUnique();
        snapshot.ToTable(table => table.HasCheckConstraint("external_snapshot_numbers", "volunteers >= 0 and minutes >= 0 and teams >= 0 and projects >= 0"));

        var sample = model.OpenTable<SpotSample>(row => new { row.County, row.Id }).InsertOnly();
        sample.Property(row => row.Rows).HasColumnType("jsonb");
        // What was drawn before anybody wrote down in what office.
        sample.Property(row => row.DrawnAs).HasDefaultValue("");
        // The line's number: of two who say something of a row at once, one is told to look again.
        model.OpenTable<SpotFinding>(row => new { row.County, row.SampleId, row.RowId, row.Line }).InsertOnly();
        var made = model.OpenTable<SamplePublication>(row => new { row.County, row.SampleId }).InsertOnly();
        made.HasIndex(row => new { row.County, row.PublishedAt });

        // The scheduler reads which periods are due, over all counties; it marks them as the county.
        var schedule = model.OpenTable<ExportSchedule>(row => new { row.County, row.Id }).ForJobs("select");
        schedule.HasIndex(row => new { row.NextDue }).HasFilter("ended_on is null");
        var file = model.OpenTable<ScheduledFile>(row => new { row.County, row.Id });
        // A period is marked once, whoever marks it.
        file.HasIndex(row => new { row.County, row.ScheduleId, row.From }).IsUnique();
        file.HasIndex(row => new { row.County, row.From, row.Id });
        model.OpenTable<ScheduledContent>(row => new { row.County, row.FileId }).InsertOnly().ForJobs("select, delete");
    }
}
