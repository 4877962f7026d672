using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Lecture.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>Lecturer teams (宣讲队伍) and their lecturers. Leaders, rules, regular slots, records and load stand in the other parts.</summary>
public sealed partial class LecturerTeamService(LectureDb db, CallerScope scope, VenueAsked venues) : V1.LecturerTeams.LecturerTeamsBase
{
    [Requires<ReadLectures>]
    public override async Task<ListLecturerTeamsResponse> ListLecturerTeams(ListLecturerTeamsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var rows = db.Teams.AsNoTracking().Sought(request);
        if (!page.IsFirst)
        {
            var (site, id) = (page.After[0], page.IdAfter(1));
            rows = rows.Where(team => EF.Functions.GreaterThan(ValueTuple.Create(team.Site, team.Id), ValueTuple.Create(site, id)));
        }
        var found = await rows.OrderBy(team => team.Site).ThenBy(team => team.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, team => [team.Site, team.Id.ToString()]);
        var answer = new ListLecturerTeamsResponse { Teams = { found.Select(team => team.Shown()) }, NextPageToken = next };
        if (new Check().MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil) is { } moment) await TeamsOfAMoment.SayAsync(db, answer.Teams, moment, request.Ended, context.CancellationToken);
        return answer;
    }

    [Requires<ReadLectures>]
    public override async Task<V1.LecturerTeam> GetLecturerTeam(GetLecturerTeamRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "宣讲队伍", request.Id);
        check.Done();
        return await ShownAsync(await FindAsync(id, context.CancellationToken), context.CancellationToken);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LecturerTeam> CreateLecturerTeam(CreateLecturerTeamRequest request, ServerCallContext context)
    {
        var (caller, check) = (scope.Caller, new Check());
        var name = check.Text("name", "队名", request.Name, 60, least: 2);
        var level = check.Known("level", "层级", request.Level);
        var site = check.Site("site", request.Site, caller);
        var rule = RuleOf(check, request.Rule ?? new());
        var (leads, profile) = request.Leader is null ? ("", new LecturerProfile()) : (check.Text("leader.name", "团长姓名", request.Leader.Name, 30, least: 2), LecturerProfile.Of(check, request.Leader));
        Guid? person = request.Leader?.PersonId is { Length: > 0 } given ? check.Id("leader.personId", "团长", given) : null;
        check.Done();
        caller.Require<ManageLectures>(site);
        await KnownSite.RequireAsync(db, caller.County, site, context.CancellationToken);
        if (await db.Teams.AnyAsync(team => team.County == caller.County && (team.Site == site || team.NamedSite == site) && team.Name == name, context.CancellationToken))
            throw Fault.Duplicate("TEAM_EXISTS", $"这个站点已经有宣讲队伍“{name}”");

        var now = db.Clock.GetUtcNow();
        var team = new LecturerTeam { County = caller.County, Id = Guid.CreateVersion7(now), Name = name, Level = level, Site = site, RedGroup = request.RedGroup, RecordedOn = ChinaTime.Day(now), Rule = rule };
        if (leads.Length > 0)
        {
            var leader = team.Take(person, leads, profile, now);
            team.BeLedBy(leader);
            db.Add(leader);
            db.Audit(team.County, "lecturer.add", leader.Id.ToString());
            db.Count(team.County, site, leader.RecordedOn, Measures.Lecturers);
        }
        db.Add(team);
        db.Audit(team.County, "lecturer-team.create", team.Id.ToString());
        db.Count(team.County, site, team.RecordedOn, Measures.Teams, dimension: level.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return team.Shown(leads);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.Lecturer> AddLecturer(AddLecturerRequest request, ServerCallContext context)
    {
        var (caller, check, cancel) = (scope.Caller, new Check(), context.CancellationToken);
        var id = check.Id("teamId", "宣讲队伍", request.TeamId);
        Guid? person = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        var name = check.Text("name", "姓名", request.Name, 30, least: 2);
        var profile = LecturerProfile.Of(check, request);
        check.Done();

        return await db.TogetherAsync(async () =>
        {
            var team = await LecturerTeam.LockAsync(db, caller.County, id, cancel) ?? throw Fault.NotFound("这支宣讲队伍");
            caller.Require<ManageLectures>(team.Site);
            team.RequireRunning();
            if (person is not null && await db.Lecturers.AnyAsync(row => row.County == team.County && row.TeamId == id && row.PersonId == person && row.LeftOn == null, cancel))
                throw Fault.Duplicate("ALREADY_LECTURER", "这个人已经是本队宣讲员");
            var now = db.Clock.GetUtcNow();
            var lecturer = team.Take(person, name, profile, now);
            db.Add(lecturer);
            db.Audit(team.County, "lecturer.add", lecturer.Id.ToString());
            db.CountAt(team, lecturer.RecordedOn, Measures.Lecturers);
            await db.SaveChangesAsync(cancel);
            return lecturer.Shown(withPerson: true);
        }, cancel);
    }

    [Requires<ReadLectures>]
    public override async Task<ListLecturersResponse> ListLecturers(ListLecturersRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("teamId", "宣讲队伍", request.TeamId);
        var moment = check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil);
        check.Done();
        var page = Page.Of(request, 1);
        var team = await FindAsync(id, context.CancellationToken);

        var rows = db.Lecturers.AsNoTracking().Where(row => row.County == team.County && row.TeamId == id);
        rows = moment is { } then ? rows.ThereAt(then) : rows.Where(row => row.LeftOn == null);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.Id > after);
        }
        var found = await rows.OrderBy(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [row.Id.ToString()]);
        var staff = scope.Caller.MayAsStaff<ManageLectures>(team.Site);
        return new ListLecturersResponse { Lecturers = { found.Select(row => row.Shown(staff)) }, NextPageToken = next };
    }

    async Task<V1.LecturerTeam> ShownAsync(LecturerTeam team, CancellationToken cancel)
    {
        var leader = team.LeaderId is not { } id ? null : await db.Lecturers.AsNoTracking().Where(row => row.County == team.County && row.Id == id).Select(row => row.Name).SingleOrDefaultAsync(cancel);
        var slot = await db.Slots.AsNoTracking().SingleOrDefaultAsync(row => row.County == team.County && row.TeamId == team.Id && row.EndedOn == null, cancel);
        return team.Shown(leader ?? "", slot);
    }

    async Task<LecturerTeam> FindAsync(Guid id, CancellationToken cancel) =>
        await db.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == id, cancel) ?? throw Fault.NotFound("这支宣讲队伍");
}
