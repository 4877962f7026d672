using CivPractice.Activity.Activities;
using CivPractice.Activity.Donations;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Mobilizations;
using CivPractice.Activity.Needs;
using CivPractice.Activity.Projects;
using CivPractice.Activity.SignUps;
using CivPractice.Activity.Visits;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity;

/// <summary>Needs, projects, activities, sign-ups, and the copies by which eligibility is decided.</summary>
public sealed class ActivityDb(DbContextOptions<ActivityDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<Need> Needs => Set<Need>();
    public DbSet<Project> Projects => Set<Project>();
    public DbSet<PracticeActivity> Activities => Set<PracticeActivity>();
    public DbSet<ActivityPost> Posts => Set<ActivityPost>();
    public DbSet<SignUp> SignUps => Set<SignUp>();
    public DbSet<KnownSite> Sites => Set<KnownSite>();
    public DbSet<KnownTeam> Teams => Set<KnownTeam>();
    public DbSet<KnownAssociation> Associations => Set<KnownAssociation>();
    public DbSet<Donation> Donations => Set<Donation>();
    public DbSet<Beneficiary> Beneficiaries => Set<Beneficiary>();
    public DbSet<BeneficiaryYear> BeneficiaryYears => Set<BeneficiaryYear>();
    public DbSet<Allocation> Allocations => Set<Allocation>();
    public DbSet<AllocationReversal> AllocationReversals => Set<AllocationReversal>();
    public DbSet<Mobilization> Mobilizations => Set<Mobilization>();
    public DbSet<SiteAnswer> SiteAnswers => Set<SiteAnswer>();
    public DbSet<VolunteerAnswer> VolunteerAnswers => Set<VolunteerAnswer>();
    public DbSet<TeamAnswer> TeamAnswers => Set<TeamAnswer>();
    public DbSet<MobilizationTask> MobilizationTasks => Set<MobilizationTask>();
    public DbSet<MobilizationShift> MobilizationShifts => Set<MobilizationShift>();
    public DbSet<ShiftPerson> ShiftPersons => Set<ShiftPerson>();
    public DbSet<ShiftTeam> ShiftTeams => Set<ShiftTeam>();
    public DbSet<ShiftHandOver> ShiftHandOvers => Set<ShiftHandOver>();
    public DbSet<HomeVisit> HomeVisits => Set<HomeVisit>();
    public DbSet<VisitNote> VisitNotes => Set<VisitNote>();
    public DbSet<VisitTarget> VisitTargets => Set<VisitTarget>();
    public DbSet<KnownVolunteer> Volunteers => Set<KnownVolunteer>();
    public DbSet<KnownWord> Words => Set<KnownWord>();

    protected override void MapTables(ModelBuilder model)
    {
        var need = model.PersonalTable<Need>(row => new { row.County, row.Id });
        need.Property(row => row.Version).IsConcurrencyToken();
        need.Moves();
        need.HasIndex(row => new { row.County, row.Number }).IsUnique();
        need.HasIndex(row => new { row.County, row.Site, row.Id });
        need.HasIndex(row => new { row.County, row.TeamId, row.Id });
        need.HasIndex(row => new { row.County, row.MergedInto }).HasFilter("merged_into is not null");
        need.HasMany(row => row.Steps).WithOne().HasForeignKey(step => new { step.County, step.NeedId });
        model.PersonalTable<NeedStep>(row => new { row.County, row.NeedId, row.No }).InsertOnly();
        model.OpenTable<DispatchRule>(row => new { row.County });
        model.OpenTable<NeedCounter>(row => new { row.County, row.Day });

        model.ImportTablesOf();
        model.PhotosOf();
        var project = model.OpenTable<Project>(row => new { row.County, row.Id });
        project.Ignore(row => row.Plan);
        project.Property(row => row.Version).IsConcurrencyToken();
        project.Property(row => row.Award).HasDefaultValue("");
        project.Property(row => row.CrossWork).HasDefaultValueSql("'{}'");
        project.Property(row => row.LocalPlatform).HasDefaultValue("");
        project.ToTable(table => table.HasCheckConstraint("project_budget", "budget_fen > 0"));
        project.Moves();
        project.Property(row => row.NamedSite).HasComputedColumnSql(MovingRows.FirstSite, stored: true);
        project.HasIndex(row => new { row.County, row.NamedSite, row.Name }).IsUnique();
        project.HasIndex(row => new { row.County, row.Site, row.Id });
        project.HasIndex(row => new { row.County, row.RegistryNumber }).IsUnique();
        project.HasIndex(row => new { row.County, row.StartsOn, row.Id });
        var projectTerm = model.OpenTable<ProjectTerm>(row => new { row.County, row.Term, row.ProjectId });
        projectTerm.Property(row => row.Term).UseCollation("C");
        projectTerm.HasIndex(row => new { row.County, row.ProjectId });

        var activity = model.OpenTable<PracticeActivity>(row => new { row.County, row.Id });
        activity.Property(row => row.Version).IsConcurrencyToken();
        activity.HasIndex(row => new { row.County, row.StartsAt, row.Id });
        activity.HasIndex(row => new { row.County, row.Site, row.StartsAt });
        activity.HasIndex(row => new { row.County, row.ProjectId, row.StartsAt, row.Id }).HasFilter("project_id is not null");
        activity.HasIndex(row => new { row.County, row.Association, row.StartsAt, row.Id }).HasFilter("association is not null");
        activity.HasIndex(row => new { row.County, row.SourceNumber }).IsUnique();
        activity.Ignore(row => row.Marks);
        activity.Property(row => row.LocalPlatform).HasDefaultValue("");
        activity.Property(row => row.Theme).HasDefaultValue("");
        activity.Property(row => row.Audience).HasDefaultValue("");
        activity.Property(row => row.Insurance).HasDefaultValue("");
        activity.Property(row => row.Base).HasDefaultValue("");
        activity.Property(row => row.Venue).HasDefaultValue("");
        activity.Property(row => row.Purposes).HasDefaultValueSql("'{}'");
        activity.Property(row => row.CrossWork).HasDefaultValueSql("'{}'");
        activity.Property(row => row.HostUnits).HasDefaultValueSql("'{}'");
        activity.Property(row => row.OrganizingUnits).HasDefaultValueSql("'{}'");
        activity.Property(row => row.AssistingUnits).HasDefaultValueSql("'{}'");
        activity.HasMany(row => row.Posts).WithOne().HasForeignKey(post => new { post.County, post.ActivityId });
        model.OpenTable<ActivityPost>(row => new { row.County, row.Id });
        model.OpenTable<ActivityCorrection>(row => new { row.County, row.ActivityId, row.No }).InsertOnly();
        model.OpenTable<PublishingRule>(row => new { row.County });
        // In this order a term's entries lie from the newest to the oldest: a page of what is found is a piece of the key.
        model.OpenTable<ActivityTerm>(row => new { row.County, row.Term, row.StartsAt, row.ActivityId }).InsertOnly().Property(row => row.Term).UseCollation("C");

        var signUp = model.PersonalTable<SignUp>(row => new { row.County, row.Id });
        signUp.Property(row => row.Version).IsConcurrencyToken();
        signUp.HasIndex(row => new { row.County, row.ActivityId, row.PersonId }).IsUnique();
        signUp.HasIndex(row => new { row.County, row.PersonId, row.Id });
        signUp.HasIndex(row => new { row.County, row.PostId, row.Queue }).HasFilter($"status = {(int)V1.SignUpStatus.Waiting}");

        // Fenced like any personal table; only its exclusion constraint (Migrations/Constraints.cs) looks over all counties.
        model.PersonalTable<PersonTime>(row => new { row.County, row.PersonId, row.ActivityId });

        model.OpenTable<KnownSite>(row => new { row.County, row.Code });
        model.OpenTable<KnownTeam>(row => new { row.County, row.Id }).HasIndex(row => new { row.County, row.LeaderPersonId });
        model.OpenTable<KnownWord>(row => new { row.County, row.Id });
        model.OpenTable<KnownAssociation>(row => new { row.County, row.Number }).Property(row => row.Number).UseCollation("C");

        var donation = model.PersonalTable<Donation>(row => new { row.County, row.Id });
        donation.HasIndex(row => new { row.County, row.Receipt }).IsUnique();
        donation.HasIndex(row => new { row.County, row.ReceivedOn, row.Id });
        donation.Property(row => row.Donor).SealedFor(Donation.DonorPurpose);
        donation.ToTable(table => table.HasCheckConstraint("donation_allocated", "amount > 0 and allocated between 0 and amount"));
        var beneficiary = model.PersonalTable<Beneficiary>(row => new { row.County, row.Id });
        beneficiary.HasIndex(row => new { row.County, row.Code }).IsUnique();
        beneficiary.HasIndex(row => new { row.County, row.IdentityHash }).IsUnique().HasFilter("identity_hash is not null");
        beneficiary.Property(row => row.Code).UseCollation("C");
        beneficiary.Property(row => row.Name).SealedFor(Beneficiary.NamePurpose);
        model.PersonalTable<BeneficiaryYear>(row => new { row.County, row.Association, row.Year, row.BeneficiaryId });
        var allocation = model.PersonalTable<Allocation>(row => new { row.County, row.Id }).InsertOnly();
        allocation.HasIndex(row => new { row.County, row.Number }).IsUnique();
        allocation.HasIndex(row => new { row.County, row.HelpedOn, row.Id });
        allocation.HasIndex(row => new { row.County, row.BeneficiaryId, row.HelpedOn });
        allocation.ToTable(table => table.HasCheckConstraint("allocation_amount", "amount > 0"));
        model.PersonalTable<AllocationReversal>(row => new { row.County, row.AllocationId, row.Line }).InsertOnly()
            .ToTable(table => table.HasCheckConstraint("allocation_reversal_standing", "line > 0 and amount > 0 and standing >= 0"));

        var mobilization = model.OpenTable<Mobilization>(row => new { row.County, row.Number });
        mobilization.Property(row => row.Number).UseCollation("C");
        mobilization.Property(row => row.Area).UseCollation("C");
        mobilization.Property(row => row.Version).IsConcurrencyToken();
        mobilization.HasIndex(row => new { row.County, row.StartsAt, row.Number });
        model.OpenTable<SiteAnswer>(row => new { row.County, row.Mobilization, row.Site }).InsertOnly();
        model.PersonalTable<VolunteerAnswer>(row => new { row.County, row.Mobilization, row.PersonId }).InsertOnly().Property(row => row.RecordedAt).HasDefaultValueSql("now()");

        // Locked, never changed, while its people are put on shifts.
        var teamAnswer = model.OpenTable<TeamAnswer>(row => new { row.County, row.Mobilization, row.TeamId });
        teamAnswer.Property(row => row.Mobilization).UseCollation("C");
        teamAnswer.ToTable(table => table.HasCheckConstraint("team_answer_people", "people > 0"));
        var task = model.OpenTable<MobilizationTask>(row => new { row.County, row.Id });
        task.Property(row => row.Mobilization).UseCollation("C");
        task.HasIndex(row => new { row.County, row.Mobilization, row.StartsAt, row.Id });
        task.Property(row => row.SourceNumber).UseCollation("C");
        task.HasIndex(row => new { row.County, row.Mobilization, row.SourceNumber }).IsUnique();
        task.ToTable(table => table.HasCheckConstraint("mobilization_task_order", "starts_at < ends_at and needed > 0"));
        var shift = model.OpenTable<MobilizationShift>(row => new { row.County, row.Id });
        shift.Property(row => row.Mobilization).UseCollation("C");
        shift.HasIndex(row => new { row.County, row.TaskId, row.StartsAt, row.Id });
        shift.HasIndex(row => new { row.County, row.Mobilization });
        // Shifts from before there were codes get a secret each, so that nobody can guess theirs.
        shift.Property(row => row.Secret).HasDefaultValueSql("uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())");
        shift.ToTable(table => table.HasCheckConstraint("mobilization_shift_people", "starts_at < ends_at and people between 0 and needed and present between 0 and people"));
        model.PersonalTable<ShiftPerson>(row => new { row.County, row.ShiftId, row.PersonId }).HasIndex(row => new { row.County, row.PersonId, row.ShiftId });
        var shiftTeam = model.OpenTable<ShiftTeam>(row => new { row.County, row.ShiftId, row.TeamId });
        shiftTeam.HasIndex(row => new { row.County, row.TeamId });
        shiftTeam.ToTable(table => table.HasCheckConstraint("shift_team_people", "people > 0 and present between 0 and people"));
        var handOver = model.PersonalTable<ShiftHandOver>(row => new { row.County, row.ShiftId }).InsertOnly();
        handOver.HasIndex(row => new { row.County, row.NextShiftId });

        var visit = model.PersonalTable<HomeVisit>(row => new { row.County, row.Id });
        visit.HasIndex(row => new { row.County, row.VisitedOn, row.Id });
        visit.HasIndex(row => new { row.County, row.Site, row.VisitedOn }).HasFilter("follow_up");
        visit.Property(row => row.Mobilization).UseCollation("C");
        visit.Property(row => row.Neighbourhood).UseCollation("C").HasDefaultValue("");
        visit.HasIndex(row => new { row.County, row.Mobilization, row.Site, row.Neighbourhood }).HasFilter("mobilization is not null");
        model.PersonalTable<VisitorYear>(row => new { row.County, row.Year, row.PersonId });
        var target = model.OpenTable<VisitTarget>(row => new { row.County, row.Mobilization, row.Site, row.Neighbourhood });
        target.Property(row => row.Mobilization).UseCollation("C");
        target.Property(row => row.Neighbourhood).UseCollation("C");
        target.ToTable(table => table.HasCheckConstraint("visit_target_households", "households > 0"));
        var note = model.PersonalTable<VisitNote>(row => new { row.County, row.VisitId }).ForJobs("select, delete");
        note.HasIndex(row => row.ExpiresAt);
        note.Property(row => row.Note).SealedFor(VisitNote.NotePurpose);

        var volunteer = model.PersonalTable<KnownVolunteer>(row => new { row.County, row.PersonId });
        volunteer.Property(row => row.Number).UseCollation("C").HasDefaultValue("");
        volunteer.Property(row => row.RegistryNumber).UseCollation("C").HasDefaultValue("");
        volunteer.HasIndex(row => new { row.County, row.Number });
        volunteer.HasIndex(row => new { row.County, row.RegistryNumber });
    }
}
