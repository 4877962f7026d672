using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Activity.Activities;

/// <summary>
/// An activity (文明实践活动). Stored are 草稿, 待审, 招募中, 已结项 and 取消; 进行中, 待结项 and 已归档 follow from the clock, so that no scheduler can be late.
/// </summary>
public sealed class PracticeActivity : ICountyRow
{
    /// <summary>The longest that one activity may last; longer ones are several activities.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // Further ahead is a slip of the pen; further back no activity was ever recorded. The same bounds as a lecture's.
    static readonly TimeSpan furthest = TimeSpan.FromDays(2 * 366);
    static readonly DateTimeOffset earliest = new(2012, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How long after its list was closed an activity is archived by itself (已归档): corrections are the center's office's from then on.</summary>
    public static readonly TimeSpan ArchivedAfter = TimeSpan.FromDays(30);

    /// <summary>Whether an activity may be planned for such a moment.</summary>
    public static bool CanStart(DateTimeOffset starts, DateTimeOffset now) => starts >= earliest && starts <= now + furthest;

    /// <summary>Whether an activity of the past may have been held then: it is over.</summary>
    public static bool WasHeld(DateTimeOffset starts, DateTimeOffset ends, DateTimeOffset now) => starts >= earliest && ends <= now;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required string Detail { get; init; }
    public required ServicePlatform Platform { get; init; }

    /// <summary>Word of the county's dictionary where the platform is a local one (本地平台); else empty.</summary>
    public string LocalPlatform { get; init; } = "";
    public required string Site { get; init; }
    public Guid? TeamId { get; init; }

    /// <summary>The need that it serves, if any.</summary>
    public Guid? NeedId { get; init; }

    /// <summary>The project that it belongs to, if any.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Registration number of the association (协会) that holds it; null for one of the site's own (中心、所、站).</summary>
    public string? Association { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required string Place { get; init; }
    public required string RiskNotice { get; init; }

    /// <summary>For whom it is (面向人群); empty for everybody.</summary>
    public string Audience { get; init; } = "";

    /// <summary>What the volunteers are insured by (保险说明; 志愿服务条例 Art. 17).</summary>
    public string Insurance { get; init; } = "";

    /// <summary>As in <see cref="Activities.Marks"/>.</summary>
    public int[] Purposes { get; private init; } = [];
    public TaskField TaskField { get; private init; }
    public string[] CrossWork { get; private init; } = [];
    public string Theme { get; private init; } = "";
    public string[] HostUnits { get; private init; } = [];
    public string[] OrganizingUnits { get; private init; } = [];
    public string[] AssistingUnits { get; private init; } = [];
    public ActivityKind Kind { get; private init; }
    public string Base { get; private init; } = "";
    public string Venue { get; private init; } = "";

    /// <summary>What it is for, what it belongs to and who stands behind it.</summary>
    public Marks Marks
    {
        get => new(Purposes, TaskField, CrossWork, Theme, HostUnits, OrganizingUnits, AssistingUnits, Kind, Base, Venue);
        init => (Purposes, TaskField, CrossWork, Theme, HostUnits, OrganizingUnits, AssistingUnits, Kind, Base, Venue) =
            (value.Purposes, value.TaskField, value.CrossWork, value.Theme, value.HostUnits, value.OrganizingUnits, value.AssistingUnits, value.Kind, value.Base, value.Venue);
    }
    public ActivityStatus Status { get; private set; } = ActivityStatus.Draft;
    public string Reason { get; private set; } = "";

    /// <summary>People present who were not volunteers.</summary>
    public int Attendees { get; private set; }
    public string Outcome { get; private set; } = "";

    /// <summary>Volunteers who came, counted when the list was closed; of an imported one as its list says. It never changes again.</summary>
    public int Came { get; set; }

    /// <summary>What the codes of the day are derived from; never leaves the service.</summary>
    public required byte[] Secret { get; init; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>When it is archived by itself; null until its list is closed.</summary>
    public DateTimeOffset? ArchivedAt => CompletedAt + ArchivedAfter;
    public long Version { get; private set; }

    /// <summary>Number in the list that it was imported from (原编号); null for an activity that was organised here. Imported ones are completed, without posts or sign-ups.</summary>
    public string? SourceNumber { get; private init; }

    /// <summary>Volunteers as that list says (志愿者人次); those of activities organised here are counted from their sign-ups.</summary>
    public int? RecordedVolunteers { get; private init; }

    /// <summary>The import and the row of its file that it came by.</summary>
    public Guid? ImportJobId { get; private init; }
    public int? ImportRow { get; private init; }
    public List<ActivityPost> Posts { get; } = [];

    /// <summary>The civil day on which it counts.</summary>
    public DateOnly Day => ChinaTime.Day(StartsAt);

    /// <summary>Service is recorded within so many working days (67号令 Art. 11).</summary>
    public const int RecordingDays = 10;

    /// <summary>By when the list is to be closed; null for what is not recorded here: a draft, a cancelled and an imported one.</summary>
    public DateTimeOffset? DueAt => Due(Status, EndsAt, SourceNumber);

    /// <summary>The same from what a list reads.</summary>
    internal static DateTimeOffset? Due(ActivityStatus stored, DateTimeOffset ends, string? source) =>
        stored is ActivityStatus.Recruiting or ActivityStatus.Completed && source is null ? Needs.WorkingDays.After(ends, RecordingDays) : null;

    /// <summary>The same at another time, as a draft (再办一场): the need that it served is not served again.</summary>
    public PracticeActivity At(DateTimeOffset starts, Guid id, byte[] secret)
    {
        var copy = new PracticeActivity
        {
            County = County,
            Id = id,
            Title = Title,
            Detail = Detail,
            Platform = Platform,
            LocalPlatform = LocalPlatform,
            Site = Site,
            TeamId = TeamId,
            ProjectId = ProjectId,
            Association = Association,
            StartsAt = starts,
            EndsAt = starts + (EndsAt - StartsAt),
            Place = Place,
            RiskNotice = RiskNotice,
            Audience = Audience,
            Insurance = Insurance,
            Marks = Marks,
            Secret = secret,
        };
        copy.Posts.AddRange(Posts.OrderBy(post => post.No).Select(post => new ActivityPost { County = County, Id = Guid.CreateVersion7(), ActivityId = id, No = post.No, Title = post.Title, Capacity = post.Capacity, Skill = post.Skill, LeastAge = post.LeastAge }));
        return copy;
    }

    /// <summary>The state at a moment.</summary>
    public ActivityStatus Stage(DateTimeOffset now) => Stage(Status, StartsAt, EndsAt, CompletedAt, now);

    /// <summary>The same from what a list reads.</summary>
    internal static ActivityStatus Stage(ActivityStatus stored, DateTimeOffset starts, DateTimeOffset ends, DateTimeOffset? completed, DateTimeOffset now) =>
        stored == ActivityStatus.Completed && completed + ArchivedAfter <= now ? ActivityStatus.ActivityArchived
        : stored != ActivityStatus.Recruiting || now < starts ? stored : now < ends ? ActivityStatus.Running : ActivityStatus.Closing;

    /// <summary>What is stored of an activity that is at such a stage.</summary>
    internal static ActivityStatus Stored(ActivityStatus stage) => stage switch
    {
        ActivityStatus.Running or ActivityStatus.Closing => ActivityStatus.Recruiting,
        ActivityStatus.ActivityArchived => ActivityStatus.Completed,
        _ => stage,
    };

    /// <summary>草稿, 待审 -> 招募中.</summary>
    /// <exception cref="Fault">As of <see cref="RequireReady"/>; ACTIVITY_STATE.</exception>
    public void Publish(DateTimeOffset now)
    {
        In("发布", now, ActivityStatus.Draft, ActivityStatus.PendingReview);
        RequireReady(now);
        Status = ActivityStatus.Recruiting;
        Reason = "";
        PublishedAt = now;
        foreach (var post in Posts) post.StartRecruiting();
        Version++;
    }

    /// <summary>草稿 -> 待审: somebody above the station publishes it, or returns it.</summary>
    /// <exception cref="Fault">As of <see cref="RequireReady"/>; ACTIVITY_STATE.</exception>
    public void Submit(DateTimeOffset now)
    {
        In("提交审核", now, ActivityStatus.Draft);
        RequireReady(now);
        Status = ActivityStatus.PendingReview;
        Reason = "";
        Version++;
    }

    /// <summary>待审 -> 草稿, with what is to be mended.</summary>
    public void Return(string reason, DateTimeOffset now)
    {
        In("退回", now, ActivityStatus.PendingReview);
        Status = ActivityStatus.Draft;
        Reason = reason;
        Version++;
    }

    /// <summary>What must be there before anybody reads it.</summary>
    /// <exception cref="Fault">RISK_NOTICE_REQUIRED (志愿服务条例 Art. 12), POST_REQUIRED, STARTS_IN_PAST, ENDS_BEFORE_START, TOO_LONG.</exception>
    void RequireReady(DateTimeOffset now)
    {
        if (RiskNotice.Length == 0) throw Fault.Precondition("RISK_NOTICE_REQUIRED", "发布前请填写风险告知(志愿服务条例第十二条)");
        if (Posts.Count == 0) throw Fault.Precondition("POST_REQUIRED", "发布前请至少设一个招募岗位");
        if (StartsAt <= now) throw Fault.Precondition("STARTS_IN_PAST", "开始时间已过,不能发布");
        if (EndsAt <= StartsAt) throw Fault.Precondition("ENDS_BEFORE_START", "结束时间应晚于开始时间");
        if (EndsAt - StartsAt > Longest) throw Fault.Precondition("TOO_LONG", "一场活动最长 24 小时");
    }

    /// <summary>Before the start only; a draft, and what waits for its review, at any time.</summary>
    public void Cancel(string reason, DateTimeOffset now)
    {
        In("取消", now, ActivityStatus.Draft, ActivityStatus.PendingReview, ActivityStatus.Recruiting);
        Status = ActivityStatus.Cancelled;
        Reason = reason;
        foreach (var post in Posts) post.Empty();
        Version++;
    }

    /// <summary>Closes the list (结项), from the start on: some services are done before their time is over.</summary>
    /// <param name="attendees">0 or more.</param>
    public void Complete(int attendees, string outcome, DateTimeOffset now)
    {
        In("结项", now, ActivityStatus.Running, ActivityStatus.Closing);
        Status = ActivityStatus.Completed;
        Attendees = attendees;
        Outcome = outcome;
        CompletedAt = now;
        foreach (var post in Posts) post.Close();
        Version++;
    }

    /// <summary>Headcount and outcome anew, after the list was closed (更正).</summary>
    /// <param name="attendees">0 or more.</param>
    /// <param name="office">Whether the center's office says so: after the archiving nobody else may.</param>
    /// <exception cref="Fault">ACTIVITY_ARCHIVED, ACTIVITY_STATE.</exception>
    public ActivityCorrection Correct(int attendees, string outcome, string reason, bool office, DateTimeOffset now)
    {
        In("更正", now, ActivityStatus.Completed, ActivityStatus.ActivityArchived);
        if (!office && Stage(now) == ActivityStatus.ActivityArchived) throw Fault.Precondition("ACTIVITY_ARCHIVED", $"活动结项满 {ArchivedAfter.TotalDays:0} 天,已经归档,要更正请找县中心办公室");
        var correction = new ActivityCorrection { County = County, ActivityId = Id, No = Version, At = now, AttendeesBefore = Attendees, Attendees = attendees, Reason = reason };
        (Attendees, Outcome) = (attendees, outcome);
        Version++;
        return correction;
    }

    /// <exception cref="Fault">ACTIVITY_STATE with the name of the present state.</exception>
    void In(string doing, DateTimeOffset now, params ReadOnlySpan<ActivityStatus> stages)
    {
        var stage = Stage(now);
        if (!stages.Contains(stage)) throw Fault.Precondition("ACTIVITY_STATE", $"活动现在是“{stage.Title()}”,不能{doing}");
    }
}
