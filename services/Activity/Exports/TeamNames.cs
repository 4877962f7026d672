using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Exports;

/// <summary>The names of the teams of some rows.</summary>
static class TeamNames
{
    internal static Task<Dictionary<Guid, string>> OfAsync(ActivityDb db, IEnumerable<Guid?> teams, CancellationToken cancel)
    {
        var ids = teams.Distinct().ToArray();
        return db.Teams.Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, team => team.Name, cancel);
    }

    internal static string Of(Dictionary<Guid, string> names, Guid? team) => team is { } id ? names.GetValueOrDefault(id, "") : "";
}
