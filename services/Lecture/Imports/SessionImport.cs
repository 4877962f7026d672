using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Imports;

/// <summary>A session as a file tells.</summary>
/// <param name="Session">Planned, or held with its audience.</param>
/// <param name="Line">The first line of its audience ledger; null while it is planned.</param>
/// <param name="Place">Where it stands, and the site that the file names.</param>
public sealed record ImportedSession(LectureSession Session, Sessions.AudienceEntry? Line, PlaceAtImport Place);

/// <summary>
/// Sessions (宣讲场次) from a county's own list: what was held, with its audience, and what is planned. A row whose session was planned by an earlier file and was held
/// since completes it.
/// </summary>
public sealed class SessionImport : ImportKind<LectureDb, KnownLectures, ImportedSession>
{
    public const string Path = "sessions";

    internal const string Number = "原编号", Heading = "题目", Topic = "主题", Site = "站点", Team = "队伍", TeamSite = "队伍站点", Lecturer = "讲师", SessionLevel = "级别", SessionChannel = "渠道",
        Method = "方法", Form = "形式", PlaceKind = "六进", Start = "开始时间", Minutes = "分钟", Audience = "听众", Counting = "计数方式", AudienceKind = "听众类别", Where = "地点", TaskField = "任务领域", Purposes = "目的";

    public override string Name => Path;
    public override string Title => "宣讲场次";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(Number, true, "XJ-2021-0001"), new(Heading, true, "高龄补贴政策"), new(Topic, false, "党的政策"), new(Site, true, "140322100801"), new(Team, true, "锦隆社区红色讲师团"), new(TeamSite, true, "140322100801"),
        new(Lecturer, false, "测试讲师"), new(SessionLevel, true, "村"), new(SessionChannel, true, "宣讲会"), new(Method, false, "实例讲解"), new(Form, false, "微党课"), new(PlaceKind, false, "社区"),
        new(Start, true, "2021-03-05 09:30"), new(Minutes, true, "60"), new(Audience, false, "35"), new(Counting, false, "清点"), new(AudienceKind, false, "村民"), new(Where, false, "红色讲堂"),
        new(TaskField, false, "党的政策宣传宣讲"), new(Purposes, false, "宣传群众、教育群众"),
    ];

    protected override Task<KnownLectures> KnowAsync(LectureDb db, ImportJob job, CancellationToken cancel) => KnownLectures.OfAsync(db, job, cancel);

    protected override ImportedSession Read(ImportRow row, Check check, KnownLectures known)
    {
        var number = check.Text(Number, Number, row[Number], 60);
        var title = check.Text(Heading, Heading, row[Heading], 60, least: 2);
        var (level, channel) = (Words.LevelOf(row[SessionLevel]), Words.ChannelOf(row[SessionChannel]));
        check.That(level != Level.Unspecified, SessionLevel, "UNKNOWN_VALUE", $"级别应为{Words.Levels}");
        check.That(channel != Channel.Unspecified, SessionChannel, "UNKNOWN_VALUE", $"渠道应为{Words.Channels}");
        var isMoment = Cells.TryMoment(row[Start], ChinaTime.Day(known.Now), out var starts);
        check.That(isMoment, Start, "INVALID_DATE", "开始时间应写成 2021-03-05 09:30");
        if (isMoment) check.That(Plan.CanStart(starts, known.Now), Start, "OUT_OF_RANGE", Plan.StartBounds);
        var minutes = Whole(check, row, Minutes, LectureSession.LeastMinutes, LectureSession.MostMinutes);
        var team = known.Team(check, row, Team, TeamSite, ChinaTime.Day(starts));
        var place = known.Place(check, Site, row[Site], ChinaTime.Day(starts)) ?? new PlaceAtImport("", "");
        var session = new LectureSession
        {
            County = known.County,
            Id = Guid.CreateVersion7(known.Now),
            SourceNumber = number,
            ImportId = known.Import,
            Title = title,
            Topic = check.Optional(Topic, Topic, row[Topic], 60),
            Site = place.Code,
            Place = check.Optional(Where, Where, row[Where], 60),
            TeamId = team?.Id ?? Guid.Empty,
            LecturerId = LecturerOf(check, row, known, team?.Id ?? Guid.Empty),
            Level = level,
            Channel = channel,
            Method = check.Optional(Method, Method, row[Method], 20),
            Form = check.Optional(Form, Form, row[Form], 20),
            PlaceKind = check.Optional(PlaceKind, PlaceKind, row[PlaceKind].TrimStart('进'), 20),
            AudienceKind = check.Optional(AudienceKind, AudienceKind, row[AudienceKind], 20),
            Marks = MarksOf(check, row),
            StartsAt = starts,
            DurationMinutes = minutes,
            PlannedAhead = starts > known.Now,
        };
        var (audience, method) = Counted(check, row, session, known.Now);
        check.Done();
        return new(session, method == CountMethod.Unspecified ? null : session.Hold(audience, method, known.Now), place);
    }

    static Marks MarksOf(Check check, ImportRow row)
    {
        var (field, words) = (Words.TaskFieldOf(row[TaskField]), row.Words(Purposes).ToList());
        check.That(row[TaskField].Length == 0 || field != LectureTaskField.Unspecified, TaskField, "UNKNOWN_VALUE", $"任务领域应为{Words.TaskFields}");
        foreach (var word in words) check.That(Words.PurposeOf(word) != LecturePurpose.Unspecified, Purposes, "UNKNOWN_VALUE", $"目的应为{Words.Purposes},现在是“{word}”");
        return new(field, [.. words.Select(Words.PurposeOf).Distinct().Order().Select(purpose => (int)purpose)]);
    }

    // Without an audience a session is planned, and then not over; with one it was held, and then not to come.
    static (int Audience, CountMethod Method) Counted(Check check, ImportRow row, LectureSession session, DateTimeOffset now)
    {
        var isOver = session.StartsAt <= now;
        if (row[Audience].Length == 0)
        {
            check.That(!isOver, Audience, "AUDIENCE_REQUIRED", "这场宣讲已经过去,请填写听众人次");
            return default;
        }
        check.That(isOver, Audience, "NOT_STARTED", "宣讲还没有开始,不能有听众人次");
        var method = Words.CountMethodOf(row[Counting]);
        check.That(method != CountMethod.Unspecified, Counting, row[Counting].Length == 0 ? "REQUIRED" : "UNKNOWN_VALUE", $"计数方式应为{Words.CountMethods}");
        check.That(LectureSession.CanCount(session.Channel, method), Counting, "BROADCAST_HEAD_COUNT", LectureSession.BroadcastHint);
        return (Whole(check, row, Audience, 0, LectureSession.MostAudience), method);
    }

    static Guid? LecturerOf(Check check, ImportRow row, KnownLectures known, Guid team)
    {
        if (row[Lecturer].Length == 0 || team == Guid.Empty) return null;
        var found = known.Lecturers[(team, row[Lecturer])].ToList();
        check.That(found.Count > 0, Lecturer, "UNKNOWN_LECTURER", $"宣讲队伍“{row[Team]}”没有宣讲员“{row[Lecturer]}”,请先导入宣讲员");
        check.That(found.Count < 2, Lecturer, "AMBIGUOUS_LECTURER", $"宣讲队伍“{row[Team]}”有 {found.Count} 位“{row[Lecturer]}”,分不清是哪一位");
        return found.Count == 1 ? found[0] : null;
    }

    static int Whole(Check check, ImportRow row, string column, int least, int most)
    {
        check.That(Cells.TryCount(row[column], out var number) && number >= least && number <= most, column, "OUT_OF_RANGE", $"{column}应为 {least} 到 {most} 的整数");
        return number;
    }

    // Some thousands of a county and not a hundred thousand: tracked rows do, in a round trip for each thousand.
    protected override async Task<BatchResult> TakeAsync(LectureDb db, ImportJob job, IReadOnlyList<(int Number, ImportedSession Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var first = Twins.Apart(rows, row => row.Session.SourceNumber!, Number, "同一场宣讲(原编号相同)", rejected);
        var numbers = first.Select(each => each.Row.Session.SourceNumber).ToArray();
        var known = await db.Sessions.Where(session => session.County == job.County && numbers.Contains(session.SourceNumber)).ToDictionaryAsync(session => session.SourceNumber!, cancel);
        var (completed, remarks) = (0, new List<RowFault>());
        foreach (var (number, row) in first)
        {
            if (!known.TryGetValue(row.Session.SourceNumber!, out var there))
            {
                db.Add(row.Session);
                Measures.CountPlanned(db, row.Session);
                if (row.Line is { } line) Count(db, row.Session, line);
                remarks.AddRange(KnownLectures.Moved(number, Site, row.Place));
            }
            else if (there.Status == SessionStatus.Planned && row.Session.Status == SessionStatus.Held)
            {
                // What an earlier file planned was held since.
                Sessions.AudienceEntry held;
                try { held = there.Hold(row.Session.Audience, row.Session.CountMethod, db.Clock.GetUtcNow()); }
                catch (Fault fault)
                {
                    rejected.Add(new RowFault(number, Audience, fault.Reason, fault.Message));
                    continue;
                }
                Count(db, there, held);
                completed++;
            }
        }
        var added = first.Count(each => !known.ContainsKey(each.Row.Session.SourceNumber!));
        return new BatchResult(added, rows.Count - rejected.Count - added - completed, rejected) { Completed = completed, Remarks = remarks };
    }

    static void Count(LectureDb db, LectureSession session, Sessions.AudienceEntry line)
    {
        Measures.CountHeld(db, session);
        Measures.AddLine(db, session, line);
    }
}
