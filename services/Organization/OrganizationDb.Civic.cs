using CivPractice.Organization.Assessments;
using CivPractice.Organization.Bases;
using CivPractice.Organization.Bookings;
using CivPractice.Organization.Creation;
using CivPractice.Organization.Dictionaries;
using CivPractice.Organization.Honours;
using CivPractice.Organization.Livelihood;
using CivPractice.Organization.News;
using CivPractice.Organization.Visits;
using CivPractice.Platform.Database;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization;

/// <summary>Words, bases, honours, bookings, visits, creation, livelihood items, news, assessments.</summary>
public sealed partial class OrganizationDb
{
    public DbSet<DictionaryEntry> Words => Set<DictionaryEntry>();
    public DbSet<PracticeBase> Bases => Set<PracticeBase>();
    public DbSet<Honour> Honours => Set<Honour>();
    public DbSet<HonourHolder> HonourHolders => Set<HonourHolder>();
    public DbSet<VenueBooking> Bookings => Set<VenueBooking>();
    public DbSet<VenueRule> VenueRules => Set<VenueRule>();
    public DbSet<VisitCount> VisitCounts => Set<VisitCount>();
    public DbSet<FormerVisitCount> FormerVisitCounts => Set<FormerVisitCount>();
    public DbSet<ResidentQuote> Quotes => Set<ResidentQuote>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<Candidate> Candidates => Set<Candidate>();
    public DbSet<Objection> Objections => Set<Objection>();
    public DbSet<LivelihoodItem> LivelihoodItems => Set<LivelihoodItem>();
    public DbSet<NewsItem> News => Set<NewsItem>();
    public DbSet<SiteCriterion> SiteCriteria => Set<SiteCriterion>();
    public DbSet<Scheme> Schemes => Set<Scheme>();
    public DbSet<ItemScore> ItemScores => Set<ItemScore>();

    static void MapCivicTables(ModelBuilder model)
    {
        var word = model.OpenTable<DictionaryEntry>(row => new { row.County, row.Id });
        word.HasIndex(row => new { row.County, row.List, row.Text }).IsUnique();
        word.HasIndex(row => new { row.County, row.Rank, row.Id });
        word.Property(row => row.Version).IsConcurrencyToken();

        var ground = model.OpenTable<PracticeBase>(row => new { row.County, row.Id });
        ground.HasIndex(row => new { row.County, row.Name }).IsUnique();
        ground.HasIndex(row => new { row.County, row.Site, row.Id });
        ground.Property(row => row.Version).IsConcurrencyToken();
        ground.Moves();

        // What everybody reads is open; whose honour it is, is personal.
        var honour = model.OpenTable<Honour>(row => new { row.County, row.Id });
        honour.HasIndex(row => new { row.County, row.AwardedOn, row.Id });
        honour.Property(row => row.Version).IsConcurrencyToken();
        var holder = model.PersonalTable<HonourHolder>(row => new { row.County, row.HonourId });
        holder.HasIndex(row => new { row.County, row.Award, row.Name }).IsUnique();

        // No two that hold the time overlap: the constraint stands in Migrations/CivicConstraints.cs.
        var booking = model.PersonalTable<VenueBooking>(row => new { row.County, row.Id });
        booking.HasIndex(row => new { row.County, row.VenueId, row.StartsAt });
        booking.HasIndex(row => new { row.County, row.StartsAt, row.Id });
        booking.HasIndex(row => new { row.County, row.Person, row.StartsAt }).HasFilter("person is not null");
        booking.Property(row => row.Version).IsConcurrencyToken();
        model.OpenTable<VenueRule>(row => new { row.County, row.VenueId });

        var visit = model.OpenTable<VisitCount>(row => new { row.County, row.Site, row.Day, row.HalfDay, row.VenueId });
        visit.HasIndex(row => new { row.County, row.Day, row.Site });
        visit.HasIndex(row => new { row.County, row.VenueId, row.Day });
        visit.Property(row => row.RecordedAt).HasDefaultValueSql("now()");
        model.OpenTable<FormerVisitCount>(row => new { row.County, row.Id }).InsertOnly().HasIndex(row => new { row.County, row.Day, row.Site });
        model.PersonalTable<ResidentQuote>(row => new { row.County, row.Id }).HasIndex(row => new { row.County, row.Site, row.SaidOn });

        model.OpenTable<Campaign>(row => new { row.County, row.Id }).HasIndex(row => new { row.County, row.Kind, row.Title }).IsUnique();
        var candidate = model.PersonalTable<Candidate>(row => new { row.County, row.Id });
        candidate.HasIndex(row => new { row.County, row.CampaignId, row.Id });
        candidate.HasIndex(row => new { row.County, row.Site, row.Name });
        candidate.HasIndex(row => new { row.County, row.HonourId }).IsUnique().HasFilter("honour_id is not null");
        candidate.Property(row => row.Version).IsConcurrencyToken();
        candidate.HasMany(row => row.Steps).WithOne().HasForeignKey(step => new { step.County, step.CandidateId });
        candidate.HasMany(row => row.Objections).WithOne().HasForeignKey(objection => new { objection.County, objection.CandidateId });
        model.PersonalTable<CandidateStep>(row => new { row.County, row.CandidateId, row.No }).InsertOnly();
        model.PersonalTable<Objection>(row => new { row.County, row.Id });

        var item = model.OpenTable<LivelihoodItem>(row => new { row.County, row.Id });
        item.HasIndex(row => new { row.County, row.Year, row.Title }).IsUnique();
        item.HasIndex(row => new { row.County, row.DueOn, row.Id });
        item.Property(row => row.Version).IsConcurrencyToken();

        var news = model.OpenTable<NewsItem>(row => new { row.County, row.Id });
        news.HasIndex(row => new { row.County, row.Status, row.Id });
        news.Property(row => row.Version).IsConcurrencyToken();

        model.OpenTable<SiteCriterion>(row => new { row.County, row.Site, row.Criterion });
        var scheme = model.OpenTable<Scheme>(row => new { row.County, row.Id });
        scheme.HasIndex(row => new { row.County, row.Title }).IsUnique();
        scheme.Property(row => row.Version).IsConcurrencyToken();
        scheme.HasMany(row => row.Items).WithOne().HasForeignKey(one => new { one.County, one.SchemeId });
        model.OpenTable<SchemeItem>(row => new { row.County, row.SchemeId, row.No });
        model.OpenTable<ItemScore>(row => new { row.County, row.SchemeId, row.Site, row.No });
        MapPlaces(model);
    }
}
