using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Pilots;

/// <summary>Pilots (试点).</summary>
public sealed class PilotService(OrganizationDb db) : V1.Pilots.PilotsBase
{
    [Requires<ReadSites>]
    public override async Task<ListPilotsResponse> ListPilots(ListPilotsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var pilots = db.Pilots.AsNoTracking().Where(pilot => db.Scope.Counties.Contains(pilot.County)).Sought(request);
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            pilots = pilots.Where(pilot => EF.Functions.GreaterThan(ValueTuple.Create(pilot.Site, pilot.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var rows = await pilots.OrderBy(pilot => pilot.Site).ThenBy(pilot => pilot.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListPilotsResponse { NextPageToken = page.Next(rows, pilot => [pilot.Site, pilot.Id.ToString()]), Pilots = { rows.Select(pilot => pilot.ToProto()) } };
    }

    [Requires<ManageDocuments>]
    public override async Task<Pilot> CreatePilot(CreatePilotRequest request, ServerCallContext context)
    {
        var (caller, cancel, check) = (db.Scope.Caller, context.CancellationToken, new Check());
        var site = check.Site("site", request.Site, caller);
        var level = check.Known("level", "级别", request.Level);
        var on = KnownDay.Read(check, "designatedOn", "确定日期", request.DesignatedOn, ChinaTime.Today(db.Clock));
        var batch = check.Optional("batch", "批次", request.Batch, most: 20);
        var document = check.Optional("document", "文件", request.Document, most: 100);
        check.Done();
        var county = caller.RequireOwn<ManageDocuments>();
        if (await db.Pilots.AnyAsync(pilot => pilot.County == county && pilot.Site == site && pilot.Level == level, cancel)) throw Fault.Duplicate("PILOT_EXISTS", "这里已经登记过这个级别的试点");

        var pilot = new PilotDesignation { County = county, Id = Guid.CreateVersion7(db.Clock.GetUtcNow()), Site = site, Level = level, DesignatedOn = on.Day, Precision = on.Precision, Batch = batch, Document = document };
        db.Enter(pilot);
        db.Audit(county, "pilot.create", pilot.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return pilot.ToProto();
    }

    [Requires<ManageDocuments>]
    public override async Task<Pilot> EndPilot(EndPilotRequest request, ServerCallContext context)
    {
        var (today, check) = (ChinaTime.Today(db.Clock), new Check());
        var id = check.Id("id", "试点", request.Id);
        var on = check.DayOrNone("endedOn", "结束日期", request.EndedOn) ?? today;
        check.That(on <= today, "endedOn", "DATE_IN_FUTURE", "结束日期不能晚于今天");
        check.Done();
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var pilot = await db.Pilots.SingleOrDefaultAsync(pilot => pilot.County == county && pilot.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这个试点");

        db.End(pilot, on);
        db.Audit(county, "pilot.end", pilot.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return pilot.ToProto();
    }
}
