using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Roster;

/// <summary>From a request to the volunteers that it seeks.</summary>
static class VolunteerRows
{
    internal static IQueryable<VolunteerProfile> Sought(this IQueryable<VolunteerProfile> rows, ListVolunteersRequest request, VolunteerDb db)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var typed = check.Optional("query", "查找的内容", request.Query, RegistryNumber.Most);
        var skill = check.Optional("skill", "技能", request.Skill, 20);
        var kind = check.Optional("kind", "类别", request.Kind, 20);
        var day = check.DayOrNone("kindOn", "类别的日期", request.KindOn) ?? ChinaTime.Today(db.Clock);
        var half = check.KnownOrNone("available", "可服务时间", request.Available);
        var at = check.Prefix("servesAt", request.ServesAt);
        var service = check.Optional("serviceKind", "服务类别", request.ServiceKind, 20);
        check.Done();

        // A volunteer number that begins with its V is completed by the county.
        rows = rows.Under(row => row.Site, [prefix]).Found(typed, db.Scope.PersonalCounty);
        if (skill.Length > 0) rows = rows.Where(row => row.Skills.Contains(skill));
        if (service.Length > 0) rows = rows.Where(row => row.ServiceKinds.Contains(service));
        if (kind.Length > 0) rows = rows.Where(row => db.Kinds.Any(each => each.County == row.County && each.PersonId == row.PersonId && each.Kind == kind && each.Since <= day && (each.Until == null || each.Until >= day)));
        if (half != HalfDayOfWeek.Unspecified) rows = rows.Where(row => row.Availability.Contains((int)half));
        if (at.Length > 0)
        {
            string[] above = [.. Enumerable.Range(1, at.Length).Select(length => at[..length])];
            rows = rows.Where(row => row.ServiceAreas.Any(area => above.Contains(area)) || (row.ServiceAreas.Length == 0 && above.Contains(row.Site)));
        }
        return rows;
    }

    /// <summary>One's own profile, or one over whose site the permission is held.</summary>
    internal static async Task<VolunteerProfile> ProfileAsync<TPermission>(this VolunteerDb db, CallerScope scope, string personId, CancellationToken cancel) where TPermission : Permission, new()
    {
        var (check, caller) = (new Check(), scope.Caller);
        var id = check.Id("personId", "人员", personId);
        check.Done();
        var own = id == caller.PersonId;
        // Before the look: whoever may see nobody learns nothing about who is there.
        if (!own && !caller.May<TPermission>()) throw Fault.Denied(Permission.Of<TPermission>());
        var profile = await db.Profiles.SingleOrDefaultAsync(row => row.County == scope.PersonalCounty && row.PersonId == id, cancel) ?? throw Fault.NotFound("这位志愿者");
        if (!own) caller.Require<TPermission>(profile.Site);
        return profile;
    }
}
