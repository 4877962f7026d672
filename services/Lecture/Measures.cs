using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Figures;

namespace CivPractice.Lecture;

/// <summary>The figures that Lecture owns (指标), tallied at the leaf site.</summary>
public static class Measures
{
    /// <summary>Teams, on the day of recording at the site that hosts them; the dimension is the level.</summary>
    public static readonly Measure Teams = new("lecturer-teams", "宣讲队伍", "支", Stock: true);

    /// <summary>Lecturers at their team's site; one person in two teams counts twice.</summary>
    public static readonly Measure Lecturers = new("lecturers", "宣讲员", "人", Stock: true);

    /// <summary>Sessions that were held, on the civil day of their start; the dimension is the level.</summary>
    public static readonly Measure Held = new("lectures.held", "理论宣讲", "场");

    /// <summary>Audience that was counted. Estimates and scans stand apart: they are another calibre and are never added to it.</summary>
    public static readonly Measure HeadCount = new("lectures.audience.headcount", "宣讲听众(清点)", "人次");
    public static readonly Measure Estimate = new("lectures.audience.estimate", "宣讲听众(估算)", "人次");
    public static readonly Measure Scans = new("lectures.audience.scans", "宣讲听众(扫码)", "人次");

    public static readonly IReadOnlyList<Measure> All = [Teams, Lecturers, Held, HeadCount, Estimate, Scans];

    /// <summary>Where an audience counted this way is tallied.</summary>
    public static Measure Audience(CountMethod method) => method switch
    {
        CountMethod.HeadCount => HeadCount,
        CountMethod.Estimate => Estimate,
        CountMethod.Scans => Scans,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such way of counting."),
    };

    /// <summary>Counts a session that was held, with its audience; of one that was not, nothing.</summary>
    internal static void CountHeld(ServiceDb db, LectureSession session)
    {
        if (session.Status != SessionStatus.Held) return;
        var (day, level) = (ChinaTime.Day(session.StartsAt), session.Level.ToString());
        db.Count(session.County, session.Site, day, Held, dimension: level);
        db.Count(session.County, session.Site, day, Audience(session.CountMethod), session.Audience, level);
    }
}
