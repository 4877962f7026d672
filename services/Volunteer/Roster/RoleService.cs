using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Paging;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Roster;

/// <summary>What somebody is here besides a volunteer (一人多岗): the teams, with their days.</summary>
public sealed class RoleService(VolunteerDb db, CallerScope scope) : PersonRoles.PersonRolesBase
{
    [Requires<ReadOwnRecord>]
    public override async Task<ListMembershipsOfPersonResponse> ListMembershipsOfPerson(ListMembershipsOfPersonRequest request, ServerCallContext context)
    {
        var (page, cancel) = (Page.Of(request, 2), context.CancellationToken);
        var profile = await db.ProfileAsync<ReadVolunteers>(scope, request.PersonId, cancel);
        var rows = db.Memberships.AsNoTracking().Where(row => row.County == profile.County && row.PersonId == profile.PersonId);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.JoinedOn, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.JoinedOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [ChinaTime.Text(row.JoinedOn), row.Id.ToString()]);
        var ids = found.Select(row => row.TeamId).Distinct().ToArray();
        var teams = await db.Teams.AsNoTracking().Where(team => team.County == profile.County && ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, cancel);
        return new ListMembershipsOfPersonResponse
        {
            Memberships =
            {
                found.Select(row => (Row: row, Team: teams[row.TeamId])).Select(each => new MembershipOfPerson
                {
                    TeamId = each.Team.Id.ToString(),
                    TeamName = each.Team.Name,
                    Category = each.Team.Category,
                    Site = each.Team.Site,
                    Level = each.Team.Level,
                    JoinedOn = ChinaTime.Text(each.Row.JoinedOn),
                    LeftOn = each.Row.LeftOn is { } last ? ChinaTime.Text(last) : "",
                    Leads = each.Row.LeftOn is null && each.Team.LeaderPersonId == profile.PersonId,
                }),
            },
            NextPageToken = next,
        };
    }
}
