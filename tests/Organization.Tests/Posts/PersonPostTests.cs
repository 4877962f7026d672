using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Posts;

/// <summary>Posts and honours of one person, found by the id.</summary>
public sealed class PersonPostTests(OrganizationRunning running)
{
    PersonPosts.PersonPostsClient Persons => new(running.Service.Channel);

    [Fact]
    public async Task A_person_reads_all_own_posts_and_a_clerk_those_below_the_own_site()
    {
        const string county = "141981", site = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        var person = Guid.CreateVersion7();
        foreach (var (at, title, from, to) in new[] { (site, "站长", "2020-01-01", "2021-12-31"), ($"{county}001002", "专职员", "2022-01-01", "") })
        {
            var post = await running.Posts.CreatePostAsync(new() { Site = at, Title = title, Places = 1 }, office);
            await running.Posts.AppointAsync(new() { PostId = post.Id, PersonId = person.ToString(), PersonName = "测试甲", From = from, To = to }, office);
        }
        async Task<IEnumerable<string>> SeenAsync(Caller by) => (await Persons.ListPostsOfPersonAsync(new() { PersonId = person.ToString() }, running.Service.As(by))).Posts.Select(post => $"{post.Title} {post.From} {post.To}");
        Assert.Equal(["专职员 2022-01-01 ", "站长 2020-01-01 2021-12-31"], await SeenAsync(Callers.Person(person, county)));
        Assert.Equal(["专职员 2022-01-01 ", "站长 2020-01-01 2021-12-31"], await SeenAsync(Importing.Office(county)));
        Assert.Equal(["站长 2020-01-01 2021-12-31"], await SeenAsync(Callers.Staff(Role.StationClerk, site, county)));
        Assert.Empty(await SeenAsync(Importing.Office(Callers.B)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(Persons.ListPostsOfPersonAsync(new() { PersonId = person.ToString() }, running.Service.As(Callers.Person(Guid.CreateVersion7(), county)))));
        Assert.Equal("SIGN_IN_REQUIRED", await Refusing.ReasonAsync(Persons.ListPostsOfPersonAsync(new() { PersonId = person.ToString() }, running.Service.As(Callers.Visitor(county)))));
    }

    [Fact]
    public async Task Verified_honours_are_read_by_who_bears_them_and_by_who_keeps_them()
    {
        const string county = "141982";
        var office = await running.OpenCountyAsync(county);
        var person = Guid.CreateVersion7();
        CreateHonourRequest Form(string kind) => new() { Site = $"{county}001001", Kind = kind, Level = HonourLevel.Provincial, Bearer = HonourBearer.Person, Place = 1, Classifier = "名", AwardedOn = "2021-07", Name = "测好人", PersonId = person.ToString(), Consent = NameConsent.Hidden };
        var verified = await running.Honours().CreateHonourAsync(Form("山西好人"), office);
        await running.Honours().CreateHonourAsync(Form("另一项荣誉"), office);
        await running.Honours().VerifyHonourAsync(new() { Id = verified.Id }, office);
        async Task<IEnumerable<string>> SeenAsync(Caller by) => (await Persons.ListHonoursOfPersonAsync(new() { PersonId = person.ToString() }, running.Service.As(by))).Honours.Select(honour => honour.Kind);
        Assert.Equal(["山西好人"], await SeenAsync(Callers.Person(person, county)));
        Assert.Equal(["山西好人"], await SeenAsync(Importing.Office(county)));
        Assert.Empty(await SeenAsync(Importing.Office(Callers.B)));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(Persons.ListHonoursOfPersonAsync(new() { PersonId = person.ToString() }, running.Service.As(Callers.Staff(Role.StationClerk, county: county)))));
    }
}
