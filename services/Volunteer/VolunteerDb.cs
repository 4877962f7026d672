using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.Associations;
using CivPractice.Volunteer.Brands;
using CivPractice.Volunteer.Certificates;
using CivPractice.Volunteer.Corrections;
using CivPractice.Volunteer.Hours;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.Sites;
using CivPractice.Volunteer.Teams;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer;

/// <summary>Volunteer's own database.</summary>
public sealed class VolunteerDb(DbContextOptions<VolunteerDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<KnownSite> Sites => Set<KnownSite>();
    public DbSet<Person> Persons => Set<Person>();
    public DbSet<VolunteerProfile> Profiles => Set<VolunteerProfile>();
    public DbSet<VolunteerKind> Kinds => Set<VolunteerKind>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<TeamPlacement> Placements => Set<TeamPlacement>();
    public DbSet<CorpsFounding> CorpsFoundings => Set<CorpsFounding>();
    public DbSet<TeamServiceDay> ServiceDays => Set<TeamServiceDay>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Association> Associations => Set<Association>();
    public DbSet<Brand> Brands => Set<Brand>();
    public DbSet<BrandStep> BrandSteps => Set<BrandStep>();
    public DbSet<HoursEntry> Ledger => Set<HoursEntry>();
    public DbSet<FirstHours> FirstHours => Set<FirstHours>();
    public DbSet<Certificate> Certificates => Set<Certificate>();
    public DbSet<CorrectionRequest> Corrections => Set<CorrectionRequest>();

    protected override void MapTables(ModelBuilder model)
    {
        model.ImportTablesOf();
        model.PhotosOf();
        model.OpenTable<KnownSite>(site => new { site.County, site.Code }).Property(site => site.Name).HasDefaultValue("");
        model.SharedTable<Person>(person => person.Id, "One human is one row for all counties: an id and a keyed hash, no readable field.")
            .InsertOnly().HasIndex(person => person.IdentityHash).IsUnique();

        model.SharedTable<PersonSeen>(seen => new { seen.PersonId, seen.Scope }, "A person counts once in the city, whichever county tells first: an id and a scope, no county and no readable field.")
            .InsertOnly();

        var profile = model.PersonalTable<VolunteerProfile>(row => new { row.County, row.PersonId });
        profile.HasIndex(row => new { row.County, row.Number }).IsUnique();
        profile.HasIndex(row => new { row.County, row.Site, row.Number });
        // Below row security only comparisons that leak nothing may use an index: ranges in byte order, over columns that are stored.
        profile.HasIndex(row => new { row.County, row.Name });
        profile.HasIndex(row => new { row.County, row.GivenName });
        profile.HasIndex(row => new { row.County, row.PhoneTail });
        profile.HasIndex(row => new { row.County, row.RegistryNumber }).IsUnique().HasFilter("registry_number is not null");
        profile.Property(row => row.Number).UseCollation("C");
        profile.Property(row => row.Name).UseCollation("C");
        profile.Property(row => row.RegistryNumber).UseCollation("C");
        profile.Property(row => row.GivenName).UseCollation("C").HasComputedColumnSql(VolunteerSearch.GivenNameSql, stored: true);
        profile.Property(row => row.PhoneTail).UseCollation("C").HasComputedColumnSql("right(phone, 4)", stored: true);
        profile.Property(row => row.IdentitySealed).SealedFor(IdentityNumber.Purpose);
        // Rows that SQL inserts may be told of none of these.
        profile.Property(row => row.ServiceKinds).HasDefaultValueSql("'{}'");
        profile.Property(row => row.Availability).HasDefaultValueSql("'{}'");
        profile.Property(row => row.ServiceAreas).HasDefaultValueSql("'{}'");
        profile.Property(row => row.EmergencySealed!).SealedFor(EmergencyContact.Purpose);
        profile.Moves();
        profile.Property(row => row.Version).IsConcurrencyToken();
        model.PersonalTable<VolunteerNumber>(row => row.County);

        var kind = model.PersonalTable<VolunteerKind>(row => new { row.County, row.Id });
        kind.HasIndex(row => new { row.County, row.PersonId, row.Kind, row.Since }).IsUnique();
        kind.HasIndex(row => new { row.County, row.PersonId, row.Kind }).IsUnique().HasFilter("until is null");
        kind.HasIndex(row => new { row.County, row.Kind, row.PersonId });
        kind.Property(row => row.Kind).UseCollation("C");
        kind.ToTable(table => table.HasCheckConstraint("volunteer_kind_days", "until >= since"));

        // Who is in no county any more is nobody's.
        model.WhenACountyLeaves("""
            delete from person_seen s where not exists (select from volunteer_profile v where v.person_id = s.person_id);
            delete from person p where not exists (select from volunteer_profile v where v.person_id = p.id) and not exists (select from hours_entry e where e.person_id = p.id)
            """);

        var team = model.OpenTable<Team>(row => new { row.County, row.Id });
        team.Moves();
        team.Property(row => row.NamedSite).HasComputedColumnSql(MovingRows.FirstSite, stored: true);
        team.HasIndex(row => new { row.County, row.NamedSite, row.Name }).IsUnique();
        team.HasIndex(row => new { row.County, row.Site, row.Id });
        team.HasIndex(row => new { row.County, row.RegistryNumber }).IsUnique().HasFilter("registry_number is not null and ended_on is null");
        team.Property(row => row.RegistryNumber).UseCollation("C");
        team.Property(row => row.Version).IsConcurrencyToken();
        team.ToTable(table => table.HasCheckConstraint("team_members", "members >= 0"));
        team.HasIndex(row => new { row.County, row.ParentId }).HasFilter("parent_id is not null");
        // One corps runs for a county, and one for the city.
        team.HasIndex(row => row.County).IsUnique().HasFilter($"level = {V1.TeamLevel.Corps:D}");
        model.OpenTable<CorpsFounding>(row => new { row.County, row.TeamId }).Property(row => row.Version).IsConcurrencyToken();

        var placement = model.OpenTable<TeamPlacement>(row => new { row.County, row.Id });
        placement.HasIndex(row => new { row.County, row.TeamId }).IsUnique().HasFilter("until is null");
        placement.HasIndex(row => new { row.County, row.TeamId, row.Since });
        placement.ToTable(table => table.HasCheckConstraint("team_placement_days", "until >= since"));
        model.OpenTable<TeamServiceDay>(row => new { row.County, row.TeamId, row.Day }).InsertOnly();

        var membership = model.PersonalTable<Membership>(row => new { row.County, row.Id });
        membership.HasIndex(row => new { row.County, row.TeamId, row.PersonId }).IsUnique().HasFilter("left_on is null");
        membership.HasIndex(row => new { row.County, row.TeamId, row.Id });
        membership.HasIndex(row => new { row.County, row.PersonId });
        membership.ToTable(table => table.HasCheckConstraint("membership_days", "left_on >= joined_on"));

        var association = model.OpenTable<Association>(row => new { row.County, row.Number });
        association.HasIndex(row => new { row.County, row.Site, row.Number });
        association.Property(row => row.Number).UseCollation("C");
        association.Property(row => row.Version).IsConcurrencyToken();
        association.Moves();
        var brand = model.OpenTable<Brand>(row => new { row.County, row.Id });
        brand.HasIndex(row => new { row.County, row.Name }).IsUnique();
        brand.HasIndex(row => new { row.County, row.Site, row.Id });
        brand.Property(row => row.Version).IsConcurrencyToken();
        brand.Moves();
        brand.Property(row => row.ProjectIds).HasDefaultValueSql("'{}'");
        var step = model.OpenTable<BrandStep>(row => new { row.County, row.Id });
        step.HasIndex(row => new { row.County, row.BrandId }).IsUnique().HasFilter("until is null");
        step.HasIndex(row => new { row.County, row.BrandId, row.Since });
        step.ToTable(table => table.HasCheckConstraint("brand_step_days", "until >= since"));

        model.PersonalTable<FirstHours>(row => new { row.County, row.PersonId }).InsertOnly();
        var certificate = model.PersonalTable<Certificate>(row => new { row.County, row.Number });
        certificate.HasIndex(row => new { row.County, row.IssuedAt, row.Number });
        certificate.HasIndex(row => new { row.County, row.PersonId, row.IssuedAt });
        certificate.Property(row => row.Number).UseCollation("C");
        certificate.Property(row => row.Version).IsConcurrencyToken();
        model.PersonalTable<CertificateNumber>(row => new { row.County, row.Year });
        var correction = model.PersonalTable<CorrectionRequest>(row => new { row.County, row.Id });
        correction.HasIndex(row => new { row.County, row.PersonId, row.Id });
        correction.HasIndex(row => new { row.County, row.DueOn, row.Id });
        correction.Property(row => row.Version).IsConcurrencyToken();

        var entry = model.PersonalTable<HoursEntry>(row => new { row.County, row.Id }).InsertOnly();
        // One line 1 per person and activity: hours are applied once. A twin that writes the same next line loses.
        entry.HasIndex(row => new { row.County, row.ActivityId, row.PersonId, row.Line }).IsUnique();
        // One line per record of another system: the same file twice adds nothing.
        entry.HasIndex(row => new { row.County, row.Source, row.SourceNumber }).IsUnique().HasFilter("source_number is not null");
        entry.Property(row => row.SourceNumber).UseCollation("C");
        entry.HasIndex(row => new { row.County, row.ServedOn, row.Id });
        entry.HasIndex(row => new { row.County, row.PersonId, row.ServedOn, row.Id });
        entry.ToTable(table => table.HasCheckConstraint("hours_entry_balance", "balance >= 0 and (line > 1 or balance = minutes)"));
    }

    /// <summary>Whoever writes a person's first line for an activity of a team, the team has served on that day: said in one place for all of them.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var served = ChangeTracker.Entries<HoursEntry>().Where(entry => entry.State == EntityState.Added && entry.Entity is { TeamId: not null, Line: 1, Minutes: > 0 })
            .Select(entry => (entry.Entity.County, Team: entry.Entity.TeamId!.Value, entry.Entity.ServedOn)).ToList();
        if (served.Count == 0) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        return await this.TogetherAsync(async () =>
        {
            foreach (var county in served.GroupBy(each => each.County)) await TeamServiceDay.TakeAsync(this, county.Key, county.Select(each => (each.Team, each.ServedOn)), cancellationToken);
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }, cancellationToken);
    }
}
