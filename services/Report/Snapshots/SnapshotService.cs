using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Report.Frozen;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report.Snapshots;

/// <summary>Snapshots of outside systems (外部系统快照), beside the rows that are here (对账).</summary>
public sealed class SnapshotService(ReportDb db, NumberReader numbers, CallerScope scope, IConfiguration configuration) : V1.Snapshots.SnapshotsBase
{
    /// <summary>Hours for each registered volunteer since ever, in hundredths: somebody who served one hour in all is hardly a volunteer who serves. No rule says so; it is a policy (<c>CIV_FEWEST_HOURS_PER_VOLUNTEER</c>).</summary>
    const long usualFewest = 100;

    readonly long fewest = decimal.TryParse(configuration["CIV_FEWEST_HOURS_PER_VOLUNTEER"], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var hours) ? (long)(hours * 100) : usualFewest;

    [Requires<RecordSnapshots>]
    public override async Task<Snapshot> RecordSnapshot(RecordSnapshotRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (scope.Caller, context.CancellationToken);
        var asked = ReportScope.Of(request.Prefix, caller);
        caller.Require<RecordSnapshots>(asked.Prefix);
        var snapshot = SnapshotRule.Of(request, asked, caller.PersonId, db.Clock.GetUtcNow());
        if (await db.Snapshots.AnyAsync(row => row.County == snapshot.County && row.System == snapshot.System && row.Prefix == snapshot.Prefix && row.AsOn == snapshot.AsOn, cancel))
            throw Fault.Duplicate("SNAPSHOT_KNOWN", "这个系统、范围和日期已经有快照");
        db.Add(snapshot);
        db.Audit(snapshot.County, "snapshot.record", snapshot.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return snapshot.Shown();
    }

    [Requires<ReadFigures>]
    public override async Task<ListSnapshotsResponse> ListSnapshots(ListSnapshotsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var rows = Mine().AsNoTracking();
        if (prefix.Length > 0) rows = rows.Where(row => row.Prefix == prefix);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.AsOn, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.AsOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [Platform.ChinaTime.Text(row.AsOn), row.Id.ToString()]);
        return new ListSnapshotsResponse { Snapshots = { found.Select(row => row.Shown()) }, NextPageToken = next };
    }

    [Requires<ReadFigures>]
    public override async Task<Reconciliation> GetReconciliation(GetReconciliationRequest request, ServerCallContext context)
    {
        var snapshot = await FindAsync(request.Id, context.CancellationToken);
        var asked = ReportScope.Of(snapshot.Prefix, scope.Caller);
        var own = await numbers.ReadAsync(asked, new ReportPeriod(snapshot.AsOn.Year, snapshot.AsOn), Reconciled.Indicators, context.Authorization(), context.CancellationToken);
        return Reconciled.Of(snapshot, own, fewest);
    }

    [Requires<RecordSnapshots>]
    public override async Task<Snapshot> ExplainSnapshot(ExplainSnapshotRequest request, ServerCallContext context)
    {
        var check = new Check();
        var explanation = check.Text("explanation", "差异说明", request.Explanation, 500, least: 2);
        check.Done();
        var snapshot = await FindAsync(request.Id, context.CancellationToken);
        scope.Caller.Require<RecordSnapshots>(snapshot.Prefix);
        snapshot.Explanation = explanation;
        db.Audit(snapshot.County, "snapshot.explain", snapshot.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return snapshot.Shown();
    }

    async Task<ExternalSnapshot> FindAsync(string id, CancellationToken cancel)
    {
        var check = new Check();
        var key = check.Id("id", "快照", id);
        check.Done();
        return await Mine().SingleOrDefaultAsync(row => row.Id == key, cancel) ?? throw Fault.NotFound("这份快照");
    }

    IQueryable<ExternalSnapshot> Mine() => db.Snapshots.Where(row => row.County == scope.Caller.County);
}
