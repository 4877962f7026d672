using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Teams;

/// <summary>From a request to the teams that it seeks.</summary>
static class TeamRows
{
    internal static IQueryable<Team> Sought(this IQueryable<Team> rows, ListTeamsRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var category = check.Optional("category", "类别", request.Category, 20);
        var name = check.Optional("query", "队名", request.Query, 60);
        check.Done();

        rows = rows.Under(team => team.Site, [prefix]);
        if (category.Length > 0) rows = rows.Where(team => team.Category == category);
        if (name.Length > 0) rows = rows.Where(team => team.Name.Contains(name));
        if (request.Practice) rows = rows.Where(team => team.Practice);
        return rows;
    }
}
