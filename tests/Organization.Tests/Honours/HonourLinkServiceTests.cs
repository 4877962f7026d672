using CivPractice.Organization.Tests.Assessments;
using CivPractice.Organization.V1;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;

namespace CivPractice.Organization.Tests.Honours;

/// <summary>An organization's honour and the association that bears it, which Volunteer is asked for.</summary>
public sealed class HonourLinkServiceTests(AssessmentsRunning running) : IClassFixture<AssessmentsRunning>
{
    HonourLinks.HonourLinksClient Links => new(running.Service.Channel);
    V1.Honours.HonoursClient Honours => new(running.Service.Channel);

    [Fact]
    public async Task An_honour_is_tied_to_an_association_that_Volunteer_knows_and_both_sides_show_it()
    {
        const string county = "141761";
        var office = running.As(Importing.Office(county));
        await new V1.Sites.SitesClient(running.Service.Channel).CreateSiteAsync(new() { Code = county, Name = "某县中心", Tier = Tier.Center, OpenedOn = "2019-10-01" }, office);
        await using (var command = running.Volunteer.Superuser.CreateCommand($"insert into known_site (county, code, version) values ('{county}', '{county}', 1)")) await command.ExecuteNonQueryAsync();
        var associations = new Associations.AssociationsClient(running.Volunteer.Channel);
        foreach (var (number, name) in new[] { ("SH-1", "鸿雁志愿服务协会"), ("SH-2", "春晖志愿服务协会") })
            await associations.CreateAssociationAsync(new() { Number = number, Name = name, Kind = AssociationKind.RegisteredAssociation, Site = county, FoundedOn = "2012-03-05" }, office);

        var (told, worded, person) = (await MadeAsync("鸿雁", HonourBearer.Organization, "2021"), await MadeAsync("鸿雁志愿服务协会", HonourBearer.Organization, "2020"), await MadeAsync("测好人", HonourBearer.Person, "2021"));
        Assert.Equal("NOT_AN_ORGANIZATION", await Refusing.ReasonAsync(Links.LinkHonourAsync(new() { Id = person, AssociationNumber = "SH-1" }, office)));
        Assert.Equal("UNKNOWN_ASSOCIATION", await Refusing.ReasonAsync(Links.LinkHonourAsync(new() { Id = told, AssociationNumber = "SH-9" }, office)));
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(Links.LinkHonourAsync(new() { Id = told, AssociationNumber = "SH-1" }, running.As(Importing.Office("141762")))));
        var link = await Links.LinkHonourAsync(new() { Id = told, AssociationNumber = "SH-1" }, office);
        Assert.Equal(("SH-1", "鸿雁志愿服务协会"), (link.AssociationNumber, link.AssociationName));

        var visitor = running.As(Callers.Visitor(county));
        Assert.Equal("SIGN_IN_REQUIRED", await Refusing.ReasonAsync(Links.LinkHonourAsync(new() { Id = told, AssociationNumber = "SH-2" }, visitor)));
        // Nobody reads what is not verified.
        Assert.Empty(await OfAsync("SH-1", "鸿雁志愿服务协会"));
        Assert.Empty((await Links.ListHonourLinksAsync(new() { HonourIds = { told } }, visitor)).Links);
        foreach (var id in new[] { told, worded, person }) await Honours.VerifyHonourAsync(new() { Id = id }, office);
        // By its tie, the latest first, and by its name where there is none.
        Assert.Equal([told, worded], await OfAsync("SH-1", "鸿雁志愿服务协会"));
        Assert.Equal([told], await OfAsync("SH-1", ""));
        Assert.Equal(["SH-1"], (await Links.ListHonourLinksAsync(new() { HonourIds = { told, worded } }, visitor)).Links.Select(each => each.AssociationNumber));
        // Tied elsewhere, the name tells nothing any more.
        await Links.LinkHonourAsync(new() { Id = worded, AssociationNumber = "SH-2" }, office);
        Assert.Equal([told], await OfAsync("SH-1", "鸿雁志愿服务协会"));
        Assert.Equal([worded], await OfAsync("SH-2", "春晖志愿服务协会"));
        await Links.LinkHonourAsync(new() { Id = told }, office);
        Assert.Empty(await OfAsync("SH-1", ""));
        Assert.Empty((await Links.ListAssociationHonoursAsync(new() { Number = "SH-2" }, running.As(Callers.Visitor("141762")))).Honours);

        async Task<string> MadeAsync(string name, HonourBearer bearer, string on) => (await Honours.CreateHonourAsync(new() { Site = county, Kind = "优秀志愿服务组织", Level = HonourLevel.Provincial, Bearer = bearer, AwardedOn = on, Name = name }, office)).Id;
        async Task<IEnumerable<string>> OfAsync(string number, string name) => (await Links.ListAssociationHonoursAsync(new() { Number = number, AssociationName = name }, visitor)).Honours.Select(honour => honour.Id);
    }
}
