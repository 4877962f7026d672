using CivPractice.Organization.V1;
using CivPractice.Platform;

namespace CivPractice.Organization.Tests.Sites;

/// <summary>Sites before they open (筹建), what is said of a site anew, and what an office's file brings of it.</summary>
public sealed class PreparedSiteTests(OrganizationRunning running)
{
    const string headings = "代码,名称,层级,挂牌日期,停用日期,纬度,经度,城乡类型,座位数,状态";

    static string Day(int days) => ChinaTime.Text(ChinaTime.Today(TimeProvider.System).AddDays(days));

    [Fact]
    public async Task A_site_in_preparation_counts_from_the_day_it_opens_and_nobody_hears_of_it_before()
    {
        const string county = "141181", code = $"{county}001003";
        var office = await running.OpenCountyAsync(county);
        var form = new CreateSiteRequest { Code = code, Name = "新村站", Tier = Tier.Station, OpenedOn = Day(30) };
        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(running.Sites.CreateSiteAsync(form, office)));
        form.Preparing = true;
        var made = await running.Sites.CreateSiteAsync(form, office);
        Assert.Equal((SiteStatus.Preparing, SiteKind.Village, Day(30)), (made.Status, made.Kind, made.OpenedOn));
        Assert.Equal(2, await running.StockAsync(county, "sites.running", Day(60), dimension: "Station"));
        Assert.DoesNotContain(code, (await running.Sites.ListSitesAsync(new ListSitesRequest { Prefix = county, Status = SiteStatus.Running }, office)).Sites.Select(site => site.Code));
        Assert.Equal("SITE_NOT_OPEN", await Refusing.ReasonAsync(running.News().WriteNewsItemAsync(new WriteNewsItemRequest { Site = code, Title = "开张", Body = "还没有开张,先写下来试试。" }, office)));
        Assert.Equal("SITE_NOT_OPEN", await Refusing.ReasonAsync(running.History().MoveSiteAsync(new MoveSiteRequest { Code = code, NewCode = $"{county}001004", Reason = "试" }, office)));
        // Who is appointed to what is only prepared fills a site from its opening on.
        await ClerkAsync(code, office);
        Assert.Equal(0, await running.StockAsync(county, "sites.staffed", Day(60)));
        Assert.Equal([SiteStep.SitePlanned], (await running.History().GetSiteHistoryAsync(new GetSiteHistoryRequest { Code = code }, office)).Events.Select(each => each.Step));
        Assert.Equal(0L, await running.AskAsync<long>($"select count(*) from outbox_message where type like '%.SiteChanged' and body::text like '%{code}%'"));

        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(running.Sites.OpenSiteAsync(new OpenSiteRequest { Code = code, OpenedOn = Day(1) }, office)));
        var opened = await running.Sites.OpenSiteAsync(new OpenSiteRequest { Code = code, OpenedOn = Day(-1) }, office);
        Assert.Equal((SiteStatus.Running, Day(-1)), (opened.Status, opened.OpenedOn));
        Assert.Equal((0, 1), (await running.StockAsync(county, "sites.staffed", Day(-2)), await running.StockAsync(county, "sites.staffed", Day(-1))));
        Assert.Equal("SITE_NOT_PREPARED", await Refusing.ReasonAsync(running.Sites.OpenSiteAsync(new OpenSiteRequest { Code = code }, office)));
        Assert.Equal((2, 3), (await running.StockAsync(county, "sites.running", Day(-2), dimension: "Station"), await running.StockAsync(county, "sites.running", Day(-1), dimension: "Station")));
        Assert.Equal(1L, await running.AskAsync<long>($"select count(*) from outbox_message where type like '%.SiteChanged' and body::text like '%{code}%'"));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task What_was_prepared_in_vain_is_given_up_and_never_counted()
    {
        const string county = "141182", code = $"{county}002", below = $"{county}002001";
        var office = await running.OpenCountyAsync(county);
        await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = code, Name = "新镇所", Tier = Tier.Institute, OpenedOn = Day(10), Preparing = true }, office);
        Assert.Equal("PARENT_MISSING", await Refusing.ReasonAsync(running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = below, Name = "新村站", Tier = Tier.Station, OpenedOn = Day(0) }, office)));
        await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = below, Name = "新村站", Tier = Tier.Station, OpenedOn = Day(10), Preparing = true }, office);
        Assert.Equal("PARENT_MISSING", await Refusing.ReasonAsync(running.Sites.OpenSiteAsync(new OpenSiteRequest { Code = below }, office)));
        await ClerkAsync(below, office);
        Assert.Equal("SITE_HAS_CHILDREN", await Refusing.ReasonAsync(running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = code, ClosedOn = Day(0), Reason = "不建了" }, office)));
        Assert.Equal(SiteStatus.GivenUp, (await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = below, ClosedOn = Day(0), Reason = "不建了" }, office)).Status);
        Assert.Equal(SiteStatus.GivenUp, (await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = code, ClosedOn = Day(0), Reason = "不建了" }, office)).Status);
        Assert.Equal((1, 0), (await running.StockAsync(county, "sites.running", Day(60), dimension: "Institute"), await running.StockAsync(county, "sites.staffed", Day(60))));
        Assert.Equal(0L, await running.AskAsync<long>($"select count(*) from outbox_message where type like '%.SiteChanged' and body::text like '%{code}%'"));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task What_a_site_is_can_be_said_anew_by_whoever_saw_the_last_words()
    {
        const string county = "141183", code = $"{county}001001";
        var office = await running.OpenCountyAsync(county);
        var seen = await running.Sites.GetSiteAsync(new GetSiteRequest { Code = code }, office);
        Assert.Equal(SiteKind.Village, seen.Kind);
        var form = new UpdateSiteRequest { Code = code, Version = seen.Version, Name = "大村社区站", Address = "大村 1 号", OpeningHours = "周一至周日 08:30-18:00", Phone = "0353-0220003", Seats = 60, ShortName = "大村站", FloorArea = 320, Residents = 900, Position = new GeoPosition { Latitude = 38.08543, Longitude = 113.41223 } };
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Sites.UpdateSiteAsync(form, running.Clerk(code))));
        var said = await running.Sites.UpdateSiteAsync(form, office);
        Assert.Equal((SiteKind.Community, 60, 38.08543, "大村 1 号"), (said.Kind, said.Seats, said.Position.Latitude, said.Address));
        Assert.Equal(("大村站", 320), (said.ShortName, said.FloorArea));
        Assert.Equal([code], (await running.Sites.ListSitesAsync(new ListSitesRequest { Prefix = county, Query = "大村站" }, office)).Sites.Select(site => site.Code));
        Assert.Equal((0, 1, 0, 0), (await running.ImportAsync("sites", county, $"代码,名称,层级,挂牌日期,简称,建筑面积\n{county}001002,小村站,站,2020-01-01,小村,86.5\n")).Counts());
        var small = await running.Sites.GetSiteAsync(new GetSiteRequest { Code = $"{county}001002" }, office);
        Assert.Equal(("小村", 87), (small.ShortName, small.FloorArea));
        Assert.Equal("CHANGED_MEANWHILE", await Refusing.ReasonAsync(running.Sites.UpdateSiteAsync(form, office)));
        (form.Version, form.Kind) = (said.Version, SiteKind.Township);
        Assert.Equal("KIND_TIER_MISMATCH", await Refusing.ReasonAsync(running.Sites.UpdateSiteAsync(form, office)));
        (form.Kind, form.Position) = (SiteKind.Village, new GeoPosition { Latitude = 113.4, Longitude = 38.1 });
        Assert.Equal("INVALID_FIELDS", await Refusing.ReasonAsync(running.Sites.UpdateSiteAsync(form, office)));
        form.Position = null;
        Assert.Null((await running.Sites.UpdateSiteAsync(form, office)).Position);
    }

    [Fact]
    public async Task A_file_prepares_opens_and_completes_and_is_taken_once()
    {
        const string county = "141184";
        await running.OpenCountyAsync(county);
        string File(string state, string position) => $"{headings}\n{county}001001,大村站,站,2020-01-01,,{position},,30,\n{county}001005,新村站,站,{(state == "筹建" ? Day(20) : Day(-3))},,,,,,{state}\n{county}001006,错村站,站,2020-01-01,,38.1,,别墅,,开放\n";
        var done = await running.ImportAsync("sites", county, File("筹建", ","));
        Assert.Equal((1, 1, 0, 1), done.Counts());
        Assert.Equal(["4 城乡类型 UNKNOWN_VALUE", "4 状态 UNKNOWN_VALUE", "4 经度 INVALID_POSITION"], done.Faults.Said().Order(StringComparer.Ordinal));
        Assert.Equal((0, 0, 2, 1), (await running.ImportAsync("sites", county, File("筹建", ","))).Counts());
        Assert.Equal(2, await running.StockAsync(county, "sites.running", Day(60), dimension: "Station"));

        Assert.Equal((0, 2, 0, 1), (await running.ImportAsync("sites", county, File("运行", "38.085430,113.412230"))).Counts());
        Assert.Equal((0, 0, 2, 1), (await running.ImportAsync("sites", county, File("运行", "38.2,113.5"))).Counts());
        var office = running.Service.As(Importing.Office(county));
        var village = await running.Sites.GetSiteAsync(new GetSiteRequest { Code = $"{county}001001" }, office);
        Assert.Equal((38.08543, 30, SiteKind.Village), (village.Position.Latitude, village.Seats, village.Kind));
        Assert.Equal((2, 3), (await running.StockAsync(county, "sites.running", Day(-4), dimension: "Station"), await running.StockAsync(county, "sites.running", Day(-3), dimension: "Station")));
        Assert.Equal((0, 0, 5, 0), (await running.ImportAsync("sites", county, await running.TextAsync(HttpMethod.Get, "/api/exports/sites", county))).Counts());
        await running.FiguresAgreeAsync(county);
    }

    async Task ClerkAsync(string site, Grpc.Core.Metadata office)
    {
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = site, Title = "专管员", Places = 1 }, office);
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试甲", From = Day(-5) }, office);
    }
}
