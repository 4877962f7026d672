using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Teams;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Exports;

/// <summary>The members (队员) of the teams that a request seeks, whose names are for who may read the roster.</summary>
public sealed class MemberExport(PersonalVault vault) : ListExport<VolunteerDb, ReadMembers, V1.ListTeamsRequest, Membership>
{
    public override string Name => "members";
    public override string Title => "队员";
    public override IReadOnlyList<string> Headings { get; } = ["队伍", "所属站点", Hidden("身份证号"), "加入日期", "姓名", "志愿者编号"];

    protected override IQueryable<Membership> Rows(VolunteerDb db, V1.ListTeamsRequest request, IReadOnlyList<string> prefixes)
    {
        var teams = db.Teams.Sought(request, db).Under(team => team.Site, prefixes).Under(team => team.Site, db.Scope.Caller.PrefixesOf<ReadVolunteers>());
        return db.Memberships.Where(row => row.LeftOn == null && teams.Any(team => team.County == row.County && team.Id == row.TeamId));
    }

    protected override IQueryable<Membership> After(IQueryable<Membership> rows, Membership? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.TeamId, row.Id), ValueTuple.Create(last.TeamId, last.Id)));
        return rows.OrderBy(row => row.TeamId).ThenBy(row => row.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(VolunteerDb db, V1.ListTeamsRequest request, IReadOnlyList<Membership> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.TeamId).Distinct().ToArray();
        var teams = await db.Teams.AsNoTracking().Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, cancel);
        var persons = await MaskedIdentities.OfAsync(db, vault, rows.Select(row => row.PersonId), cancel);
        return rows.Select(row => (Team: teams[row.TeamId], Person: persons.GetValueOrDefault(row.PersonId), Row: row))
            .Select(each => (IReadOnlyList<string>)[each.Team.Name, each.Team.Site, each.Person.Identity ?? "", ChinaTime.Text(each.Row.JoinedOn), each.Person.Name ?? "", each.Person.Number ?? ""]);
    }
}
