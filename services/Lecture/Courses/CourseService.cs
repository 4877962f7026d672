using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Courses;

/// <summary>The course library (课程库). Everybody sees what is in force; who organises or reviews lectures sees what waits below their own sites, too.</summary>
public sealed class CourseService(LectureDb db, CallerScope scope) : LectureCourses.LectureCoursesBase
{
    [Requires<ReadLectures>]
    public override async Task<ListCoursesResponse> ListCourses(ListCoursesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var topic = check.Optional("topic", "主题", request.Topic, 60);
        var state = check.KnownOrNone("state", "状态", request.State);
        check.Done();
        var page = Page.Of(request, 1);
        var rows = db.Courses.AsNoTracking().Under(course => course.Site, [prefix]);
        if (topic.Length > 0) rows = ClosedWords.Topics.Sought(rows, course => course.Topic, topic);
        var inside = request.Usable ? [] : Own;
        // Of a course elsewhere nobody learns what waits of it.
        rows = state is ReviewState.Unspecified or ReviewState.ReviewApproved
            ? rows.Under(course => course.Site, inside, course => course.InForce > 0 && course.State != ReviewState.CourseRetired)
            : rows.Under(course => course.Site, inside);
        if (state != ReviewState.Unspecified) rows = rows.Where(course => course.State == state);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(course => course.Id < after);
        }
        var found = await rows.OrderByDescending(course => course.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, course => [course.Id.ToString()]);
        return new ListCoursesResponse { Courses = { found.Select(course => course.Shown(null, Inside(course))) }, NextPageToken = next };
    }

    [Requires<ReadLectures>]
    public override async Task<V1.LectureCourse> GetCourse(GetCourseRequest request, ServerCallContext context)
    {
        var id = IdOf(request.Id);
        var course = await db.Courses.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这门课程");
        var inside = Inside(course);
        if (!inside && course.InForce == 0) throw Fault.NotFound("这门课程");
        return course.Shown(await VersionAsync(course, inside ? course.Newest : course.InForce, context.CancellationToken), inside);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LectureCourse> CreateCourse(CreateCourseRequest request, ServerCallContext context)
    {
        var (caller, check, now, cancel) = (scope.Caller, new Check(), db.Clock.GetUtcNow(), context.CancellationToken);
        var title = check.Text("title", "题目", request.Title, 60, least: 2);
        var topic = check.Optional("topic", "主题", request.Topic, 60);
        var site = check.Site("site", request.Site, caller);
        var (source, outline) = Contents(check, request.Source, request.Outline);
        check.Done();
        caller.Require<ManageLectures>(site);
        await KnownSite.RequireAsync(db, caller.County, site, cancel);
        if (await db.Courses.AnyAsync(row => row.County == caller.County && row.Site == site && row.Title == title, cancel)) throw Fault.Duplicate("COURSE_EXISTS", $"这个站点已经有课程“{title}”");
        var course = new LectureCourse { County = caller.County, Id = Guid.CreateVersion7(now), Title = title, Topic = topic, Site = site };
        var version = course.Revise(source, outline, now);
        db.Add(course);
        db.Add(version);
        db.Audit(course.County, "course.create", course.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return course.Shown(version);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LectureCourse> ReviseCourse(ReviseCourseRequest request, ServerCallContext context)
    {
        var check = new Check();
        var (source, outline) = Contents(check, request.Source, request.Outline);
        check.Done();
        var course = await FindAsync(request.Id, context.CancellationToken);
        scope.Caller.Require<ManageLectures>(course.Site);
        var version = course.Revise(source, outline, db.Clock.GetUtcNow());
        db.Add(version);
        db.Audit(course.County, "course.revise", $"{course.Id} {version.No}");
        await db.SaveChangesAsync(context.CancellationToken);
        return course.Shown(version);
    }

    [Requires<ReviewCourses>]
    public override async Task<V1.LectureCourse> ReviewCourse(ReviewCourseRequest request, ServerCallContext context)
    {
        var check = new Check();
        var remark = check.Optional("remark", "审核意见", request.Remark, 200);
        check.That(request.Approve || remark.Length >= 2, "remark", "REQUIRED", "退回时请写明意见");
        check.Done();
        var course = await FindAsync(request.Id, context.CancellationToken);
        scope.Caller.Require<ReviewCourses>(course.Site);
        var version = await db.CourseVersions.SingleAsync(row => row.County == course.County && row.CourseId == course.Id && row.No == course.Newest, context.CancellationToken);
        course.Review(version, request.Version, request.Approve, remark, scope.Caller.PersonId, db.Clock.GetUtcNow());
        db.Audit(course.County, request.Approve ? "course.approve" : "course.return", $"{course.Id} {version.No}");
        await db.SaveChangesAsync(context.CancellationToken);
        return course.Shown(version);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LectureCourse> RetireCourse(RetireCourseRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Text("reason", "停用原因", request.Reason, 200, least: 2);
        check.Done();
        var course = await FindAsync(request.Id, context.CancellationToken);
        scope.Caller.Require<ManageLectures>(course.Site);
        course.Retire();
        db.Audit(course.County, "course.retire", course.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return course.Shown(null);
    }

    // The sites below which the caller writes or reviews courses.
    IReadOnlyList<string> Own => [.. scope.Caller.PrefixesOf<ManageLectures>().Union(scope.Caller.PrefixesOf<ReviewCourses>())];

    bool Inside(LectureCourse course) => Own.Any(prefix => course.Site.StartsWith(prefix, StringComparison.Ordinal));

    static (string Source, string Outline) Contents(Check check, string source, string outline) =>
        (check.Text("source", "来源", source, 60, least: 2), check.Text("outline", "提纲", outline, 4000, least: 2));

    Task<CourseVersion?> VersionAsync(LectureCourse course, int no, CancellationToken cancel) =>
        db.CourseVersions.AsNoTracking().SingleOrDefaultAsync(row => row.County == course.County && row.CourseId == course.Id && row.No == no, cancel);

    async Task<LectureCourse> FindAsync(string value, CancellationToken cancel)
    {
        var id = IdOf(value);
        return await db.Courses.SingleOrDefaultAsync(row => row.County == scope.Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这门课程");
    }

    static Guid IdOf(string value)
    {
        var check = new Check();
        var id = check.Id("id", "课程", value);
        check.Done();
        return id;
    }
}
