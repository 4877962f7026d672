using CivPractice.Organization.Stars;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using SiteStar = CivPractice.Organization.Stars.SiteStar;

namespace CivPractice.Organization.Tests.Stars;

public sealed class SiteStarTests(OrganizationRunning running)
{
    static SiteStar Star(int stars, string on) => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Site = "140322001001",
        Stars = stars,
        Round = on[..4],
        Issuer = "县文明办",
        RatedOn = DateOnly.ParseExact(on, "yyyy-MM-dd"),
        RatedPrecision = DayPrecision.Day,
    };

    [Fact]
    public void A_rating_stands_until_a_later_one_or_until_it_is_taken_back()
    {
        var (first, next) = (Star(3, "2024-05-01"), Star(4, "2025-05-01"));
        Assert.Equal("RATED_NOT_LATER", Assert.Throws<Fault>(() => next.ReplaceBy(first)).Reason);
        Assert.Equal("RATED_NOT_LATER", Assert.Throws<Fault>(() => first.ReplaceBy(Star(5, "2024-05-01"))).Reason);
        first.ReplaceBy(next);
        Assert.Equal(next.RatedOn, first.EndedOn);
        Assert.Equal("STAR_ENDED", Assert.Throws<Fault>(() => first.End(next.RatedOn, "再摘")).Reason);
        Assert.Equal("ENDED_BEFORE_RATED", Assert.Throws<Fault>(() => next.End(next.RatedOn.AddDays(-1), "早摘")).Reason);
        next.End(next.RatedOn, "弄虚作假");
        Assert.Equal("弄虚作假", next.Reason);
    }

    [Fact]
    public async Task Stars_count_from_their_day_follow_the_site_and_end_with_it()
    {
        const string county = "141197", big = $"{county}001001", small = $"{county}001002", moved = $"{county}001009";
        var office = await running.OpenCountyAsync(county);
        var form = new RateSiteRequest { Site = big, Stars = 3, Round = "2022年度", Issuer = "县文明办", Document = "盂文明〔2022〕1号", RatedOn = "2022-12" };
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Stars().RateSiteAsync(form, running.Clerk(big))));
        var first = await running.Stars().RateSiteAsync(form, office);
        Assert.Equal("2022-12", first.RatedOn);
        Assert.Equal("OUT_OF_RANGE", await Refusing.ReasonAsync(running.Stars().RateSiteAsync(new RateSiteRequest(form) { Stars = 6 }, office)));
        Assert.Equal("RATED_NOT_LATER", await Refusing.ReasonAsync(running.Stars().RateSiteAsync(new RateSiteRequest(form) { RatedOn = "2022" }, office)));
        (form.Stars, form.Round, form.RatedOn) = (4, "2023年度", "2023-12-20");
        await running.Stars().RateSiteAsync(form, office);
        await running.Stars().RateSiteAsync(new RateSiteRequest(form) { Site = small, Stars = 5 }, office);
        Assert.Equal(["3 1"], await running.FigureAsync("sites.starred", county, to: "2023-12-19"));
        Assert.Equal(["4 1", "5 1"], await running.FigureAsync("sites.starred", county, to: "2023-12-20"));

        var listed = await running.Stars().ListSiteStarsAsync(new ListSiteStarsRequest { Prefix = county, Stars = 4 }, running.Visitor(county));
        Assert.Equal([big], listed.Ratings.Select(each => each.Site));
        Assert.Equal(["5 1", "4 1"], listed.Counts.Select(each => $"{each.Stars} {each.Sites}"));
        Assert.Equal([3, 4], (await running.Stars().ListSiteStarsAsync(new ListSiteStarsRequest { Prefix = big, EndedToo = true }, running.Visitor(county))).Ratings.Select(each => each.Stars));
        Assert.Empty((await running.Stars().ListSiteStarsAsync(new ListSiteStarsRequest { Prefix = county, Tier = Tier.Institute }, running.Visitor(county))).Ratings);

        // The same site under another code keeps its stars; the one that merges into it does not.
        await running.History().MoveSiteAsync(new MoveSiteRequest { Code = big, NewCode = moved, MovedOn = "2024-06-01", Reason = "更码" }, office);
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = small, ClosedOn = "2024-07-01", Successor = moved, Reason = "撤并" }, office);
        var kept = (await running.Stars().ListSiteStarsAsync(new ListSiteStarsRequest { Prefix = county }, running.Visitor(county))).Ratings.Single();
        Assert.Equal((moved, 4), (kept.Site, kept.Stars));
        Assert.Equal((1, 0, 1), (await running.StockAsync(county, "sites.starred", "2024-05-31", big), await running.StockAsync(county, "sites.starred", "2024-06-01", big), await running.StockAsync(county, "sites.starred", "2024-06-01", moved)));
        await running.Stars().RevokeSiteStarAsync(new RevokeSiteStarRequest { Id = kept.Id, EndedOn = "2025-01-01", Reason = "弄虚作假" }, office);
        Assert.Empty(await running.FigureAsync("sites.starred", county));
        await running.FiguresAgreeAsync(county);
        Assert.Equal("NOT_FOUND", await Refusing.ReasonAsync(running.Stars().RevokeSiteStarAsync(new RevokeSiteStarRequest { Id = kept.Id, Reason = "试" }, running.Service.As(Importing.Office("141198")))));
    }

    [Fact]
    public async Task What_was_taken_back_stood_until_then_and_no_other_rating_stood_beside_it()
    {
        const string county = "141927", site = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        var form = new RateSiteRequest { Site = site, Stars = 5, Round = "2023年度", Issuer = "县文明办", RatedOn = "2024-06-01" };
        var first = await running.Stars().RateSiteAsync(form, office);
        await running.Stars().RevokeSiteStarAsync(new RevokeSiteStarRequest { Id = first.Id, EndedOn = "2025-03-01", Reason = "弄虚作假" }, office);
        (form.Stars, form.Round, form.RatedOn) = (3, "2024年度", "2024-12");
        Assert.Equal("RATED_NOT_LATER", await Refusing.ReasonAsync(running.Stars().RateSiteAsync(form, office)));
        Assert.Equal(["5 1"], await running.FigureAsync("sites.starred", county, "2025-01-01"));
        form.RatedOn = "2025-03-01";
        await running.Stars().RateSiteAsync(form, office);
        Assert.Equal(["5 1"], await running.FigureAsync("sites.starred", county, "2025-02-28"));
        Assert.Equal(["3 1"], await running.FigureAsync("sites.starred", county, "2025-03-01"));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_list_of_ratings_is_taken_in_the_order_of_its_days_and_once()
    {
        const string county = "141926", big = $"{county}001001", small = $"{county}001002";
        var office = await running.OpenCountyAsync(county);
        string file = $"站点,星级,年度或批次,评定单位,文号,评定时间\n{big},5星,2024年度,县文明办,,2024-12\n{big},3,2022年度,县文明办,盂文明〔2022〕1号,2022-12-20\n{small},4,2023年度,县文明办,,2023\n{small},六,2024年度,县文明办,,2024\n{county}001009,3,2024年度,县文明办,,2024\n";
        var done = await running.ImportAsync("site-stars", county, file);
        Assert.Equal((3, 0, 0, 2), done.Counts());
        Assert.Equal(["5 星级 NOT_A_NUMBER", "5 星级 OUT_OF_RANGE", "6 站点 UNKNOWN_SITE"], done.Faults.Said());
        Assert.Equal(["3 1"], await running.FigureAsync("sites.starred", county, "2022-12-31"));
        Assert.Equal(["4 1", "5 1"], await running.FigureAsync("sites.starred", county));
        Assert.Equal((0, 0, 3, 2), (await running.ImportAsync("site-stars", county, file)).Counts());
        Assert.Equal(["2 评定时间 RATED_NOT_LATER"], (await running.ImportAsync("site-stars", county, $"站点,星级,年度或批次,评定单位,评定时间\n{big},4,2023年度,县文明办,2023-12\n")).Faults.Said());

        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = small, ClosedOn = "2025-06-30", Successor = big, Reason = "撤并" }, office);
        Assert.Equal(["2 站点 SITE_CLOSED"], (await running.ImportAsync("site-stars", county, $"站点,星级,年度或批次,评定单位,评定时间\n{small},5,2025年度,县文明办,2025\n")).Faults.Said());
        Assert.Equal(["5 1"], await running.FigureAsync("sites.starred", county));
        await running.FiguresAgreeAsync(county);
    }
}
