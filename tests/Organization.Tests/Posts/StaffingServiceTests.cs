using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Organization.Tests.Posts;

public sealed class StaffingServiceTests(OrganizationRunning running)
{
    PostStaffing.PostStaffingClient Staffing => new(running.Service.Channel);

    [Fact]
    public async Task An_institute_counts_as_staffed_while_both_posts_are_held_and_a_closed_site_does_not()
    {
        const string county = "141701", institute = $"{county}001", station = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        var head = await PostAsync(institute, "所长", office);
        var officer = await PostAsync(institute, "组宣委员", office);
        var clerk = await PostAsync(station, "专管员", office);
        var local = await PostAsync(station, "民情联络员", office);
        await AppointAsync(head, "测试甲", "2021-01-01", office);
        await AppointAsync(local, "测试乙", "2021-01-01", office);
        Assert.Equal((0, 0), await StaffedAsync("2021-12-31"));
        var held = await AppointAsync(officer, "测试丙", "2021-06-01", office);
        await AppointAsync(clerk, "测试丁", "2022-01-01", office);
        Assert.Equal((0, 0), await StaffedAsync("2021-05-31"));
        Assert.Equal((1, 0), await StaffedAsync("2021-06-01"));
        Assert.Equal((1, 1), await StaffedAsync("2022-01-01"));

        // A successor follows on the next day: no gap. Then nobody does.
        await new V1.PostSuccession.PostSuccessionClient(running.Service.Channel).SucceedAppointmentAsync(
            new SucceedAppointmentRequest { PostId = officer.Id, AppointmentId = held.Id, PersonName = "测试戊", From = "2022-03-01" }, office);
        Assert.Equal((1, 1), await StaffedAsync("2022-03-01"));
        var next = (await running.Posts.ListPostsAsync(new ListPostsRequest { Site = institute }, office)).Posts.Single(post => post.Title == "组宣委员").Holders.Single();
        await running.Posts.EndAppointmentAsync(new EndAppointmentRequest { AppointmentId = next.Id, To = "2022-08-31" }, office);
        Assert.Equal((1, 0), (await running.StockAsync(county, "sites.staffed", "2022-08-31", dimension: "Institute"), await running.StockAsync(county, "sites.staffed", "2022-09-01", dimension: "Institute")));

        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = station, ClosedOn = "2023-01-01", Reason = "撤并", Successor = $"{county}001002" }, office);
        Assert.Equal((0, 1), await StaffedAsync("2022-12-31"));
        Assert.Equal((0, 0), await StaffedAsync("2023-01-01"));
        await running.FiguresAgreeAsync(county);

        async Task<(long, long)> StaffedAsync(string on) => (await running.StockAsync(county, "sites.staffed", on, dimension: "Institute"), await running.StockAsync(county, "sites.staffed", on, dimension: "Station"));
    }

    [Fact]
    public async Task Two_who_fill_the_two_posts_at_once_and_a_list_count_the_institute_once()
    {
        const string county = "141702", institute = $"{county}001";
        var office = await running.OpenCountyAsync(county);
        var posts = new[] { await PostAsync(institute, "所长", office), await PostAsync(institute, "组宣委员", office) };
        await Task.WhenAll(posts.Select(post => AppointAsync(post, "测试甲", "2021-03-01", office)));
        Assert.Equal(["Institute 1"], await running.FigureAsync("sites.staffed", county));
        var done = await running.ImportAsync("posts", county, $"""
            站点,岗位,人数,当然担任的职务,权限,姓名,人员编号,任职日期,离任日期,任命文件,设岗日期
            {county}001001,专管员,1,,,测试乙,,2021-03-05,2021-12-31,,2021-01-01
            {county}001001,专管员,1,,,测试丙,,2022-01-01,,,2021-01-01
            {county}001002,专管员,2,,,测试丁,,2021-03-05,,,
            {county}001002,站长,1,,,,,,,,2999-01-01
            """);
        Assert.Equal((3, 0, 0, 1), done.Counts());
        Assert.Equal(["5 设岗日期 INVALID_DATE"], done.Faults.Said());
        Assert.Equal(["Institute 1", "Station 2"], await running.FigureAsync("sites.staffed", county));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task Vacancy_days_are_those_of_the_period_on_which_places_were_free()
    {
        const string county = "141703", station = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        await running.ImportAsync("posts", county, $"""
            站点,岗位,人数,当然担任的职务,权限,姓名,人员编号,任职日期,离任日期,任命文件,设岗日期
            {station},专管员,1,,,测试甲,,2021-01-01,2021-01-31,,
            {station},专管员,1,,,测试乙,,2021-02-11,2021-02-20,,
            {station},专管员,1,,,测试丙,,2021-02-21,2021-03-26,,
            {station},副站长,2,,,测试丁,,2021-01-01,,,
            {station},副站长,2,,,测试戊,,2021-01-11,,,
            {station},站长,1,,,测试己,,2021-03-01,,,2021-02-01
            {county}001002,站长,1,,,,,,,,2021-03-22
            """);
        var request = new ListPostVacanciesRequest { Prefix = county, From = "2021-01-01", To = "2021-03-31" };
        var all = (await Staffing.ListPostVacanciesAsync(request, office)).Vacancies;
        Assert.Equal(["001001 站长 28 28 1/1 ", "001001 专管员 15 10 0/1 2021-03-27", "001001 副站长 10 10 2/2 ", "001002 站长 10 10 0/1 2021-03-22"], all.OrderByDescending(each => each.Days).ThenBy(each => each.Site, StringComparer.Ordinal).Select(Said));
        // Days outside the period do not count, nor does a day before the post was there.
        Assert.Equal(["001001 专管员 6 6 1/1 "], (await Staffing.ListPostVacanciesAsync(new ListPostVacanciesRequest(request) { Site = station, From = "2021-02-05", To = "2021-02-15" }, office)).Vacancies.Where(each => each.Title == "专管员").Select(Said));
        Assert.Empty((await Staffing.ListPostVacanciesAsync(new ListPostVacanciesRequest(request) { From = "2019-01-01", To = "2020-12-31" }, office)).Vacancies);

        // Pages of one row each bring every post once, in the same order.
        var (paged, token) = (new List<string>(), "");
        do
        {
            var page = await Staffing.ListPostVacanciesAsync(new ListPostVacanciesRequest(request) { PageSize = 1, PageToken = token }, office);
            paged.AddRange(page.Vacancies.Select(Said));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(all.Select(Said), paged);

        Assert.Equal("PERIOD_REVERSED", await Refusing.ReasonAsync(Staffing.ListPostVacanciesAsync(new ListPostVacanciesRequest { From = "2021-02-01", To = "2021-01-01" }, office)));
        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(Staffing.ListPostVacanciesAsync(new ListPostVacanciesRequest { To = "2199-01-01" }, office)));
        Assert.Equal("TOO_LONG", await Refusing.ReasonAsync(Staffing.ListPostVacanciesAsync(new ListPostVacanciesRequest { From = "1999-01-01", To = "2021-01-01" }, office)));
        Assert.Empty((await Staffing.ListPostVacanciesAsync(request, running.Service.As(Importing.Office(Callers.B)))).Vacancies);
        Assert.Equal(["001002 站长 10 10 0/1 2021-03-22"], (await Staffing.ListPostVacanciesAsync(request, running.Clerk($"{county}001002"))).Vacancies.Select(Said));

        static string Said(PostVacancy each) => $"{each.Site[6..]} {each.Title} {each.Days} {each.Longest} {each.Held}/{each.Places} {each.Since}";
    }

    [Fact]
    public async Task A_clerk_of_several_stations_is_told_with_them()
    {
        const string county = "141704";
        var office = await running.OpenCountyAsync(county);
        var (busy, other) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        foreach (var (site, person, name) in new[] { ("001001", busy, "测试甲"), ("001002", busy, "测试甲"), ("001002", other, "测试乙"), ("001", other, "测试乙") })
        {
            var posts = (await running.Posts.ListPostsAsync(new ListPostsRequest { Site = county + site }, office)).Posts;
            var post = posts.SingleOrDefault(each => each.Title == "专管员") ?? await running.Posts.CreatePostAsync(new CreatePostRequest { Site = county + site, Title = "专管员", Places = 2 }, office);
            await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonId = person, PersonName = name, From = "2021-01-01" }, office);
        }
        var answer = await Staffing.ListClerkLoadsAsync(new ListClerkLoadsRequest { Prefix = county }, office);
        Assert.Equal((2, 2), (answer.Clerks, answer.Stations));
        Assert.Equal([("测试甲", 2, $"{county}001001 {county}001002")], answer.Loads.Select(load => (load.PersonName, load.Stations, string.Join(' ', load.Sites))));
        var everybody = await Staffing.ListClerkLoadsAsync(new ListClerkLoadsRequest { Prefix = county, Least = 1, PageSize = 1 }, office);
        Assert.Equal("测试甲", everybody.Loads.Single().PersonName);
        Assert.Equal([("测试乙", 1)], (await Staffing.ListClerkLoadsAsync(new ListClerkLoadsRequest { Prefix = county, Least = 1, PageSize = 1, PageToken = everybody.NextPageToken }, office)).Loads.Select(load => (load.PersonName, load.Stations)));
        Assert.Equal("OUT_OF_RANGE", await Refusing.ReasonAsync(Staffing.ListClerkLoadsAsync(new ListClerkLoadsRequest { Least = -1 }, office)));
    }

    async Task<Post> PostAsync(string site, string title, Metadata office) => await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = title, Places = 1, EstablishedOn = "2020-06-01" }, office);

    async Task<Appointment> AppointAsync(Post post, string name, string from, Metadata office) => await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = name, From = from }, office);
}
