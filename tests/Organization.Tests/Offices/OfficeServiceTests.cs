using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Offices;

public sealed class OfficeServiceTests(OrganizationRunning running)
{
    V1.CenterOffices.CenterOfficesClient Offices => new(running.Service.Channel);

    [Fact]
    public async Task The_office_says_its_host_and_its_director_is_whoever_holds_the_post()
    {
        const string county = "141711";
        var office = await running.OpenCountyAsync(county);
        var unit = await running.Coordination.CreateMemberUnitAsync(new CreateMemberUnitRequest { Group = "某县协调小组", Name = "某县县委宣传部", JoinedOn = "2020-01-01" }, office);
        var request = new SetCenterOfficeRequest { HostUnitId = unit.Id, Address = "某县新建路1号", Phone = "0353-0000001", Staff = 6 };
        var set = await Offices.SetCenterOfficeAsync(request, office);
        Assert.Equal(("某县县委宣传部", 6, 1L, ""), (set.HostUnit, set.Staff, set.Version, set.Director));
        Assert.Equal("CHANGED_MEANWHILE", await Refusing.ReasonAsync(Offices.SetCenterOfficeAsync(request, office)));
        Assert.Equal("UNKNOWN_UNIT", await Refusing.ReasonAsync(Offices.SetCenterOfficeAsync(new SetCenterOfficeRequest(request) { HostUnitId = Guid.NewGuid().ToString(), Version = 1 }, office)));
        Assert.Equal("INVALID_PHONE", await Refusing.ReasonAsync(Offices.SetCenterOfficeAsync(new SetCenterOfficeRequest(request) { Phone = "见名册", Version = 1 }, office)));
        Assert.Equal("OUT_OF_RANGE", await Refusing.ReasonAsync(Offices.SetCenterOfficeAsync(new SetCenterOfficeRequest(request) { Staff = -1, Version = 1 }, office)));

        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = county, Title = "办公室主任", Places = 1, ExOfficio = "某县县委宣传部部长" }, office);
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试甲", From = "2021-01-01" }, office);
        set = await Offices.SetCenterOfficeAsync(new SetCenterOfficeRequest { HostUnit = "某县融媒体中心", Staff = 7, Version = 1 }, office);
        Assert.Equal(("某县融媒体中心", "", "测试甲", 2L), (set.HostUnit, set.HostUnitId, set.Director, set.Version));
        Assert.Equal(set, (await Offices.ListCenterOfficesAsync(new ListCenterOfficesRequest { Prefix = county }, office)).Offices.Single());
        Assert.Empty((await Offices.ListCenterOfficesAsync(new ListCenterOfficesRequest { Prefix = county }, running.Service.As(Importing.Office(Callers.B)))).Offices);
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(Offices.SetCenterOfficeAsync(new SetCenterOfficeRequest { HostUnit = "某单位", Version = 2 }, running.Clerk($"{county}001001"))));
    }

    [Fact]
    public async Task A_corps_counts_from_its_founding_and_a_plan_of_the_county_once()
    {
        const string county = "141712";
        var office = await running.OpenCountyAsync(county);
        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(Offices.SetCorpsAsync(new SetCorpsRequest { Name = "某县志愿服务总队", FoundedOn = "2199" }, office)));
        var corps = await Offices.SetCorpsAsync(new SetCorpsRequest { Name = "某县志愿服务总队", FoundedOn = "2019-11", Document = "某文明委〔2019〕5号" }, office);
        Assert.Equal((0, 1), (await running.StockAsync(county, "corps", "2019-10-31"), await running.StockAsync(county, "corps", "2019-11-01")));
        corps = await Offices.SetCorpsAsync(new SetCorpsRequest { Name = "某县新时代文明实践志愿服务总队", FoundedOn = "2020-03-05", Version = corps.Version }, office);
        Assert.Equal(("2020-03-05", "", 2L), (corps.FoundedOn, corps.Chief, corps.Version));
        Assert.Equal((0, 1), (await running.StockAsync(county, "corps", "2020-03-04"), await running.StockAsync(county, "corps", "2020-03-05", dimension: "Center")));
        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = county, Title = "志愿服务总队总队长", Places = 1, ExOfficio = "某县县长" }, office);
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试甲", From = "2021-01-01" }, office);
        var shown = (await Offices.ListCorpsAsync(new ListCorpsRequest { Prefix = county }, office)).Corps.Single();
        Assert.Equal(("测试甲", "某县县长"), (shown.Chief, shown.ChiefOffice));

        foreach (var (title, on, level, kind) in new[] { ("某县实施方案", "2021-03-05", PolicyLevel.CountyLevel, "实施方案"), ("某县深化实施方案", "2022", PolicyLevel.CountyLevel, "实施方案"), ("某市实施方案", "2018", PolicyLevel.MunicipalLevel, "实施方案"), ("某县工作规则", "2018", PolicyLevel.CountyLevel, "工作规则") })
            await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = title, Issuer = "某县委办公室", Level = level, Kind = kind, IssuedOn = on }, office);
        Assert.Equal((0, 1), (await running.StockAsync(county, "plans", "2021-03-04"), await running.StockAsync(county, "plans", "2022-12-31", dimension: "Center")));
        // One that is older and told later moves the day; a list with two of them counts one county.
        await running.ImportAsync("documents", county, "标题,发文机关,文号,级别,类别,发文日期,内容提要,替代文件\n某县首个实施方案,某县委办公室,,县级,实施方案,2019年11月,,\n某县另一个实施方案,某县委办公室,,县级,实施方案,2020年,,\n");
        Assert.Equal((0, 1, 1), (await running.StockAsync(county, "plans", "2019-10-31"), await running.StockAsync(county, "plans", "2019-11-01"), await running.StockAsync(county, "plans", "2023-01-01")));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_city_reads_its_counties_offices_and_its_own_corps_is_counted_apart()
    {
        var county = running.Service.As(Importing.Office(Callers.A));
        var city = running.Service.As(Callers.Coordinator());
        await Offices.SetCorpsAsync(new SetCorpsRequest { Name = "盂县志愿服务总队", FoundedOn = "2019" }, county);
        await Offices.SetCenterOfficeAsync(new SetCenterOfficeRequest { HostUnit = "盂县县委宣传部" }, county);
        Assert.Contains("盂县志愿服务总队", (await Offices.ListCorpsAsync(new ListCorpsRequest { Prefix = "1403" }, city)).Corps.Select(corps => corps.Name));
        Assert.Contains("盂县县委宣传部", (await Offices.ListCenterOfficesAsync(new ListCenterOfficesRequest { Prefix = "1403" }, city)).Offices.Select(office => office.HostUnit));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(Offices.SetCorpsAsync(new SetCorpsRequest { Name = "盂县志愿服务总队", FoundedOn = "2019", Version = 1 }, running.Service.As(Callers.Coordinator(Callers.A)))));
    }
}
