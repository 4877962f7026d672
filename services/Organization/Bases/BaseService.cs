using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Bases;

/// <summary>Practice bases (文明实践基地).</summary>
public sealed class BaseService(OrganizationDb db) : V1.Bases.BasesBase
{
    [Requires<ReadSites>]
    public override async Task<ListBasesResponse> ListBases(ListBasesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var bases = db.Bases.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County)).Sought(request);
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            bases = bases.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var rows = await bases.OrderBy(row => row.Site).ThenBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListBasesResponse { NextPageToken = page.Next(rows, row => [row.Site, row.Id.ToString()]), Bases = { rows.Select(row => row.ToProto()) } };
    }

    [Requires<ManageSites>]
    public override async Task<V1.PracticeBase> CreateBase(CreateBaseRequest request, ServerCallContext context)
    {
        var (caller, cancel, check) = (db.Scope.Caller, context.CancellationToken, new Check());
        var code = check.Site("site", request.Site, caller);
        var row = BaseRows.Read(check, request, caller.County, code, Guid.CreateVersion7(db.Clock.GetUtcNow()), ChinaTime.Today(db.Clock));
        check.Done();
        caller.Require<ManageSites>(code);
        await db.RequireRunningAsync(caller.County, code, cancel);
        if (await db.Bases.AnyAsync(other => other.County == row.County && other.Name == row.Name, cancel)) throw Fault.Duplicate("BASE_EXISTS", $"已经有基地“{row.Name}”了(已摘牌的也算)");

        db.Enter(row);
        db.Audit(row.County, "base.create", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToProto();
    }

    [Requires<ManageSites>]
    public override async Task<V1.PracticeBase> WithdrawBase(WithdrawBaseRequest request, ServerCallContext context)
    {
        var (today, check, county) = (ChinaTime.Today(db.Clock), new Check(), db.Scope.Caller.County);
        var id = check.Id("id", "基地", request.Id);
        var on = check.DayOrNone("withdrawnOn", "摘牌日期", request.WithdrawnOn) ?? today;
        check.That(on <= today, "withdrawnOn", "DATE_IN_FUTURE", "摘牌日期不能晚于今天");
        var reason = check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var row = await db.Bases.SingleOrDefaultAsync(row => row.County == county && row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这个基地");
        db.Scope.Caller.Require<ManageSites>(row.Site);

        db.Withdraw(row, on, reason);
        db.Audit(row.County, "base.withdraw", row.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return row.ToProto();
    }
}
