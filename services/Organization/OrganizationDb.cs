using CivPractice.Organization.Coordination;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Meetings;
using CivPractice.Organization.Neighbourhoods;
using CivPractice.Organization.Pilots;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.Venues;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization;

public sealed partial class OrganizationDb(DbContextOptions<OrganizationDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<Division> Divisions => Set<Division>();
    public DbSet<PracticeSite> Sites => Set<PracticeSite>();
    public DbSet<SitePost> Posts => Set<SitePost>();
    public DbSet<Venue> Venues => Set<Venue>();
    public DbSet<PostAppointment> Appointments => Set<PostAppointment>();

    public DbSet<PilotDesignation> Pilots => Set<PilotDesignation>();
    public DbSet<PolicyDocument> Documents => Set<PolicyDocument>();
    public DbSet<PolicyTask> Tasks => Set<PolicyTask>();
    public DbSet<CoordinationUnit> Units => Set<CoordinationUnit>();
    public DbSet<UnitDuty> Duties => Set<UnitDuty>();
    public DbSet<HeldMeeting> Meetings => Set<HeldMeeting>();
    public DbSet<MeetingDecision> Decisions => Set<MeetingDecision>();
    public DbSet<DecisionStep> DecisionSteps => Set<DecisionStep>();
    public DbSet<Neighbourhood> Neighbourhoods => Set<Neighbourhood>();

    public DbSet<SiteBuilding> SitePhases => Set<SiteBuilding>();

    protected override void MapTables(ModelBuilder model)
    {
        model.ImportTablesOf();
        model.PhotosOf();
        var division = model.OpenTable<Division>(row => new { row.County, row.Code });
        division.Property(row => row.Since).HasDefaultValue(Division.Beginning);
        division.Property(row => row.Version).IsConcurrencyToken().HasDefaultValue(1L);
        model.OpenTable<DivisionCount>(row => new { row.County, row.Code, row.Day, row.RecordedAt }).InsertOnly();
        var site = model.OpenTable<PracticeSite>(row => new { row.County, row.Code });
        site.Property(row => row.Version).IsConcurrencyToken();
        site.HasIndex(row => new { row.County, row.Tier, row.Code });
        site.HasIndex(row => new { row.County, row.Successor }).HasFilter("successor <> ''");
        model.OpenTable<SiteBuilding>(row => new { row.County, row.Site, row.Since }).HasIndex(row => new { row.County, row.Site, row.Phase }).IsUnique();

        var post = model.OpenTable<SitePost>(row => new { row.County, row.Id });
        post.HasIndex(row => new { row.County, row.Site, row.Title }).IsUnique();
        // Who holds an office of the party or the county is public; the person's other data stay in Volunteer.
        var appointment = model.OpenTable<PostAppointment>(row => new { row.County, row.Id });
        post.Property(row => row.Version).IsConcurrencyToken();
        post.Moves();
        // Besides, no two times of a post with one place overlap: Migrations/Constraints.cs.
        appointment.HasIndex(row => new { row.County, row.PostId, row.From });
        appointment.Property(row => row.Version).IsConcurrencyToken().HasDefaultValue(1L);
        appointment.ToTable(table => table.HasCheckConstraint("appointment_days", "\"to\" >= \"from\""));

        var venue = model.OpenTable<Venue>(row => new { row.County, row.Id });
        venue.HasIndex(row => new { row.County, row.NamedSite, row.Name }).IsUnique();
        venue.HasIndex(row => new { row.County, row.Site, row.Id });
        venue.Property(row => row.Version).IsConcurrencyToken();
        venue.Moves();
        venue.ToTable(table => table.HasCheckConstraint("venue_days", "withdrawn_on >= integrated_on"));
        MapPolicies(model);
        MapMeetings(model);
        MapMechanisms(model);
        MapCivicTables(model);
    }

    static void MapPolicies(ModelBuilder model)
    {
        var pilot = model.OpenTable<PilotDesignation>(row => new { row.County, row.Id });
        pilot.HasIndex(row => new { row.County, row.Site, row.Level }).IsUnique();
        pilot.Property(row => row.Version).IsConcurrencyToken();

        var document = model.OpenTable<PolicyDocument>(row => new { row.County, row.Id });
        document.HasIndex(row => new { row.County, row.Title }).IsUnique();
        document.HasIndex(row => new { row.County, row.IssuedOn, row.Id });
        document.Property(row => row.Version).IsConcurrencyToken();
        var task = model.OpenTable<PolicyTask>(row => new { row.County, row.Id });
        task.HasIndex(row => new { row.County, row.DocumentId, row.Clause, row.ResponsibleUnit }).IsUnique();
        task.Property(row => row.Version).IsConcurrencyToken();
        task.ToTable(table => table.HasCheckConstraint("policy_task_done", $"(done_on is not null) = (state = {(int)V1.DocumentTaskState.TaskDone})"));
        model.OpenTable<PolicyTaskStep>(row => new { row.County, row.TaskId, row.No }).InsertOnly();

        // Who speaks for a unit holds an office; the person's other data stay in Volunteer.
        var unit = model.OpenTable<CoordinationUnit>(row => new { row.County, row.Id });
        unit.HasIndex(row => new { row.County, row.Group, row.Name }).IsUnique();
        unit.HasIndex(row => new { row.County, row.Name, row.Id });
        unit.Property(row => row.Version).IsConcurrencyToken();
        model.OpenTable<UnitDuty>(row => new { row.County, row.Id }).HasIndex(row => new { row.County, row.UnitId, row.DocumentId, row.Clause }).IsUnique();

        var neighbourhood = model.OpenTable<Neighbourhood>(row => new { row.County, row.Id });
        neighbourhood.HasIndex(row => new { row.County, row.NamedSite, row.Name }).IsUnique();
        neighbourhood.HasIndex(row => new { row.County, row.Site, row.Id });
        neighbourhood.Property(row => row.Version).IsConcurrencyToken();
        neighbourhood.Moves();
        model.OpenTable<NeighbourhoodCount>(row => new { row.County, row.NeighbourhoodId, row.Day }).InsertOnly().Property(row => row.RecordedAt).HasDefaultValueSql("now()");
    }

    static void MapMeetings(ModelBuilder model)
    {
        // Who was in the chair holds an office; the person's other data stay in Volunteer.
        var meeting = model.OpenTable<HeldMeeting>(row => new { row.County, row.Id });
        meeting.HasIndex(row => new { row.County, row.HeldOn, row.Title }).IsUnique();
        meeting.HasIndex(row => new { row.County, row.HeldOn, row.Id });
        meeting.Property(row => row.Version).IsConcurrencyToken();

        var decision = model.OpenTable<MeetingDecision>(row => new { row.County, row.Id });
        decision.HasIndex(row => new { row.County, row.MeetingId, row.No }).IsUnique();
        decision.HasIndex(row => new { row.County, row.DueOn, row.Id });
        decision.Property(row => row.Version).IsConcurrencyToken();
        decision.ToTable(table => table.HasCheckConstraint("meeting_decision_done", $"(done_on is not null) = (state = {(int)V1.DecisionState.DecisionDone})"));
        model.OpenTable<DecisionStep>(row => new { row.County, row.DecisionId, row.No }).InsertOnly();
    }
}
