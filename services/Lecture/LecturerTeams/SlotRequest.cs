using System.Globalization;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Lecture.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>A request for a regular slot (定期宣讲), checked.</summary>
static class SlotRequest
{
    internal static RegularSlot Of(V1.RegularSlot wanted, LecturerTeam team, Caller caller, NamedVenue? venue, DateTimeOffset now)
    {
        var check = new Check();
        var isTime = TimeOnly.TryParseExact(wanted.Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        check.That(isTime, "time", "INVALID_TIME", "时间应写成 19:30");
        var rhythm = check.Known("rhythm", "周期", wanted.Rhythm);
        var today = ChinaTime.Day(now);
        var starts = check.DayOrNone("startsOn", "起始日期", wanted.StartsOn) ?? today;
        var slot = new RegularSlot
        {
            County = team.County,
            Id = Guid.CreateVersion7(now),
            TeamId = team.Id,
            Rhythm = rhythm,
            Day = check.Range("day", rhythm == Rhythm.Monthly ? "每月几号" : "星期几", wanted.Day, 1, rhythm == Rhythm.Monthly ? 31 : 7),
            Time = time,
            DurationMinutes = check.Range("durationMinutes", "时长(分钟)", wanted.DurationMinutes, LectureSession.LeastMinutes, LectureSession.MostMinutes),
            Level = team.Level,
            Site = check.Site("site", wanted.Site, caller),
            Place = wanted.Place.Length > 0 ? check.Optional("place", "地点", wanted.Place, 60) : venue?.Name ?? "",
            VenueId = venue?.Id,
            VenueName = venue?.Name ?? "",
            Title = check.Text("title", "题目", wanted.Title, 60, least: 2),
            Topic = check.Optional("topic", "主题", wanted.Topic, 60),
            Channel = check.Known("channel", "渠道", wanted.Channel),
            Form = check.Optional("form", "形式", wanted.Form, 20),
            Method = check.Optional("method", "方法", wanted.Method, 20),
            PlaceKind = check.Optional("placeKind", "场所类别", wanted.PlaceKind.TrimStart('进'), 20),
            AudienceKind = check.Optional("audienceKind", "听众类别", wanted.AudienceKind, 20),
            Marks = Marks.Of(check, wanted.Marks),
            LecturerId = wanted.LecturerId.Length > 0 ? check.Id("lecturerId", "宣讲员", wanted.LecturerId) : null,
            StartsOn = starts,
        };
        check.That(starts <= today.AddDays(366), "startsOn", "OUT_OF_RANGE", "起始日期应在一年以内");
        check.Done();
        return slot;
    }
}
