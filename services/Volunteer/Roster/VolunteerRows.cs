using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Roster;

/// <summary>From a request to the volunteers that it seeks.</summary>
static class VolunteerRows
{
    internal static IQueryable<VolunteerProfile> Sought(this IQueryable<VolunteerProfile> rows, ListVolunteersRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var name = check.Optional("query", "姓名", request.Query, 30);
        var skill = check.Optional("skill", "技能", request.Skill, 20);
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]);
        if (name.Length > 0) rows = rows.Where(row => row.Name.Contains(name));
        if (skill.Length > 0) rows = rows.Where(row => row.Skills.Contains(skill));
        return rows;
    }
}
