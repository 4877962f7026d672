using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report.Frozen;

/// <summary>Year reports (年度报告): composed anew, frozen (定稿), compared with what is true now, published (公布).</summary>
public sealed class ReportService(ReportDb db, ReportShelf shelf, YearReports years, CallerScope scope) : V1.Reports.ReportsBase
{
    [Requires<ReadFigures>]
    public override Task<YearReport> GetYearReport(GetYearReportRequest request, ServerCallContext context) => years.ComposeAsync(request, context.Authorization(), context.CancellationToken);

    [Requires<FreezeReports>]
    public override async Task<FrozenYearReport> FreezeReport(GetYearReportRequest request, ServerCallContext context)
    {
        scope.Caller.Require<FreezeReports>(years.ScopeOf(request.Prefix).Prefix);
        var frozen = FrozenReport.Of(await years.ComposeAtOneMomentAsync(request, context.Authorization(), context.CancellationToken), scope.Caller);
        db.Add(frozen);
        db.Audit(frozen.County, "report.freeze", $"{frozen.Id} {frozen.ContentHash}");
        await db.SaveChangesAsync(context.CancellationToken);
        return frozen.Shown(null, whole: true);
    }

    [Requires<ReadFigures>]
    public override async Task<ListFrozenReportsResponse> ListFrozenReports(ListFrozenReportsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var rows = shelf.Reports;
        if (prefix.Length > 0) rows = rows.Where(row => row.Prefix == prefix);
        if (request.Year > 0) rows = rows.Where(row => row.Year == request.Year);
        if (!page.IsFirst)
        {
            var (time, id) = (page.TimeAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.FrozenAt, row.Id), ValueTuple.Create(time, id)));
        }
        var found = await shelf.WithPublication(rows.OrderByDescending(row => row.FrozenAt).ThenByDescending(row => row.Id).Take(page.Take)).ToListAsync(context.CancellationToken);
        var next = page.Next(found, each => [Page.Key(each.Report.FrozenAt), each.Report.Id.ToString()]);
        return new ListFrozenReportsResponse { Reports = { found.Select(each => each.Shown(whole: false)) }, NextPageToken = next };
    }

    [Requires<ReadFigures>]
    public override async Task<FrozenYearReport> GetFrozenReport(GetFrozenReportRequest request, ServerCallContext context) => (await shelf.FindAsync(request.Id, context.CancellationToken)).Shown(whole: true);

    [Requires<ReadFigures>]
    public override async Task<Restatement> GetRestatement(GetFrozenReportRequest request, ServerCallContext context)
    {
        var frozen = (await shelf.FindAsync(request.Id, context.CancellationToken)).Report;
        var before = frozen.Report();
        var now = await years.ComposeAsync(new GetYearReportRequest { Prefix = before.Prefix, Year = before.Year, AsOf = before.AsOf }, context.Authorization(), context.CancellationToken);
        return Restated.Of(frozen, before, now);
    }

    [Requires<FreezeReports>]
    public override async Task<FrozenYearReport> PublishReport(PublishReportRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (scope.Caller, context.CancellationToken);
        var found = await shelf.FindAsync(request.Id, cancel);
        caller.Require<FreezeReports>(found.Report.Prefix);
        if (found.PublishedAt is not null) throw Fault.Precondition("PUBLISHED", "这份报告已经公布");
        var publication = new ReportPublication { County = found.Report.County, ReportId = found.Report.Id, PublishedAt = db.Clock.GetUtcNow(), PublishedBy = caller.PersonId };
        db.Add(publication);
        db.Audit(publication.County, "report.publish", publication.ReportId.ToString());
        await db.SaveChangesAsync(cancel);
        return found.Report.Shown(publication.PublishedAt, whole: true);
    }

    [Requires<ReadStatistics>]
    public override async Task<FrozenYearReport> GetStatistics(GetStatisticsRequest request, ServerCallContext context) => (await shelf.LastPublishedAsync(context.CancellationToken)).Shown(whole: true);
}

static class CallContexts
{
    /// <summary>The caller's own token, to ask others as the caller.</summary>
    internal static string Authorization(this ServerCallContext context) => context.RequestHeaders.GetValue("authorization") ?? "";
}
