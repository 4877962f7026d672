using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Teams;

/// <summary>From a request to the teams that it seeks.</summary>
static class TeamRows
{
    internal static IQueryable<Team> Sought(this IQueryable<Team> rows, ListTeamsRequest request, VolunteerDb db)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        var category = check.Optional("category", "类别", request.Category, 20);
        var name = check.Optional("query", "队名", request.Query, 60);
        var level = check.KnownOrNone("level", "层级", request.Level);
        Guid? parent = request.ParentId.Length > 0 ? check.Id("parentId", "上级队伍", request.ParentId) : null;
        var state = check.KnownOrNone("state", "活跃情况", request.State);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var (until, after) = (check.MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil), check.MomentOrNone("recordedAfter", "登记起始时刻", request.RecordedAfter));
        check.Done();

        rows = rows.Under(team => team.Site, [prefix]);
        if (category.Length > 0) rows = rows.Where(team => team.Category == category);
        if (name.Length > 0) rows = rows.Where(team => team.Name.Contains(name));
        if (request.Practice) rows = rows.Where(team => team.Practice);
        if (request.Registered) rows = rows.Where(team => team.RegistryNumber != null);
        if (to is not null) rows = rows.Where(team => team.FoundedOn <= to);
        // Former ones are a list of their own; as of a day or a moment, what ended later stands. What was recorded since tells of endings, too.
        if (state == TeamState.EndedTeam) rows = rows.Where(team => team.EndedOn != null);
        else if (after is null) rows = rows.Standing(new RowsOfAMoment(until, null), to, team => team.EndedOn, team => team.EndedAt);
        if (until is { } moment) rows = rows.RecordedUntil(moment, request.Practice, request.Registered);
        if (after is { } since) rows = rows.RecordedAfter(since, request.Practice, request.Registered, db);
        if (level != TeamLevel.Unspecified) rows = rows.Where(team => team.Level == level);
        if (parent is not null) rows = rows.Where(team => team.ParentId == parent);
        var (today, before) = Leaders.ActiveDays(db);
        if (state == TeamState.ActiveTeam) rows = rows.Where(team => db.ServiceDays.Any(row => row.County == team.County && row.TeamId == team.Id && row.Day > before && row.Day <= today));
        if (state == TeamState.DormantTeam) rows = rows.Where(team => !db.ServiceDays.Any(row => row.County == team.County && row.TeamId == team.Id && row.Day > before && row.Day <= today));
        return rows;
    }
}
