using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Activity.Activities;

/// <summary>From a request to the activities that it seeks, as <see cref="ActivityList"/> seeks them for everybody's pages.</summary>
static class ActivityRows
{
    internal static IQueryable<PracticeActivity> Sought(this IQueryable<PracticeActivity> rows, ListActivitiesRequest request, DateTimeOffset now)
    {
        var wanted = Wanted.Of(request);
        rows = rows.Under(row => row.Site, [wanted.Prefix]);
        if (wanted.Platform != ServicePlatform.Unspecified) rows = rows.Where(row => row.Platform == wanted.Platform);
        if (wanted.LocalPlatform.Length > 0) rows = rows.Where(row => row.LocalPlatform == wanted.LocalPlatform);
        if (wanted.Team is not null) rows = rows.Where(row => row.TeamId == wanted.Team);
        if (wanted.Project is not null) rows = rows.Where(row => row.ProjectId == wanted.Project);
        if (wanted.Owner == ActivityOwner.OwnedBySite) rows = rows.Where(row => row.Association == null);
        if (wanted.Owner == ActivityOwner.OwnedByAssociation) rows = rows.Where(row => row.Association != null);
        if (wanted.Association.Length > 0) rows = rows.Where(row => row.Association == wanted.Association);
        if (wanted.Purpose != ActivityPurpose.Unspecified) rows = rows.Where(row => row.Purposes.Contains((int)wanted.Purpose));
        if (wanted.TaskField != TaskField.Unspecified) rows = rows.Where(row => row.TaskField == wanted.TaskField);
        if (wanted.CrossWork.Length > 0) rows = rows.Where(row => row.CrossWork.Contains(wanted.CrossWork));
        if (wanted.Theme.Length > 0) rows = rows.Where(row => row.Theme == wanted.Theme);
        if (wanted.Unit.Length > 0) rows = rows.Where(row => row.HostUnits.Contains(wanted.Unit) || row.OrganizingUnits.Contains(wanted.Unit) || row.AssistingUnits.Contains(wanted.Unit));
        if (wanted.Kind != ActivityKind.Unspecified) rows = rows.Where(row => row.Kind == wanted.Kind);
        if (wanted.Base.Length > 0) rows = rows.Where(row => row.Base == wanted.Base);
        if (wanted.Venue.Length > 0) rows = rows.Where(row => row.Venue == wanted.Venue);
        if (wanted.FromNeed) rows = rows.Where(row => row.NeedId != null);
        if (wanted.Overdue)
        {
            var over = Needs.WorkingDays.OverBefore(now, PracticeActivity.RecordingDays);
            rows = rows.Where(row => row.Status == ActivityStatus.Recruiting && row.SourceNumber == null && row.EndsAt <= over);
        }
        // A list that was closed never changes again; what was not closed by then had been made by then.
        if (wanted.Moment is { Until: { } until, IdsBefore: { } before }) rows = rows.Where(row => row.CompletedAt <= until || row.CompletedAt == null && row.Id < before);
        if (wanted.Moment is { After: { } after, IdsFrom: { } since }) rows = rows.Where(row => row.CompletedAt > after || row.CompletedAt == null && row.Id >= since);
        if (wanted.From is { } first) rows = rows.Where(row => row.StartsAt >= first);
        if (wanted.Before is { } end) rows = rows.Where(row => row.StartsAt < end);
        var archived = now - PracticeActivity.ArchivedAfter;
        return wanted.Status switch
        {
            ActivityStatus.Unspecified => rows,
            ActivityStatus.Recruiting => rows.Where(row => row.Status == ActivityStatus.Recruiting && row.StartsAt > now),
            ActivityStatus.Running => rows.Where(row => row.Status == ActivityStatus.Recruiting && row.StartsAt <= now && row.EndsAt > now),
            ActivityStatus.Closing => rows.Where(row => row.Status == ActivityStatus.Recruiting && row.EndsAt <= now),
            ActivityStatus.ActivityArchived => rows.Where(row => row.Status == ActivityStatus.Completed && row.CompletedAt <= archived),
            var stored => rows.Where(row => row.Status == stored),
        };
    }

    /// <summary>A request for a list, checked.</summary>
    internal sealed record Wanted(string Prefix, ServicePlatform Platform, ActivityStatus Status, Guid? Team, Guid? Project, DateTimeOffset? From, DateTimeOffset? Before, string Query, ActivityOwner Owner, string Association,
        ActivityPurpose Purpose, TaskField TaskField, string CrossWork, string Theme, string Unit, ActivityKind Kind, string Base, string Venue, bool FromNeed, bool Overdue, string LocalPlatform, RowsOfAMoment Moment)
    {
        internal static Wanted Of(ListActivitiesRequest request)
        {
            var check = new Check();
            var prefix = check.Prefix("prefix", request.Prefix);
            check.KnownOrNone("platform", "平台", request.Platform);
            check.KnownOrNone("status", "状态", request.Status);
            Guid? team = request.TeamId.Length == 0 ? null : check.Id("teamId", "队伍", request.TeamId);
            var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
            check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
            Guid? project = request.ProjectId.Length == 0 ? null : check.Id("projectId", "项目", request.ProjectId);
            var query = check.Optional("query", "关键词", request.Query, 40);
            check.KnownOrNone("owner", "主办", request.Owner);
            var association = check.Optional("association", "协会登记证号", request.Association, KnownAssociation.MostNumber);
            check.KnownOrNone("purpose", "活动目的", request.Purpose);
            check.KnownOrNone("taskField", "任务领域", request.TaskField);
            var work = check.Optional("crossWork", "结合的工作", request.CrossWork, Marks.MostLetters);
            var theme = check.Optional("theme", "主题", request.Theme, Marks.MostLetters);
            var unit = check.Optional("unit", "单位", request.Unit, Marks.MostLetters);
            check.KnownOrNone("kind", "活动类型", request.Kind);
            var (where, venue) = (check.Optional("base", "实践基地", request.Base, Marks.MostLetters), check.Optional("venue", "阵地", request.Venue, Marks.MostLetters));
            var local = check.Optional("localPlatform", "本地平台", request.LocalPlatform, Marks.MostLetters);
            var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
            check.Done();
            return new(prefix, request.Platform, request.Status, team, project, from is { } first ? ChinaTime.Start(first) : null,
                to is { } last && last < DateOnly.MaxValue ? ChinaTime.Start(last.AddDays(1)) : null, query, request.Owner, association,
                request.Purpose, request.TaskField, work, theme, unit, request.Kind, where, venue, request.FromNeed, request.Overdue, local, moment);
        }
    }
}
