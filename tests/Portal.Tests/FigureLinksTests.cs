using CivPractice.Portal.Cockpit;
using CivPractice.Portal.Shared;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Portal.Tests;

/// <summary>A figure's link carries what the figure was counted by: itself where a list needs it, the sites, the days.</summary>
public sealed class FigureLinksTests
{
    [Theory]
    [InlineData("needs.done", "140322100", 2026, "/c/140322/workbench/needs?figure=needs.done&site=140322100&from=2026-01-01&to=2026-12-31")]
    [InlineData("needs.posted", "140322", null, "/c/140322/workbench/needs?figure=needs.posted")]
    [InlineData("attendances", "140322", 2025, "/c/140322/workbench/activities?status=Completed&owner=OwnedBySite&from=2025-01-01&to=2025-12-31")]
    [InlineData("activities.completed", "140322100", null, "/c/140322/workbench/activities?status=Completed&owner=OwnedBySite&site=140322100")]
    [InlineData("projects", "140322100", 2025, "/c/140322/projects?site=140322100&to=2025-12-31")]
    [InlineData("projects.registry", "140322", null, "/c/140322/projects?registered=yes")]
    [InlineData("lectures.audience.headcount", "140322", 2026, "/c/140322/workbench/lectures?status=Held&from=2026-01-01&to=2026-12-31")]
    [InlineData("associations.activities", "140322", 2021, "/c/140322/workbench/activities?status=Completed&owner=OwnedByAssociation&from=2021-01-01&to=2021-12-31")]
    [InlineData("donations.money.fen", "140322", 2021, "/c/140322/donations?from=2021-01-01&to=2021-12-31")]
    [InlineData("brands", "140322", 2021, "/c/140322/brands?to=2021-12-31")]
    [InlineData("venues.pool", "140322100", 2026, "/c/140322/venues?site=140322100")]
    public void Of_a_county(string indicator, string site, int? year, string address) => Assert.Equal(address, At("140322").Rows(indicator, site, new Period(year)));

    [Theory]
    [InlineData("donations.manage", "/c/140322/workbench/beneficiaries?year=2021")]
    [InlineData("figures.read", "/c/140322/associations")]
    public void Whom_an_association_helped_is_for_those_who_keep_the_list(string permission, string address)
    {
        var visit = At("140322");
        visit.Me.Permissions.Add(permission);
        Assert.Equal(address, visit.Rows("associations.helped", "140322", new Period(2021)));
    }

    [Theory]
    [InlineData("needs.done")]
    [InlineData("volunteers.registered")]
    [InlineData("hours.minutes")]
    public void A_city_sees_the_sums_of_personal_rows_only(string indicator) => Assert.Null(At("140300").Rows(indicator, "140322", new Period(2026)));

    [Theory]
    [InlineData("activities.completed", "SCIENCE", "/c/140322/workbench/activities?status=Completed&platform=Science&owner=OwnedBySite&from=2026-03-01&to=2026-03-31")]
    [InlineData("activities.completed", "HEALTH", "/c/140322/workbench/activities?status=Completed&localPlatform=HEALTH&owner=OwnedBySite&from=2026-03-01&to=2026-03-31")]
    [InlineData("activities.purposes", "PurposeCare", "/c/140322/workbench/activities?status=Completed&owner=OwnedBySite&purpose=PurposeCare&from=2026-03-01&to=2026-03-31")]
    [InlineData("activities.cross-work", "PEACE", "/c/140322/workbench/activities?status=Completed&owner=OwnedBySite&crossWork=PEACE&from=2026-03-01&to=2026-03-31")]
    [InlineData("activities.kinds", "KindCivility", "/c/140322/workbench/activities?status=Completed&owner=OwnedBySite&kind=KindCivility&from=2026-03-01&to=2026-03-31")]
    [InlineData("activities.from-needs", "", "/c/140322/workbench/activities?status=Completed&owner=OwnedBySite&fromNeed=yes&from=2026-03-01&to=2026-03-31")]
    [InlineData("lectures.held", "TownshipLevel", "/c/140322/workbench/lectures?status=Held&level=TownshipLevel&from=2026-03-01&to=2026-03-31")]
    [InlineData("lectures.held.topic", "惠民政策/医疗保障", "/c/140322/workbench/lectures?status=Held&topic=%E6%83%A0%E6%B0%91%E6%94%BF%E7%AD%96%2F%E5%8C%BB%E7%96%97%E4%BF%9D%E9%9A%9C&from=2026-03-01&to=2026-03-31")]
    [InlineData("lectures.held.form", "PARTY", "/c/140322/workbench/lectures?status=Held&form=PARTY&from=2026-03-01&to=2026-03-31")]
    [InlineData("lectures.held.place", "SCHOOL", "/c/140322/workbench/lectures?status=Held&placeKind=SCHOOL&from=2026-03-01&to=2026-03-31")]
    [InlineData("lectures.task-fields", "PolicyExplained", "/c/140322/workbench/lectures?status=Held&taskField=PolicyExplained&from=2026-03-01&to=2026-03-31")]
    [InlineData("lectures.purposes", "PurposeCare", "/c/140322/workbench/lectures?status=Held&purpose=PurposeCare&from=2026-03-01&to=2026-03-31")]
    [InlineData("lectures.venues", "HALL", "/c/140322/workbench/lectures?status=Held&venue=HALL&from=2026-03-01&to=2026-03-31")]
    [InlineData("sites.running", "Station", "/c/140322/sites?tier=Station")]
    [InlineData("divisions.residents", "Center", "/c/140322/divisions?tier=Center&counted=yes&to=2026-03-31")]
    [InlineData("venues.platforms", "Science", "/c/140322/venues?platform=Science")]
    [InlineData("venues.platforms", "HEALTH", "/c/140322/venues?localPlatform=HEALTH")]
    [InlineData("hours.minutes", "", "/c/140322/workbench/hours?from=2026-03-01&to=2026-03-31")]
    public void A_part_of_a_figure_opens_the_rows_of_that_part(string indicator, string dimension, string address) =>
        Assert.Equal(address, At("140322").Rows(indicator, "140322", new Period(2026, 3), dimension));

    [Fact]
    public void Every_figure_of_a_county_can_be_opened() =>
        Assert.All(CockpitFigures.All, indicator => Assert.NotNull(At("140322").Rows(indicator, "140322", new Period(2026))));

    static Visit At(string county)
    {
        var http = new DefaultHttpContext { Request = { Path = $"/c/{county}/cockpit" } };
        return new Visit(new HttpContextAccessor { HttpContext = http }, null!, null!, TimeProvider.System);
    }
}
