using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using CivPractice.Report.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Report.Checks;

/// <summary>What was found of drawn rows, and the results that are public (志愿服务记录与证明出具办法 第二十一条).</summary>
public sealed partial class CheckService
{
    [Requires<DrawSamples>]
    public override async Task<Sample> RecordFinding(RecordFindingRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        check.Known("finding", "抽查结果", request.Finding);
        var note = check.Text("note", "情况说明", request.Note, SpotFinding.MostNote, least: request.Finding == Finding.Right ? 0 : 2);
        check.Done();
        var sample = await FindAsync(request.Id, cancel);
        caller.Require<DrawSamples>(sample.Prefix);
        var row = sample.Drawn().SingleOrDefault(each => each.Id == request.RowId) ?? throw Fault.NotFound("样本里的这一条");
        return await db.TogetherAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtext({LockOf(sample)}))", cancel);
            if (await db.SamplePublications.AnyAsync(each => each.County == sample.County && each.SampleId == sample.Id, cancel)) throw Fault.Precondition("SAMPLE_PUBLISHED", "结果已经公布，不能再改");
            var last = await db.Findings.AsNoTracking().Where(each => each.County == sample.County && each.SampleId == sample.Id && each.RowId == row.Id).OrderByDescending(each => each.Line).FirstOrDefaultAsync(cancel);
            var finding = SpotFinding.After(last, sample, row, request.Finding, note, caller.PersonId, Office(caller), db.Clock.GetUtcNow());

            db.Add(finding);
            db.Audit(finding.County, "sample.find", $"{finding.SampleId} {finding.RowId} {finding.Line}");
            finding.Count(db, last);
            try { await db.SaveChangesAsync(cancel); }
            catch (DbUpdateException twin) when (twin.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
            {
                throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "这一条刚被别人登记过，请刷新后再试");
            }
            return await ShownAsync(sample, cancel);
        }, cancel);
    }

    [Requires<DrawSamples>]
    public override async Task<Sample> PublishSample(GetSampleRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (scope.Caller, context.CancellationToken);
        var sample = await FindAsync(request.Id, cancel);
        caller.Require<DrawSamples>(sample.Prefix);
        return await db.TogetherAsync(async () =>
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext({LockOf(sample)}))", cancel);
            var shown = await ShownAsync(sample, cancel);
            if (shown.PublishedAt is not null) throw Fault.Precondition("PUBLISHED", "这次抽查的结果已经公布");
            if (shown.Open > 0) throw Fault.Precondition("ROWS_OPEN", $"还有 {shown.Open} 条没有登记结果");
            db.Add(new SamplePublication { County = sample.County, SampleId = sample.Id, PublishedAt = db.Clock.GetUtcNow(), PublishedBy = caller.PersonId });
            db.Audit(sample.County, "sample.publish", sample.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return await ShownAsync(sample, cancel);
        }, cancel);
    }

    // Findings of a sample may be told side by side; its publication waits for those under way, and those after it see it. A sample is insert-only: its row cannot be locked.
    static string LockOf(SpotSample sample) => $"findings of {sample.County} {sample.Id}";

    [Requires<ReadStatistics>]
    public override async Task<ListSamplesResponse> ListPublishedSamples(ListSamplesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 1);
        var rows = Mine().Where(row => db.SamplePublications.Any(each => each.County == row.County && each.SampleId == row.Id));
        if (!page.IsFirst)
        {
            var id = page.IdAfter(0);
            rows = rows.Where(row => row.Id < id);
        }
        return await PageAsync(page, rows, context.CancellationToken);
    }

    [Requires<ReadFigures>]
    public override Task<Tally> GetTally(GetTallyRequest request, ServerCallContext context) => own.ReadAsync(Measures.All, request, context.CancellationToken);

    async Task<ListSamplesResponse> PageAsync(Page page, IQueryable<SpotSample> rows, CancellationToken cancel)
    {
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.Id.ToString()]);
        var (county, ids) = (scope.Caller.County, found.Select(row => row.Id).ToList());
        // Never more than a page's rows, and what was said of each.
        var findings = (await db.Findings.AsNoTracking().Where(each => each.County == county && ids.Contains(each.SampleId)).ToListAsync(cancel)).ToLookup(each => each.SampleId);
        var published = await db.SamplePublications.AsNoTracking().Where(each => each.County == county && ids.Contains(each.SampleId)).ToDictionaryAsync(each => each.SampleId, each => (DateTimeOffset?)each.PublishedAt, cancel);
        return new ListSamplesResponse { Samples = { found.Select(row => row.Shown(whole: false, findings[row.Id], published.GetValueOrDefault(row.Id))) }, NextPageToken = next };
    }

    async Task<SpotSample> FindAsync(string asked, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "抽查", asked);
        check.Done();
        return await Mine().SingleOrDefaultAsync(row => row.Id == id, cancel) ?? throw Fault.NotFound("这次抽查");
    }

    async Task<Sample> ShownAsync(SpotSample sample, CancellationToken cancel)
    {
        var findings = await db.Findings.AsNoTracking().Where(each => each.County == sample.County && each.SampleId == sample.Id).ToListAsync(cancel);
        var published = await db.SamplePublications.AsNoTracking().Where(each => each.County == sample.County && each.SampleId == sample.Id).Select(each => (DateTimeOffset?)each.PublishedAt).SingleOrDefaultAsync(cancel);
        return sample.Shown(whole: true, findings, published);
    }
}
