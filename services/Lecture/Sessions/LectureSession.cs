using CivPractice.Lecture.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Sessions;

/// <summary>A session (宣讲场次): 已排期 -> 已宣讲, or 已排期 -> 取消.</summary>
public sealed class LectureSession : ICountyRow
{
    public const int MostAudience = 100_000;
    public const int LeastMinutes = 5;
    public const int MostMinutes = 1440;

    internal const string BroadcastHint = "宣传栏、阅报栏、广播、大喇叭的听众不能清点,请选择估算或扫码";

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
    public required string Title { get; init; }
    public required string Topic { get; init; }

    /// <summary>Where it takes place.</summary>
    public required string Site { get; init; }
    public required Guid TeamId { get; init; }

    /// <summary>Null where nobody speaks in person, e.g. on a board.</summary>
    public Guid? LecturerId { get; init; }
    public required Level Level { get; init; }
    public required Channel Channel { get; init; }
    public required string Method { get; init; }
    public required string Form { get; init; }
    public required string PlaceKind { get; init; }
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary><see cref="LeastMinutes"/> to <see cref="MostMinutes"/>.</summary>
    public required int DurationMinutes { get; init; }
    public SessionStatus Status { get; private set; } = SessionStatus.Planned;

    /// <summary>Persons at this session, counted by <see cref="CountMethod"/>; 0 to 100,000.</summary>
    public int Audience { get; private set; }
    public CountMethod CountMethod { get; private set; }

    /// <summary>When it was written down as held; null where that is not known any more.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public string Reason { get; private set; } = "";
    public long Version { get; private set; } = 1;

    /// <summary>已排期 -> 已宣讲, with the audience.</summary>
    /// <exception cref="Fault">NOT_PLANNED, NOT_STARTED, or BROADCAST_HEAD_COUNT for a head count where nobody can be counted.</exception>
    public void Hold(int audience, CountMethod method, DateTimeOffset now)
    {
        RequirePlanned();
        if (now < StartsAt) throw Fault.Precondition("NOT_STARTED", "宣讲还没有开始,不能登记为已宣讲");
        if (!CanCount(Channel, method)) throw Fault.Precondition("BROADCAST_HEAD_COUNT", BroadcastHint);
        (Audience, CountMethod, Status, RecordedAt) = (audience, method, SessionStatus.Held, now);
        Version++;
    }

    /// <summary>已排期 -> 取消.</summary>
    /// <exception cref="Fault">NOT_PLANNED.</exception>
    public void Cancel(string reason)
    {
        RequirePlanned();
        (Reason, Status) = (reason, SessionStatus.SessionCancelled);
        Version++;
    }

    void RequirePlanned()
    {
        if (Status != SessionStatus.Planned)
            throw Fault.Precondition("NOT_PLANNED", Status == SessionStatus.Held ? "这场宣讲已经登记为已宣讲" : "这场宣讲已经取消");
    }

    public Session Shown(string teamName, string? lecturerName) => new()
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
        RecordedAt = RecordedAt?.ToTimestamp(),
    };
}
