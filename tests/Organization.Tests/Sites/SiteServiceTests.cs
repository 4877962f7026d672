using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Organization.Tests.Sites;

public sealed class SiteServiceTests(OrganizationRunning running)
{
    static readonly Caller officeB = Callers.Staff(Role.CenterOffice, county: Callers.B);

    [Fact]
    public async Task A_list_pages_by_key_and_refuses_the_token_of_another_query()
    {
        await Open("140321", "平定中心", Tier.Center);
        foreach (var n in Enumerable.Range(1, 5)) await Open($"14032100{n}", $"第{n}镇所", Tier.Institute);

        var request = new ListSitesRequest { Prefix = "140321", Tier = Tier.Institute, PageSize = 2 };
        var names = new List<string>();
        ListSitesResponse page;
        do
        {
            page = await running.Sites.ListSitesAsync(request, running.Service.As(Callers.Visitor(Callers.B)));
            names.AddRange(page.Sites.Select(site => site.Name));
            request.PageToken = page.NextPageToken;
        } while (page.NextPageToken.Length > 0);
        Assert.Equal(["第1镇所", "第2镇所", "第3镇所", "第4镇所", "第5镇所"], names);

        var first = await running.Sites.ListSitesAsync(new ListSitesRequest { PageSize = 1, Prefix = "140321" }, running.Service.As(Callers.Visitor(Callers.B)));
        var fault = await Refused(() => running.Sites.ListSitesAsync(new ListSitesRequest { PageSize = 1, Prefix = "1403210", PageToken = first.NextPageToken }, running.Service.As(Callers.Visitor(Callers.B))));
        Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN_OF_ANOTHER_QUERY"), fault);
        fault = await Refused(() => running.Sites.ListSitesAsync(new ListSitesRequest { PageSize = 10_000_000 }, running.Service.As(Callers.Visitor(Callers.B))));
        Assert.Equal((StatusCode.InvalidArgument, "PAGE_SIZE"), fault);
    }

    [Fact]
    public async Task A_county_does_not_see_another_countys_site()
    {
        await Open("140321", "平定中心", Tier.Center);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await Refused(() => running.Sites.GetSiteAsync(new GetSiteRequest { Code = "140321" }, running.Service.As(Callers.Visitor(Callers.A)))));
        Assert.Equal("平定中心", (await running.Sites.GetSiteAsync(new GetSiteRequest { Code = "140321" }, running.Service.As(Callers.Visitor(Callers.B)))).Name);

        await using var connection = await running.Service.App.OpenConnectionAsync();
        await using var look = new Npgsql.NpgsqlCommand("select set_config('app.county', '140322', false), set_config('app.counties', '140322', false); select count(*) from practice_site where county = '140321'", connection);
        await using (var rows = await look.ExecuteReaderAsync())
        {
            await rows.NextResultAsync();
            await rows.ReadAsync();
            Assert.Equal(0, rows.GetInt64(0));
        }
        await using var write = new Npgsql.NpgsqlCommand("insert into division (county, code, name, tier_due) values ('140321', '140321', 'x', 1)", connection);
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => write.ExecuteNonQueryAsync())).SqlState);
    }

    [Theory]
    [InlineData("{\"code\":", "body", "MALFORMED_BODY")]
    [InlineData("{\"code\":\"140322\",\"tier\":\"PALACE\"}", "tier", "UNKNOWN_VALUE")]
    [InlineData("{\"code\":140322}", "code", "WRONG_TYPE")]
    [InlineData("[]", "body", "MALFORMED_BODY")]
    public async Task A_body_that_does_not_fit_is_a_named_fault(string body, string field, string reason)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, "/api/sites", Callers.Staff(Role.CenterOffice), new StringContent(body, Encoding.UTF8, "application/json")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var fault = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var violation = fault.GetProperty("details").EnumerateArray().Single(detail => detail.GetProperty("@type").GetString()!.EndsWith("BadRequest", StringComparison.Ordinal)).GetProperty("fieldViolations")[0];
        Assert.Equal((field, reason), (violation.GetProperty("field").GetString(), violation.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Without_a_token_401_and_without_the_permission_403_with_its_name()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(null));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(Callers.Visitor()));
        using var refused = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, "/api/sites", Callers.Staff(Role.StationClerk), JsonContent.Create(new { code = "140322" })));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("\"permission\":\"sites.manage\"", (await refused.Content.ReadAsStringAsync()).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        async Task<HttpStatusCode> Post(Caller? caller)
        {
            using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Post, "/api/sites", caller, JsonContent.Create(new { code = "140322" })));
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task An_idempotency_key_writes_once_and_refuses_another_body()
    {
        var office = Callers.Staff(Role.CenterOffice, county: "140302");
        var request = new CreateSiteRequest { Code = "140302", Name = "城区中心", Tier = Tier.Center, OpenedOn = "2020-05-01" };
        var headers = running.Service.As(office);
        headers.Add("idempotency-key", "open-the-center-1");
        var first = await running.Sites.CreateSiteAsync(request, headers);
        var second = await running.Sites.CreateSiteAsync(request, headers);
        Assert.Equal(first, second);
        request.Name = "城区新中心";
        Assert.Equal((StatusCode.AlreadyExists, "IDEMPOTENCY_KEY_REUSED"), await Refused(() => running.Sites.CreateSiteAsync(request, headers)));
        await using var rows = running.Service.Superuser.CreateCommand("select (select count(*) from practice_site where code = '140302'), (select count(*) from audit_entry where subject = '140302'), (select n from tally_entry where site = '140302')");
        await using var row = await rows.ExecuteReaderAsync();
        await row.ReadAsync();
        Assert.Equal((1, 1, 1), (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
    }

    [Fact]
    public async Task What_an_idempotency_key_keeps_is_sealed_and_a_read_keeps_nothing()
    {
        var headers = running.Service.As(Callers.Staff(Role.CenterOffice, county: "140392"));
        headers.Add("idempotency-key", "open-sealed-site-1");
        var request = new CreateSiteRequest { Code = "140392", Name = "封存县中心", Tier = Tier.Center, OpenedOn = "2020-05-01" };
        var made = await running.Sites.CreateSiteAsync(request, headers);
        Assert.Equal(made, await running.Sites.CreateSiteAsync(request, headers));
        await running.Sites.ListSitesAsync(new ListSitesRequest { Prefix = "140392" }, headers);

        await using var kept = running.Service.Superuser.CreateCommand("select method || ' ' || (position(convert_to('封存县中心', 'UTF8') in response) > 0) from idempotency_key where key = 'open-sealed-site-1'");
        await using var row = await kept.ExecuteReaderAsync();
        await row.ReadAsync();
        Assert.Equal("/civpractice.organization.v1.Sites/CreateSite false", row.GetString(0));
        Assert.False(await row.ReadAsync());
    }

    [Theory]
    [InlineData("锦隆社区站", "140391001001")]
    [InlineData("锦隆社区新时代", "140391001001")]
    [InlineData("140391001", "140391001 140391001001")]
    [InlineData("001001", "")]
    [InlineData("锦_社区", "")]
    [InlineData("%", "")]
    public async Task A_site_is_found_by_part_of_its_name_as_people_say_it_and_by_the_beginning_of_its_code(string words, string codes)
    {
        await running.ImportAsync("sites", "140391", "代码,名称,层级,地址,电话,开放时间,挂牌日期,小区数,人口,停用日期,并入站点\n140391,某县中心,中心,,,,2020-01-01,,,,\n140391001,某镇新时代文明实践所,所,,,,2020-01-01,,,,\n140391001001,锦隆社区新时代文明实践站,站,,,,2020-01-01,,,,\n");
        var found = await running.Sites.ListSitesAsync(new ListSitesRequest { Prefix = "140391", Query = words }, running.Service.As(Callers.Visitor("140391")));
        Assert.Equal(codes, string.Join(' ', found.Sites.Select(site => site.Code)));
        var city = new Caller(CallerKind.Staff, Guid.CreateVersion7(), Callers.City, Callers.City, [Callers.City, Callers.A, "140391"], [new Grant(Role.CityCoordinator, "1403")]);
        var seen = await running.Sites.ListSitesAsync(new ListSitesRequest { Query = words }, running.Service.As(city));
        Assert.Equal(codes, string.Join(' ', seen.Sites.Select(site => site.Code)));
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1899-12-31")]
    public async Task A_day_of_another_age_is_a_mistake_in_a_field(string day) =>
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_DATE"), await Refused(() => running.Sites.CreateSiteAsync(
            new CreateSiteRequest { Code = "140302901", Name = "古代镇所", Tier = Tier.Institute, OpenedOn = day }, running.Service.As(Callers.Staff(Role.CenterOffice, county: "140302")))));

    [Fact]
    public async Task A_zero_character_is_refused_and_not_a_failure() =>
        Assert.Equal((StatusCode.InvalidArgument, "CONTROL_CHARACTER"), await Refused(() => running.Sites.GetSiteAsync(new GetSiteRequest { Code = "14\0" }, running.Service.As(officeB))));

    [Fact]
    public async Task Others_are_told_where_a_site_lies_as_soon_as_somebody_says_so()
    {
        var office = running.Service.As(Callers.Staff(Role.CenterOffice, county: "141791"));
        var opened = await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = "141791", Name = "测试中心", Tier = Tier.Center, OpenedOn = "2019-10-01" }, office);
        await running.Sites.UpdateSiteAsync(new UpdateSiteRequest { Code = "141791", Version = opened.Version, Name = "测试中心", Position = new GeoPosition { Latitude = 38.08, Longitude = 113.41 } }, office);
        await using var told = running.Service.Superuser.CreateCommand("select string_agg(coalesce((body::json ->> 'latitude') || ' ' || (body::json ->> 'longitude'), '-'), ', ' order by id) from outbox_message where type like '%SiteChanged' and county = '141791'");
        Assert.Equal("-, 38.08 113.41", await told.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_closed_site_keeps_its_row_and_leaves_the_figure()
    {
        var office = running.Service.As(Callers.Staff(Role.CenterOffice, county: "140311"));
        await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = "140311", Name = "郊区中心", Tier = Tier.Center, OpenedOn = "2019-10-01" }, office);
        await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = "140311001", Name = "荫营镇所", Tier = Tier.Institute, OpenedOn = "2019-10-01" }, office);
        Assert.Equal((StatusCode.FailedPrecondition, "SITE_HAS_CHILDREN"), await Refused(() => running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = "140311", ClosedOn = "2022-01-01", Reason = "撤并" }, office)));
        var closed = await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = "140311001", ClosedOn = "2022-01-01", Reason = "撤并" }, office);
        Assert.Equal((SiteStatus.Closed, "2022-01-01"), (closed.Status, closed.ClosedOn));
        await using var told = running.Service.Superuser.CreateCommand("select string_agg(coalesce(body::json ->> 'closedOn', '-'), ' ' order by id) from outbox_message where type like '%SiteChanged' and body::json ->> 'code' = '140311001'");
        Assert.Equal("- 2022-01-01", await told.ExecuteScalarAsync());

        Assert.Equal(2, await Running("2021-12-31"));
        Assert.Equal(1, await Running("2022-01-01"));
        async Task<long> Running(string on) => (await running.Sites.GetTallyAsync(new GetTallyRequest { Indicators = { "sites.running" }, Prefix = "140311", From = on, To = on }, office)).Lines.Single().Value;
    }

    async Task Open(string code, string name, Tier tier)
    {
        try { await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = code, Name = name, Tier = tier, OpenedOn = "2020-01-01" }, running.Service.As(officeB)); }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.AlreadyExists) { /* another test of this class opened it */ }
    }

    static async Task<(StatusCode, string)> Refused<T>(Func<AsyncUnaryCall<T>> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call());
        return (exception.StatusCode, exception.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
    }
}
