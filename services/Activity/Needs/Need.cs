using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Activity.Needs;

/// <summary>
/// A resident's need (需求、点单): 待核实, 待派单, 已派单, 已接单, 服务中, 已完成, 已评价; beside them 已拒绝, 已转介, 已撤回 and 已合并. Two ways lead back to 待派单:
/// the team returns it (退回), or a low rating reopens it, once (重开).
/// Who asks must be answered in time, a refusal with its reason (志愿服务条例 Art. 13).
/// </summary>
public sealed class Need : IMovingRow
{
    /// <summary>Working days for each of the steps verify, dispatch, accept.</summary>
    const int patience = 1;

    /// <summary>A rating up to this says that the matter is not settled.</summary>
    const int unsettled = 2;

    // How the trail tells of it.
    const string givenBack = "退回";

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>N-yyyyMMdd-nnnn.</summary>
    public required string Number { get; init; }
    public required byte[] CodeHash { get; init; }
    public NeedStatus Status { get; private set; }
    public required string Title { get; init; }
    public required string Detail { get; init; }
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];
    public bool Urgent { get; init; }
    public required string ContactName { get; init; }
    public required string ContactPhone { get; init; }

    /// <summary>For whom it is asked, e.g. 邻居; empty for oneself.</summary>
    public required string OnBehalfOf { get; init; }
    public Guid? TeamId { get; private set; }
    public Guid? ActivityId { get; private set; }

    /// <summary>Of the refusal, the referral, the withdrawal, or the last return or change of team.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>1 to 5; 0 before the rating. A low one that reopened the need stands until the next.</summary>
    public int Rating { get; private set; }
    public string RatingComment { get; private set; } = "";
    /// <summary>The need that it was merged into (已合并): the same matter, asked for twice.</summary>
    public Guid? MergedInto { get; private set; }
    public DateTimeOffset PostedAt { get; private set; }

    /// <summary>When the next step is due; null where none is waited for.</summary>
    public DateTimeOffset? DueAt { get; private set; }
    public long Version { get; private set; }
    public List<NeedStep> Steps { get; } = [];

    /// <summary>Whether the contact may still be shown: nobody needs it once the matter is closed.</summary>
    public bool ShowsContact => Status is NeedStatus.NeedPosted or NeedStatus.NeedVerified or NeedStatus.NeedDispatched or NeedStatus.NeedAccepted or NeedStatus.NeedInService;

    /// <summary>A low rating brought it back, and no second one has settled it yet.</summary>
    public bool IsReopened => Rating > 0 && Status != NeedStatus.NeedRated;

    /// <summary>When it last came into the state; null if never. Asks for the steps to be loaded.</summary>
    public DateTimeOffset? Reached(NeedStatus status) => Steps.Where(step => step.Status == status).Max(step => (DateTimeOffset?)step.At);

    public void Post(string siteName, DateTimeOffset now)
    {
        PostedAt = now;
        Go("提交", "NEED_NOT_NEW", NeedStatus.NeedPosted, $"已提交到{siteName}", now, NeedStatus.Unspecified);
        DueAt = WorkingDays.After(now, patience);
    }

    public void Verify(string siteName, string note, DateTimeOffset now)
    {
        Go("核实", "NEED_NOT_POSTED", NeedStatus.NeedVerified, With($"{siteName}已核实", note), now, NeedStatus.NeedPosted);
        DueAt = WorkingDays.After(now, patience);
    }

    public void Refuse(string siteName, string reason, DateTimeOffset now)
    {
        Go("拒绝", "NEED_NOT_POSTED", NeedStatus.NeedRefused, With($"{siteName}未受理", reason), now, NeedStatus.NeedPosted);
        Reason = Nameless(reason);
    }

    public void Dispatch(Guid team, string teamName, DateTimeOffset now)
    {
        Go("派单", "NEED_NOT_VERIFIED", NeedStatus.NeedDispatched, $"已派给{teamName}", now, NeedStatus.NeedVerified);
        TeamId = team;
        Reason = "";
        DueAt = WorkingDays.After(now, patience);
    }

    public void Accept(string teamName, DateTimeOffset now) =>
        Go("接单", "NEED_NOT_DISPATCHED", NeedStatus.NeedAccepted, $"{teamName}已接单", now, NeedStatus.NeedDispatched);

    /// <summary>待派单 -> 已接单: a team takes it without being asked (抢单).</summary>
    public void Grab(Guid team, string teamName, DateTimeOffset now)
    {
        Go("抢单", "NEED_NOT_VERIFIED", NeedStatus.NeedAccepted, $"{teamName}抢单并接单", now, NeedStatus.NeedVerified);
        TeamId = team;
        Reason = "";
    }

    /// <summary>Another team instead (改派): the one that has it is silent, or has no leader any more.</summary>
    /// <exception cref="Fault">SAME_TEAM, NEED_NOT_DISPATCHED.</exception>
    public void Redispatch(Guid team, string teamName, string reason, DateTimeOffset now)
    {
        if (team == TeamId && IsWithTeam) throw Fault.Invalid("teamId", "SAME_TEAM", $"需求已经派给{teamName},请选另一支队伍");
        Go("改派", "NEED_NOT_DISPATCHED", NeedStatus.NeedDispatched, With($"已改派给{teamName}", reason), now, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted);
        TeamId = team;
        Reason = Nameless(reason);
        DueAt = WorkingDays.After(now, patience);
    }

    /// <summary>The team gives it back (退回), accepted or not; it waits to be dispatched anew. Nobody is forced to serve (志愿服务条例 Art. 25).</summary>
    public void Decline(string teamName, string reason, DateTimeOffset now)
    {
        Go("退回", "NEED_NOT_DISPATCHED", NeedStatus.NeedVerified, With($"{teamName}{givenBack}", reason), now, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted);
        TeamId = null;
        Reason = Nameless(reason);
        DueAt = WorkingDays.After(now, patience);
    }

    /// <summary>An activity for the need was published.</summary>
    public void Serve(Guid activity, string activityTitle, DateTimeOffset now)
    {
        Go("安排活动", "NEED_NOT_ACCEPTED", NeedStatus.NeedInService, $"已安排活动“{activityTitle}”", now, NeedStatus.NeedAccepted);
        ActivityId = activity;
    }

    /// <summary>The need's activity was cancelled before it began.</summary>
    public void Unserve(string reason, DateTimeOffset now)
    {
        Go("取消活动", "NEED_NOT_IN_SERVICE", NeedStatus.NeedAccepted, With("活动取消,将重新安排", reason), now, NeedStatus.NeedInService);
        ActivityId = null;
    }

    public void Finish(DateTimeOffset now) =>
        Go("办结", "NEED_NOT_IN_SERVICE", NeedStatus.NeedDone, "服务已完成", now, NeedStatus.NeedInService);

    /// <summary>Somebody outside of the platform is the right one for it (转介), e.g. 12345 or a hospital; it ends here.</summary>
    /// <param name="body">Who that is.</param>
    public void Refer(string body, string reason, DateTimeOffset now)
    {
        Go("转介", "NEED_NOT_OPEN", NeedStatus.NeedReferred, With($"已转介给{body}", reason), now,
            NeedStatus.NeedPosted, NeedStatus.NeedVerified, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted);
        Reason = Nameless($"转介给{body}:{reason}");
    }

    /// <summary>The same matter as another need, which goes on for both (合并重复需求).</summary>
    /// <exception cref="Fault">SAME_NEED, TARGET_CLOSED, NEED_NOT_OPEN.</exception>
    public void MergeInto(Need other, string reason, DateTimeOffset now)
    {
        if (other.Id == Id) throw Fault.Invalid("intoId", "SAME_NEED", "不能和自己合并");
        if (!other.ShowsContact) throw Fault.Precondition("TARGET_CLOSED", $"要并入的需求现在是“{other.Status.Title()}”,不能再并入");
        Go("合并", "NEED_NOT_OPEN", NeedStatus.NeedMerged, With("和另一个需求是同一件事,合并办理", reason), now, NeedStatus.NeedPosted, NeedStatus.NeedVerified);
        MergedInto = other.Id;
        Reason = Nameless(reason);
        other.Version++;
        other.Steps.Add(new NeedStep { County = other.County, NeedId = other.Id, No = other.Version, Status = other.Status, At = now, Note = "另有人提出同一件事,合并办理" });
    }

    public void Withdraw(string reason, DateTimeOffset now)
    {
        Go("撤回", "NEED_NOT_OPEN", NeedStatus.NeedWithdrawn, With("提出人已撤回", reason), now,
            NeedStatus.NeedPosted, NeedStatus.NeedVerified, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted);
        Reason = Nameless(reason);
    }

    /// <summary>已完成 -> 已评价; the first time that it is low, on to 待派单 (重开). A second low rating stands: what then helps is no third round.</summary>
    /// <param name="rating">1 to 5.</param>
    /// <param name="told">Why somebody else puts it down for the asker (电话回访); empty where he rates himself.</param>
    public void Rate(int rating, string comment, DateTimeOffset now, string told = "")
    {
        var first = Rating == 0;
        Go("评价", "NEED_NOT_DONE", NeedStatus.NeedRated, told.Length == 0 ? $"已评价:{rating} 分" : $"电话回访评价:{rating} 分({told})", now, NeedStatus.NeedDone);
        Rating = rating;
        RatingComment = comment;
        if (!first || rating > unsettled) return;
        Go("重开", "NEED_NOT_RATED", NeedStatus.NeedVerified, With("评分较低,已重开,将重新派单", comment), now, NeedStatus.NeedRated);
        TeamId = ActivityId = null;
        DueAt = WorkingDays.After(now, patience);
    }

    /// <summary>Its site closed and another one goes on with its work (站点撤并); whoever asks sees that in the trail.</summary>
    public void Move(string to, string siteName, DateOnly day, DateTimeOffset now)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
        Steps.Add(new NeedStep { County = County, NeedId = Id, No = Version, Status = Status, At = now, Note = $"原站点已撤并,由{siteName}接续办理" });
    }

    /// <summary>Names of the teams that gave it back (退回), as the trail tells.</summary>
    public IReadOnlyCollection<string> DeclinedBy =>
        [.. Steps.Where(step => step.Status == NeedStatus.NeedVerified && step.Note.Contains(givenBack, StringComparison.Ordinal)).Select(step => step.Note[..step.Note.IndexOf(givenBack, StringComparison.Ordinal)]).Distinct()];

    bool IsWithTeam => Status is NeedStatus.NeedDispatched or NeedStatus.NeedAccepted;

    /// <exception cref="Fault">What the need is not (e.g. NEED_NOT_VERIFIED), with the name of its present state.</exception>
    void Go(string doing, string refusal, NeedStatus to, string note, DateTimeOffset now, params ReadOnlySpan<NeedStatus> from)
    {
        if (!from.Contains(Status)) throw Fault.Precondition(refusal, $"需求现在是“{Status.Title()}”,不能{doing}");
        Status = to;
        DueAt = null;
        Version++;
        Steps.Add(new NeedStep { County = County, NeedId = Id, No = Version, Status = to, At = now, Note = Nameless(note) });
    }

    // Staff write reasons freely; the asker's name in them would stand on a page that others look at, too.
    string Nameless(string note) => ContactName.Length < 2 ? note : note.Replace(ContactName, "提出人", StringComparison.Ordinal);

    static string With(string fact, string word) => word.Length == 0 ? fact : $"{fact}:{word}";
}
