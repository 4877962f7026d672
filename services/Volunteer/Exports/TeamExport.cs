using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Teams;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Exports;

/// <summary>Teams (志愿服务队) as the list shows them: the leader to staff of the site only.</summary>
public sealed class TeamExport(PersonalVault vault) : ListExport<VolunteerDb, ReadTeams, V1.ListTeamsRequest, Team>
{
    const string leader = "队长";
    static readonly string leaderIdentity = Hidden("队长身份证号");

    public override string Name => "teams";
    public override string Title => "志愿服务队";
    public override IReadOnlyList<string> Headings { get; } = ["名称", "类别", "所属站点", "成立日期", "口号", leaderIdentity, "文明实践队伍", "全国系统编号", "层级", "上级队伍", "承建单位", "成立文件", "成立文号", leader, "人数", "最近服务日期", "解散日期", "解散原因"];
    protected override IReadOnlyList<string> Naming { get; } = [leader, leaderIdentity];

    protected override IQueryable<Team> Rows(VolunteerDb db, V1.ListTeamsRequest request, IReadOnlyList<string> prefixes) => db.Teams.Sought(request, db).Under(team => team.Site, prefixes);

    protected override IQueryable<Team> After(IQueryable<Team> rows, Team? last)
    {
        if (last is not null) rows = rows.Where(team => EF.Functions.GreaterThan(ValueTuple.Create(team.Site, team.Id), ValueTuple.Create(last.Site, last.Id)));
        return rows.OrderBy(team => team.Site).ThenBy(team => team.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(VolunteerDb db, V1.ListTeamsRequest request, IReadOnlyList<Team> rows, CancellationToken cancel)
    {
        var teams = await Leaders.ShowAsync(db, db.Scope.Caller, rows, cancel);
        await TeamsOfAMoment.SayAsync(db, teams, request, cancel);
        var identities = await MaskedIdentities.OfAsync(db, vault, teams.Where(team => team.LeaderPersonId.Length > 0).Select(team => Guid.Parse(team.LeaderPersonId)), cancel);
        var corps = rows.Where(team => team.Level == V1.TeamLevel.Corps).Select(team => team.Id).ToArray();
        var foundings = corps.Length == 0 ? [] : await db.CorpsFoundings.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County) && corps.Contains(row.TeamId)).ToDictionaryAsync(row => row.TeamId.ToString(), cancel);
        return teams.Select(team => (IReadOnlyList<string>)
        [
            team.Name, team.Category, team.Site, team.FoundedOn, team.Slogan, team.LeaderPersonId.Length > 0 ? identities.GetValueOrDefault(Guid.Parse(team.LeaderPersonId)).Identity ?? "" : "", team.Practice ? "是" : "否", team.RegistryNumber, TeamLevels.Said(team.Level), team.ParentName, team.HostUnit, foundings.GetValueOrDefault(team.Id)?.DocumentTitle ?? "", foundings.GetValueOrDefault(team.Id)?.DocumentNumber ?? "", team.LeaderName, $"{(team.HasMembersThen ? team.MembersThen : team.Members)}", team.LastServedOn, team.EndedOn, team.EndReason,
        ]);
    }
}
