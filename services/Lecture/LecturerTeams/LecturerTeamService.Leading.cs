using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>Who leads a team, who may lecture in it, and when it lectures regularly.</summary>
public sealed partial class LecturerTeamService
{
    [Requires<ManageLectures>]
    public override Task<V1.Lecturer> UpdateLecturer(UpdateLecturerRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲员", request.Id);
        var profile = LecturerProfile.Of(check, request);
        return ChangeAsync(request.TeamId, check, async team =>
        {
            var lecturer = await LecturerAsync(team, id, context.CancellationToken);
            lecturer.RequireThere();
            team.Rule.Require(profile);
            lecturer.Profile = profile;
            db.Audit(team.County, "lecturer.update", lecturer.Id.ToString());
            return lecturer.Shown(withPerson: true);
        }, context.CancellationToken);
    }

    [Requires<ManageLectures>]
    public override Task<V1.Lecturer> RemoveLecturer(RemoveLecturerRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲员", request.Id);
        var day = check.Day("leftOn", "离队日期", request.LeftOn);
        check.That(day <= ChinaTime.Today(db.Clock), "leftOn", "OUT_OF_RANGE", "离队日期不能晚于今天");
        check.Text("reason", "离队原因", request.Reason, 200, least: 2);
        return ChangeAsync(request.TeamId, check, async team =>
        {
            var lecturer = await LecturerAsync(team, id, context.CancellationToken, toRelease: true);
            await GoOnWithoutAsync(team, lecturer, day, context.CancellationToken);
            team.Release(lecturer, day, db.Clock.GetUtcNow());
            db.Audit(team.County, "lecturer.remove", lecturer.Id.ToString());
            // Counts until the day on which it was written down, where the team stood then: a stock of the past stays what it was said to be.
            db.CountAt(team, ChinaTime.Today(db.Clock), Measures.Lecturers, -1);
            return lecturer.Shown(withPerson: true);
        }, context.CancellationToken);
    }

    // Who waits for a lecture by somebody who will not give it must be told first. What the regular slot planned the team gives all the same.
    async Task GoOnWithoutAsync(LecturerTeam team, Lecturer lecturer, DateOnly day, CancellationToken cancel)
    {
        if (await LockSlotAsync(team, cancel) is { } slot && slot.LecturerId == lecturer.Id) slot.GoOnWithoutLecturer();
        var over = ChinaTime.Start(day.AddDays(1));
        var planned = await db.Sessions.Where(row => row.County == team.County && row.LecturerId == lecturer.Id && row.Status == SessionStatus.Planned && row.StartsAt >= over).ToListAsync(cancel);
        if (planned.Count(session => session.SlotId is null) is > 0 and var promised)
            throw Fault.Precondition("SESSIONS_PLANNED", $"这位宣讲员在离队日期之后还有 {promised} 场排期的宣讲,请先登记或取消");
        foreach (var session in planned) session.GoOnWithoutLecturer();
    }

    [Requires<ManageLectures>]
    public override Task<V1.LecturerTeam> SetLecturerTeamLeader(SetLecturerTeamLeaderRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("lecturerId", "宣讲员", request.LecturerId);
        return ChangeAsync(request.Id, check, async team =>
        {
            team.BeLedBy(await LecturerAsync(team, id, context.CancellationToken));
            db.Audit(team.County, "lecturer-team.lead", $"{team.Id} {id}");
            return await ShownAsync(team, context.CancellationToken);
        }, context.CancellationToken);
    }

    [Requires<ManageLectures>]
    public override Task<V1.LecturerTeam> SetEligibilityRule(SetEligibilityRuleRequest request, ServerCallContext context)
    {
        var check = new Check();
        var rule = RuleOf(check, request.Rule ?? new());
        return ChangeAsync(request.Id, check, team =>
        {
            team.Rule = rule;
            db.Audit(team.County, "lecturer-team.rule", team.Id.ToString());
            return ShownAsync(team, context.CancellationToken);
        }, context.CancellationToken);
    }

    static EligibilityRule RuleOf(Check check, V1.EligibilityRule wanted)
    {
        var text = check.Optional("rule.text", "宣讲员条件", wanted.Text, 200);
        foreach (var kind in wanted.Kinds) check.Known("rule.kinds", "身份", kind);
        return new EligibilityRule(text, wanted.Local, wanted.Background, [.. wanted.Kinds.Distinct().Order()]);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LecturerTeam> SetRegularSlot(SetRegularSlotRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        // Asked before the team is locked: nobody waits for another service under a lock.
        var venue = await venues.OfAsync(request.Slot?.VenueId ?? "", request.Slot?.Site ?? "", context);
        return await ChangeAsync(request.Id, new Check(), async team =>
        {
            var slot = SlotRequest.Of(request.Slot ?? new(), team, scope.Caller, venue, db.Clock.GetUtcNow());
            scope.Caller.Require<ManageLectures>(slot.Site);
            await KnownSite.RequireAsync(db, team.County, slot.Site, cancel);
            if (slot.LecturerId is { } lecturer) team.RequireOwn(await LecturerAsync(team, lecturer, cancel));
            await EndSlotAsync(team, "定期宣讲的时间、地点有调整", cancel);
            // One slot runs at a time: what ended is written before what begins.
            await db.SaveChangesAsync(cancel);
            db.Add(slot);
            db.Audit(team.County, "slot.set", slot.Id.ToString());
            await SlotPlanning.AddAsync(db, slot, cancel);
            await db.SaveChangesAsync(cancel);
            return await ShownAsync(team, cancel);
        }, cancel);
    }

    [Requires<ManageLectures>]
    public override Task<V1.LecturerTeam> EndRegularSlot(EndRegularSlotRequest request, ServerCallContext context)
    {
        var check = new Check();
        var reason = check.Text("reason", "原因", request.Reason, 200, least: 2);
        return ChangeAsync(request.Id, check, async team =>
        {
            if (!await EndSlotAsync(team, reason, context.CancellationToken)) throw Fault.Precondition("NO_REGULAR_SLOT", "这支队伍没有定期宣讲");
            await db.SaveChangesAsync(context.CancellationToken);
            return await ShownAsync(team, context.CancellationToken);
        }, context.CancellationToken);
    }

    // Locked before its sessions are looked at: its planner adds none meanwhile.
    Task<RegularSlot?> LockSlotAsync(LecturerTeam team, CancellationToken cancel) =>
        db.Slots.FromSql($"select * from regular_slot where county = {team.County} and team_id = {team.Id} and ended_on is null for update").SingleOrDefaultAsync(cancel);

    // Its sessions to come are cancelled; those that people know of say why.
    async Task<bool> EndSlotAsync(LecturerTeam team, string reason, CancellationToken cancel)
    {
        var now = db.Clock.GetUtcNow();
        if (await LockSlotAsync(team, cancel) is not { } slot) return false;
        slot.End(ChinaTime.Day(now));
        var sessions = await db.Sessions.Where(row => row.County == team.County && row.SlotId == slot.Id && row.Status == SessionStatus.Planned && row.StartsAt > now).ToListAsync(cancel);
        foreach (var session in sessions) session.Cancel(reason);
        db.Audit(team.County, "slot.end", $"{slot.Id} {sessions.Count}");
        return true;
    }

    // Under the team's lock, so that of two who change it at once one sees what the other did.
    Task<T> ChangeAsync<T>(string team, Check check, Func<LecturerTeam, Task<T>> change, CancellationToken cancel)
    {
        var id = check.Id("teamId", "宣讲队伍", team);
        check.Done();
        return db.TogetherAsync(async () =>
        {
            var found = await LecturerTeam.LockAsync(db, scope.Caller.County, id, cancel) ?? throw Fault.NotFound("这支宣讲队伍");
            scope.Caller.Require<ManageLectures>(found.Site);
            found.RequireRunning();
            var shown = await change(found);
            await db.SaveChangesAsync(cancel);
            return shown;
        }, cancel);
    }

    // To be released, the row is locked: whoever plans a session by this lecturer holds it, too.
    async Task<Lecturer> LecturerAsync(LecturerTeam team, Guid id, CancellationToken cancel, bool toRelease = false) =>
        await (toRelease ? db.Lecturers.FromSql($"select * from lecturer where county = {team.County} and id = {id} for no key update") : db.Lecturers)
            .SingleOrDefaultAsync(row => row.County == team.County && row.TeamId == team.Id && row.Id == id, cancel) ?? throw Fault.NotFound("这位宣讲员");
}
