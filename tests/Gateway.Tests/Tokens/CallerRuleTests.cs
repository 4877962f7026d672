using CivPractice.Gateway.SignIns;
using CivPractice.Gateway.Tokens;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Gateway.Tests.Tokens;

public sealed class CallerRuleTests
{
    static readonly string[] city = [Callers.City, Callers.B, Callers.A];

    static Caller Of(string county, params Grant[] grants) =>
        CallerRule.Of(new SignedIn(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), false, grants, DateTimeOffset.MaxValue, DateTimeOffset.MinValue), county, _ => city);

    [Theory]
    // role, prefix, county of the path: kind, personal county, counties seen
    [InlineData("center-office", "140322", "140322", CallerKind.Staff, "140322", "140322")]
    [InlineData("station-clerk", "140322104203", "140322", CallerKind.Staff, "140322", "140322")]
    [InlineData("team-leader", "140322104203", "140322", CallerKind.Staff, "140322", "140322")]
    [InlineData("center-office", "140322", "140321", CallerKind.Person, "140321", "140321")]
    [InlineData("center-office", "140322", "140300", CallerKind.Person, "140300", "140300,140321,140322")]
    [InlineData("city-coordinator", "1403", "140300", CallerKind.Staff, "140300", "140300,140321,140322")]
    [InlineData("city-coordinator", "1403", "140322", CallerKind.Staff, "", "140300,140321,140322")]
    [InlineData("city-coordinator", "1405", "140322", CallerKind.Person, "140322", "140322")]
    [InlineData("operator", "", "140322", CallerKind.Staff, "", "140322")]
    [InlineData("operator", "", "140300", CallerKind.Staff, "", "140300,140321,140322")]
    [InlineData("operator", "", "", CallerKind.Staff, "", "")]
    [InlineData("center-office", "140322", "", CallerKind.Staff, "", "")]
    public void A_grant_counts_where_it_lies_or_covers(string role, string prefix, string county, CallerKind kind, string personal, string counties)
    {
        var caller = Of(county, new Grant(Role.Find(role)!, prefix));
        Assert.Equal((kind, county, personal, counties), (caller.Kind, caller.County, caller.PersonalCounty, string.Join(',', caller.Counties)));
        Assert.Equal(kind == CallerKind.Staff, caller.Grants.Count > 0);
    }

    [Fact]
    public void Of_two_grants_only_those_of_the_county_travel()
    {
        var caller = Of(Callers.A, new Grant(Role.StationClerk, "140322104203"), new Grant(Role.CenterOffice, Callers.B), new Grant(Role.CityCoordinator, "1403"));
        Assert.Equal(["140322104203", "1403"], caller.Grants.Select(grant => grant.Prefix));
        Assert.Equal(Callers.A, caller.PersonalCounty);
        Assert.False(caller.May<ManageSites>());
    }

    [Fact]
    public void Without_a_grant_one_is_a_person_and_without_a_sign_in_a_visitor()
    {
        var person = Of(Callers.A);
        Assert.Equal((CallerKind.Person, Callers.A), (person.Kind, person.PersonalCounty));
        var visitor = CallerRule.Visitor(Callers.A, _ => city);
        Assert.Equal((CallerKind.Visitor, Callers.A, null), (visitor.Kind, visitor.PersonalCounty, visitor.Person));
        Assert.Equal(city, CallerRule.Visitor(Callers.City, _ => city).Counties);
        Assert.Empty(CallerRule.Visitor("", _ => city).Counties);
    }

    [Fact]
    public void The_county_of_a_request_without_one_is_that_of_the_first_grant()
    {
        string Home(params Grant[] grants) => new SignedIn(default, default, default, false, grants, default, default).Home;
        Assert.Equal("140322", Home(new Grant(Role.StationClerk, "140322104203"), new Grant(Role.CenterOffice, Callers.B)));
        Assert.Equal("140300", Home(new Grant(Role.Operator, ""), new Grant(Role.CityCoordinator, "1403")));
        Assert.Equal("", Home(new Grant(Role.Operator, "")));
    }
}
