using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.Sites;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>Teams (志愿服务队) and their members.</summary>
public sealed class TeamService(VolunteerDb db, CallerScope scope) : V1.Teams.TeamsBase
{
    [Requires<ReadTeams>]
    public override async Task<ListTeamsResponse> ListTeams(ListTeamsRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, 2);
        var rows = db.Teams.AsNoTracking().Sought(request, db);
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            rows = rows.Where(team => EF.Functions.GreaterThan(ValueTuple.Create(team.Site, team.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var found = await rows.OrderBy(team => team.Site).ThenBy(team => team.Id).Take(page.Take).ToListAsync(context.CancellationToken);

        var next = page.Next(found, team => [team.Site, team.Id.ToString()]);
        var answer = new ListTeamsResponse { Teams = { await Leaders.ShowAsync(db, scope.Caller, found, context.CancellationToken) }, NextPageToken = next };
        await TeamsOfAMoment.SayAsync(db, answer.Teams, request, context.CancellationToken);
        return answer;
    }

    [Requires<ReadTeams>]
    public override async Task<V1.Team> GetTeam(GetTeamRequest request, ServerCallContext context)
    {
        var id = IdOf("id", request.Id);
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这支队伍");
        return await ShowAsync(team, context.CancellationToken);
    }

    [Requires<ManageTeams>]
    public override async Task<V1.Team> CreateTeam(CreateTeamRequest request, ServerCallContext context)
    {
        var (caller, today, check) = (scope.Caller, ChinaTime.Today(db.Clock), new Check());
        var name = check.Text("name", "队名", request.Name, 60, least: 2);
        var category = check.Text("category", "类别", request.Category, 20, least: 2);
        var site = check.Site("site", request.Site, caller);
        var slogan = check.Optional("slogan", "口号", request.Slogan, 100);
        var registry = check.Optional("registryNumber", "全国系统编号", request.RegistryNumber, RegistryNumber.Most) is { Length: > 0 } number ? number : null;
        var founded = check.DayOrNone("foundedOn", "成立日期", request.FoundedOn) ?? today;
        check.That(founded <= today, "foundedOn", "IN_FUTURE", "成立日期不能晚于今天");
        var level = check.KnownOrNone("level", "层级", request.Level);
        Guid? above = request.ParentId.Length > 0 ? check.Id("parentId", "上级队伍", request.ParentId) : null;
        var unit = check.Optional("hostUnit", "承建单位", request.HostUnit, Team.MostHostUnit);
        check.Done();
        caller.Require<ManageTeams>(site);
        await KnownSite.RequireAsync(db, caller.County, site, context.CancellationToken);
        if (await db.Teams.AsNoTracking().Where(team => team.County == caller.County && (team.Site == site || team.NamedSite == site) && team.Name == name).Select(team => new { team.EndedOn }).FirstOrDefaultAsync(context.CancellationToken) is { } twin)
            throw Fault.Duplicate("TEAM_EXISTS", twin.EndedOn is { } gone ? $"这个站点有过队伍“{name}”,已于 {gone:yyyy-MM-dd} 解散,重新组建请另取队名" : $"这个站点已经有队伍“{name}”");
        if (registry is not null && await db.Teams.AnyAsync(team => team.County == caller.County && team.RegistryNumber == registry && (team.EndedOn == null || team.EndedOn > founded), context.CancellationToken))
            throw Fault.Duplicate("REGISTRY_NUMBER_TAKEN", "这个全国系统编号在本县已经是另一支队伍的,请核对");

        var team = new Team
        {
            County = caller.County,
            Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
            Name = name,
            Category = category,
            Site = site,
            FoundedOn = founded,
            Slogan = slogan,
            Practice = request.Practice,
            RegistryNumber = registry,
            HostUnit = unit,
        };
        team.NoteMarks(db.Clock.GetUtcNow());
        return await db.TogetherAsync(async () =>
        {
            if (level != TeamLevel.Unspecified) await TreeRows.QueueAsync(db, caller.County, context.CancellationToken);
            var corps = level != TeamLevel.Unspecified ? await db.CorpsAsync(caller.County, context.CancellationToken) : null;
            var parent = above is { } over ? await Team.LockAsync(db, over, context.CancellationToken) : null;
            if (above is not null && parent?.County != team.County) throw Fault.Invalid("parentId", "UNKNOWN_TEAM", "本县没有这支上级队伍");
            parent?.RequireRunning();
            await TreeRows.PlaceAsync(db, team, level, parent, [], founded, corps, context.CancellationToken, isNew: true);
            db.Add(team);
            db.Publish(team.Changed());
            db.Audit(team.County, "team.create", team.Id.ToString());
            team.Count(db);
            await db.SaveChangesAsync(context.CancellationToken);
            if (level == TeamLevel.Corps) await CorpsRows.AdoptAsync(db, team.County, null, team.Id, founded, context.CancellationToken);
            return await ShowAsync(team, context.CancellationToken);
        }, context.CancellationToken);
    }

    [Requires<ManageTeams>]
    public override async Task<V1.Team> SetLeader(SetLeaderRequest request, ServerCallContext context)
    {
        var (id, person, cancel) = (IdOf("id", request.Id), PersonOf(request.PersonId), context.CancellationToken);
        var team = await db.TogetherAsync(async () =>
        {
            var team = await LockAsync<ManageTeams>(id, cancel);
            if (!team.LeadBy(person, await RunningAsync(team, person, cancel) is not null)) return team;
            db.Publish(team.Changed());
            db.Audit(team.County, "team.set-leader", team.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return team;
        }, cancel);
        return await ShowAsync(team, cancel);
    }

    [Requires<ManageMembers>]
    public override async Task<Member> AddMember(AddMemberRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var (id, person) = (check.Id("teamId", "队伍", request.TeamId), check.Id("personId", "人员", request.PersonId));
        var day = check.DayOrNone("joinedOn", "入队日期", request.JoinedOn) ?? today;
        check.That(day <= today, "joinedOn", "IN_FUTURE", "入队日期不能晚于今天");
        check.Done();

        return await db.TogetherAsync(async () =>
        {
            var team = await LockAsync<ManageMembers>(id, cancel);
            var profile = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(row => row.County == team.County && row.PersonId == person, cancel) ?? throw Fault.NotFound("这位志愿者");
            if (await RunningAsync(team, person, cancel) is not null) throw Fault.Duplicate("ALREADY_MEMBER", "这位志愿者已经是本队队员");
            var left = await db.Memberships.Where(row => row.County == team.County && row.TeamId == team.Id && row.PersonId == person).MaxAsync(row => row.LeftOn, cancel);
            var membership = team.Join(person, left, day, db.Clock.GetUtcNow());
            db.Add(membership);
            db.Audit(team.County, "team.add-member", membership.Id.ToString());
            team.CountMember(db, day);
            await db.SaveChangesAsync(cancel);
            return membership.Shown(profile.Name, profile.Number);
        }, cancel);
    }

    [Requires<ManageMembers>]
    public override async Task<Member> RemoveMember(RemoveMemberRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var (id, person) = (check.Id("teamId", "队伍", request.TeamId), check.Id("personId", "人员", request.PersonId));
        var day = check.DayOrNone("leftOn", "退队日期", request.LeftOn) ?? today;
        check.That(day <= today, "leftOn", "IN_FUTURE", "退队日期不能晚于今天");
        var reason = check.Text("reason", "退队原因", request.Reason, 200);
        check.Done();

        return await db.TogetherAsync(async () =>
        {
            var team = await LockAsync<ManageMembers>(id, cancel);
            var membership = await RunningAsync(team, person, cancel) ?? throw Fault.NotFound("这位队员");
            if (team.Leave(membership, day, reason, db.Clock.GetUtcNow())) db.Publish(team.Changed());
            db.Audit(team.County, "team.remove-member", membership.Id.ToString());
            team.CountMember(db, day, by: -1);
            await db.SaveChangesAsync(cancel);
            var profile = await db.Profiles.AsNoTracking().SingleAsync(row => row.County == team.County && row.PersonId == person, cancel);
            return membership.Shown(profile.Name, profile.Number);
        }, cancel);
    }

    [Requires<ManageTeams>]
    public override async Task<V1.Team> EndTeam(EndTeamRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var id = check.Id("id", "队伍", request.Id);
        var day = check.DayOrNone("endedOn", "解散日期", request.EndedOn) ?? today;
        check.That(day <= today, "endedOn", "IN_FUTURE", "解散日期不能晚于今天");
        var reason = check.Text("endReason", "解散原因", request.EndReason, 200, least: 2);
        check.Done();

        var team = await db.TogetherAsync(async () =>
        {
            var team = await TeamEnding.EndAsync(db, scope.Caller, id, day, reason, cancel);
            db.Publish(team.Changed());
            db.Audit(team.County, "team.end", team.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return team;
        }, cancel);
        return await ShowAsync(team, cancel);
    }

    [Requires<ReadMembers>]
    public override async Task<ListMembersResponse> ListMembers(ListMembersRequest request, ServerCallContext context)
    {
        var (id, page, caller) = (IdOf("teamId", request.TeamId), Page.Of(request, 1), scope.Caller);
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这支队伍");
        // A leader's grant covers a site, and the site may host other teams: names of those are for who may read the roster.
        if (team.LeaderPersonId != caller.PersonId && !caller.MayAsStaff<ReadVolunteers>(team.Site)) throw Fault.Denied(Permission.Of<ReadMembers>());

        var rows = db.Memberships.AsNoTracking().Where(row => row.County == team.County && row.TeamId == id && row.LeftOn == null);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.Id > after);
        }
        var found = await rows.OrderBy(row => row.Id).Take(page.Take)
            .Join(db.Profiles, row => new { row.County, row.PersonId }, profile => new { profile.County, profile.PersonId }, (row, profile) => new { Row = row, profile.Name, profile.Number })
            .OrderBy(each => each.Row.Id).ToListAsync(context.CancellationToken);
        var next = page.Next(found, each => [each.Row.Id.ToString()]);
        return new ListMembersResponse { Members = { found.Select(each => each.Row.Shown(each.Name, each.Number)) }, NextPageToken = next };
    }

    async Task<Team> LockAsync<TPermission>(Guid id, CancellationToken cancel) where TPermission : Permission, new()
    {
        var team = await Team.LockAsync(db, id, cancel) ?? throw Fault.NotFound("这支队伍");
        scope.Caller.Require<TPermission>(team.Site);
        team.RequireRunning();
        return team;
    }

    Task<Membership?> RunningAsync(Team team, Guid person, CancellationToken cancel) =>
        db.Memberships.SingleOrDefaultAsync(row => row.County == team.County && row.TeamId == team.Id && row.PersonId == person && row.LeftOn == null, cancel);

    async Task<V1.Team> ShowAsync(Team team, CancellationToken cancel) => (await Leaders.ShowAsync(db, scope.Caller, [team], cancel))[0];

    static Guid IdOf(string field, string value)
    {
        var check = new Check();
        var id = check.Id(field, "队伍", value);
        check.Done();
        return id;
    }

    static Guid PersonOf(string value)
    {
        var check = new Check();
        var id = check.Id("personId", "人员", value);
        check.Done();
        return id;
    }
}
