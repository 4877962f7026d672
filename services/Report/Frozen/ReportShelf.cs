using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Report.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report.Frozen;

/// <summary>A frozen report, and when it was published.</summary>
public sealed record Shelved(FrozenReport Report, DateTimeOffset? PublishedAt)
{
    public FrozenYearReport Shown(bool whole) => Report.Shown(PublishedAt, whole);
}

/// <summary>The frozen reports of the address's county: what a county froze is read in the county.</summary>
public sealed class ReportShelf(ReportDb db, CallerScope scope)
{
    public IQueryable<FrozenReport> Reports => db.Reports.AsNoTracking().Where(row => row.County == scope.Caller.County);

    public IQueryable<Shelved> WithPublication(IQueryable<FrozenReport> rows) => rows.Select(row => new Shelved(row,
        db.Publications.Where(publication => publication.County == row.County && publication.ReportId == row.Id).Select(publication => (DateTimeOffset?)publication.PublishedAt).SingleOrDefault()));

    /// <exception cref="Fault">NOT_FOUND.</exception>
    public async Task<Shelved> FindAsync(string id, CancellationToken cancel)
    {
        var check = new Check();
        var key = check.Id("id", "报告", id);
        check.Done();
        return await WithPublication(Reports.Where(row => row.Id == key)).SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这份报告");
    }

    /// <exception cref="Fault">NOTHING_PUBLISHED.</exception>
    public async Task<Shelved> LastPublishedAsync(CancellationToken cancel)
    {
        var county = scope.Caller.County;
        var last = await db.Publications.AsNoTracking().Where(row => row.County == county).OrderByDescending(row => row.PublishedAt).FirstOrDefaultAsync(cancel)
            ?? throw new Fault(Grpc.Core.StatusCode.NotFound, "NOTHING_PUBLISHED", "这里还没有公布统计");
        return new Shelved(await Reports.SingleAsync(row => row.Id == last.ReportId, cancel), last.PublishedAt);
    }
}
