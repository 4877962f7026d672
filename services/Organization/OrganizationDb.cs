using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization;

public sealed partial class OrganizationDb(DbContextOptions<OrganizationDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<Division> Divisions => Set<Division>();
    public DbSet<PracticeSite> Sites => Set<PracticeSite>();
    public DbSet<SitePost> Posts => Set<SitePost>();
    public DbSet<Venue> Venues => Set<Venue>();
    public DbSet<PostAppointment> Appointments => Set<PostAppointment>();

    protected override void MapTables(ModelBuilder model)
    {
        model.ImportTablesOf();
        model.OpenTable<Division>(row => new { row.County, row.Code });
        var site = model.OpenTable<PracticeSite>(row => new { row.County, row.Code });
        site.Property(row => row.Version).IsConcurrencyToken();
        site.HasIndex(row => new { row.County, row.Tier, row.Code });

        var post = model.OpenTable<SitePost>(row => new { row.County, row.Id });
        post.HasIndex(row => new { row.County, row.Site, row.Title }).IsUnique();
        // Who holds an office of the party or the county is public; the person's other data stay in Volunteer.
        var appointment = model.OpenTable<PostAppointment>(row => new { row.County, row.Id });
        post.Property(row => row.Version).IsConcurrencyToken();
        appointment.HasIndex(row => new { row.County, row.PostId, row.From });

        var venue = model.OpenTable<Venue>(row => new { row.County, row.Id });
        venue.HasIndex(row => new { row.County, row.NamedSite, row.Name }).IsUnique();
        venue.HasIndex(row => new { row.County, row.Site, row.Id });
        venue.Property(row => row.Version).IsConcurrencyToken();
        venue.ToTable(table => table.HasCheckConstraint("venue_days", "withdrawn_on >= integrated_on"));
        MapCivicTables(model);
    }
}
