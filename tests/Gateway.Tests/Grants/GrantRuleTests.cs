using CivPractice.Gateway.Grants;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.Grants;

public sealed class GrantRuleTests
{
    static readonly DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    static string? Refused(Action act) => (Record.Exception(act) as Fault)?.Reason;

    [Theory]
    [InlineData("station-clerk", "140322104203", null)]
    [InlineData("team-leader", "140322", null)]
    [InlineData("center-office", "140322", null)]
    [InlineData("station-clerk", "140321", "PERMISSION_DENIED")]
    [InlineData("station-clerk", "1403", "PERMISSION_DENIED")]
    [InlineData("city-coordinator", "140322", "ROLE_ABOVE_OWN")]
    [InlineData("operator", "140322", "ROLE_ABOVE_OWN")]
    [InlineData("operator", "", "PERMISSION_DENIED")]
    public void An_office_grants_below_itself(string role, string prefix, string? reason) =>
        Assert.Equal(reason, Refused(() => GrantRule.MayGive(Callers.Staff(Role.CenterOffice), Role.Find(role)!, prefix)));

    [Fact]
    public void An_operator_grants_everything_and_a_clerk_nothing()
    {
        var operating = new Caller(CallerKind.Staff, Guid.NewGuid(), "", "", [], [new Grant(Role.Operator, "")]);
        foreach (var role in Role.Granted) Assert.Null(Refused(() => GrantRule.MayGive(operating, role, "140322")));
        Assert.Equal("PERMISSION_DENIED", Refused(() => GrantRule.MayGive(Callers.Staff(Role.InstituteClerk), Role.TeamLeader, Callers.StationA)));
    }

    [Theory]
    [InlineData("operator", "", true)]
    [InlineData("operator", "140322", false)]
    [InlineData("city-coordinator", "1403", true)]
    [InlineData("city-coordinator", "140322", false)]
    [InlineData("center-office", "140322", true)]
    [InlineData("station-clerk", "", false)]
    [InlineData("station-clerk", "14032", false)]
    public void A_role_has_its_own_kind_of_prefix(string role, string prefix, bool fits)
    {
        var check = new Check();
        GrantRule.Fits(check, Role.Find(role)!, prefix);
        Assert.Equal(fits, Refused(check.Done) is null);
    }

    [Fact]
    public void A_grant_counts_from_its_first_to_its_last_day_and_ends_at_once_when_withdrawn()
    {
        var (first, last) = (new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 31));
        var grant = RoleGrant.Give(Guid.NewGuid(), Role.StationClerk, "140322104203", first, last, now);
        Assert.Equal("140322", grant.County);
        Assert.Equal([false, true, true, false], new[] { first.AddDays(-1), first, last, last.AddDays(1) }.Select(day => grant.Overlaps(day, day)));
        Assert.Equal("PERIOD_REVERSED", Refused(() => grant.End(first.AddDays(-1), now)));
        grant.End(null, now);
        Assert.False(grant.Overlaps(first, first));
        Assert.Equal("GRANT_ENDED", Refused(() => grant.End(null, now)));
    }
}
