using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.LecturerTeams;

/// <summary>A team is founded with its rule and leader; what a lecturer gave is told, and what people thought of it not to everybody; and teams are counted as of a moment.</summary>
public sealed class LecturerRecordTests(LectureRunning running)
{
    [Fact]
    public async Task A_red_group_is_founded_with_its_rule_and_a_leader_who_keeps_it()
    {
        var county = await running.CountyAsync("180581");
        var by = running.Service.As(Clerk(county));
        CreateLecturerTeamRequest Founding(bool local) => new()
        {
            Name = "锦隆社区红色讲师团",
            Level = Level.Village,
            Site = county,
            RedGroup = true,
            Rule = new() { Text = "在本社区工作或居住,有理论功底", Local = true, Background = true, Kinds = { LecturerKind.TheoryExpert, LecturerKind.UnitSecretary } },
            Leader = new() { Name = "测试团长", Field = "党史", Kind = LecturerKind.UnitSecretary, Local = local, Background = "宣讲十年", PublicTitle = "县党代表", PublicTitleSince = "2021-07-01", Leading = true, Topics = { "党史", "惠农政策" } },
        };
        Assert.Equal((StatusCode.FailedPrecondition, "NOT_ELIGIBLE"), await RefusedAsync(async () => await running.Teams.CreateLecturerTeamAsync(Founding(local: false), by)));
        Assert.Empty((await running.Teams.ListLecturerTeamsAsync(new() { Prefix = county }, by)).Teams);

        var team = await running.Teams.CreateLecturerTeamAsync(Founding(local: true), by);
        Assert.Equal(("测试团长", 1, true), (team.LeaderName, team.Lecturers, team.Rule.Background));
        var leader = (await running.Teams.GetLecturerAsync(new() { Id = team.LeaderId }, by)).Lecturer;
        Assert.Equal(("县党代表", "2021-07-01", "党的创新理论/党史 惠民政策"), (leader.PublicTitle, leader.PublicTitleSince, string.Join(' ', leader.Topics)));
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_TOPIC"), await RefusedAsync(async () => await running.Teams.AddLecturerAsync(new() { TeamId = team.Id, Name = "测试乙", Topics = { "养蜂" } }, by)));
        Assert.Equal((1, 1), (await new Desk(running, county).FigureAsync("lecturer-teams"), await new Desk(running, county).FigureAsync("lecturers")));
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }

    [Fact]
    public async Task What_people_thought_of_lectures_is_for_the_lecturer_and_the_teams_staff()
    {
        var county = await running.CountyAsync("180582");
        var (by, office, visitor) = (running.Service.As(Clerk(county)), running.Service.As(Office(county)), running.Service.As(Callers.Visitor(county)));
        var (team, person) = (await running.TeamAsync(county), Guid.CreateVersion7());
        var lecturer = await running.Teams.AddLecturerAsync(new() { TeamId = team.Id, Name = "测试讲师", PersonId = person.ToString() }, by);
        var course = await running.Courses.CreateCourseAsync(new() { Title = "高龄补贴政策", Site = county, Source = "自编", Outline = "一、怎么领" }, office);
        await running.Courses.ReviewCourseAsync(new() { Id = course.Id, Version = 1, Approve = true }, office);
        var rated = 0;
        async Task RateAsync(int rating)
        {
            var posted = await running.Orders.CreateOrderAsync(new() { Site = county, Topic = "高龄补贴政策", Listeners = 1, ContactName = "测试老人", ContactPhone = "10012340000", Consent = true }, visitor);
            var order = await running.Orders.ScheduleOrderAsync(new()
            {
                Id = posted.Id,
                TeamId = team.Id,
                LecturerId = lecturer.Id,
                StartsAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(++rated)),
                DurationMinutes = 30,
                Level = Level.Village,
                Channel = Channel.DoorToDoor,
                CourseId = course.Id,
            }, by);
            // What would be days from now was an hour ago.
            await using (var earlier = running.Service.Superuser.CreateCommand($"update lecture_session set starts_at = now() - interval '1 hour' where county = '{county}' and id = '{order.SessionId}'")) Assert.Equal(1, await earlier.ExecuteNonQueryAsync());
            await running.Sessions.HoldSessionAsync(new() { Id = order.SessionId, Audience = 1, CountMethod = CountMethod.HeadCount }, by);
            await running.Orders.RateOrderAsync(new() { Number = posted.Number, TrackingCode = posted.TrackingCode, Rating = rating }, visitor);
        }
        async Task<LecturerRecord> SeenBy(Metadata caller) => await running.Teams.GetLecturerAsync(new() { Id = lecturer.Id }, caller);

        await RateAsync(5);
        await RateAsync(4);
        // What two people thought is not told apart from what one did.
        Assert.Equal((2, 0), ((await SeenBy(by)).Feedback.Ratings, (await SeenBy(by)).Feedback.AverageTenths));
        await RateAsync(4);
        var record = await SeenBy(by);
        Assert.Equal((3, 43, 3, 90), (record.Feedback.Ratings, record.Feedback.AverageTenths, record.Held, record.Minutes));
        Assert.Equal("高龄补贴政策 3", Assert.Single(record.Courses.Select(each => $"{each.Title} {each.Sessions}")));
        Assert.Equal(43, (await SeenBy(running.Service.As(Callers.Person(person, county)))).Feedback.AverageTenths);
        Assert.Null((await SeenBy(visitor)).Feedback);
        Assert.Null((await SeenBy(running.Service.As(Callers.Person(Guid.CreateVersion7(), county)))).Feedback);
        Assert.Equal(3, (await SeenBy(visitor)).Held);
        Assert.Equal(3, (await running.Sessions.ListSessionsAsync(new() { Prefix = county, LecturerId = lecturer.Id }, visitor)).Sessions.Count);
        Assert.Empty((await running.Sessions.ListSessionsAsync(new() { Prefix = county, LecturerId = Guid.CreateVersion7().ToString() }, visitor)).Sessions);
    }

    [Fact]
    public async Task Teams_and_lecturers_are_listed_as_they_were_recorded_at_a_moment()
    {
        var county = await running.CountyAsync("180583");
        var by = running.Service.As(Clerk(county));
        static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        // The moment lies between two recordings, whose ids tell the time by the millisecond.
        static async Task<string> NowAsync()
        {
            await Task.Delay(20);
            var moment = Moment(DateTimeOffset.UtcNow);
            await Task.Delay(20);
            return moment;
        }
        var team = await running.TeamAsync(county, "先有的队");
        var (stays, leaves) = (await running.LecturerAsync(team, county, "留下的"), await running.LecturerAsync(team, county, "走了的"));
        var then = await NowAsync();
        await running.LecturerAsync(team, county, "后来的");
        await running.Teams.RemoveLecturerAsync(new() { TeamId = team.Id, Id = leaves.Id, LeftOn = ChinaTime.Text(ChinaTime.Today(TimeProvider.System)), Reason = "搬走了" }, by);
        await running.TeamAsync(county, "后有的队");
        var now = await NowAsync();

        async Task<string[]> TeamsAsync(string until, string after = "") => [.. (await running.Teams.ListLecturerTeamsAsync(new() { Prefix = county, RecordedUntil = until, RecordedAfter = after }, by)).Teams.Select(each => $"{each.Name} {each.Lecturers}")];
        Assert.Equal(["先有的队 2"], await TeamsAsync(then));
        Assert.Equal(["先有的队 2", "后有的队 0"], await TeamsAsync(now));
        Assert.Equal(["后有的队 0"], await TeamsAsync("", then));
        async Task<string[]> LecturersAsync(string until) => [.. (await running.Teams.ListLecturersAsync(new() { TeamId = team.Id, RecordedUntil = until }, by)).Lecturers.Select(each => each.Name)];
        Assert.Equal(["留下的", "走了的"], await LecturersAsync(then));
        Assert.Equal(["留下的", "后来的"], await LecturersAsync(now));
        Assert.Equal(["留下的", "后来的"], await LecturersAsync(""));
        Assert.Equal(3, (await new Desk(running, county).LinesAsync("lecturers", $"?recordedUntil={then}")).Length);
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_MOMENT"), await RefusedAsync(() => TeamsAsync("昨天")));
        Assert.NotEqual(stays.Id, leaves.Id);
        Assert.Empty(await running.Service.DifferencesAsync("Lecture", county));
    }
}
