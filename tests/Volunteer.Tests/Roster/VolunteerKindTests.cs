using CivPractice.Platform.Faults;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.V1;
using CsCheck;

namespace CivPractice.Volunteer.Tests.Roster;

public sealed class VolunteerKindTests
{
    static readonly DateOnly day = new(2020, 1, 1);
    static readonly DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static VolunteerProfile Somebody() => new()
    {
        County = "140322",
        PersonId = Guid.NewGuid(),
        Number = "140322V000001",
        Name = "测试甲",
        Phone = "10012340001",
        IdentitySealed = [],
        BirthDate = new DateOnly(1980, 1, 1),
        Gender = Gender.Male,
        Site = "140322001001",
        Skills = [],
        Source = RegistrationSource.Clerk,
        ConsentAt = now,
        ConsentRecordedBy = Guid.NewGuid(),
        RegisteredAt = now,
    };

    [Fact]
    public void Several_kinds_run_at_once_and_one_ends_once()
    {
        var profile = Somebody();
        var party = VolunteerKind.Begin(profile, [], "党员", day, null, "村党支部确认", now);
        var youth = VolunteerKind.Begin(profile, [party], "青年", day, null, "", now);
        Assert.True(party.RunsOn(day) && youth.RunsOn(day) && !party.RunsOn(day.AddDays(-1)));
        Assert.Equal("BEFORE_BEGINNING", Assert.Throws<Fault>(() => youth.End(day.AddDays(-1))).Reason);
        youth.End(day);
        Assert.True(youth.RunsOn(day) && !youth.RunsOn(day.AddDays(1)));
        Assert.Equal("KIND_ENDED", Assert.Throws<Fault>(() => youth.End(day.AddDays(9))).Reason);
        // The next time begins on the day after the last one.
        Assert.Equal("KIND_TWICE", Assert.Throws<Fault>(() => VolunteerKind.Begin(profile, [party, youth], "青年", day, null, "", now)).Reason);
        Assert.Equal(day.AddDays(1), VolunteerKind.Begin(profile, [party, youth], "青年", day.AddDays(1), null, "", now).Since);
    }

    [Fact]
    public void Whatever_is_told_in_whatever_order_a_kind_stands_once_on_a_day() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 40], Gen.Int[-1, 20]).List[1, 30].Sample(told =>
        {
            var (profile, there) = (Somebody(), new List<VolunteerKind>());
            foreach (var (kind, from, length) in told)
                try { there.Add(VolunteerKind.Begin(profile, there, $"类别{kind}", day.AddDays(from), length < 0 ? null : day.AddDays(from + length), "", now)); }
                catch (Fault fault) { Assert.Equal("KIND_TWICE", fault.Reason); }
            Assert.NotEmpty(there);
            for (var i = 0; i < 80; i++) Assert.All(there.Where(row => row.RunsOn(day.AddDays(i))).GroupBy(row => row.Kind), group => Assert.Single(group));
        });
}
