using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.Tests.Sessions;

public sealed class LectureSessionTests
{
    static readonly DateTimeOffset start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    static LectureSession Planned(Channel channel = Channel.Meeting) => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Title = "宣讲",
        Topic = "",
        Site = "140322",
        TeamId = Guid.CreateVersion7(),
        Level = Level.CountyLevel,
        Channel = channel,
        Method = "",
        Form = "",
        PlaceKind = "",
        StartsAt = start,
        DurationMinutes = 60,
    };

    public static TheoryData<Channel, CountMethod> EveryWay =>
        new(Enum.GetValues<Channel>().Skip(1).SelectMany(channel => Enum.GetValues<CountMethod>().Skip(1).Select(method => (channel, method))));

    [Theory, MemberData(nameof(EveryWay))]
    public void A_broadcast_is_never_a_head_count(Channel channel, CountMethod method)
    {
        var session = Planned(channel);
        if (method == CountMethod.HeadCount && channel is Channel.CommunityRadio or Channel.Loudspeaker or Channel.PublicityBoard or Channel.NewspaperBoard)
        {
            Assert.Equal("BROADCAST_HEAD_COUNT", Assert.Throws<Fault>(() => session.Hold(10, method, start)).Reason);
            Assert.Equal((SessionStatus.Planned, 0), (session.Status, session.Audience));
            return;
        }
        session.Hold(10, method, start);
        Assert.Equal((SessionStatus.Held, 10, method), (session.Status, session.Audience, session.CountMethod));
    }

    [Fact]
    public void A_session_is_held_once_and_not_before_its_start()
    {
        var session = Planned();
        Assert.Equal("NOT_STARTED", Assert.Throws<Fault>(() => session.Hold(10, CountMethod.HeadCount, start.AddSeconds(-1))).Reason);
        session.Hold(10, CountMethod.HeadCount, start);
        Assert.Equal("NOT_PLANNED", Assert.Throws<Fault>(() => session.Hold(11, CountMethod.HeadCount, start)).Reason);
        Assert.Equal("NOT_PLANNED", Assert.Throws<Fault>(() => session.Cancel("下雨")).Reason);
        Assert.Equal(10, session.Audience);
    }

    [Fact]
    public void A_cancelled_session_is_not_held()
    {
        var session = Planned();
        session.Cancel("下雨");
        Assert.Equal("NOT_PLANNED", Assert.Throws<Fault>(() => session.Hold(10, CountMethod.HeadCount, start)).Reason);
        Assert.Equal((SessionStatus.SessionCancelled, "下雨"), (session.Status, session.Reason));
    }
}
