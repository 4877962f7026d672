using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Lecture;

/// <summary>The figures that Lecture owns (指标), tallied at the leaf site.</summary>
public static class Measures
{
    /// <summary>Teams, from the day of recording to that of their end at the site that hosts them; the dimension is the level.</summary>
    public static readonly Measure Teams = new("lecturer-teams", "宣讲队伍", "支", Stock: true);

    /// <summary>Lecturers at their team's site; one person in two teams counts twice.</summary>
    public static readonly Measure Lecturers = new("lecturers", "宣讲员", "人", Stock: true);

    /// <summary>Sessions that were held, on the civil day of their start; the dimension is the level.</summary>
    public static readonly Measure Held = new("lectures.held", "理论宣讲", "场");

    /// <summary>The same sessions by channel (渠道), and by kind of place (六进): each sums to <see cref="Held"/>.</summary>
    public static readonly Measure HeldByChannel = new("lectures.held.channel", "理论宣讲(按渠道)", "场");
    public static readonly Measure HeldByPlace = new("lectures.held.place", "理论宣讲(按六进)", "场");

    /// <summary>The same sessions by method (方法), by form (形式) and by topic (主题: branch, or branch/leaf), as the closed lists say them, 其他 for what is told in other words: each sums to <see cref="Held"/>.</summary>
    public static readonly Measure HeldByMethod = new("lectures.held.method", "理论宣讲(按方法)", "场");
    public static readonly Measure HeldByForm = new("lectures.held.form", "理论宣讲(按形式)", "场");
    public static readonly Measure HeldByTopic = new("lectures.held.topic", "理论宣讲(按主题)", "场");

    /// <summary>
    /// Of <see cref="Held"/>, by task field (六项任务): a session has one or none; and by purpose (四个群众): one with two counts once under each, one without nowhere, so that the parts never add up to a number of sessions.
    /// </summary>
    public static readonly Measure TaskFields = new("lectures.task-fields", "理论宣讲(按任务领域)", "场");
    public static readonly Measure Purposes = new("lectures.purposes", "理论宣讲(按目的,不可相加)", "场");

    /// <summary>Those of them that took place in a venue of the pool (红色讲堂), by its name.</summary>
    public static readonly Measure InVenues = new("lectures.venues", "阵地中的宣讲", "场");

    /// <summary>Audience that was counted. Estimates and scans stand apart: they are another calibre and are never added to it.</summary>
    public static readonly Measure HeadCount = new("lectures.audience.headcount", "宣讲听众(清点)", "人次");
    public static readonly Measure Estimate = new("lectures.audience.estimate", "宣讲听众(估算)", "人次");
    public static readonly Measure Scans = new("lectures.audience.scans", "宣讲听众(扫码)", "人次");

    /// <summary>The same audiences by channel.</summary>
    public static readonly Measure HeadCountByChannel = new("lectures.audience.headcount.channel", "宣讲听众(清点,按渠道)", "人次");
    public static readonly Measure EstimateByChannel = new("lectures.audience.estimate.channel", "宣讲听众(估算,按渠道)", "人次");
    public static readonly Measure ScansByChannel = new("lectures.audience.scans.channel", "宣讲听众(扫码,按渠道)", "人次");

    /// <summary>Sessions that were planned before their start, on the day for which they were planned, whatever came of them; and those of them that were held.</summary>
    public static readonly Measure Planned = new("lectures.planned", "排期宣讲", "场");
    public static readonly Measure PlannedHeld = new("lectures.planned.held", "排期宣讲(已宣讲)", "场");

    /// <summary>Held by leading lecturers (示范引领).</summary>
    public static readonly Measure Leading = new("lectures.leading", "示范宣讲员宣讲", "场");

    /// <summary>
    /// Sessions that were part of an activity. The declared rule against counting twice: a lecture counts in lectures.held and never as an activity, an activity counts in
    /// activities.completed and never as a lecture; whoever wants how many events there were adds the two and takes this one off.
    /// </summary>
    public static readonly Measure InActivity = new("lectures.in-activity", "活动中的宣讲", "场");

    /// <summary>Moral lectures (道德讲堂) among the sessions.</summary>
    public static readonly Measure Moral = new("lectures.moral", "道德讲堂", "场");

    /// <summary>Lectures that were asked for (你点我讲), each on the day of its step, at the site that asked.</summary>
    public static readonly Measure OrdersPosted = new("lectures.orders.posted", "点讲", "单");
    public static readonly Measure OrdersHeld = new("lectures.orders.held", "点讲已宣讲", "单");
    public static readonly Measure OrdersRated = new("lectures.orders.rated", "点讲已反馈", "单");

    /// <summary>Rated 4 or 5.</summary>
    public static readonly Measure OrdersSatisfied = new("lectures.orders.satisfied", "点讲满意", "单");

    /// <summary>What listeners said of sessions that were held (听众评价), ordered or not, on the session's day; ratings of orders stand in <see cref="OrdersRated"/>.</summary>
    public static readonly Measure FeedbackGiven = new("lectures.feedback", "听众评价", "份");

    /// <summary>Of these, 4 and 5.</summary>
    public static readonly Measure FeedbackSatisfied = new("lectures.feedback.satisfied", "听众满意", "份");

    /// <summary>Changes of boards (宣传栏、阅报栏更换); they are no sessions and count apart. The dimension is the kind of board.</summary>
    public static readonly Measure BoardChanges = new("boards.changes", "宣传栏、阅报栏更换", "次");

    public static readonly IReadOnlyList<Measure> All =
    [
        Teams, Lecturers, Held, HeldByChannel, HeldByPlace, HeldByMethod, HeldByForm, HeldByTopic, TaskFields, Purposes, InVenues, HeadCount, Estimate, Scans, HeadCountByChannel, EstimateByChannel, ScansByChannel, Planned, PlannedHeld, Leading, InActivity, Moral,
        OrdersPosted, OrdersHeld, OrdersRated, OrdersSatisfied, FeedbackGiven, FeedbackSatisfied, BoardChanges,
    ];

    /// <summary>Where an audience counted this way is tallied.</summary>
    public static Measure Audience(CountMethod method) => method switch
    {
        CountMethod.HeadCount => HeadCount,
        CountMethod.Estimate => Estimate,
        CountMethod.Scans => Scans,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such way of counting."),
    };

    /// <inheritdoc cref="Audience"/>
    public static Measure AudienceByChannel(CountMethod method) => method switch
    {
        CountMethod.HeadCount => HeadCountByChannel,
        CountMethod.Estimate => EstimateByChannel,
        CountMethod.Scans => ScansByChannel,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such way of counting."),
    };

    /// <summary>Counts a session that was planned ahead.</summary>
    /// <param name="by">-1 where it is planned no longer at its site.</param>
    internal static void CountPlanned(ServiceDb db, LectureSession session, long by = 1)
    {
        if (session.PlannedAhead) db.Count(session.County, session.Site, ChinaTime.Day(session.StartsAt), Planned, by, session.Level.ToString());
    }

    /// <summary>Counts a session that was held; its audience counts line by line.</summary>
    /// <param name="by">-1 for one that is voided.</param>
    internal static void CountHeld(ServiceDb db, LectureSession session, long by = 1)
    {
        var level = session.Level.ToString();
        Count(Held, level);
        Count(HeldByChannel, session.Channel.ToString());
        CountTold(db, session, by);
        if (session.PlannedAhead) Count(PlannedHeld, level);
        if (session.ByLeading) Count(Leading, level);
        if (session.ActivityId is not null) Count(InActivity, level);
        if (session.IsMoral) Count(Moral, level);

        void Count(Measure measure, string dimension) => db.Count(session.County, session.Site, ChinaTime.Day(session.StartsAt), measure, by, dimension);
    }

    /// <summary>Counts what is told of a session that was held, part by part.</summary>
    /// <param name="by">-1 before it is told otherwise.</param>
    internal static void CountTold(ServiceDb db, LectureSession session, long by = 1)
    {
        Count(HeldByPlace, session.PlaceKind);
        Count(HeldByMethod, ClosedWords.Methods.Of(session.Method));
        Count(HeldByForm, ClosedWords.Forms.Of(session.Form));
        Count(HeldByTopic, ClosedWords.Topics.Of(session.Topic));
        if (session.VenueId is not null) Count(InVenues, session.VenueName);
        if (session.TaskField != LectureTaskField.Unspecified) Count(TaskFields, $"{session.TaskField}");
        foreach (var purpose in session.Purposes) Count(Purposes, $"{(LecturePurpose)purpose}");

        void Count(Measure measure, string dimension) => db.Count(session.County, session.Site, ChinaTime.Day(session.StartsAt), measure, by, dimension);
    }

    /// <summary>Counts what was said of a session, on its day.</summary>
    internal static void CountFeedback(ServiceDb db, LectureSession session, long ratings, long satisfied)
    {
        var day = ChinaTime.Day(session.StartsAt);
        if (ratings != 0) db.Count(session.County, session.Site, day, FeedbackGiven, ratings);
        if (satisfied != 0) db.Count(session.County, session.Site, day, FeedbackSatisfied, satisfied);
    }

    /// <summary>Adds a line of a session's ledger and counts it, on the session's day.</summary>
    internal static void AddLine(LectureDb db, LectureSession session, Sessions.AudienceEntry line)
    {
        db.Add(line);
        var day = ChinaTime.Day(session.StartsAt);
        db.Count(session.County, session.Site, day, Audience(line.CountMethod), line.Persons, session.Level.ToString());
        db.Count(session.County, session.Site, day, AudienceByChannel(line.CountMethod), line.Persons, session.Channel.ToString());
    }

    internal static void Count(ServiceDb db, Orders.LectureOrder order, Measure measure, DateTimeOffset at, long by = 1) => db.Count(order.County, order.SiteOn(ChinaTime.Day(at)), ChinaTime.Day(at), measure, by);

    internal static void CountChange(ServiceDb db, Boards.Board board, Boards.BoardChange change) => db.Count(board.County, board.SiteOn(change.ChangedOn), change.ChangedOn, BoardChanges, dimension: board.Kind.ToString());
}
