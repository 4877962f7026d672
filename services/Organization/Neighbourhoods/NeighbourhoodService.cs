using CivPractice.Organization.Nearby;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Neighbourhoods;

/// <summary>Neighbourhoods (小区) and their population.</summary>
public sealed class NeighbourhoodService(OrganizationDb db) : V1.Neighbourhoods.NeighbourhoodsBase
{
    [Requires<ReadSites>]
    public override async Task<ListNeighbourhoodsResponse> ListNeighbourhoods(ListNeighbourhoodsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var all = db.Reached(request.Reach).AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County)).Sought(request);
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            all = all.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var rows = await all.OrderBy(row => row.Site).ThenBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var answer = new ListNeighbourhoodsResponse { NextPageToken = page.Next(rows, row => [row.Site, row.Id.ToString()]), Neighbourhoods = { rows.Select(row => row.ToProto()) } };
        await db.SayAsync(answer.Neighbourhoods, request, context.CancellationToken);
        return answer;
    }

    [Requires<ManageNeighbourhoods>]
    public override async Task<V1.Neighbourhood> CreateNeighbourhood(CreateNeighbourhoodRequest request, ServerCallContext context)
    {
        var (caller, cancel, check) = (db.Scope.Caller, context.CancellationToken, new Check());
        var code = check.Site("site", request.Site, caller);
        var facts = NeighbourhoodRows.Read(check, request.Name, request.Households, request.Residents, request.CountedOn, ChinaTime.Today(db.Clock)) with { Position = GeoPoint.Read(check, request.Position) };
        check.Done();
        caller.Require<ManageNeighbourhoods>(code);
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Code == code, cancel) ?? throw Fault.Invalid("site", "UNKNOWN_SITE", "没有这个站点");
        if (site.ClosedOn is { } closed) throw Fault.SiteClosed(closed, site.Successor);
        if (await db.Neighbourhoods.AnyAsync(row => row.County == site.County && row.NamedSite == code && row.Name == facts.Name, cancel)) throw Fault.Duplicate("NEIGHBOURHOOD_EXISTS", $"这里已经有小区“{facts.Name}”了(已撤销的也算)");

        var row = db.Enter(site.County, code, code, facts);
        db.Audit(site.County, "neighbourhood.create", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToProto();
    }

    [Requires<ManageNeighbourhoods>]
    public override async Task<V1.Neighbourhood> LocateNeighbourhood(LocateNeighbourhoodRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var id = check.Id("id", "小区", request.Id);
        var position = GeoPoint.Read(check, request.Position);
        check.Done();
        var row = await db.Neighbourhoods.SingleOrDefaultAsync(row => row.Id == id && db.Scope.Counties.Contains(row.County), cancel) ?? throw Fault.NotFound("这个小区");
        db.Scope.Caller.Require<ManageNeighbourhoods>(row.Site);

        row.Locate(position);
        db.Audit(row.County, "neighbourhood.locate", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToProto();
    }

    [Requires<ManageNeighbourhoods>]
    public override async Task<V1.Neighbourhood> WithdrawNeighbourhood(WithdrawNeighbourhoodRequest request, ServerCallContext context)
    {
        var (cancel, check, today) = (context.CancellationToken, new Check(), ChinaTime.Today(db.Clock));
        var id = check.Id("id", "小区", request.Id);
        var on = check.DayOrNone("withdrawnOn", "撤销日期", request.WithdrawnOn) ?? today;
        check.That(on <= today, "withdrawnOn", "DATE_IN_FUTURE", "撤销日期不能晚于今天");
        var reason = check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var row = await db.Neighbourhoods.SingleOrDefaultAsync(row => row.Id == id && db.Scope.Counties.Contains(row.County), cancel) ?? throw Fault.NotFound("这个小区");
        db.Scope.Caller.Require<ManageNeighbourhoods>(row.Site);

        db.Withdraw(row, on, reason);
        db.Audit(row.County, "neighbourhood.withdraw", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToProto();
    }

    [Requires<ManageNeighbourhoods>]
    public override async Task<V1.Neighbourhood> CountResidents(CountResidentsRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var id = check.Id("id", "小区", request.Id);
        check.Done();
        var row = await db.Neighbourhoods.SingleOrDefaultAsync(row => row.Id == id && db.Scope.Counties.Contains(row.County), cancel) ?? throw Fault.NotFound("这个小区");
        db.Scope.Caller.Require<ManageNeighbourhoods>(row.Site);
        var facts = NeighbourhoodRows.Read(check, row.Name, request.Households, request.Residents, request.CountedOn, ChinaTime.Today(db.Clock));
        check.Done();

        db.Count(row, facts);
        db.Audit(row.County, "neighbourhood.count", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToProto();
    }
}
