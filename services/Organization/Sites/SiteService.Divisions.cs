using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>The list of divisions (行政区划), and who lives there (常住人口).</summary>
public sealed partial class SiteService
{
    [Requires<ReadSites>]
    public override async Task<ListDivisionsResponse> ListDivisions(ListDivisionsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 1);
        var divisions = db.Divisions.AsNoTracking().Where(division => db.Scope.Counties.Contains(division.County)).Sought(db, request);
        if (!page.IsFirst) divisions = divisions.Where(division => division.Code.CompareTo(page.After[0]) > 0);
        var rows = await divisions.OrderBy(division => division.Code).Take(page.Take).ToListAsync(context.CancellationToken);
        var answer = new ListDivisionsResponse { NextPageToken = page.Next(rows, division => [division.Code]), Divisions = { rows.Select(division => division.ToProto()) } };
        await db.SayAsync(answer.Divisions, request, context.CancellationToken);
        return answer;
    }

    [Requires<ManageSites>]
    public override async Task<V1.Division> CountDivision(CountDivisionRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Prefix("code", request.Code);
        var told = DivisionRows.Read(check, request.Code, request.Residents, request.CountedOn, request.Source, ChinaTime.Today(db.Clock), request.Correction);
        check.Done();
        var division = await db.Divisions.SingleOrDefaultAsync(division => division.Code == request.Code && db.Scope.Counties.Contains(division.County), context.CancellationToken) ?? throw Fault.NotFound("这个行政区划");
        Caller.Require<ManageSites>(division.Code);

        db.Count(division, told);
        db.Audit(division.County, "division.count", division.Code);
        await db.SaveChangesAsync(context.CancellationToken);
        return division.ToProto();
    }
}
