using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Organization.Tests.Importing;

namespace CivPractice.Organization.Tests.Venues;

public sealed class VenueServiceTests(OrganizationRunning running)
{
    [Fact]
    public async Task A_venue_enters_the_pool_is_described_anew_and_leaves_the_figure_on_its_day()
    {
        const string county = "140911";
        var clerk = await OpenAsync(county);
        var made = await running.Venues.CreateVenueAsync(Form($"{county}001"), clerk);
        Assert.Equal((VenueStatus.InPool, 1L, "2021-03-05"), (made.Status, made.Version, made.IntegratedOn));
        Assert.Equal([VenuePlatform.Education, VenuePlatform.Culture], made.Platforms);
        Assert.Equal(["农家书屋 1"], await PoolAsync(county));

        var changed = await running.Venues.UpdateVenueAsync(Changed(made, kind: "窑洞书吧"), clerk);
        Assert.Equal(("窑洞书吧", 2L), (changed.Kind, changed.Version));
        Assert.Equal((StatusCode.Aborted, "CHANGED_MEANWHILE"), await RefusedAsync(running.Venues.UpdateVenueAsync(Changed(made), clerk)));
        Assert.Equal(["窑洞书吧 1"], await PoolAsync(county, "2021-03-05"));
        Assert.Empty(await PoolAsync(county, "2021-03-04"));

        var gone = await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = made.Id, WithdrawnOn = "2023-05-01", Reason = "拆迁" }, clerk);
        Assert.Equal((VenueStatus.Withdrawn, "2023-05-01", "拆迁"), (gone.Status, gone.WithdrawnOn, gone.WithdrawnReason));
        Assert.Equal(["窑洞书吧 1"], await PoolAsync(county, "2023-04-30"));
        Assert.Empty(await PoolAsync(county, "2023-05-01"));
        Assert.Equal((StatusCode.FailedPrecondition, "VENUE_WITHDRAWN"), await RefusedAsync(running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = made.Id, Reason = "再退" }, clerk)));
        Assert.Equal("venue.create venue.update venue.withdraw", await running.AskAsync<string>($"select string_agg(action, ' ' order by id) from audit_entry where subject = '{made.Id}'"));
    }

    [Fact]
    public async Task The_list_pages_by_key_and_narrows_by_what_is_asked()
    {
        const string county = "140912";
        var clerk = await OpenAsync(county);
        foreach (var n in Enumerable.Range(1, 5)) await running.Venues.CreateVenueAsync(Form($"{county}001", name: $"{n}号书屋", kind: n % 2 == 1 ? "农家书屋" : "大喇叭"), clerk);
        var other = await running.Venues.CreateVenueAsync(Form(county, name: "中心广场", kind: "文化广场", VenuePlatform.Sport), clerk);
        await running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = (await ListAsync(county, new() { Query = "5号" })).Single().Id, Reason = "停用" }, clerk);

        Assert.Equal(6, (await ListAsync(county, new() { PageSize = 2 })).Select(venue => venue.Id).Distinct().Count());
        Assert.Equal(["1号书屋", "3号书屋"], (await ListAsync(county, new() { Kind = "农家书屋", Status = VenueStatus.InPool, PageSize = 1 })).Select(venue => venue.Name));
        Assert.Equal([other.Id], (await ListAsync(county, new() { Platform = VenuePlatform.Sport })).Select(venue => venue.Id));
        Assert.Equal(5, (await ListAsync(county, new() { Prefix = $"{county}001" })).Count);
        Assert.Equal(["5号书屋"], (await ListAsync(county, new() { Status = VenueStatus.Withdrawn })).Select(venue => venue.Name));

        var first = await running.Venues.ListVenuesAsync(new ListVenuesRequest { PageSize = 1 }, clerk);
        Assert.Equal((StatusCode.InvalidArgument, "PAGE_TOKEN_OF_ANOTHER_QUERY"), await RefusedAsync(running.Venues.ListVenuesAsync(new ListVenuesRequest { PageSize = 1, Kind = "大喇叭", PageToken = first.NextPageToken }, clerk)));
    }

    [Fact]
    public async Task Whoever_reads_sees_the_own_counties_and_whoever_writes_holds_the_site()
    {
        var (a, b) = ("140913", "140914");
        await OpenAsync(a);
        var clerk = await OpenAsync(b);
        var venue = await running.Venues.CreateVenueAsync(Form($"{b}001"), clerk);
        var strangers = running.Service.As(Office(a));
        Assert.Equal(venue, await running.Venues.GetVenueAsync(new GetVenueRequest { Id = venue.Id }, running.Service.As(Callers.Visitor(b))));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(running.Venues.GetVenueAsync(new GetVenueRequest { Id = venue.Id }, strangers)));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(running.Venues.UpdateVenueAsync(Changed(venue), strangers)));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(running.Venues.WithdrawVenueAsync(new WithdrawVenueRequest { Id = venue.Id, Reason = "试" }, strangers)));
        Assert.Equal((StatusCode.InvalidArgument, "FOREIGN_SITE"), await RefusedAsync(running.Venues.CreateVenueAsync(Form($"{b}001"), strangers)));
        Assert.Empty(await ListAsync(a, new() { Prefix = b }));

        var elsewhere = running.Service.As(Callers.Staff(Role.StationClerk, $"{b}002", b));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Venues.UpdateVenueAsync(Changed(venue), elsewhere)));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Venues.CreateVenueAsync(Form($"{b}001", "另一处"), elsewhere)));
        Assert.Equal((StatusCode.Unauthenticated, "SIGN_IN_REQUIRED"), await RefusedAsync(running.Venues.CreateVenueAsync(Form($"{b}001", "另一处"), running.Service.As(Callers.Visitor(b)))));

        var city = running.Service.As(new Caller(CallerKind.Staff, Guid.CreateVersion7(), "140900", "140900", ["140900", a, b], [new Grant(Role.CityCoordinator, "1409")]));
        Assert.Contains(venue, (await running.Venues.ListVenuesAsync(new ListVenuesRequest { Prefix = "1409" }, city)).Venues);

        await using var connection = await running.Service.App.OpenConnectionAsync();
        await using var look = new Npgsql.NpgsqlCommand($"select set_config('app.county', '{a}', false), set_config('app.counties', '{a}', false); update venue set seats = 1 where id = '{venue.Id}'", connection);
        Assert.Equal(0, await look.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task What_does_not_fit_is_told_of_every_field_and_a_name_is_given_once_at_a_site()
    {
        const string county = "140915";
        var clerk = await OpenAsync(county);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await running.Venues.CreateVenueAsync(
            new CreateVenueRequest { Site = $"{county}001", Name = "一", Kind = "某", Seats = -1, Area = 99_999_999, Phone = "打电话", IntegratedOn = "2199-01-01" }, clerk));
        Assert.Equal(["area OUT_OF_RANGE", "integratedOn DATE_IN_FUTURE", "kind REQUIRED", "name REQUIRED", "phone INVALID_PHONE", "seats OUT_OF_RANGE", "use UNKNOWN_VALUE"],
            refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(field => $"{field.Field} {field.Reason}").Order());

        await running.Venues.CreateVenueAsync(Form($"{county}001"), clerk);
        Assert.Equal((StatusCode.AlreadyExists, "VENUE_EXISTS"), await RefusedAsync(running.Venues.CreateVenueAsync(Form($"{county}001"), clerk)));
        var second = await running.Venues.CreateVenueAsync(Form(county), clerk);
        await running.Venues.CreateVenueAsync(Form(county, "另一处"), clerk);
        Assert.Equal((StatusCode.AlreadyExists, "VENUE_EXISTS"), await RefusedAsync(running.Venues.UpdateVenueAsync(Changed(second, name: "另一处"), clerk)));
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_SITE"), await RefusedAsync(running.Venues.CreateVenueAsync(Form($"{county}009"), clerk)));
        await running.Sites.CloseSiteAsync(new CloseSiteRequest { Code = $"{county}002", ClosedOn = "2022-01-01", Reason = "撤并" }, running.Service.As(Office(county)));
        Assert.Equal((StatusCode.InvalidArgument, "SITE_CLOSED"), await RefusedAsync(running.Venues.CreateVenueAsync(Form($"{county}002"), clerk)));
    }

    /// <summary>A county with two townships; its clerk.</summary>
    async Task<Metadata> OpenAsync(string county)
    {
        foreach (var (code, tier) in new[] { (county, Tier.Center), ($"{county}001", Tier.Institute), ($"{county}002", Tier.Institute) })
            await running.Sites.CreateSiteAsync(new CreateSiteRequest { Code = code, Name = "测试站点", Tier = tier, OpenedOn = "2020-01-01" }, running.Service.As(Office(county)));
        return running.Service.As(Callers.Staff(Role.StationClerk, county, county));
    }

    static CreateVenueRequest Form(string site, string name = "村书屋", string kind = "农家书屋", params VenuePlatform[] platforms) => new()
    {
        Site = site,
        Name = name,
        Kind = kind,
        Use = VenueUse.Shared,
        OwnerUnit = "村委会",
        Seats = 20,
        Area = 60,
        IntegratedOn = "2021-03-05",
        Platforms = { platforms.Length > 0 ? platforms : [VenuePlatform.Culture, VenuePlatform.Education, VenuePlatform.Culture] },
    };

    static UpdateVenueRequest Changed(V1.Venue venue, string? name = null, string? kind = null) => new()
    {
        Id = venue.Id,
        Version = venue.Version,
        Name = name ?? venue.Name,
        Kind = kind ?? venue.Kind,
        Use = venue.Use,
    };

    async Task<List<V1.Venue>> ListAsync(string county, ListVenuesRequest request)
    {
        var venues = new List<V1.Venue>();
        do
        {
            var page = await running.Venues.ListVenuesAsync(request, running.Service.As(Callers.Visitor(county)));
            venues.AddRange(page.Venues);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return venues;
    }

    async Task<IEnumerable<string>> PoolAsync(string county, string on = "") =>
        (await running.Sites.GetTallyAsync(new GetTallyRequest { Indicators = { "venues.pool" }, Prefix = county, To = on, GroupBy = TallyGrouping.Dimension }, running.Service.As(Office(county))))
            .Lines.Where(line => line.Value != 0).Select(line => $"{line.Group} {line.Value}");

    static async Task<(StatusCode, string)> RefusedAsync<T>(AsyncUnaryCall<T> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (exception.StatusCode, exception.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason);
    }
}
