using CivPractice.Organization.Coordination;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Figures;
using CivPractice.Organization.Offices;
using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization;

/// <summary>The office of a centre, the corps, what is done for duties, files of documents; and figures that follow from several rows at once.</summary>
public sealed partial class OrganizationDb
{
    public DbSet<CenterOffice> Offices => Set<CenterOffice>();
    public DbSet<VolunteerCorps> Corps => Set<VolunteerCorps>();
    public DbSet<DutyLink> DutyLinks => Set<DutyLink>();
    public DbSet<DocumentFile> DocumentFiles => Set<DocumentFile>();

    static void MapMechanisms(ModelBuilder model)
    {
        model.OpenTable<CenterOffice>(row => new { row.County, row.Site }).Property(row => row.Version).IsConcurrencyToken();
        model.OpenTable<VolunteerCorps>(row => new { row.County, row.Site }).Property(row => row.Version).IsConcurrencyToken();
        var link = model.OpenTable<DutyLink>(row => new { row.County, row.Id });
        link.HasIndex(row => new { row.County, row.DutyId, row.Kind, row.Subject }).IsUnique();
        link.HasIndex(row => new { row.County, row.UnitId, row.Id });
        var file = model.OpenTable<DocumentFile>(row => new { row.County, row.Id });
        file.HasIndex(row => new { row.County, row.DocumentId, row.Hash }).IsUnique();
        file.Property(row => row.Hash).NamesFile();
    }

    /// <summary>Rows, and the figures that stand on several of them: whatever writes those rows, a method, an import or a move, the figure moves by what is different afterwards.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var standing = await StandingFigures.TouchedAsync(this, cancellationToken);
        if (standing is null) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        return await this.TogetherAsync(async () =>
        {
            await standing.LockAsync(cancellationToken);
            var before = await standing.ReadAsync(cancellationToken);
            var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            standing.Count(before, await standing.ReadAsync(cancellationToken));
            await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            return rows;
        }, cancellationToken);
    }
}
