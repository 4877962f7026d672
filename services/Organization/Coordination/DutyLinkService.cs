using CivPractice.Organization.Documents;
using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Coordination;

/// <summary>What is done for the duties of member units.</summary>
public sealed class DutyLinkService(OrganizationDb db, Deeds deeds) : DutyLinks.DutyLinksBase
{
    [Requires<ReadDocuments>]
    public override async Task<ListDutyLinksResponse> ListDutyLinks(ListDutyLinksRequest request, ServerCallContext context)
    {
        var (page, check) = (Page.Of(request, keys: 1), new Check());
        var unit = check.Id("unitId", "成员单位", request.UnitId);
        check.Done();
        var links = db.DutyLinks.AsNoTracking().Where(link => link.UnitId == unit && link.LeftAt == null && db.Scope.Counties.Contains(link.County));
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            links = links.Where(link => link.Id < after);
        }
        var rows = await links.OrderByDescending(link => link.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListDutyLinksResponse { NextPageToken = page.Next(rows, link => [link.Id.ToString()]), Links = { rows.Select(link => link.ToProto()) } };
    }

    [Requires<ManageDocuments>]
    public override async Task<V1.DutyLink> LinkDuty(LinkDutyRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var id = check.Id("dutyId", "职责", request.DutyId);
        var kind = check.Known("kind", "关联什么", request.Kind);
        var subject = check.Id("subject", "关联的对象", request.Subject);
        check.Done();
        var (duty, unit, links) = await DutyAsync(county, id, cancel);
        if (links.Exists(link => link.Kind == kind && link.Subject == subject)) throw Fault.Duplicate("LINK_EXISTS", "这条职责已经关联过它了");
        if (links.Count >= DutyLink.Most) throw Fault.Precondition("TOO_MANY_LINKS", $"一条职责最多关联 {DutyLink.Most} 项");
        var deed = await deeds.AskAsync(kind, subject, context);
        if (duty.Until is { } end && (deed.On ?? ChinaTime.Today(db.Clock)) >= end) throw Fault.Precondition("DUTY_ENDED", $"这条职责已于 {end:yyyy-MM-dd} 终止,之后的不再关联");
        // A city's unit works with the counties' teams, a county's with its own.
        if (!db.Scope.Counties.Any(each => deed.Site.StartsWith(each, StringComparison.Ordinal))) throw Deeds.Unknown(kind);

        var made = new DutyLink { County = county, Id = Guid.CreateVersion7(db.Clock.GetUtcNow()), UnitId = unit.Id, DutyId = duty.Id, Kind = kind, Subject = subject, Name = deed.Name, Site = deed.Site, TookPlaceOn = deed.On };
        db.DutyLinks.Add(made);
        Count(duty, unit, made, links, [.. links, made]);
        db.Audit(county, "duty.link", $"{duty.Id} {kind} {subject}");
        await db.SaveChangesAsync(cancel);
        return made.ToProto();
    }

    [Requires<ManageDocuments>]
    public override async Task<UnlinkDutyResponse> UnlinkDuty(UnlinkDutyRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var id = check.Id("id", "关联", request.Id);
        check.Done();
        var gone = await db.DutyLinks.SingleOrDefaultAsync(link => link.County == county && link.Id == id && link.LeftAt == null, cancel) ?? throw Fault.NotFound("这项关联");
        var (duty, unit, links) = await DutyAsync(county, gone.DutyId, cancel);

        gone.LeftAt = db.Clock.GetUtcNow();
        Count(duty, unit, gone, links, [.. links.Where(link => link.Id != id)]);
        db.Audit(county, "duty.unlink", $"{gone.DutyId} {gone.Kind} {gone.Subject}");
        await db.SaveChangesAsync(cancel);
        return new UnlinkDutyResponse();
    }

    async Task<(UnitDuty, CoordinationUnit, List<DutyLink>)> DutyAsync(string county, Guid id, CancellationToken cancel)
    {
        var duty = await db.Duties.AsNoTracking().SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这条职责");
        var unit = await db.Units.SingleAsync(row => row.County == county && row.Id == duty.UnitId, cancel);
        return (duty, unit, await db.DutyLinks.AsNoTracking().Where(link => link.County == county && link.DutyId == id && link.LeftAt == null).Take(DutyLink.Most).ToListAsync(cancel));
    }

    // The duty counts once in a year, on the first day on which something took place for it.
    void Count(UnitDuty duty, CoordinationUnit unit, DutyLink changed, IEnumerable<DutyLink> before, IEnumerable<DutyLink> after)
    {
        // Two links at once must not both be the first.
        unit.Version++;
        if (changed.TookPlaceOn is not { } day || !duty.CountsIn(day.Year)) return;
        var (was, first) = (DutyLink.FirstOf(day.Year, before), DutyLink.FirstOf(day.Year, after));
        if (was == first) return;
        if (was is { } old) db.Count(unit.County, unit.County, old, MechanismMeasures.DutiesActive, by: -1);
        if (first is { } now) db.Count(unit.County, unit.County, now, MechanismMeasures.DutiesActive);
    }
}
