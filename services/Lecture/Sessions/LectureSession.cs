using System.Security.Cryptography;
using CivPractice.Lecture.V1;
using CivPractice.Lecture.Venues;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Sessions;

/// <summary>A session (宣讲场次): 已排期 -> 已宣讲 (-> 已作废), or 已排期 -> 取消.</summary>
public sealed class LectureSession : ICountyRow
{
    public const int MostAudience = 100_000;
    public const int LeastMinutes = 5;
    public const int MostMinutes = 1440;

    internal const string BroadcastHint = "宣传栏、阅报栏、广播、大喇叭的听众不能清点,请选择估算或扫码";

    /// <summary>What is written down later than this is a late entry (补录): the same ten days that a service record has, without the days off.</summary>
    static readonly TimeSpan inTime = TimeSpan.FromDays(10);

    /// <summary>Listeners may say what they thought for a week, by six signs that nobody misreads when they are written on a board.</summary>
    static readonly TimeSpan feedbackTime = TimeSpan.FromDays(7);
    const string codeSigns = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int codeLength = 6;

    /// <summary>Channels that nobody sits before: whoever hears or reads them can be estimated or scanned, never counted.</summary>
    public static readonly IReadOnlyList<Channel> Broadcasts = [Channel.PublicityBoard, Channel.NewspaperBoard, Channel.CommunityRadio, Channel.Loudspeaker];

    internal static readonly string BroadcastRule =
        $"not (count_method = {(int)CountMethod.HeadCount} and channel in ({string.Join(", ", Broadcasts.Select(channel => (int)channel))}))";

    /// <summary>Whether an audience of the channel can be counted that way.</summary>
    public static bool CanCount(Channel channel, CountMethod method) => method != CountMethod.HeadCount || !Broadcasts.Contains(channel);

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Its number where it was kept before (原编号), unique in the county; null for what was recorded here.</summary>
    public string? SourceNumber { get; init; }

    /// <summary>The import that brought it; null for what was recorded here.</summary>
    public Guid? ImportId { get; init; }
    public required string Title { get; set; }
    public required string Topic { get; set; }

    /// <summary>Where it takes place.</summary>
    public required string Site { get; set; }

    /// <summary>Where at the site, e.g. 红色讲堂.</summary>
    public string Place { get; set; } = "";

    /// <summary>The venue (阵地) of the site's, and as it was named when this was written down; null where the place is only told.</summary>
    public Guid? VenueId { get; set; }
    public string VenueName { get; set; } = "";
    public required Guid TeamId { get; init; }

    /// <summary>Null where nobody speaks in person, e.g. on a board, and where who will speak is open.</summary>
    public Guid? LecturerId { get; set; }
    public required Level Level { get; init; }
    public required Channel Channel { get; init; }
    public required string Method { get; set; }
    public required string Form { get; set; }
    public required string PlaceKind { get; set; }

    /// <summary>Whom it is for, e.g. 党员, 村民, 学生.</summary>
    public string AudienceKind { get; set; } = "";

    /// <summary>What it is for: a field of tasks (六项任务), and whom it serves (四个群众).</summary>
    public LectureTaskField TaskField { get; private set; }
    public int[] Purposes { get; private set; } = [];

    public Marks Marks
    {
        get => new(TaskField, Purposes);
        set => (TaskField, Purposes) = (value.TaskField, value.Purposes);
    }
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary><see cref="LeastMinutes"/> to <see cref="MostMinutes"/>.</summary>
    public required int DurationMinutes { get; init; }

    /// <summary>Written down before its start, so that plans can be held against what came of them.</summary>
    public bool PlannedAhead { get; init; }

    /// <summary>The course, and the version of it, that is lectured from.</summary>
    public Guid? CourseId { get; init; }
    public int CourseVersion { get; private set; }
    public Guid? OrderId { get; init; }

    /// <summary>The activity that it is a part of, by its id at the owner. The session counts as a lecture and the activity as an activity: see <see cref="Measures.InActivity"/>.</summary>
    public Guid? ActivityId { get; init; }

    /// <summary>The regular slot that planned it, and the day of the slot: one session a day.</summary>
    public Guid? SlotId { get; init; }
    public DateOnly? SlotDay { get; init; }
    public SessionStatus Status { get; private set; } = SessionStatus.Planned;

    /// <summary>Persons at this session, counted by <see cref="CountMethod"/>; 0 to 100,000. The balance of its lines in the ledger.</summary>
    public int Audience { get; private set; }
    public CountMethod CountMethod { get; private set; }

    /// <summary>When it was written down as held; null where that is not known any more.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }

    /// <summary>Whether a leading lecturer (示范引领) gave it: what somebody is told of later does not change what was.</summary>
    public bool ByLeading { get; private set; }
    public bool Corrected { get; private set; }

    /// <summary>What was done of a moral lecture (道德讲堂); empty for any other session.</summary>
    public string[] MoralSteps { get; private set; } = [];

    /// <summary>When it was first written down that it was one, which is after it was held; null for any other session.</summary>
    public DateTimeOffset? MoralAt { get; private set; }

    /// <summary>The model person (先进人物) who was told about, by that person's consent.</summary>
    public string ModelPerson { get; private set; } = "";
    public string Deed { get; private set; } = "";

    /// <summary>Why it was cancelled or voided.</summary>
    public string Reason { get; private set; } = "";
    /// <summary>By which listeners say what they thought of it, shown by who organises it; empty before. Up to and until when it is taken.</summary>
    public string FeedbackCode { get; private set; } = "";
    public DateTimeOffset? FeedbackUntil { get; private set; }
    public long Version { get; private set; } = 1;

    /// <summary>What is told of it and may be told otherwise.</summary>
    public Told Told => new(Title, Topic, Method, Form, PlaceKind, AudienceKind, Place, VenueId is { } venue ? new NamedVenue(venue, VenueName) : null, Marks);

    public bool IsMoral => MoralSteps.Length > 0;

    /// <summary>Written down late (补录). What a file brought was written down elsewhere, nobody knows when.</summary>
    public bool IsLate => ImportId is null && RecordedAt is { } at && at > StartsAt.AddMinutes(DurationMinutes) + inTime;

    /// <summary>已排期 -> 已宣讲, with the audience: the first line of its ledger.</summary>
    /// <exception cref="Fault">NOT_PLANNED, NOT_STARTED, or BROADCAST_HEAD_COUNT for a head count where nobody can be counted.</exception>
    public AudienceEntry Hold(int audience, CountMethod method, DateTimeOffset now, bool byLeading = false)
    {
        RequirePlanned();
        if (now < StartsAt) throw Fault.Precondition("NOT_STARTED", "宣讲还没有开始,不能登记为已宣讲");
        RequireCountable(method);
        (Audience, CountMethod, Status, RecordedAt, ByLeading) = (audience, method, SessionStatus.Held, now, byLeading);
        Version++;
        return Line(audience, method, "", now);
    }

    /// <summary>Sets right what was written down wrongly: the old line is taken back, then the right one is written.</summary>
    /// <exception cref="Fault">NOT_HELD, NOTHING_TO_CORRECT, BROADCAST_HEAD_COUNT.</exception>
    public IReadOnlyList<AudienceEntry> Correct(int audience, CountMethod method, string reason, DateTimeOffset now)
    {
        RequireHeld();
        RequireCountable(method);
        if (audience == Audience && method == CountMethod) throw Fault.Precondition("NOTHING_TO_CORRECT", "更正前后是一样的");
        var counter = Line(-Audience, CountMethod, reason, now);
        (Audience, CountMethod, Corrected) = (audience, method, true);
        Version++;
        return [counter, Line(audience, method, reason, now, after: 1)];
    }

    /// <summary>Tells it otherwise: of one that is planned it may change, of one that was held it is completed or set right. What stood there before is kept.</summary>
    /// <exception cref="Fault">SESSION_OVER, NOTHING_TO_CORRECT, REQUIRED: what was said of a session that was held is set right for a reason.</exception>
    public IReadOnlyList<SessionChange> Tell(Told told, string reason, DateTimeOffset now)
    {
        if (Status is not (SessionStatus.Planned or SessionStatus.Held)) throw Fault.Precondition("SESSION_OVER", Status == SessionStatus.SessionVoided ? "这场宣讲已经作废" : "这场宣讲已经取消");
        var fields = Told.Against(told).ToList();
        if (fields.Count == 0) throw Fault.Precondition("NOTHING_TO_CORRECT", "更正前后是一样的");
        if (Status == SessionStatus.Held && reason.Length < 2 && fields.Exists(field => field.Before.Length > 0)) throw Fault.Invalid("reason", "REQUIRED", "已宣讲的场次,改动原来填过的内容要写明原因");
        (Title, Topic, Method, Form, PlaceKind, AudienceKind) = (told.Title, told.Topic, told.Method, told.Form, told.PlaceKind, told.AudienceKind);
        (Place, VenueId, VenueName, Marks) = (told.Place, told.Venue?.Id, told.Venue?.Name ?? "", told.Marks);
        Version++;
        // As with the audience's lines: read in the order of their ids.
        return [.. fields.Select((field, no) => new SessionChange { County = County, Id = Guid.CreateVersion7(now.AddMilliseconds(no)), SessionId = Id, Field = field.Field, Before = field.Before, After = field.After, Reason = reason, At = now })];
    }

    /// <summary>已宣讲 -> 已作废: it never took place, or stands here twice. Its audience is taken back.</summary>
    /// <exception cref="Fault">NOT_HELD.</exception>
    public AudienceEntry Void(string reason, DateTimeOffset now)
    {
        RequireHeld();
        var counter = Line(-Audience, CountMethod, reason, now);
        (Audience, Status, Reason) = (0, SessionStatus.SessionVoided, reason);
        Version++;
        return counter;
    }

    /// <summary>From the version of the course that is in force.</summary>
    /// <exception cref="Fault">COURSE_NOT_REVIEWED, COURSE_RETIRED.</exception>
    public void LectureFrom(Courses.LectureCourse course) => CourseVersion = course.RequireUsable();

    /// <summary>Tells what was done of a moral lecture.</summary>
    /// <exception cref="Fault">NOT_HELD, BROADCAST_MORAL_LECTURE: nobody sings before a board.</exception>
    public void RecordMoral(string[] steps, string modelPerson, string deed, DateTimeOffset now)
    {
        RequireHeld();
        if (Broadcasts.Contains(Channel)) throw Fault.Precondition("BROADCAST_MORAL_LECTURE", "宣传栏、阅报栏、广播、大喇叭不能登记为道德讲堂");
        (MoralSteps, ModelPerson, Deed, MoralAt) = (steps, modelPerson, deed, MoralAt ?? now);
        Version++;
    }

    /// <summary>Opens it for its listeners; false where it is open already.</summary>
    /// <exception cref="Fault">NOT_HELD.</exception>
    public bool OpenFeedback(DateTimeOffset now)
    {
        RequireHeld();
        if (TakesFeedback(now)) return false;
        (FeedbackCode, FeedbackUntil) = (RandomNumberGenerator.GetString(codeSigns, codeLength), now + feedbackTime);
        Version++;
        return true;
    }

    public bool TakesFeedback(DateTimeOffset now) => Status == SessionStatus.Held && now < FeedbackUntil;

    /// <summary>Compares as people type a code, in constant time.</summary>
    public bool FitsFeedback(string code) => FeedbackCode.Length > 0 && code.Length <= 30 && TrackingCode.Fits(TrackingCode.Hash(Id.ToString(), FeedbackCode), Id.ToString(), code);

    /// <exception cref="Fault">NOT_HELD, FEEDBACK_CLOSED.</exception>
    public void RequireFeedbackOpen(DateTimeOffset now)
    {
        RequireHeld();
        if (!TakesFeedback(now)) throw Fault.Precondition("FEEDBACK_CLOSED", "这场宣讲的评价已经截止");
    }

    /// <summary>已排期 -> 取消.</summary>
    /// <exception cref="Fault">NOT_PLANNED.</exception>
    public void Cancel(string reason)
    {
        RequirePlanned();
        (Reason, Status) = (reason, SessionStatus.SessionCancelled);
        Version++;
    }

    /// <summary>The site at which it is planned closed, and another one goes on with its work.</summary>
    public void Move(string to)
    {
        RequirePlanned();
        Site = to;
        Version++;
    }

    /// <summary>The lecturer left the team before it: the team gives it.</summary>
    /// <exception cref="Fault">NOT_PLANNED.</exception>
    public void GoOnWithoutLecturer()
    {
        RequirePlanned();
        LecturerId = null;
        Version++;
    }

    // Lines are read in the order of their ids; within a millisecond chance would order them.
    AudienceEntry Line(int persons, CountMethod method, string reason, DateTimeOffset now, int after = 0) =>
        new() { County = County, Id = Guid.CreateVersion7(now.AddMilliseconds(after)), SessionId = Id, CountMethod = method, Persons = persons, Reason = reason, At = now };

    void RequirePlanned()
    {
        if (Status != SessionStatus.Planned)
            throw Fault.Precondition("NOT_PLANNED", Status switch { SessionStatus.Held => "这场宣讲已经登记为已宣讲", SessionStatus.SessionVoided => "这场宣讲已经作废", _ => "这场宣讲已经取消" });
    }

    /// <exception cref="Fault">NOT_HELD.</exception>
    public void RequireHeld()
    {
        if (Status != SessionStatus.Held)
            throw Fault.Precondition("NOT_HELD", Status switch { SessionStatus.Planned => "这场宣讲还没有登记为已宣讲", SessionStatus.SessionVoided => "这场宣讲已经作废", _ => "这场宣讲已经取消" });
    }

    void RequireCountable(CountMethod method)
    {
        if (!CanCount(Channel, method)) throw Fault.Precondition("BROADCAST_HEAD_COUNT", BroadcastHint);
    }

    public Session Shown(string teamName, string? lecturerName, string? courseTitle = null) => new()
    {
        Id = Id.ToString(),
        Title = Title,
        Topic = Topic,
        Site = Site,
        TeamId = TeamId.ToString(),
        TeamName = teamName,
        LecturerId = LecturerId?.ToString() ?? "",
        LecturerName = lecturerName ?? "",
        Level = Level,
        Channel = Channel,
        Method = Method,
        Form = Form,
        PlaceKind = PlaceKind,
        StartsAt = StartsAt.ToTimestamp(),
        DurationMinutes = DurationMinutes,
        Status = Status,
        Audience = Audience,
        CountMethod = CountMethod,
        Reason = Reason,
        SourceNumber = SourceNumber ?? "",
        Place = Place,
        VenueId = VenueId?.ToString() ?? "",
        VenueName = VenueName,
        AudienceKind = AudienceKind,
        CourseId = CourseId?.ToString() ?? "",
        CourseTitle = courseTitle ?? "",
        CourseVersion = CourseVersion,
        OrderId = OrderId?.ToString() ?? "",
        ActivityId = ActivityId?.ToString() ?? "",
        SlotId = SlotId?.ToString() ?? "",
        PlannedAhead = PlannedAhead,
        RecordedAt = RecordedAt?.ToTimestamp(),
        Late = IsLate,
        Corrected = Corrected,
        Marks = Marks.ToWire(),
        Moral = IsMoral ? new MoralLecture { Steps = { MoralSteps }, ModelPerson = ModelPerson, Deed = Deed } : null,
    };
}
