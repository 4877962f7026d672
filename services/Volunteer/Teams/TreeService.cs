using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Paging;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>The tree of teams (队伍层级), and which places have all ten kinds of them (10+N).</summary>
public sealed class TreeService(VolunteerDb db, CallerScope scope) : TeamTree.TeamTreeBase
{
    const int mostBelow = 200, mostPlacements = 200;

    [Requires<ManageTeams>]
    public override async Task<V1.Team> PlaceTeam(PlaceTeamRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var id = check.Id("id", "队伍", request.Id);
        var level = check.KnownOrNone("level", "层级", request.Level);
        Guid? above = request.ParentId.Length > 0 ? check.Id("parentId", "上级队伍", request.ParentId) : null;
        var since = check.DayOrNone("since", "起始日期", request.Since) ?? today;
        check.That(since <= today, "since", "IN_FUTURE", "起始日期不能晚于今天");
        check.Done();

        var team = await db.TogetherAsync(async () =>
        {
            var (team, parent, below) = await TreeRows.LockAsync(db, scope.Caller.County, id, above, cancel);
            scope.Caller.Require<ManageTeams>(team.Site);
            var (was, corps) = (team.Level, await db.CorpsAsync(team.County, cancel));
            if (await TreeRows.PlaceAsync(db, team, level, parent, below, since, corps, cancel))
            {
                db.Audit(team.County, "team.place", team.Id.ToString());
                await db.SaveChangesAsync(cancel);
                if (level == TeamLevel.Corps && was != TeamLevel.Corps) await CorpsRows.AdoptAsync(db, team.County, null, team.Id, since, cancel);
            }
            return team;
        }, cancel);
        return (await Leaders.ShowAsync(db, scope.Caller, [team], cancel))[0];
    }

    [Requires<ManageTeams>]
    public override async Task<V1.Team> SetHostUnit(SetHostUnitRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var id = check.Id("id", "队伍", request.Id);
        var unit = check.Optional("hostUnit", "承建单位", request.HostUnit, Team.MostHostUnit);
        check.Done();
        var team = await db.TogetherAsync(async () =>
        {
            var team = await Team.LockAsync(db, id, cancel) ?? throw NotFound();
            scope.Caller.Require<ManageTeams>(team.Site);
            team.RequireRunning();
            team.HostUnit = unit;
            db.Audit(team.County, "team.set-host-unit", team.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return team;
        }, cancel);
        return (await Leaders.ShowAsync(db, scope.Caller, [team], cancel))[0];
    }

    [Requires<ReadTeams>]
    public override async Task<GetTeamTreeResponse> GetTeamTree(GetTeamTreeRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var team = await FindAsync(request.Id, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var above = await TreeRows.AboveAsync(db, team, cancel);
        var below = await db.Teams.AsNoTracking().Where(row => row.County == team.County && row.ParentId == team.Id).OrderBy(row => row.Level).ThenBy(row => row.Site).ThenBy(row => row.Id).Take(mostBelow).ToListAsync(cancel);
        var sums = (await db.RunAsync($"{TreeRows.Below} select count(*), sum(t.members)::bigint from below b join team t on t.county = $1 and t.id = b.id",
            row => (Teams: row.GetInt64(0), Memberships: row.GetInt64(1)), cancel, team.County, team.Id))[0];
        var shown = await Leaders.ShowAsync(db, scope.Caller, [.. above, team, .. below], cancel);
        var answer = new GetTeamTreeResponse { Above = { shown.Take(above.Count) }, Team = shown[above.Count], Below = { shown.Skip(above.Count + 1) }, Teams = sums.Teams, Memberships = sums.Memberships };
        // Memberships are one county's: who coordinates several would be told nought.
        if (team.County == scope.PersonalCounty)
            answer.People = (await db.RunAsync($"{TreeRows.Below} select count(distinct m.person_id) from below b join membership m on m.county = $1 and m.team_id = b.id and m.left_on is null", row => row.GetInt64(0), cancel, team.County, team.Id))[0];
        return answer;
    }

    [Requires<ReadTeams>]
    public override async Task<ListPlacementsResponse> ListPlacements(ListPlacementsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var team = await FindAsync(request.Id, cancel);
        var rows = await db.Placements.AsNoTracking().Where(row => row.County == team.County && row.TeamId == team.Id).OrderByDescending(row => row.Since).ThenByDescending(row => row.Id).Take(mostPlacements).ToListAsync(cancel);
        var parents = rows.Select(row => row.ParentId).OfType<Guid>().Distinct().ToArray();
        var names = parents.Length == 0 ? [] : await db.Teams.Where(row => row.County == team.County && parents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancel);
        return new ListPlacementsResponse { Placements = { rows.Select(row => row.Shown(row.ParentId is { } parent ? names.GetValueOrDefault(parent, "") : "")) } };
    }

    [Requires<ReadTeams>]
    public override async Task<ListTenKindsResponse> ListTenKinds(ListTenKindsRequest request, ServerCallContext context)
    {
        var (check, page, cancel) = (new Check(), Page.Of(request, 1), context.CancellationToken);
        var prefix = check.Prefix("prefix", request.Prefix);
        var tier = check.Known("scope", "范围", request.Scope);
        check.Done();
        await db.Database.OpenConnectionAsync(cancel);
        object[] asked = [scope.Counties.ToArray(), prefix, Prefixes.End(prefix), TeamCategory.Ten.ToArray(), tier switch { TeamScope.Centers => 6, TeamScope.Institutes => 9, _ => 12 }];
        var places = await db.RunAsync($"{TreeRows.Places} select code, kinds from places where code > $6 order by code limit $7",
            row => (Site: row.GetString(0), Kinds: row.GetFieldValue<string[]>(1)), cancel, [.. asked, page.IsFirst ? "" : page.After[0], page.Take]);
        var sums = (await db.RunAsync($"{TreeRows.Places} select count(*), count(*) filter (where cardinality(kinds) = cardinality($4)) from places", row => (Total: row.GetInt64(0), Complete: row.GetInt64(1)), cancel, asked))[0];
        var next = page.Next(places, place => [place.Site]);
        return new ListTenKindsResponse
        {
            Places = { places.Select(place => new TenKinds { Site = place.Site, Kinds = place.Kinds.Length, Missing = { TeamCategory.Ten.Except(place.Kinds) } }) },
            Total = (int)sums.Total,
            Complete = (int)sums.Complete,
            NextPageToken = next,
        };
    }

    async Task<Team> FindAsync(string text, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "队伍", text);
        check.Done();
        return await db.Teams.AsNoTracking().SingleOrDefaultAsync(team => team.Id == id, cancel) ?? throw NotFound();
    }

    static Fault NotFound() => Fault.NotFound("这支队伍");
}
