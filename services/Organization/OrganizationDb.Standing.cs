using CivPractice.Organization.Coordination;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Figures;
using CivPractice.Organization.Honours;
using CivPractice.Organization.Offices;
using CivPractice.Organization.Posts;
using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization;

/// <summary>The office of a centre, what is done for duties, files of documents; and figures that follow from several rows at once.</summary>
public sealed partial class OrganizationDb
{
    public DbSet<CenterOffice> Offices => Set<CenterOffice>();
    public DbSet<HonourAssociation> HonourAssociations => Set<HonourAssociation>();
    public DbSet<DutyLink> DutyLinks => Set<DutyLink>();
    public DbSet<DocumentFile> DocumentFiles => Set<DocumentFile>();

    static void MapMechanisms(ModelBuilder model)
    {
        model.OpenTable<CenterOffice>(row => new { row.County, row.Site }).Property(row => row.Version).IsConcurrencyToken();
        var association = model.OpenTable<HonourAssociation>(row => new { row.County, row.HonourId });
        association.HasIndex(row => new { row.County, row.Number });
        association.Property(row => row.Number).UseCollation("C");
        var link = model.OpenTable<DutyLink>(row => new { row.County, row.Id });
        link.HasIndex(row => new { row.County, row.DutyId, row.Kind, row.Subject }).IsUnique().HasFilter("left_at is null");
        link.HasIndex(row => new { row.County, row.UnitId, row.Id });
        var file = model.OpenTable<DocumentFile>(row => new { row.County, row.Id });
        file.HasIndex(row => new { row.County, row.DocumentId, row.Hash }).IsUnique();
        file.Property(row => row.Hash).NamesFile();
    }

    /// <summary>Rows, and the figures that stand on several of them: whatever writes those rows, a method, an import or a move, the figure moves by what is different afterwards.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Whoever ends an appointment, a method, an import or a move: the moment is that of the writing.
        foreach (var entry in ChangeTracker.Entries<PostAppointment>().Where(entry => entry.State == EntityState.Modified && entry.Property(held => held.To).IsModified)) entry.Entity.LeftAt = Clock.GetUtcNow();
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
