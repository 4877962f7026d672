using CivPractice.Activity.SignUps;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Mobilizations;

/// <summary>How long somebody served on a shift (班次签到、时长): by the code of the day or by whoever keeps the shift, credited when it is closed.</summary>
public sealed partial class MobilizationTasksService
{
    /// <summary>Server time counts; a second check-in answers the first.</summary>
    [Requires<SignUpSelf>]
    public override Task<OnShift> CheckInShift(CheckInShiftRequest request, ServerCallContext context) => AttendAsync(isIn: true, request.Id, request.Code, request.PersonId, context.CancellationToken);

    [Requires<SignUpSelf>]
    public override Task<OnShift> CheckOutShift(CheckOutShiftRequest request, ServerCallContext context) => AttendAsync(isIn: false, request.Id, request.Code, request.PersonId, context.CancellationToken);

    [Requires<ManageShifts>]
    public override async Task<ShiftCode> GetShiftCode(GetShiftCodeRequest request, ServerCallContext context)
    {
        var shift = await KeptAsync(request.Id, context.CancellationToken);
        if (shift.ClosedAt is not null) throw Fault.Precondition("SHIFT_CLOSED", "这个班次的时长已经结算,没有签到码");
        var (day, until) = DayCode.For(shift.StartsAt, shift.EndsAt, db.Clock.GetUtcNow());
        return new ShiftCode { Code = DayCode.Of(shift.Secret, day), ValidUntil = until.ToTimestamp() };
    }

    [Requires<ManageShifts>]
    public override async Task<Shift> CloseShift(CloseShiftRequest request, ServerCallContext context)
    {
        var (cancel, now) = (context.CancellationToken, db.Clock.GetUtcNow());
        var at = await KeptAsync(request.Id, cancel);
        var task = await db.TaskAsync(at.TaskId, cancel);
        var of = await db.MobilizationAsync(at.Mobilization, cancel);
        return await db.TogetherAsync(async () =>
        {
            var shift = await db.LockShiftAsync(at.Id, cancel);
            shift.Close(now);
            var absent = new List<Guid>();
            var minutes = 0;
            foreach (var row in await db.ShiftPersons.Where(row => row.County == shift.County && row.ShiftId == shift.Id).OrderBy(row => row.PersonId).ToListAsync(cancel))
            {
                row.CloseWith(shift, request.WholeForRest && row.PersonId != Caller.PersonId);
                if (!row.Present) absent.Add(row.PersonId);
                minutes += row.Minutes ?? 0;
                if (row.Confirmed(of, task, shift) is { } fact) db.Publish(fact);
            }
            if (absent.Count > 0) await PersonTime.ReleaseAsync(db, shift.County, shift.Id, cancel, [.. absent]);
            db.CountMinutes(of, shift, minutes);
            return await SavedAsync(shift, "mobilization.shift.close", cancel);
        }, cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<OnShift> SetShiftMinutes(SetShiftMinutesRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var person = check.Id("personId", "志愿者", request.PersonId);
        var reason = check.Text("reason", "原因", request.Reason, 200, least: 2);
        check.Done();
        var at = await KeptAsync(request.Id, cancel);
        check.Range("minutes", "时长(分钟)", request.Minutes, 0, at.Minutes);
        check.Done();
        if (now < at.StartsAt) throw Fault.Precondition("SHIFT_NOT_BEGUN", "班次还没有开始");
        if (person == Caller.PersonId) throw Fault.Precondition("OWN_HOURS", "不能设定自己的时长,请由其他管理员办理");
        var task = await db.TaskAsync(at.TaskId, cancel);
        var of = await db.MobilizationAsync(at.Mobilization, cancel);
        return await db.TogetherAsync(async () =>
        {
            // The time first, as everywhere: who was said to be absent, and came after all, must have been free.
            var times = db.Set<PersonTime>().Where(row => row.County == at.County && row.ActivityId == at.Id && row.PersonId == person);
            var on = await db.ShiftPersons.AsNoTracking().AnyAsync(row => row.County == at.County && row.ShiftId == at.Id && row.PersonId == person, cancel);
            if (!on) throw NotOnShift();
            if (request.Minutes > 0 && !await times.AnyAsync(cancel) && await TakeTimeAsync(at, person, cancel) == 0) throw Clash();
            var shift = await db.LockShiftAsync(at.Id, cancel);
            // The shift may have been closed while this waited for its lock, and the time given back.
            if (request.Minutes > 0 && !await times.AnyAsync(cancel)) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请再试一次");
            var row = await OnAsync(shift, person, cancel);
            var (closed, before) = (shift.ClosedAt is not null, row.Minutes ?? 0);
            if (row.SetMinutes(request.Minutes, reason, closed))
            {
                shift.OneMoreCame();
                db.CountPresent(of, shift, 1);
            }
            if (closed) db.CountMinutes(of, shift, request.Minutes - before);
            if (row.Confirmed(of, task, shift, before) is { } fact) db.Publish(fact);
            return await SavedAsync(shift, row, "mobilization.shift.set-minutes", cancel);
        }, cancel);
    }

    [Requires<SignUpSelf>]
    public override async Task<ListMyShiftsResponse> ListMyShifts(ListMyShiftsRequest request, ServerCallContext context)
    {
        var (cancel, page, person, county) = (context.CancellationToken, Page.Of(request, 2), Caller.PersonId, Caller.County);
        var rows = from served in db.ShiftPersons.AsNoTracking()
                   join shift in db.MobilizationShifts.AsNoTracking() on new { served.County, Id = served.ShiftId } equals new { shift.County, shift.Id }
                   where served.County == county && served.PersonId == person
                   select new { On = served, Shift = shift };
        if (!page.IsFirst)
        {
            var (at, id) = (page.TimeAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.Shift.StartsAt, row.Shift.Id), ValueTuple.Create(at, id)));
        }
        var found = await rows.OrderByDescending(row => row.Shift.StartsAt).ThenByDescending(row => row.Shift.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [Page.Key(row.Shift.StartsAt), row.Shift.Id.ToString()]);
        var (ids, shown, numbers) = (found.Select(row => row.Shift.TaskId).Distinct().ToArray(), found.Select(row => row.Shift.Id).ToArray(), found.Select(row => row.Shift.Mobilization).Distinct().ToArray());
        var tasks = await db.MobilizationTasks.AsNoTracking().Where(row => row.County == county && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var calls = await db.Mobilizations.AsNoTracking().Where(row => row.County == county && numbers.Contains(row.Number)).ToDictionaryAsync(row => row.Number, cancel);
        var told = (await db.ShiftHandOvers.Where(row => row.County == county && shown.Contains(row.ShiftId)).Select(row => row.ShiftId).ToListAsync(cancel)).ToHashSet();
        return new ListMyShiftsResponse
        {
            Shifts =
            {
                found.Select(row => new MyShift
                {
                    Shift = row.Shift.ToWire(told.Contains(row.Shift.Id)),
                    Mine = row.On.ToWire(row.Shift, ""),
                    What = tasks[row.Shift.TaskId].What,
                    Neighbourhood = tasks[row.Shift.TaskId].Neighbourhood,
                    Event = calls[row.Shift.Mobilization].Event,
                    Drill = calls[row.Shift.Mobilization].Drill,
                }),
            },
            NextPageToken = next,
        };
    }

    // By the person with the code of the day, or by whoever keeps the shift for a person.
    async Task<OnShift> AttendAsync(bool isIn, string id, string code, string personId, CancellationToken cancel)
    {
        var (check, now) = (new Check(), db.Clock.GetUtcNow());
        var person = personId.Length == 0 ? Caller.PersonId : check.Id("personId", "志愿者", personId);
        check.Done();
        var (at, _, keeps) = await ReadAsync(id, cancel);
        var self = person == Caller.PersonId;
        if (!self && !keeps) throw Fault.Denied(Permission.Of<ManageShifts>());
        if (now < at.StartsAt - DayCode.Before) throw Fault.Precondition("TOO_EARLY", $"开始前 {DayCode.Before.TotalMinutes:0} 分钟起可以签到");
        if (now > at.EndsAt + DayCode.After) throw Fault.Precondition("TOO_LATE", self ? "签到、签退的时间已过,请联系班次负责人" : "签到、签退的时间已过,请直接设定时长");
        if (self && !DayCode.Fits(at.Secret, now, code)) throw Fault.Invalid("code", "WRONG_CODE", "签到码不对,请向班次负责人核对今天的签到码");
        var of = await db.MobilizationAsync(at.Mobilization, cancel);
        return await db.TogetherAsync(async () =>
        {
            var shift = await db.LockShiftAsync(at.Id, cancel);
            var row = await OnAsync(shift, person, cancel);
            if (shift.ClosedAt is not null) throw Fault.Precondition("SHIFT_CLOSED", "这个班次的时长已经结算,请联系班次负责人更正");
            if (isIn ? row.CheckedInAt is not null : row.CheckedOutAt is not null) return await ShownAsync(shift, row, cancel);
            if (!isIn) row.CheckOut(now, self);
            else if (row.CheckIn(now, self))
            {
                shift.OneMoreCame();
                db.CountPresent(of, shift, 1);
            }
            return await SavedAsync(shift, row, isIn ? "mobilization.shift.check-in" : "mobilization.shift.check-out", cancel);
        }, cancel);
    }

    Task<int> TakeTimeAsync(MobilizationShift shift, Guid person, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"insert into person_time (county, person_id, activity_id, starts_at, ends_at) values ({shift.County}, {person}, {shift.Id}, {shift.StartsAt}, {shift.EndsAt}) on conflict do nothing", cancel);

    async Task<ShiftPerson> OnAsync(MobilizationShift shift, Guid person, CancellationToken cancel) =>
        await db.ShiftPersons.SingleOrDefaultAsync(row => row.County == shift.County && row.ShiftId == shift.Id && row.PersonId == person, cancel) ?? throw NotOnShift();

    // Where else, and what, is nobody's business here: it may be in another county.
    static Fault Clash() => Fault.Precondition("CLASH", "这段时间已有别的班次或活动");

    async Task<OnShift> SavedAsync(MobilizationShift shift, ShiftPerson row, string action, CancellationToken cancel)
    {
        db.Audit(shift.County, action, shift.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return await ShownAsync(shift, row, cancel);
    }

    // The name is for whoever keeps the shift; the person knows it.
    async Task<OnShift> ShownAsync(MobilizationShift shift, ShiftPerson row, CancellationToken cancel) =>
        row.ToWire(shift, row.PersonId == Caller.PersonId ? "" : await db.Volunteers.Where(each => each.County == row.County && each.PersonId == row.PersonId).Select(each => each.Name).SingleOrDefaultAsync(cancel) ?? "");
}
