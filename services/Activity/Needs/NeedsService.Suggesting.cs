using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Needs;

public sealed partial class NeedsService
{
    // A county has some hundreds; the nearest are looked at.
    const int mostTeams = 500;

    static readonly NeedStatus[] atHand = [NeedStatus.NeedDispatched, NeedStatus.NeedAccepted, NeedStatus.NeedInService];

    [Requires<DispatchNeeds>]
    public override async Task<ListTeamSuggestionsResponse> ListTeamSuggestions(ListTeamSuggestionsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var need = await FindAsync(request.Id, cancel);
        Caller.Require<DispatchNeeds>(need.Site);
        var (county, site, township) = (need.County, need.Site, need.Site[..Math.Min(9, need.Site.Length)]);
        var teams = await db.Teams.AsNoTracking().Where(team => team.County == county && team.LeaderPersonId != null)
            .OrderByDescending(team => team.Site == site).ThenByDescending(team => team.Site.StartsWith(township)).ThenBy(team => team.Id).Take(mostTeams).ToListAsync(cancel);
        var ids = teams.Select(team => (Guid?)team.Id).ToArray();
        var open = await db.Needs.Where(row => row.County == county && ids.Contains(row.TeamId) && atHand.Contains(row.Status)).GroupBy(row => row.TeamId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        return new ListTeamSuggestionsResponse
        {
            Teams =
            {
                TeamSuggestions.For(need, teams, open, need.DeclinedBy).Select(each => new TeamSuggestion
                {
                    TeamId = each.Team.Id.ToString(),
                    TeamName = each.Team.Name,
                    Category = each.Team.Category,
                    Site = each.Team.Site,
                    Distance = each.Distance,
                    About = each.About,
                    OpenNeeds = each.OpenNeeds,
                }),
            },
        };
    }
}
