using CivPractice.Activity.Eligibility;
using CivPractice.Activity.SignUps;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Mobilizations;

/// <summary>Shifts (班次): who is on them, who came, what is handed over.</summary>
public sealed partial class MobilizationTasksService
{
    public const int MostShifts = 500;

    [Requires<ReadActivities>]
    public override async Task<ListShiftsResponse> ListShifts(ListShiftsRequest request, ServerCallContext context)
    {
        var (check, cancel, page) = (new Check(), context.CancellationToken, Page.Of(request, 2));
        var id = check.Id("taskId", "任务", request.TaskId);
        check.Done();
        var task = await db.TaskAsync(id, cancel);
        var rows = db.MobilizationShifts.AsNoTracking().Where(row => row.County == task.County && row.TaskId == id);
        if (!page.IsFirst)
        {
            var (at, after) = (page.TimeAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.StartsAt, row.Id), ValueTuple.Create(at, after)));
        }
        var found = await rows.OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [Page.Key(row.StartsAt), row.Id.ToString()]);
        var shown = found.Select(row => row.Id).ToArray();
        var told = (await db.ShiftHandOvers.Where(row => row.County == task.County && shown.Contains(row.ShiftId)).Select(row => row.ShiftId).ToListAsync(cancel)).ToHashSet();
        return new ListShiftsResponse { Shifts = { found.Select(row => row.ToWire(told.Contains(row.Id))) }, NextPageToken = next };
    }

    [Requires<ManageShifts>]
    public override async Task<Shift> AddShift(AddShiftRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var id = check.Id("taskId", "任务", request.TaskId);
        var needed = check.Range("needed", "需要人数", request.Needed, 1, MobilizationShift.Most);
        var (from, to) = Period(check, request.StartsAt, request.EndsAt, MobilizationShift.Longest);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var task = await db.LockTaskAsync(id, cancel);
            await RequireKeepsAsync(task, cancel);
            task.RequireOpen();
            (await db.MobilizationAsync(task.Mobilization, cancel)).RequireOpen(task.Site, now);
            if (from < task.StartsAt || to > task.EndsAt) throw Fault.Invalid("startsAt", "OUTSIDE_TASK", "班次应在任务的时间之内");
            if (await db.MobilizationShifts.CountAsync(row => row.County == task.County && row.TaskId == id, cancel) >= MostShifts) throw Fault.Precondition("TOO_MANY_SHIFTS", $"一项任务最多 {MostShifts} 个班次");
            var shift = new MobilizationShift { County = task.County, Id = Guid.CreateVersion7(now), TaskId = id, Mobilization = task.Mobilization, Site = task.Site, StartsAt = from, EndsAt = to, Needed = needed };
            db.Add(shift);
            return await SavedAsync(shift, "mobilization.shift.add", cancel);
        }, cancel);
    }

    // Everybody with an account may ask; who neither keeps the shift nor is on it is refused.
    [Requires<SignUpSelf>]
    public override async Task<ShiftDetail> GetShift(GetShiftRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var (shift, task, keeps) = await ReadAsync(request.Id, cancel);
        var on = await db.ShiftPersons.AsNoTracking().Where(row => row.County == shift.County && row.ShiftId == shift.Id).OrderBy(row => row.PersonId).ToListAsync(cancel);
        if (!keeps && !on.Exists(row => row.PersonId == Caller.PersonId)) throw Fault.Denied(Permission.Of<ManageShifts>());
        // Who is only on it sees himself, and how many there are.
        if (!keeps) on.RemoveAll(row => row.PersonId != Caller.PersonId);
        var teams = await db.ShiftTeams.AsNoTracking().Where(row => row.County == shift.County && row.ShiftId == shift.Id).OrderBy(row => row.TeamId).ToListAsync(cancel);
        var notes = await db.ShiftHandOvers.AsNoTracking().Where(row => row.County == shift.County && (row.ShiftId == shift.Id || row.NextShiftId == shift.Id)).OrderBy(row => row.At).ToListAsync(cancel);
        var people = on.Select(row => row.PersonId).Concat(notes.Select(row => row.PersonId)).Distinct().ToArray();
        var names = await db.Volunteers.Where(row => row.County == shift.County && people.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, row => row.Name, cancel);
        var called = await Exports.TeamNames.OfAsync(db, teams.Select(row => (Guid?)row.TeamId).Append(task.TeamId), cancel);
        var own = notes.Find(row => row.ShiftId == shift.Id);
        return new ShiftDetail
        {
            Shift = shift.ToWire(own is not null),
            Task = task.ToWire(Exports.TeamNames.Of(called, task.TeamId)),
            People = { on.Select(row => row.ToWire(shift, names.GetValueOrDefault(row.PersonId, ""))) },
            Teams = { teams.Select(row => new TeamOnShift { TeamId = row.TeamId.ToString(), TeamName = called.GetValueOrDefault(row.TeamId, ""), People = row.People, Present = row.Present }) },
            Told = { notes.Where(row => row.NextShiftId == shift.Id).Select(row => row.ToWire(names.GetValueOrDefault(row.PersonId, ""))) },
            HandOver = own?.ToWire(names.GetValueOrDefault(own.PersonId, "")),
            MayKeep = keeps,
        };
    }

    [Requires<SignUpSelf>]
    public override async Task<Shift> TakeShift(TakeShiftRequest request, ServerCallContext context)
    {
        var (shift, _, _) = await ReadAsync(request.Id, context.CancellationToken);
        return await PutAsync(shift, Caller.PersonId, context.CancellationToken);
    }

    [Requires<SignUpSelf>]
    public override async Task<Shift> LeaveShift(LeaveShiftRequest request, ServerCallContext context)
    {
        var (shift, _, _) = await ReadAsync(request.Id, context.CancellationToken);
        return await TakeOffAsync(shift, Caller.PersonId, context.CancellationToken);
    }

    [Requires<ManageShifts>]
    public override async Task<Shift> PutOnShift(PutOnShiftRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var (person, team) = Whom(request.PersonId, request.TeamId);
        var shift = await KeptAsync(request.Id, cancel);
        if (person is { } one) return await PutAsync(shift, one, cancel);
        if (request.People is < 1 or > MobilizationShift.Most) throw Fault.Invalid("people", "OUT_OF_RANGE", $"人数应在 1 到 {MobilizationShift.Most} 之间");
        return await PutTeamAsync(shift, team, request.People, cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<Shift> TakeOffShift(TakeOffShiftRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var (person, team) = Whom(request.PersonId, request.TeamId);
        var at = await KeptAsync(request.Id, cancel);
        if (person is { } one) return await TakeOffAsync(at, one, cancel);
        return await db.TogetherAsync(async () =>
        {
            var shift = await db.LockShiftAsync(at.Id, cancel);
            var row = await db.ShiftTeams.SingleOrDefaultAsync(each => each.County == shift.County && each.ShiftId == shift.Id && each.TeamId == team, cancel) ?? throw NotOnShift();
            if (shift.Remove(row.People, db.Clock.GetUtcNow())) db.CountFilled(await db.MobilizationAsync(shift.Mobilization, cancel), shift, -1);
            db.Remove(row);
            return await SavedAsync(shift, "mobilization.shift.take-off", cancel);
        }, cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<Shift> ConfirmShift(ConfirmShiftRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        check.That(request.PresentPersonIds.Count <= MobilizationShift.Most && request.Teams.Count <= MobilizationShift.Most, "presentPersonIds", "TOO_MANY", $"最多 {MobilizationShift.Most} 人");
        check.Done();
        var came = request.PresentPersonIds.Select(each => check.Id("presentPersonIds", "到场的人", each)).ToHashSet();
        var teamsCame = request.Teams.Select(each => (Id: check.Id("teams", "到场的队伍", each.TeamId), each.People)).ToList();
        check.That(teamsCame.Select(each => each.Id).Distinct().Count() == teamsCame.Count, "teams", "TWICE", "同一支队伍只填一次");
        check.Done();
        var at = await KeptAsync(request.Id, cancel);
        return await db.TogetherAsync(async () =>
        {
            var shift = await db.LockShiftAsync(at.Id, cancel);
            var on = await db.ShiftPersons.Where(row => row.County == shift.County && row.ShiftId == shift.Id).ToListAsync(cancel);
            var teams = await db.ShiftTeams.Where(row => row.County == shift.County && row.ShiftId == shift.Id).ToDictionaryAsync(row => row.TeamId, cancel);
            if (came.Except(on.Select(row => row.PersonId)).Any() || teamsCame.Any(each => !teams.ContainsKey(each.Id))) throw NotOnShift();
            if (teamsCame.Any(each => each.People < 0 || each.People > teams[each.Id].People)) throw Fault.Invalid("teams", "OUT_OF_RANGE", "到场人数不能多于这支队伍安排的人数");
            foreach (var row in on) row.Came(came.Contains(row.PersonId));
            foreach (var (id, row) in teams) row.Present = teamsCame.Find(each => each.Id == id).People;
            var more = shift.Confirm(came.Count + teams.Values.Sum(row => row.Present), now);
            if (more != 0) db.CountPresent(await db.MobilizationAsync(shift.Mobilization, cancel), shift, more);
            return await SavedAsync(shift, "mobilization.shift.confirm", cancel);
        }, cancel);
    }

    // By whoever keeps the shift or served on it.
    [Requires<SignUpSelf>]
    public override async Task<HandOver> HandOverShift(HandOverShiftRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var note = check.Text("note", "交接内容", request.Note, 1000, least: 2);
        check.Done();
        var (shift, _, keeps) = await ReadAsync(request.Id, cancel);
        var person = Caller.PersonId;
        if (!keeps && !await db.ShiftPersons.AnyAsync(row => row.County == shift.County && row.ShiftId == shift.Id && row.PersonId == person, cancel)) throw Fault.Denied(Permission.Of<ManageShifts>());
        if (now < shift.StartsAt) throw Fault.Precondition("SHIFT_NOT_BEGUN", "班次还没有开始,没有可交接的");
        return await db.TogetherAsync(async () =>
        {
            await db.LockShiftAsync(shift.Id, cancel);
            if (await db.ShiftHandOvers.AnyAsync(row => row.County == shift.County && row.ShiftId == shift.Id, cancel)) throw Fault.Duplicate("HANDED_OVER", "这个班次已经交接过了");
            var others = await db.MobilizationShifts.AsNoTracking().Where(row => row.County == shift.County && row.TaskId == shift.TaskId && row.StartsAt > shift.StartsAt).OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Take(1).ToListAsync(cancel);
            var row = new ShiftHandOver { County = shift.County, ShiftId = shift.Id, NextShiftId = shift.Next(others)?.Id, Note = note, PersonId = person, At = now };
            db.Add(row);
            db.Audit(row.County, "mobilization.shift.hand-over", row.ShiftId.ToString());
            await db.SaveChangesAsync(cancel);
            return row.ToWire(await db.Volunteers.Where(each => each.County == row.County && each.PersonId == person).Select(each => each.Name).SingleOrDefaultAsync(cancel) ?? "");
        }, cancel);
    }

    async Task<Shift> PutAsync(MobilizationShift at, Guid person, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        var of = await db.MobilizationAsync(at.Mobilization, cancel);
        of.RequireOpen(at.Site, now);
        if (!await db.VolunteerAnswers.AnyAsync(row => row.County == at.County && row.Mobilization == at.Mobilization && row.PersonId == person, cancel)) throw Fault.Precondition("ANSWER_FIRST", "请先响应这次动员,再上班次");
        return await db.TogetherAsync(async () =>
        {
            // The time first, as sign-ups do: whoever wants the same person at the same time elsewhere waits here.
            var free = await TakeTimeAsync(at, person, cancel);
            var shift = await db.LockShiftAsync(at.Id, cancel);
            if (free == 0)
            {
                if (!await db.ShiftPersons.AnyAsync(row => row.County == at.County && row.ShiftId == at.Id && row.PersonId == person, cancel)) throw Clash();
                return shift.ToWire(handedOver: false);
            }
            (await db.LockTaskAsync(shift.TaskId, cancel)).Begin();
            if (shift.Add(1, now)) db.CountFilled(of, shift, 1);
            db.Add(new ShiftPerson { County = shift.County, ShiftId = shift.Id, PersonId = person, PutAt = now });
            return await SavedAsync(shift, "mobilization.shift.put", cancel);
        }, cancel);
    }

    async Task<Shift> TakeOffAsync(MobilizationShift at, Guid person, CancellationToken cancel) => await db.TogetherAsync(async () =>
    {
        var shift = await db.LockShiftAsync(at.Id, cancel);
        var row = await db.ShiftPersons.SingleOrDefaultAsync(each => each.County == shift.County && each.ShiftId == shift.Id && each.PersonId == person, cancel) ?? throw NotOnShift();
        row.RequireAway();
        if (shift.Remove(1, db.Clock.GetUtcNow())) db.CountFilled(await db.MobilizationAsync(shift.Mobilization, cancel), shift, -1);
        db.Remove(row);
        await PersonTime.ReleaseAsync(db, shift.County, shift.Id, cancel, person);
        return await SavedAsync(shift, "mobilization.shift.take-off", cancel);
    }, cancel);

    // The team's answer is locked meanwhile: its people are not promised to two shifts of the same time.
    async Task<Shift> PutTeamAsync(MobilizationShift at, Guid team, int people, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        var of = await db.MobilizationAsync(at.Mobilization, cancel);
        of.RequireOpen(at.Site, now);
        return await db.TogetherAsync(async () =>
        {
            var answer = await db.TeamAnswers.FromSql($"select * from team_answer where county = {at.County} and mobilization = {at.Mobilization} and team_id = {team} for update").AsNoTracking().SingleOrDefaultAsync(cancel) ?? throw TeamIsSilent();
            await KnownTeam.RequireAsync(db, at.County, team, ChinaTime.Day(now), cancel);
            var shift = await db.LockShiftAsync(at.Id, cancel);
            if (await db.ShiftTeams.AnyAsync(row => row.County == shift.County && row.ShiftId == shift.Id && row.TeamId == team, cancel)) throw Fault.Duplicate("TEAM_ON_SHIFT", "这支队伍已经在这个班次里");
            var busy = await db.ShiftTeams.Where(row => row.County == shift.County && row.TeamId == team
                    && db.MobilizationShifts.Any(other => other.County == row.County && other.Id == row.ShiftId && other.Mobilization == shift.Mobilization && other.StartsAt < shift.EndsAt && other.EndsAt > shift.StartsAt))
                .SumAsync(row => row.People, cancel);
            if (people > answer.People - busy) throw Fault.Precondition("TEAM_TOO_FEW", $"这支队伍响应时报了 {answer.People} 人,这段时间已安排 {busy} 人");
            (await db.LockTaskAsync(shift.TaskId, cancel)).Begin();
            if (shift.Add(people, now)) db.CountFilled(of, shift, 1);
            db.Add(new ShiftTeam { County = shift.County, ShiftId = shift.Id, TeamId = team, People = people });
            return await SavedAsync(shift, "mobilization.shift.put-team", cancel);
        }, cancel);
    }

    static (Guid? Person, Guid Team) Whom(string person, string team)
    {
        var check = new Check();
        check.That(person.Length == 0 != (team.Length == 0), "personId", "ONE_OF_TWO", "请填一个人或一支队伍");
        check.Done();
        (Guid?, Guid) found = person.Length > 0 ? (check.Id("personId", "志愿者", person), default) : (null, check.Id("teamId", "队伍", team));
        check.Done();
        return found;
    }

    static Fault NotOnShift() => Fault.Precondition("NOT_ON_SHIFT", "不在这个班次里");

    async Task<(MobilizationShift Shift, MobilizationTask Task, bool Keeps)> ReadAsync(string id, CancellationToken cancel)
    {
        var check = new Check();
        var wanted = check.Id("id", "班次", id);
        check.Done();
        var shift = await db.ShiftAsync(wanted, cancel);
        var task = await db.TaskAsync(shift.TaskId, cancel);
        return (shift, task, await db.ReachesAsync<ManageShifts>(Caller, task.Site, task.TeamId, cancel));
    }

    async Task<MobilizationShift> KeptAsync(string id, CancellationToken cancel)
    {
        var (shift, _, keeps) = await ReadAsync(id, cancel);
        return keeps ? shift : throw Fault.Denied(Permission.Of<ManageShifts>());
    }

    async Task<Shift> SavedAsync(MobilizationShift row, string action, CancellationToken cancel)
    {
        db.Audit(row.County, action, row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.ToWire(await db.ShiftHandOvers.AnyAsync(each => each.County == row.County && each.ShiftId == row.Id, cancel));
    }
}
