using System.Text.Json.Nodes;
using CivPractice.Platform;
using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

public sealed partial class IsolationTests
{
    async Task LectureAsync(Insiders b)
    {
        var station = await new Chain(practice).StationAsync();
        var team = await Post("LecturerTeams.CreateLecturerTeam", b.Office, "/lecturerTeams", new { name = "隔离宣讲队", level = "VILLAGE", site = station });
        await Get("LecturerTeams.ListLecturerTeams", b.Visitor, $"/lecturerTeams?prefix={Practice.County}", anybody: true);
        await Get("LecturerTeams.GetLecturerTeam", b.Visitor, $"/lecturerTeams/{Id(team)}", anybody: true);
        var lecturer = await Post("LecturerTeams.AddLecturer", b.Office, $"/lecturerTeams/{Id(team)}/lecturers", new { personId = Guid.NewGuid(), name = "测试讲师", field = "党史" });
        await Get("LecturerTeams.ListLecturers", b.Visitor, $"/lecturerTeams/{Id(team)}/lecturers", anybody: true);
        object Session(DateTimeOffset at) => new { title = "隔离测试宣讲", topic = "政策", site = station, teamId = Id(team), lecturerId = Id(lecturer), level = "VILLAGE", channel = "MEETING", method = "实例讲解", form = "宣讲会", placeKind = "农村", startsAt = at, durationMinutes = 60 };
        var held = await Post("Sessions.CreateSession", b.Office, "/sessions", Session(DateTimeOffset.UtcNow.AddHours(-2)));
        var planned = await b.Office.PostAsync("/sessions", Session(DateTimeOffset.UtcNow.AddDays(2)));
        await Get("Sessions.ListSessions", b.Visitor, $"/sessions?prefix={Practice.County}", anybody: true);
        await Get("Sessions.GetSession", b.Visitor, $"/sessions/{Id(held)}", anybody: true);
        await Post("Sessions.HoldSession", b.Office, $"/sessions/{Id(held)}:hold", new { audience = 30, countMethod = "HEAD_COUNT" });
        await Post("Sessions.CorrectAudience", b.Office, $"/sessions/{Id(held)}:correct", new { audience = 28, countMethod = "HEAD_COUNT", reason = "数错了" });
        await Get("Sessions.ListAudience", b.Office, $"/sessions/{Id(held)}/audience");
        await Post("Sessions.RecordMoralLecture", b.Office, $"/sessions/{Id(held)}:recordMoralLecture", new { steps = new[] { "唱歌曲", "学模范" } });
        var question = await Post("Sessions.AddQuestion", b.Office, $"/sessions/{Id(held)}/questions", new { text = "补贴什么时候发" });
        await Get("Sessions.ListQuestions", b.Office, $"/lectureQuestions?prefix={Practice.County}");
        await Post("Sessions.LinkQuestion", b.Office, $"/lectureQuestions/{Id(question)}:link", new { needNumber = "N-20260302-0001" });
        await Post("Sessions.UpdateSession", b.Office, $"/sessions/{Id(held)}:update", new { title = "隔离测试宣讲", topic = "政策", method = "实例讲解", form = "微党课", placeKind = "社区", reason = "测试" });
        await Get("Sessions.ListSessionChanges", b.Office, $"/sessions/{Id(held)}/changes");
        await FeedbackAndMaterialAsync(b, Id(held));
        await Post("Sessions.VoidSession", b.Office, $"/sessions/{Id(held)}:void", new { reason = "测试" });
        var own = await b.Office.PostAsync($"/lecturerTeams/{Id(team)}/lecturers", new { personId = Id(await b.Person.GetAsync("/api/me"), "personId"), name = "测试甲" });
        var mine = await b.Office.PostAsync("/sessions", new { title = "我讲的", site = station, teamId = Id(team), lecturerId = Id(own), level = "VILLAGE", channel = "MEETING", startsAt = DateTimeOffset.UtcNow.AddHours(-3), durationMinutes = 30 });
        await Post("Sessions.HoldMySession", b.Person, $"/mySessions/{Id(mine)}:hold", new { audience = 3, countMethod = "HEAD_COUNT" }, anybody: true);
        await Get("Sessions.GetCoverage", b.Office, $"/lecture/coverage?prefix={Practice.County}");
        await Get("Sessions.GetNetwork", b.Office, $"/lecture/network?prefix={station[..9]}");
        await Post("Sessions.CancelSession", b.Office, $"/sessions/{Id(planned)}:cancel", new { reason = "测试" });
        await Get("Sessions.GetTally", b.Office, $"/lecture/tally?prefix={Practice.County}");
        await LecturerTeamAsync(b, station, Id(team), Id(lecturer));
        await LectureLibraryAsync(b, station);
        await LectureOrdersAsync(b, station, Id(team), Id(lecturer));
    }

    async Task FeedbackAndMaterialAsync(Insiders b, string session)
    {
        var code = (await Post("SessionFeedbacks.OpenFeedback", b.Office, $"/sessions/{session}:openFeedback", new { }))["code"]!.GetValue<string>();
        await Post("SessionFeedbacks.GiveFeedback", b.Visitor, $"/sessions/{session}:rate", new { code, rating = 5 }, anybody: true);
        await Post("SessionFeedbacks.RecordFeedback", b.Office, $"/sessions/{session}/feedback", new { rating = 4, papers = 2 });
        await Get("SessionFeedbacks.ListFeedback", b.Office, $"/sessions/{session}/feedback");
        var material = Id(await b.Office.PostFileAsync($"/sessions/{session}/materials?fileName=x", new ByteArrayContent("%PDF-1.7 x"u8.ToArray())));
        await Get("SessionMaterials.ListSessionMaterials", b.Visitor, $"/sessions/{session}/materials", anybody: true);
        Assert.Contains((await intruder!.RefusedAsync($"/sessions/{session}/materials/{material}")).Status, new[] { 403, 404 });
        foreach (var user in new[] { intruder!, intruderAtB! }) Assert.Contains((await Assert.ThrowsAsync<UnexpectedAnswer>(() => user.PostFileAsync($"/sessions/{session}/materials?fileName=x", new ByteArrayContent("%PDF-1.7 y"u8.ToArray())))).Status, new[] { 403, 404 });
        var photo = Id(await b.Office.PostFileAsync($"/sessions/{session}/photos", TestPhoto.Form(TestPhoto.Png(7))));
        await Get("SessionPhotos.ListSessionPhotos", b.Visitor, $"/sessions/{session}/photos", anybody: true);
        await Post("SessionPhotos.UpdateSessionPhoto", b.Office, $"/sessions/{session}/photos/{photo}:update", new { version = 1, alt = "宣讲现场", people = "NOBODY" });
        await Post("SessionPhotos.RemoveSessionPhoto", b.Office, $"/sessions/{session}/photos/{photo}:remove", new { });
        await Post("SessionMaterials.RemoveSessionMaterial", b.Office, $"/sessions/{session}/materials/{material}:remove", new { });
    }

    async Task LecturerTeamAsync(Insiders b, string station, string team, string lecturer)
    {
        await Post("LecturerTeams.SetLecturerTeamLeader", b.Office, $"/lecturerTeams/{team}:setLeader", new { lecturerId = lecturer });
        await Post("LecturerTeams.UpdateLecturer", b.Office, $"/lecturerTeams/{team}/lecturers/{lecturer}:update", new { field = "党史", kind = "THEORY_EXPERT", local = true, background = "党校教员" });
        await Post("LecturerTeams.SetEligibilityRule", b.Office, $"/lecturerTeams/{team}:setRule", new { rule = new { text = "本社区", local = true } });
        var slot = new { rhythm = "WEEKLY", day = 5, time = "19:30", durationMinutes = 60, site = station, title = "隔离定期宣讲", channel = "MEETING" };
        await Post("LecturerTeams.SetRegularSlot", b.Office, $"/lecturerTeams/{team}:setSlot", new { slot });
        await Post("LecturerTeams.EndRegularSlot", b.Office, $"/lecturerTeams/{team}:endSlot", new { reason = "测试" });
        await Get("LecturerTeams.ListLoad", b.Office, $"/lecturerLoad?prefix={Practice.County}");
        await Get("LecturerTeams.GetLecturer", b.Visitor, $"/lecturers/{lecturer}", anybody: true);
        var leaving = await b.Office.PostAsync($"/lecturerTeams/{team}/lecturers", new { name = "测试乙", local = true });
        await Post("LecturerTeams.RemoveLecturer", b.Office, $"/lecturerTeams/{team}/lecturers/{Id(leaving)}:remove", new { leftOn = Today, reason = "测试" });
        var ending = await b.Office.PostAsync("/lecturerTeams", new { name = "要解散的隔离宣讲队", level = "VILLAGE", site = station });
        await Post("LecturerTeams.DissolveLecturerTeam", b.Office, $"/lecturerTeams/{Id(ending)}:dissolve", new { endedOn = Today, reason = "测试" });
    }

    async Task LectureLibraryAsync(Insiders b, string station)
    {
        var course = await Post("LectureCourses.CreateCourse", b.Office, "/lectureCourses", new { title = $"隔离课程{Guid.NewGuid():N}"[..20], site = station, source = "自编", outline = "一、政策" });
        await Post("LectureCourses.ReviewCourse", b.Office, $"/lectureCourses/{Id(course)}:review", new { version = 1, approve = true });
        await Get("LectureCourses.ListCourses", b.Visitor, $"/lectureCourses?prefix={Practice.County}", anybody: true);
        await Get("LectureCourses.GetCourse", b.Visitor, $"/lectureCourses/{Id(course)}", anybody: true);
        await Post("LectureCourses.ReviseCourse", b.Office, $"/lectureCourses/{Id(course)}:revise", new { source = "自编", outline = "二、新政策" });
        await Post("LectureCourses.RetireCourse", b.Office, $"/lectureCourses/{Id(course)}:retire", new { reason = "测试" });
        var board = await Post("Boards.CreateBoard", b.Office, "/boards", new { name = $"隔离宣传栏{Guid.NewGuid():N}"[..20], kind = "PUBLICITY_BOARD", site = station, openedOn = "2024-01-01" });
        await Post("Boards.ChangeBoard", b.Office, $"/boards/{Id(board)}/changes", new { changedOn = Today, theme = "防诈骗", issues = 1 });
        await Get("Boards.ListBoards", b.Visitor, $"/boards?prefix={Practice.County}", anybody: true);
        await Get("Boards.ListBoardChanges", b.Visitor, $"/boards/{Id(board)}/changes", anybody: true);
        await Post("Boards.CloseBoard", b.Office, $"/boards/{Id(board)}:close", new { closedOn = Today, reason = "测试" });
    }

    async Task LectureOrdersAsync(Insiders b, string station, string team, string lecturer)
    {
        object Wish() => new { site = station, topic = "高龄补贴政策", listeners = 1, contactName = "测试", contactPhone = "10012340000", consent = true };
        var order = await Post("LectureOrders.CreateOrder", b.Visitor, "/lectureOrders", Wish(), anybody: true);
        var code = new { number = order["number"], trackingCode = order["trackingCode"] };
        await Post("LectureOrders.TrackOrder", b.Visitor, "/lectureOrders:track", code, anybody: true);
        await Get("LectureOrders.ListOrders", b.Office, $"/lectureOrders?prefix={Practice.County}");
        await Get("LectureOrders.GetOrder", b.Office, $"/lectureOrders/{Id(order)}");
        await Get("LectureOrders.ListProposals", b.Office, $"/lectureOrders/{Id(order)}/proposals");
        var starts = DateTimeOffset.UtcNow.AddSeconds(8);
        order = await Post("LectureOrders.ScheduleOrder", b.Office, $"/lectureOrders/{Id(order)}:schedule", new { teamId = team, lecturerId = lecturer, startsAt = starts, durationMinutes = 5, level = "VILLAGE", channel = "DOOR_TO_DOOR" });
        await Moment.PassedAsync(starts);
        await b.Office.PostAsync($"/sessions/{Id(order, "sessionId")}:hold", new { audience = 1, countMethod = "HEAD_COUNT" });
        await Post("LectureOrders.RateOrder", b.Visitor, "/lectureOrders:rate", new { code.number, code.trackingCode, rating = 5 }, anybody: true);
        await Post("LectureOrders.RefuseOrder", b.Office, $"/lectureOrders/{Id(await b.Visitor.PostAsync("/lectureOrders", Wish()))}:refuse", new { reason = "测试" });
        var day = DateTimeOffset.UtcNow.AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var offers = await Post("LectureOffers.CreateOffers", b.Office, "/lectureOffers", new { teamId = team, lecturerId = lecturer, title = "隔离供讲", level = "VILLAGE", channel = "MEETING", area = station, from = day, to = day, time = "09:00", durationMinutes = 30 });
        var offer = Id(offers["offers"]![0]!);
        await Get("LectureOffers.ListOffers", b.Visitor, $"/lectureOffers?prefix={Practice.County}", anybody: true);
        await Get("LectureOffers.GetOffer", b.Visitor, $"/lectureOffers/{offer}", anybody: true);
        await Post("LectureOffers.WithdrawOffer", b.Office, $"/lectureOffers/{offer}:withdraw", new { reason = "测试" });
        var withdrawn = await b.Visitor.PostAsync("/lectureOrders", Wish());
        await Post("LectureOrders.WithdrawOrder", b.Visitor, "/lectureOrders:withdraw", new { number = withdrawn["number"], trackingCode = withdrawn["trackingCode"] }, anybody: true);
    }
}
