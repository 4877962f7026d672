using CivPractice.Platform.Faults;
using CivPractice.Volunteer.Hours;
using CsCheck;

namespace CivPractice.Volunteer.Tests.Hours;

public sealed class HoursEntryTests
{
    static readonly Guid someone = Guid.CreateVersion7();

    sealed record Step(bool ByHand, int Minutes, long Version);

    static readonly Gen<Step> step = from byHand in Gen.Bool from minutes in Gen.Int[-1440, 1440] from version in Gen.Long[1, 12] select new Step(byHand, minutes, version);

    [Fact]
    public void Whatever_happens_the_sum_is_the_balance_and_never_below_zero() => Gen.Select(Gen.Int[0, 1460], step.Array[0, 30]).Sample((minutes, steps) =>
    {
        var ledger = new List<Volunteer.Hours.HoursEntry> { Volunteer.Hours.HoursEntry.Original(VolunteerRunning.Attendance(someone, minutes), DateTimeOffset.UnixEpoch) };
        foreach (var next in steps)
        {
            var (last, before) = (ledger[^1], ledger.ToList());
            try
            {
                var line = next.ByHand
                    ? last.Correct(next.Minutes, "更正", someone, DateTimeOffset.UnixEpoch)
                    : last.Reconfirm(VolunteerRunning.Attendance(someone, Math.Abs(next.Minutes), version: next.Version), DateTimeOffset.UnixEpoch);
                if (line is not null) ledger.Add(line);
                if (!next.ByHand) Assert.Equal(next.Version > last.ConfirmedVersion, line is not null);
            }
            catch (Fault fault)
            {
                Assert.Equal("BELOW_ZERO", fault.Reason);
                Assert.True(next.ByHand && last.Balance + next.Minutes < 0);
            }
            Assert.Equal(before, ledger.Take(before.Count));
            Assert.Equal(ledger.Sum(line => line.Minutes), ledger[^1].Balance);
            Assert.True(ledger[^1].Balance >= 0);
        }
        Assert.Equal(Enumerable.Range(1, ledger.Count), ledger.Select(line => line.Line));
        Assert.All(ledger.Skip(1), line => Assert.True(line.CorrectsId == ledger[0].Id && line.Reason is { Length: > 0 }));
    });

    [Fact]
    public void A_shift_names_itself_as_the_source_and_a_fact_that_says_nothing_is_of_an_activity()
    {
        var fact = VolunteerRunning.Attendance(someone, 60);
        var old = System.Text.Json.JsonSerializer.Deserialize<Activity.V1.AttendanceConfirmed>(System.Text.Json.JsonSerializer.Serialize(fact).Replace($",\"Kind\":\"{fact.Kind}\"", "", StringComparison.Ordinal))!;
        Assert.Equal(fact, old);
        Assert.Equal(V1.HoursSource.Platform, Volunteer.Hours.HoursEntry.Original(old, DateTimeOffset.UnixEpoch).Source);
        Assert.Equal(V1.HoursSource.MobilizationShift, Volunteer.Hours.HoursEntry.Original(fact with { Kind = Activity.V1.AttendanceConfirmed.Shift }, DateTimeOffset.UnixEpoch).Source);
    }

    [Fact]
    public void Without_a_hand_in_it_the_balance_is_what_was_confirmed_last() => step.Array[1, 20].Sample(steps =>
    {
        var last = Volunteer.Hours.HoursEntry.Original(VolunteerRunning.Attendance(someone, 60, version: 0), DateTimeOffset.UnixEpoch);
        foreach (var next in steps)
            last = last.Reconfirm(VolunteerRunning.Attendance(someone, Math.Abs(next.Minutes), version: next.Version), DateTimeOffset.UnixEpoch) ?? last;
        var newest = steps.First(next => next.Version == steps.Max(other => other.Version));
        Assert.Equal(Math.Abs(newest.Minutes), last.Balance);
    });

    [Fact]
    public void A_broken_fact_is_not_applied()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Volunteer.Hours.HoursEntry.Original(VolunteerRunning.Attendance(someone, -1), DateTimeOffset.UnixEpoch));
        Assert.Throws<ArgumentOutOfRangeException>(() => Volunteer.Hours.HoursEntry.Original(VolunteerRunning.Attendance(someone, 1, grade: "E"), DateTimeOffset.UnixEpoch));
    }
}
