using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Livelihood;

/// <summary>The list of livelihood items (民生实事), public from promise to result.</summary>
public sealed class LivelihoodService(OrganizationDb db) : V1.Livelihood.LivelihoodBase
{
    DateOnly Today => ChinaTime.Today(db.Clock);

    [Requires<ReadSites>]
    public override async Task<ListItemsResponse> ListItems(ListItemsRequest request, ServerCallContext context)
    {
        var today = Today;
        var items = db.LivelihoodItems.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County)).Sought(request, today);
        var page = Page.Of(request, keys: 2);
        if (!page.IsFirst)
        {
            var after = (Day: page.DayAfter(0), Id: page.IdAfter(1));
            items = items.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.DueOn, row.Id), ValueTuple.Create(after.Day, after.Id)));
        }
        var rows = await items.OrderByDescending(row => row.DueOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListItemsResponse { NextPageToken = page.Next(rows, row => [ChinaTime.Text(row.DueOn), row.Id.ToString()]), Items = { rows.Select(row => row.ToProto(today)) } };
    }

    [Requires<ManageLivelihood>]
    public override async Task<V1.LivelihoodItem> CreateItem(CreateItemRequest request, ServerCallContext context)
    {
        var (caller, cancel, check) = (db.Scope.Caller, context.CancellationToken, new Check());
        var code = check.Site("site", request.Site, caller);
        var item = LivelihoodRows.Read(check, request.Year, request.Title, request.ResponsibleUnit, request.DueOn, caller.County, code, Guid.CreateVersion7(db.Clock.GetUtcNow()));
        check.Done();
        caller.Require<ManageLivelihood>(code);
        await db.RequireRunningAsync(caller.County, code, cancel);
        if (await db.LivelihoodItems.AnyAsync(row => row.County == item.County && row.Year == item.Year && row.Title == item.Title, cancel)) throw Fault.Duplicate("ITEM_EXISTS", $"{item.Year} 年已经有“{item.Title}”了");

        db.Enter(item);
        return await SaveAsync(item, "livelihood.create", cancel);
    }

    [Requires<ManageLivelihood>]
    public override async Task<V1.LivelihoodItem> ReportProgress(ReportProgressRequest request, ServerCallContext context)
    {
        var check = new Check();
        var progress = check.Text("progress", "进展", request.Progress, most: 300);
        check.Done();
        var item = await FindAsync(request.Id, context.CancellationToken);
        item.Report(progress);
        return await SaveAsync(item, "livelihood.report", context.CancellationToken);
    }

    [Requires<ManageLivelihood>]
    public override async Task<V1.LivelihoodItem> FinishItem(FinishItemRequest request, ServerCallContext context)
    {
        var check = new Check();
        var on = check.DayOrNone("finishedOn", "办结日期", request.FinishedOn) ?? Today;
        check.That(on <= Today, "finishedOn", "DATE_IN_FUTURE", "办结日期不能晚于今天");
        var result = check.Text("result", "结果", request.Result, most: 300, least: 2);
        check.Done();
        var item = await FindAsync(request.Id, context.CancellationToken);
        db.Finish(item, on, result);
        return await SaveAsync(item, "livelihood.finish", context.CancellationToken);
    }

    async Task<LivelihoodItem> FindAsync(string text, CancellationToken cancel)
    {
        var (check, caller) = (new Check(), db.Scope.Caller);
        var id = check.Id("id", "实事", text);
        check.Done();
        var item = await db.LivelihoodItems.SingleOrDefaultAsync(row => row.County == caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这件实事");
        caller.Require<ManageLivelihood>(item.Site);
        return item;
    }

    async Task<V1.LivelihoodItem> SaveAsync(LivelihoodItem item, string action, CancellationToken cancel)
    {
        db.Audit(item.County, action, item.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return item.ToProto(Today);
    }
}
