using System.Globalization;
using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Offers;

/// <summary>A form of offers, checked: a time of day on the days of a period that fall on some days of the week.</summary>
static class OfferDays
{
    /// <summary>Days that a period may have, and offers that come of one form.</summary>
    internal const int MostDays = 92, Most = 60;

    /// <summary>Offers still to come, one for each day.</summary>
    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong.</exception>
    internal static IReadOnlyList<LectureOffer> Of(CreateOffersRequest request, Caller caller, DateTimeOffset now)
    {
        var (check, today) = (new Check(), ChinaTime.Day(now));
        var (team, lecturer) = (check.Id("teamId", "宣讲队伍", request.TeamId), check.Id("lecturerId", "宣讲员", request.LecturerId));
        Guid? course = request.CourseId.Length > 0 ? check.Id("courseId", "课程", request.CourseId) : null;
        var title = course is null ? check.Text("title", "题目", request.Title, 60, least: 2) : check.Optional("title", "题目", request.Title, 60);
        var topic = check.Optional("topic", "主题", request.Topic, 60);
        var (level, channel) = (check.Known("level", "层级", request.Level), check.Known("channel", "渠道", request.Channel));
        check.That(!LectureSession.Broadcasts.Contains(channel), "channel", "BROADCAST_ORDER", "预约的宣讲要有人当面讲,不能用宣传栏、阅报栏、广播、大喇叭");
        var (method, form) = (check.Optional("method", "方法", request.Method, 20), check.Optional("form", "形式", request.Form, 20));
        var (place, audience) = (check.Optional("placeKind", "场所类别", request.PlaceKind.TrimStart('进'), 20), check.Optional("audienceKind", "听众类别", request.AudienceKind, 20));
        var marks = Marks.Of(check, request.Marks);
        var area = check.Site("area", request.Area, caller);
        var isTime = TimeOnly.TryParseExact(request.Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        check.That(isTime, "time", "INVALID_TIME", "时间应写成 19:30");
        var minutes = check.Range("durationMinutes", "时长(分钟)", request.DurationMinutes, LectureSession.LeastMinutes, LectureSession.MostMinutes);
        var (from, to) = (check.Day("from", "起始日期", request.From), check.Day("to", "截止日期", request.To));
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(to.DayNumber - from.DayNumber < MostDays && to <= today.AddDays(366), "to", "OUT_OF_RANGE", $"期间最多 {MostDays} 天,并在一年以内");
        check.That(request.Weekdays.All(day => day is >= 1 and <= 7), "weekdays", "OUT_OF_RANGE", "星期几应为 1 到 7");
        check.Done();
        var starts = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(day => request.Weekdays.Count == 0 || request.Weekdays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek))
            .Select(day => ChinaTime.Start(day) + time.ToTimeSpan()).Where(start => start > now).ToList();
        check.That(starts.Count > 0, "to", "OUT_OF_RANGE", "这段时间里没有还没到的日子");
        check.That(starts.Count <= Most, "to", "OUT_OF_RANGE", $"一次最多放出 {Most} 场,请缩短期间");
        check.Done();
        return [.. starts.Select(start => new LectureOffer
        {
            County = caller.County,
            Id = Guid.CreateVersion7(now),
            TeamId = team,
            LecturerId = lecturer,
            CourseId = course,
            Title = title,
            Topic = topic,
            Level = level,
            Channel = channel,
            Method = method,
            Form = form,
            PlaceKind = place,
            AudienceKind = audience,
            Marks = marks,
            Area = area,
            StartsAt = start,
            EndsAt = start.AddMinutes(minutes),
        })];
    }
}
