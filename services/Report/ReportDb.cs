using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Imports;
using CivPractice.Report.Checks;
using CivPractice.Report.Frozen;
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
    }
}
