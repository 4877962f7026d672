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
    public async Task A_plan_of_the_county_counts_once()
    {
        const string county = "141712";
        var office = await running.OpenCountyAsync(county);
        foreach (var (title, on, level, kind) in new[] { ("某县实施方案", "2021-03-05", PolicyLevel.CountyLevel, "实施方案"), ("某县深化实施方案", "2022", PolicyLevel.CountyLevel, "实施方案"), ("某市实施方案", "2018", PolicyLevel.MunicipalLevel, "实施方案"), ("某县工作规则", "2018", PolicyLevel.CountyLevel, "工作规则") })
            await running.Documents.CreateDocumentAsync(new CreateDocumentRequest { Title = title, Issuer = "某县委办公室", Level = level, Kind = kind, IssuedOn = on }, office);
        Assert.Equal((0, 1), (await running.StockAsync(county, "plans", "2021-03-04"), await running.StockAsync(county, "plans", "2022-12-31", dimension: "Center")));
        // One that is older and told later moves the day; a list with two of them counts one county.
        await running.ImportAsync("documents", county, "标题,发文机关,文号,级别,类别,发文日期,内容提要,替代文件\n某县首个实施方案,某县委办公室,,县级,实施方案,2019年11月,,\n某县另一个实施方案,某县委办公室,,县级,实施方案,2020年,,\n");
        Assert.Equal((0, 1, 1), (await running.StockAsync(county, "plans", "2019-10-31"), await running.StockAsync(county, "plans", "2019-11-01"), await running.StockAsync(county, "plans", "2023-01-01")));
        await running.FiguresAgreeAsync(county);
    }

    [Fact]
    public async Task A_city_reads_its_counties_offices_and_who_leads_their_corps()
    {
        var (county, other) = ("140395", "140396");
        var office = await running.OpenCountyAsync(county);
        await running.OpenCountyAsync(other);
        var city = running.Service.As(Callers.Coordinator() with { Counties = ["140300", county, other] });
        await Offices.SetCenterOfficeAsync(new SetCenterOfficeRequest { HostUnit = "某县县委宣传部" }, office);
        Assert.Contains("某县县委宣传部", (await Offices.ListCenterOfficesAsync(new ListCenterOfficesRequest { Prefix = "1403" }, city)).Offices.Select(each => each.HostUnit));

        var post = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = county, Title = "志愿服务总队总队长", Places = 1, ExOfficio = "某县县长" }, office);
        Assert.Empty((await Offices.ListCorpsChiefsAsync(new ListCorpsChiefsRequest { Prefix = county }, office)).Chiefs);
        var first = await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试甲", From = "2021-01-01" }, office);
        await running.Posts.EndAppointmentAsync(new EndAppointmentRequest { AppointmentId = first.Id, To = "2022-12-31", Reason = "换届" }, office);
        await running.Posts.AppointAsync(new AppointRequest { PostId = post.Id, PersonName = "测试乙", From = "2023-01-01" }, office);
        var chief = (await Offices.ListCorpsChiefsAsync(new ListCorpsChiefsRequest { Prefix = county }, office)).Chiefs.Single();
        Assert.Equal((county, "测试乙", "某县县长"), (chief.County, chief.Name, chief.ExOfficio));
        // A post of that name at a station leads no corps.
        var station = await running.Posts.CreatePostAsync(new CreatePostRequest { Site = $"{other}001001", Title = "总队长", Places = 1 }, running.Service.As(Importing.Office(other)));
        await running.Posts.AppointAsync(new AppointRequest { PostId = station.Id, PersonName = "测试丙", From = "2021-01-01" }, running.Service.As(Importing.Office(other)));
        Assert.Equal(["测试乙"], (await Offices.ListCorpsChiefsAsync(new ListCorpsChiefsRequest { Prefix = "14039" }, city)).Chiefs.Select(each => each.Name));
        Assert.Empty((await Offices.ListCorpsChiefsAsync(new ListCorpsChiefsRequest { Prefix = county }, running.Service.As(Importing.Office(Callers.B)))).Chiefs);
        Assert.Equal("SIGN_IN_REQUIRED", await Refusing.ReasonAsync(Offices.ListCorpsChiefsAsync(new ListCorpsChiefsRequest { Prefix = county }, running.Visitor(county))));
    }
}
