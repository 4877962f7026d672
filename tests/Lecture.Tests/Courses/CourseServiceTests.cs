using CivPractice.Lecture.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.Courses;

/// <summary>The course library (课程库): nobody lectures from what was not reviewed, and a session says which version it was.</summary>
public sealed class CourseServiceTests(LectureRunning running)
{
    [Fact]
    public async Task A_version_is_lectured_from_once_it_was_reviewed()
    {
        var county = await running.CountyAsync("180531");
        var (clerk, office, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Office(county)), running.Service.As(Callers.Visitor(county)));
        var team = await running.TeamAsync(county);
        var course = await running.Courses.CreateCourseAsync(new() { Title = "高龄补贴怎么领", Topic = "惠民政策", Site = county, Source = "自编", Outline = "一、谁能领" }, clerk);
        Assert.Equal((0, 1, ReviewState.ReviewWaiting), (course.Version, course.NewestVersion, course.State));
        CreateSessionRequest From()
        {
            var form = Form(team);
            form.CourseId = course.Id;
            return form;
        }
        Assert.Equal((StatusCode.FailedPrecondition, "COURSE_NOT_REVIEWED"), await RefusedAsync(() => running.PlanAsync(From(), county)));
        Assert.Empty((await running.Courses.ListCoursesAsync(new(), visitor)).Courses);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(async () => await running.Courses.GetCourseAsync(new() { Id = course.Id }, visitor)));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(async () => await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 1, Approve = true }, clerk)));
        Assert.Equal((StatusCode.InvalidArgument, "REQUIRED"), await RefusedAsync(async () => await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 1 }, office)));
        Assert.Equal((StatusCode.FailedPrecondition, "ANOTHER_VERSION"), await RefusedAsync(async () => await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 2, Approve = true }, office)));
        Assert.Equal((StatusCode.FailedPrecondition, "REVIEW_PENDING"), await RefusedAsync(async () => await running.Courses.ReviseCourseAsync(new() { Id = course.Id, Source = "自编", Outline = "二、怎么领" }, clerk)));
        Assert.Equal("请写明依据", (await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 1, Remark = "请写明依据" }, office)).Remark);
        await running.Courses.ReviseCourseAsync(new() { Id = course.Id, Source = "自编", Outline = "二、怎么领" }, clerk);
        Assert.Equal(2, (await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 2, Approve = true }, office)).Version);
        var session = await running.PlanAsync(From(), county);
        Assert.Equal(("高龄补贴怎么领", 2), (session.CourseTitle, session.CourseVersion));

        // Another version waits; what is in force stays until it is approved, and everybody else sees that one.
        await running.Courses.ReviseCourseAsync(new() { Id = course.Id, Source = "自编", Outline = "三、今年的标准" }, clerk);
        Assert.Equal(2, (await running.PlanAsync(From(), county)).CourseVersion);
        Assert.Equal("二、怎么领", (await running.Courses.GetCourseAsync(new() { Id = course.Id }, visitor)).Outline);
        Assert.Equal("三、今年的标准", (await running.Courses.GetCourseAsync(new() { Id = course.Id }, clerk)).Outline);
        await running.Courses.RetireCourseAsync(new() { Id = course.Id, Reason = "政策变了" }, clerk);
        Assert.Equal((StatusCode.FailedPrecondition, "COURSE_RETIRED"), await RefusedAsync(() => running.PlanAsync(From(), county)));
        Assert.Empty((await running.Courses.ListCoursesAsync(new() { Usable = true }, clerk)).Courses);
        Assert.Equal(2, (await running.Sessions.GetSessionAsync(new() { Id = session.Id }, visitor)).CourseVersion);
    }

    [Fact]
    public async Task What_waits_is_listed_for_those_who_may_open_it()
    {
        const string here = "180532001201", there = "180532001202";
        var county = await running.CountyAsync("180532", "180532001", here, there);
        var office = running.Service.As(Office(county));
        async Task<string> CourseAsync(string site, string title, bool approved)
        {
            var course = await running.Courses.CreateCourseAsync(new() { Title = title, Topic = "惠民政策", Site = site, Source = "自编", Outline = "一、谁能领" }, office);
            if (approved) await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 1, Approve = true }, office);
            return course.Id;
        }
        var (_, retired) = (await CourseAsync(here, "本村待审", false), await CourseAsync(there, "邻村停用", true));
        await CourseAsync(there, "邻村待审", false);
        var revised = await CourseAsync(there, "邻村已审", true);
        await running.Courses.RetireCourseAsync(new() { Id = retired, Reason = "政策变了" }, office);

        async Task<string[]> SeenAsync(Platform.Callers.Caller caller, bool usable = false)
        {
            var by = running.Service.As(caller);
            var listed = (await running.Courses.ListCoursesAsync(new() { Usable = usable }, by)).Courses;
            foreach (var course in listed) Assert.Equal(course.Title, (await running.Courses.GetCourseAsync(new() { Id = course.Id }, by)).Title);
            return [.. listed.Select(course => course.Title)];
        }
        // Of what is in force elsewhere nobody learns that another version waits.
        await running.Courses.ReviseCourseAsync(new() { Id = revised, Source = "自编", Outline = "二、怎么领" }, office);
        async Task<string[]> StatesAsync(Platform.Callers.Caller caller, ReviewState state = ReviewState.Unspecified) =>
            [.. (await running.Courses.ListCoursesAsync(new() { State = state }, running.Service.As(caller))).Courses.Where(course => course.Id == revised).Select(course => $"{course.State} {course.Version} {course.NewestVersion}")];
        Assert.Equal(["ReviewApproved 1 1"], await StatesAsync(Clerk(county, here)));
        Assert.Empty(await StatesAsync(Callers.Visitor(county), ReviewState.ReviewWaiting));
        Assert.Equal(["ReviewWaiting 1 2"], await StatesAsync(Clerk(county, there), ReviewState.ReviewWaiting));
        Assert.Equal(["邻村已审"], await SeenAsync(Callers.Visitor(county)));
        Assert.Equal(["邻村已审", "本村待审"], await SeenAsync(Clerk(county, here)));
        Assert.Equal(["邻村已审", "邻村待审", "邻村停用", "本村待审"], await SeenAsync(Office(county)));
        Assert.Equal(["邻村已审"], await SeenAsync(Office(county), usable: true));
    }
}
