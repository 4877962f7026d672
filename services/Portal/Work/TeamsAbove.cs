using CivPractice.Portal.Shared;
using CivPractice.Volunteer.V1;

namespace CivPractice.Portal.Work;

/// <summary>The teams below which another one can stand: few, the squads (小队) are none of them.</summary>
static class TeamsAbove
{
    const int most = 100;

    public static async Task<IReadOnlyList<Team>> AboveAsync(this TeamsClient calls, string prefix)
    {
        var asked = new[] { TeamLevel.Corps, TeamLevel.Brigade, TeamLevel.Detachment, TeamLevel.Branch }.Select(level => Part.Of(calls.ListTeamsAsync(new ListTeamsRequest { Prefix = prefix, Level = level, PageSize = most }))).ToList();
        return [.. (await Task.WhenAll(asked)).SelectMany(part => part.Value?.Teams.ToList() ?? [])];
    }
}
