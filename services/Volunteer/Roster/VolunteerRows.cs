using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Roster;

/// <summary>From a request to the volunteers that it seeks.</summary>
static class VolunteerRows
{
    /// <param name="county">Of the address: completes a volunteer number that begins with its V.</param>
    internal static IQueryable<VolunteerProfile> Sought(this IQueryable<VolunteerProfile> rows, ListVolunteersRequest request, string county)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var typed = check.Optional("query", "查找的内容", request.Query, RegistryNumber.Most);
        var skill = check.Optional("skill", "技能", request.Skill, 20);
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]).Found(typed, county);
        if (skill.Length > 0) rows = rows.Where(row => row.Skills.Contains(skill));
        return rows;
    }
}
