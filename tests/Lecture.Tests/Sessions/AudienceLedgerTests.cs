using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;
using CsCheck;
using AudienceEntry = CivPractice.Lecture.Sessions.AudienceEntry;

namespace CivPractice.Lecture.Tests.Sessions;

/// <summary>The audience ledger (听众台账): whatever is written down, corrected and voided, in whatever order.</summary>
public sealed class AudienceLedgerTests
{
    static readonly DateTimeOffset start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly CountMethod[] methods = [.. Enum.GetValues<CountMethod>().Skip(1)];

    sealed record Deed(int Kind, int Audience, CountMethod Method);

    static readonly Gen<Channel> channels = Gen.Int[1, 7].Select(channel => (Channel)channel);
    static readonly Gen<Deed[]> deeds = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 500], Gen.Int[0, methods.Length - 1], (kind, audience, at) => new Deed(kind, audience, methods[at])).Array[1, 12];

    [Fact]
    public void A_session_s_audience_is_the_balance_of_its_lines_and_a_broadcast_has_no_head_count() => Gen.Select(channels, deeds).Sample((channel, written) =>
    {
        var (session, ledger) = (Planned(channel), new List<AudienceEntry>());
        foreach (var deed in written)
        {
            var before = (session.Status, session.Audience, session.CountMethod, session.Version);
            try { ledger.AddRange(Do(session, deed)); }
            catch (Fault) { Assert.Equal(before, (session.Status, session.Audience, session.CountMethod, session.Version)); }

            foreach (var method in methods)
            {
                var balance = ledger.Where(line => line.CountMethod == method).Sum(line => line.Persons);
                Assert.Equal(session.Status == SessionStatus.Held && session.CountMethod == method ? session.Audience : 0, balance);
            }
            if (LectureSession.Broadcasts.Contains(channel)) Assert.DoesNotContain(ledger, line => line.CountMethod == CountMethod.HeadCount);
        }
    });

    static IReadOnlyList<AudienceEntry> Do(LectureSession session, Deed deed)
    {
        switch (deed.Kind)
        {
            case 0: return [session.Hold(deed.Audience, deed.Method, start)];
            case 1: return session.Correct(deed.Audience, deed.Method, "记错了", start);
            case 2: return [session.Void("没有讲成", start)];
            default: session.Cancel("下雨"); return [];
        }
    }

    static LectureSession Planned(Channel channel) => new()
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
}
