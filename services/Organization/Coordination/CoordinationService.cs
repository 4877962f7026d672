using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Coordination;

/// <summary>The coordination group (协调小组) and its member units with their duties.</summary>
public sealed class CoordinationService(OrganizationDb db) : V1.Coordination.CoordinationBase
{
    /// <summary>A clause or two of a handful of documents; more is a list that nobody reads.</summary>
    internal const int MostDuties = 50;

    [Requires<ReadDocuments>]
    public override async Task<ListMemberUnitsResponse> ListMemberUnits(ListMemberUnitsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var units = db.Units.AsNoTracking().Where(unit => db.Scope.Counties.Contains(unit.County)).Sought(db, request);
        if (!page.IsFirst)
        {
            var after = (Name: page.After[0], Id: page.IdAfter(1));
            units = units.Where(unit => EF.Functions.GreaterThan(ValueTuple.Create(unit.Name, unit.Id), ValueTuple.Create(after.Name, after.Id)));
        }
        var rows = await units.OrderBy(unit => unit.Name).ThenBy(unit => unit.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var duties = await DutiesAsync(rows, context.CancellationToken, DutiesAsked.Read(new Check(), request));
        return new ListMemberUnitsResponse { NextPageToken = page.Next(rows, unit => [unit.Name, unit.Id.ToString()]), Units = { rows.Select(unit => unit.ToProto(duties[unit.Id])) } };
    }

    [Requires<ManageDocuments>]
    public override async Task<MemberUnit> CreateMemberUnit(CreateMemberUnitRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var unit = UnitRows.Read(check, request, county, Guid.CreateVersion7(db.Clock.GetUtcNow()), ChinaTime.Today(db.Clock));
        check.Done();
        if (await db.Units.AnyAsync(other => other.County == county && other.Group == unit.Group && other.Name == unit.Name, cancel)) throw Fault.Duplicate("UNIT_EXISTS", $"{unit.Name}已经登记为成员单位了(已退出的也算)");

        db.Enter(unit);
        db.Audit(county, "member-unit.create", unit.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return unit.ToProto([]);
    }

    [Requires<ReadDocuments>]
    public override async Task<MemberUnit> GetMemberUnit(GetMemberUnitRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "成员单位", request.Id);
        check.Done();
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && db.Scope.Counties.Contains(row.County), context.CancellationToken) ?? throw Fault.NotFound("这家成员单位");
        return unit.ToProto((await DutiesAsync([unit], context.CancellationToken))[unit.Id]);
    }

    [Requires<ManageDocuments>]
    public override async Task<MemberUnit> UpdateMemberUnit(UpdateMemberUnitRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var id = check.Id("id", "成员单位", request.Id);
        var (kind, leader, liaison, phone) = UnitRows.Spoken(check, request.Kind, request.Leader, request.Liaison, request.Phone);
        check.Done();
        var unit = await db.Units.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这家成员单位");
        if (unit.Version != request.Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");

        (unit.Kind, unit.Leader, unit.Liaison, unit.Phone) = (kind, leader, liaison, phone);
        unit.Version++;
        db.Audit(county, "member-unit.update", unit.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return unit.ToProto((await DutiesAsync([unit], cancel))[unit.Id]);
    }

    [Requires<ManageDocuments>]
    public override async Task<MemberUnit> AddDuty(AddDutyRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var (id, document) = (check.Id("unitId", "成员单位", request.UnitId), check.Id("documentId", "文件", request.DocumentId));
        var duty = UnitRows.Read(check, request, county, id, document, Guid.CreateVersion7(db.Clock.GetUtcNow()), ChinaTime.Today(db.Clock));
        check.Done();
        var unit = await db.Units.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这家成员单位");
        unit.RequireMember();
        if (!await db.Documents.AnyAsync(row => row.County == county && row.Id == document, cancel)) throw Fault.Invalid("documentId", "UNKNOWN_DOCUMENT", "没有这份文件");
        var held = await db.Duties.Where(other => other.County == county && other.UnitId == id).Select(other => new { other.DocumentId, other.Clause }).ToListAsync(cancel);
        if (held.Any(other => other.DocumentId == document && other.Clause == duty.Clause)) throw Fault.Duplicate("DUTY_EXISTS", $"{unit.Name}已经有{duty.Clause}的职责了");
        if (held.Count >= MostDuties) throw Fault.Precondition("TOO_MANY_DUTIES", $"一家单位最多登记 {MostDuties} 条职责");

        db.Enter(duty, unit);
        db.Audit(county, "member-unit.add-duty", duty.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return unit.ToProto((await DutiesAsync([unit], cancel))[unit.Id]);
    }

    [Requires<ManageDocuments>]
    public override async Task<MemberUnit> LeaveMemberUnit(LeaveMemberUnitRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var id = check.Id("id", "成员单位", request.Id);
        var on = Past(check, "leftOn", "退出日期", request.LeftOn);
        var reason = check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var unit = await db.Units.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这家成员单位");
        var duties = await db.Duties.Where(duty => duty.County == county && duty.UnitId == id).ToListAsync(cancel);

        db.Leave(unit, on, reason, duties, (await LinksAsync(county, [.. duties.Select(duty => duty.Id)], cancel)).ToLookup(link => link.DutyId));
        db.Audit(county, "member-unit.leave", unit.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return unit.ToProto((await DutiesAsync([unit], cancel))[unit.Id]);
    }

    [Requires<ManageDocuments>]
    public override async Task<MemberUnit> EndDuty(EndDutyRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var county = db.Scope.Caller.RequireOwn<ManageDocuments>();
        var (unitId, id) = (check.Id("unitId", "成员单位", request.UnitId), check.Id("id", "职责", request.Id));
        var on = Past(check, "until", "终止日期", request.Until);
        var reason = check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var unit = await db.Units.SingleOrDefaultAsync(row => row.County == county && row.Id == unitId, cancel) ?? throw Fault.NotFound("这家成员单位");
        var duty = await db.Duties.SingleOrDefaultAsync(row => row.County == county && row.UnitId == unitId && row.Id == id, cancel) ?? throw Fault.NotFound("这条职责");

        db.End(duty, unit, on, reason, await LinksAsync(county, [id], cancel));
        db.Audit(county, "duty.end", duty.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return unit.ToProto((await DutiesAsync([unit], cancel))[unit.Id]);
    }

    DateOnly Past(Check check, string field, string title, string text)
    {
        var today = ChinaTime.Today(db.Clock);
        var on = check.DayOrNone(field, title, text) ?? today;
        check.That(on <= today, field, "DATE_IN_FUTURE", $"{title}不能晚于今天");
        return on;
    }

    // What took place for them: it is all that counts.
    Task<List<DutyLink>> LinksAsync(string county, Guid[] duties, CancellationToken cancel) =>
        db.DutyLinks.AsNoTracking().Where(link => link.County == county && duties.Contains(link.DutyId) && link.TookPlaceOn != null && link.LeftAt == null).ToListAsync(cancel);

    async Task<ILookup<Guid, Duty>> DutiesAsync(IReadOnlyList<CoordinationUnit> units, CancellationToken cancel, DutiesAsked asked = default)
    {
        var ids = units.Select(unit => unit.Id).ToList();
        var rows = await (from duty in db.Duties.AsNoTracking().Of(db, asked)
                          join document in db.Documents.AsNoTracking() on new { duty.County, Id = duty.DocumentId } equals new { document.County, document.Id }
                          where ids.Contains(duty.UnitId)
                          orderby duty.Since, duty.Id
                          select new { Duty = duty, document.Title }).ToListAsync(cancel);
        return rows.ToLookup(row => row.Duty.UnitId, row => row.Duty.ToProto(row.Title));
    }
}
