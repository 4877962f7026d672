using CivPractice.Gateway.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Gateway.Counties;

public sealed class CountyService(GatewayDb db, CountyList list) : V1.Counties.CountiesBase
{
    [Requires<ReadCounties>]
    public override async Task<ListCountiesResponse> ListCounties(ListCountiesRequest request, ServerCallContext context)
    {
        var rows = await db.Counties.AsNoTracking().OrderBy(county => county.Code).ToListAsync(context.CancellationToken);
        return new ListCountiesResponse { Counties = { rows.Select(county => county.ToMessage()) } };
    }

    [Requires<ManageCounties>]
    public override async Task<V1.County> OpenCounty(OpenCountyRequest request, ServerCallContext context)
    {
        var county = County.Open(request.Code, request.Name, db.Clock.GetUtcNow());
        db.Scope.Caller.Require<ManageCounties>(county.Code);
        if (await db.Counties.AnyAsync(row => row.Code == county.Code, context.CancellationToken))
            throw Fault.Duplicate("COUNTY_OPEN", "这个县区已经开通");
        db.Scope.ActFor(county.Code);
        db.Add(county);
        db.Audit(county.Code, "county.open", county.Code);
        await db.SaveChangesAsync(context.CancellationToken);
        await list.ReadAsync(context.CancellationToken);
        return county.ToMessage();
    }
}
