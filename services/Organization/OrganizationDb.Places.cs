using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Stars;
using CivPractice.Organization.Venues;
using CivPractice.Platform.Database;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization;

/// <summary>Where things lie, and stars of sites.</summary>
public sealed partial class OrganizationDb
{
    public DbSet<SiteStar> SiteStars => Set<SiteStar>();

    static void MapPlaces(ModelBuilder model)
    {
        const string whole = "(latitude is null) = (longitude is null)", known = "latitude is not null";
        var site = model.Entity<PracticeSite>();
        site.HasIndex(row => new { row.County, row.Latitude, row.Longitude }).HasFilter(known);
        site.ToTable(table => table.HasCheckConstraint("practice_site_position", whole));
        var venue = model.Entity<Venue>();
        venue.HasIndex(row => new { row.County, row.Latitude, row.Longitude }).HasFilter(known);
        venue.ToTable(table => table.HasCheckConstraint("venue_position", whole));
        model.Entity<Neighbourhood>().ToTable(table => table.HasCheckConstraint("neighbourhood_position", whole));

        var star = model.OpenTable<SiteStar>(row => new { row.County, row.Id });
        star.HasIndex(row => new { row.County, row.Site, row.Id });
        // A site bears one rating at a time.
        star.HasIndex(row => new { row.County, row.Site }).IsUnique().HasFilter("ended_on is null");
        star.Property(row => row.Version).IsConcurrencyToken();
        star.Moves();
        star.ToTable(table => table.HasCheckConstraint("site_star_days", "ended_on >= rated_on"));
    }
}
