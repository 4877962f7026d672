using CivPractice.Lecture.Boards;
using CivPractice.Lecture.Courses;
using CivPractice.Lecture.Feedback;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.Materials;
using CivPractice.Lecture.Offers;
using CivPractice.Lecture.Orders;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.Sites;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Files;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture;

/// <summary>Lecture's own database. Lecturers stand here by their public name; who orders a lecture and what people asked is fenced to one county as personal.</summary>
public sealed class LectureDb(DbContextOptions<LectureDb> options, CallerScope scope, TimeProvider clock) : ServiceDb(options, scope, clock)
{
    public DbSet<KnownSite> Sites => Set<KnownSite>();
    public DbSet<LecturerTeam> Teams => Set<LecturerTeam>();
    public DbSet<Lecturer> Lecturers => Set<Lecturer>();
    public DbSet<RegularSlot> Slots => Set<RegularSlot>();
    public DbSet<LectureSession> Sessions => Set<LectureSession>();
    public DbSet<AudienceEntry> AudienceEntries => Set<AudienceEntry>();
    public DbSet<SessionChange> SessionChanges => Set<SessionChange>();
    public DbSet<SessionFeedback> Feedback => Set<SessionFeedback>();
    public DbSet<SessionMaterial> Materials => Set<SessionMaterial>();
    public DbSet<Question> Questions => Set<Question>();
    public DbSet<LectureOrder> Orders => Set<LectureOrder>();
    public DbSet<LectureOffer> Offers => Set<LectureOffer>();
    public DbSet<LectureCourse> Courses => Set<LectureCourse>();
    public DbSet<CourseVersion> CourseVersions => Set<CourseVersion>();
    public DbSet<Board> Boards => Set<Board>();
    public DbSet<BoardChange> BoardChanges => Set<BoardChange>();

    protected override void MapTables(ModelBuilder model)
    {
        model.ImportTablesOf();
        model.PhotosOf();
        var site = model.OpenTable<KnownSite>(site => new { site.County, site.Code });
        site.ToTable(table => table.HasCheckConstraint("known_site_position", "(latitude is null) = (longitude is null)"));
        MapTeams(model);
        MapSessions(model);
        MapOrders(model);
        MapLibrary(model);
    }

    static void MapTeams(ModelBuilder model)
    {
        var team = model.OpenTable<LecturerTeam>(row => new { row.County, row.Id });
        team.Ignore(row => row.Rule);
        team.Property(row => row.EndReason).HasDefaultValue("");
        team.Moves();
        team.Property(row => row.NamedSite).HasComputedColumnSql(MovingRows.FirstSite, stored: true);
        team.HasIndex(row => new { row.County, row.NamedSite, row.Name }).IsUnique();
        team.HasIndex(row => new { row.County, row.Site, row.Id });

        var lecturer = model.OpenTable<Lecturer>(row => new { row.County, row.Id });
        lecturer.Ignore(row => row.Profile);
        lecturer.Property(row => row.Topics).HasDefaultValueSql("'{}'");
        lecturer.HasIndex(row => new { row.County, row.TeamId, row.Id });
        lecturer.HasIndex(row => new { row.County, row.TeamId, row.PersonId }).IsUnique().HasFilter("person_id is not null and left_on is null");
        lecturer.HasIndex(row => new { row.County, row.PersonId }).HasFilter("person_id is not null");

        // The planner of each day finds what is due over all counties.
        var slot = model.OpenTable<RegularSlot>(row => new { row.County, row.Id }).ForJobs("select");
        slot.Ignore(row => row.Marks);
        slot.HasIndex(row => new { row.County, row.TeamId }).IsUnique().HasFilter("ended_on is null");
    }

    static void MapSessions(ModelBuilder model)
    {
        var session = model.OpenTable<LectureSession>(row => new { row.County, row.Id });
        session.Ignore(row => row.Marks);
        session.Ignore(row => row.Told);
        session.HasIndex(row => new { row.County, row.StartsAt, row.Id });
        // Whether a team that is to be dissolved still has sessions to come, or lectured later.
        session.HasIndex(row => new { row.County, row.TeamId, row.StartsAt });
        session.HasIndex(row => new { row.County, row.Site, row.StartsAt });
        session.HasIndex(row => new { row.County, row.LecturerId, row.StartsAt });
        session.HasIndex(row => new { row.County, row.SourceNumber }).IsUnique();
        session.HasIndex(row => new { row.County, row.SlotId, row.SlotDay }).IsUnique().HasFilter("slot_id is not null");
        session.HasIndex(row => new { row.County, row.ActivityId }).HasFilter("activity_id is not null");
        session.HasIndex(row => new { row.County, row.OrderId }).HasFilter("order_id is not null");
        session.HasIndex(row => new { row.County, row.VenueName, row.StartsAt }).HasFilter("venue_id is not null");
        session.Property(row => row.Version).IsConcurrencyToken();
        session.ToTable(table => table.HasCheckConstraint("lecture_session_audience", $"audience between 0 and {LectureSession.MostAudience}"));
        session.ToTable(table => table.HasCheckConstraint("lecture_session_broadcast", LectureSession.BroadcastRule));
        model.OpenTable<AudienceEntry>(row => new { row.County, row.Id }).InsertOnly().HasIndex(row => new { row.County, row.SessionId, row.Id });

        model.OpenTable<SessionChange>(row => new { row.County, row.Id }).InsertOnly().HasIndex(row => new { row.County, row.SessionId, row.Id });

        var question = model.PersonalTable<Question>(row => new { row.County, row.Id });
        question.HasIndex(row => new { row.County, row.SessionId, row.Id });

        var feedback = model.PersonalTable<SessionFeedback>(row => new { row.County, row.Id }).InsertOnly();
        feedback.HasIndex(row => new { row.County, row.SessionId, row.Id });
        feedback.ToTable(table => table.HasCheckConstraint("session_feedback_rating", $"rating between 1 and 5 and papers between 1 and {SessionFeedback.MostPapers}"));
        var material = model.OpenTable<SessionMaterial>(row => new { row.County, row.Id });
        material.HasIndex(row => new { row.County, row.SessionId, row.Hash }).IsUnique();
        material.Property(row => row.Hash).NamesFile();
    }

    static void MapOrders(ModelBuilder model)
    {
        var order = model.PersonalTable<LectureOrder>(row => new { row.County, row.Id });
        order.Moves();
        order.Property(row => row.Version).IsConcurrencyToken();
        order.HasIndex(row => new { row.County, row.Number }).IsUnique();
        order.HasIndex(row => new { row.County, row.Site, row.Id });
        // The lock on the offer decides who is first; this decides it whatever the code does.
        order.HasIndex(row => new { row.County, row.OfferId }).IsUnique().HasFilter("offer_id is not null");
        model.OpenTable<OrderCounter>(row => new { row.County, row.Day });

        var offer = model.OpenTable<LectureOffer>(row => new { row.County, row.Id });
        offer.Ignore(row => row.Marks);
        offer.Property(row => row.Version).IsConcurrencyToken();
        offer.Property(row => row.Area).UseCollation("C");
        offer.HasIndex(row => new { row.County, row.StartsAt, row.Id });
        offer.HasIndex(row => new { row.County, row.Area, row.StartsAt });
    }

    static void MapLibrary(ModelBuilder model)
    {
        var course = model.OpenTable<LectureCourse>(row => new { row.County, row.Id });
        course.Property(row => row.Version).IsConcurrencyToken();
        course.HasIndex(row => new { row.County, row.Site, row.Title }).IsUnique();
        model.OpenTable<CourseVersion>(row => new { row.County, row.CourseId, row.No });

        var board = model.OpenTable<Board>(row => new { row.County, row.Id });
        board.Moves();
        board.Property(row => row.Version).IsConcurrencyToken();
        board.Property(row => row.NamedSite).HasComputedColumnSql(MovingRows.FirstSite, stored: true);
        board.HasIndex(row => new { row.County, row.NamedSite, row.Name }).IsUnique();
        board.HasIndex(row => new { row.County, row.Site, row.Id });
        model.OpenTable<BoardChange>(row => new { row.County, row.Id }).InsertOnly().HasIndex(row => new { row.County, row.BoardId, row.ChangedOn, row.Id });
    }
}
