using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Courses;

/// <summary>
/// A course of the library (课程库). Each version is reviewed (意识形态审核) before anybody lectures from it: 待审核 -> 已审核 or 已退回; the version in force stays until the next one is approved.
/// Versions are kept, so that a session says what it was lectured from.
/// </summary>
public sealed class LectureCourse : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required string Topic { get; init; }
    public required string Site { get; set; }

    /// <summary>The version in force; 0 before the first was approved.</summary>
    public int InForce { get; private set; }
    public int Newest { get; private set; }

    /// <summary>Of the newest version, or 已停用.</summary>
    public ReviewState State { get; private set; }
    public long Version { get; private set; }

    /// <summary>Another version; it waits to be reviewed.</summary>
    /// <exception cref="Fault">COURSE_RETIRED, REVIEW_PENDING.</exception>
    public CourseVersion Revise(string source, string outline, DateTimeOffset now)
    {
        RequireRunning();
        if (State == ReviewState.ReviewWaiting) throw Fault.Precondition("REVIEW_PENDING", $"第 {Newest} 版还在审核");
        (Newest, State) = (Newest + 1, ReviewState.ReviewWaiting);
        Version++;
        return new CourseVersion { County = County, CourseId = Id, No = Newest, Source = source, Outline = outline, WrittenOn = ChinaTime.Day(now) };
    }

    /// <summary>Approves or returns the version that waits.</summary>
    /// <param name="read">The number of the version that was read.</param>
    /// <exception cref="Fault">COURSE_RETIRED, NOTHING_TO_REVIEW, ANOTHER_VERSION.</exception>
    public void Review(CourseVersion version, int read, bool approve, string remark, Guid by, DateTimeOffset now)
    {
        RequireRunning();
        if (State != ReviewState.ReviewWaiting) throw Fault.Precondition("NOTHING_TO_REVIEW", "没有待审核的版本");
        if (read != Newest || version.No != Newest) throw Fault.Precondition("ANOTHER_VERSION", $"待审核的是第 {Newest} 版,请重新打开看过再审");
        State = approve ? ReviewState.ReviewApproved : ReviewState.ReviewReturned;
        if (approve) InForce = Newest;
        version.Reviewed(State, remark, by, ChinaTime.Day(now));
        Version++;
    }

    /// <exception cref="Fault">COURSE_RETIRED.</exception>
    public void Retire()
    {
        RequireRunning();
        State = ReviewState.CourseRetired;
        Version++;
    }

    /// <summary>The version in force, for a session that is lectured from it.</summary>
    /// <exception cref="Fault">COURSE_RETIRED, COURSE_NOT_REVIEWED.</exception>
    public int RequireUsable()
    {
        RequireRunning();
        return InForce > 0 ? InForce : throw Fault.Precondition("COURSE_NOT_REVIEWED", "这门课程还没有通过审核,不能用于宣讲");
    }

    /// <summary>The site that keeps it closed, and another one goes on with its work.</summary>
    public void Move(string to)
    {
        Site = to;
        Version++;
    }

    void RequireRunning()
    {
        if (State == ReviewState.CourseRetired) throw Fault.Precondition("COURSE_RETIRED", "这门课程已经停用");
    }

    /// <param name="version">The newest for those who write and review, the one in force for everybody else.</param>
    /// <param name="inside">Whether it is for those; everybody else learns nothing of what waits.</param>
    public V1.LectureCourse Shown(CourseVersion? version, bool inside = true) => new()
    {
        Id = Id.ToString(),
        Title = Title,
        Topic = Topic,
        Site = Site,
        Source = version?.Source ?? "",
        Outline = version?.Outline ?? "",
        Version = InForce,
        NewestVersion = inside ? Newest : InForce,
        State = inside || State == ReviewState.CourseRetired ? State : ReviewState.ReviewApproved,
        Remark = version?.Remark ?? "",
        ReviewedOn = version?.ReviewedOn is { } day ? ChinaTime.Text(day) : "",
    };
}

/// <summary>A version of a course. What it says never changes; its review is added once.</summary>
public sealed class CourseVersion : ICountyRow
{
    public required string County { get; init; }
    public required Guid CourseId { get; init; }
    public required int No { get; init; }

    /// <summary>Where it comes from, e.g. 市委讲师团.</summary>
    public required string Source { get; init; }
    public required string Outline { get; init; }
    public required DateOnly WrittenOn { get; init; }
    public ReviewState State { get; private set; } = ReviewState.ReviewWaiting;

    /// <summary>Why it was returned.</summary>
    public string Remark { get; private set; } = "";
    public Guid? ReviewedBy { get; private set; }
    public DateOnly? ReviewedOn { get; private set; }

    internal void Reviewed(ReviewState state, string remark, Guid by, DateOnly day) => (State, Remark, ReviewedBy, ReviewedOn) = (state, remark, by, day);
}
