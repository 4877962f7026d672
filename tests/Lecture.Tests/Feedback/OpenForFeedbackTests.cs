using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Tests.Feedback;

/// <summary>The rule of a session's code, without a database.</summary>
public sealed class OpenForFeedbackTests
{
    static readonly DateTimeOffset now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    static LectureSession Session() => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(now),
        Title = "高龄补贴政策",
        Topic = "",
        Site = "140322100801",
        TeamId = Guid.CreateVersion7(now),
        Level = Level.Village,
        Channel = Channel.Meeting,
        Method = "",
        Form = "",
        PlaceKind = "",
        StartsAt = now.AddHours(-2),
        DurationMinutes = 60,
    };

    [Fact]
    public void A_held_session_is_open_for_a_week_and_gets_another_code_after_it()
    {
        var session = Session();
        Assert.Equal("NOT_HELD", Assert.Throws<Fault>(() => session.OpenFeedback(now)).Reason);
        session.Hold(20, CountMethod.HeadCount, now);
        Assert.False(session.FitsFeedback(""));
        Assert.True(session.OpenFeedback(now));
        var first = session.FeedbackCode;
        Assert.False(session.OpenFeedback(now.AddDays(6)));
        Assert.Equal((first, true, false), (session.FeedbackCode, session.TakesFeedback(now.AddDays(7).AddSeconds(-1)), session.TakesFeedback(now.AddDays(7))));
        Assert.Equal("FEEDBACK_CLOSED", Assert.Throws<Fault>(() => session.RequireFeedbackOpen(now.AddDays(7))).Reason);
        Assert.True(session.FitsFeedback(first.ToLowerInvariant()) && !session.FitsFeedback(first + "2") && !session.FitsFeedback(new string('2', 31)));
        Assert.True(session.OpenFeedback(now.AddDays(8)));
        Assert.DoesNotContain(session.FeedbackCode, sign => "01ILOU".Contains(sign, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10, 2, 0)]
    [InlineData(14, 3, 47)]
    [InlineData(12, 3, 40)]
    public void Of_fewer_than_three_no_average_is_said(long sum, long ratings, int tenths) => Assert.Equal(tenths, Lecture.Feedback.SessionFeedback.AverageTenths(sum, ratings));
}
