using CivPractice.Activity.Eligibility;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Mobilizations;

/// <summary>Emergency mobilizations (应急动员): the office calls, sites answer for themselves, volunteers for themselves.</summary>
public sealed class MobilizationsService(ActivityDb db) : V1.Mobilizations.MobilizationsBase
{
    // The centers call; institutes (所) and stations (站) answer.
    const int center = 1;

    Caller Caller => db.Scope.Caller;

    [Requires<ReadActivities>]
    public override async Task<ListMobilizationsResponse> ListMobilizations(ListMobilizationsRequest request, ServerCallContext context)
    {
        var (check, page, counties) = (new Check(), Page.Of(request, 2), db.Scope.Counties);
        var prefix = check.Prefix("prefix", request.Prefix);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();
        var answers = db.VolunteerAnswers.AsNoTracking().Under(row => row.Site, [prefix]).Recorded(moment, row => row.RecordedAt);
        if (to is { } last && last < DateOnly.MaxValue && ChinaTime.Start(last.AddDays(1)) is var before) answers = answers.Where(row => row.AnsweredAt < before);
        var rows = db.Mobilizations.AsNoTracking().Where(row => counties.Contains(row.County)).Under(row => row.County, [prefix.Length > 6 ? prefix[..6] : prefix]);
        if (request.Answered) rows = rows.Where(row => !row.Drill && answers.Any(each => each.County == row.County && each.Mobilization == row.Number));
        if (!page.IsFirst)
        {
            var (at, number) = (page.TimeAfter(0), page.After[1]);
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.StartsAt, row.Number), ValueTuple.Create(at, number)));
        }
        var found = await rows.OrderByDescending(row => row.StartsAt).ThenByDescending(row => row.Number).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, row => [Page.Key(row.StartsAt), row.Number]);
        var answer = new ListMobilizationsResponse { Mobilizations = { found.Select(row => row.ToWire()) }, NextPageToken = next };
        if (!request.Answered) return answer;
        var (own, numbers) = (Caller.PersonalCounty, found.Select(row => row.Number).ToArray());
        var sums = await answers.Where(row => row.County == own && numbers.Contains(row.Mobilization)).GroupBy(row => row.Mobilization).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Count, context.CancellationToken);
        foreach (var each in answer.Mobilizations) each.VolunteersAnswered = sums.GetValueOrDefault(each.Number);
        return answer;
    }

    [Requires<ReadActivities>]
    public override async Task<V1.Mobilization> GetMobilization(GetMobilizationRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var row = await db.MobilizationAsync(request.Number, cancel);
        var wire = row.ToWire();
        wire.SitesCalled = await Called(row).CountAsync(cancel);
        wire.SitesAnswered = await db.SiteAnswers.CountAsync(each => each.County == row.County && each.Mobilization == row.Number, cancel);
        // Each row is a person; a county's call has some thousands.
        foreach (var kind in await db.VolunteerAnswers.Where(each => each.County == row.County && each.Mobilization == row.Number).GroupBy(each => each.Kind).Select(group => new { group.Key, Count = group.Count() }).OrderByDescending(each => each.Count).ToListAsync(cancel))
        {
            wire.VolunteersAnswered += kind.Count;
            wire.Kinds.Add(new AnswerKind { Kind = kind.Key, Volunteers = kind.Count });
        }
        if (wire.VolunteersAnswered >= row.Needed)
            wire.MetAt = (await db.VolunteerAnswers.Where(each => each.County == row.County && each.Mobilization == row.Number).OrderBy(each => each.AnsweredAt).Skip(row.Needed - 1).Select(each => each.AnsweredAt).FirstAsync(cancel)).ToTimestamp();
        await TasksAsync(row, wire, cancel);
        return wire;
    }

    async Task TasksAsync(Mobilization row, V1.Mobilization wire, CancellationToken cancel)
    {
        if (await db.TeamAnswers.Where(each => each.County == row.County && each.Mobilization == row.Number).GroupBy(each => each.County).Select(group => new { Teams = group.Count(), People = group.Sum(each => each.People) }).SingleOrDefaultAsync(cancel) is { } answers)
            (wire.TeamsAnswered, wire.TeamPeople) = (answers.Teams, answers.People);
        foreach (var state in await db.MobilizationTasks.Where(each => each.County == row.County && each.Mobilization == row.Number && each.State != CallTaskState.TaskCancelled).GroupBy(each => each.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel))
        {
            wire.Tasks += state.Count;
            if (state.Key == CallTaskState.TaskDone) wire.TasksDone += state.Count;
        }
        // What was said of who came, over what was needed there: a shift of which nothing was said yet is in neither.
        if (await db.MobilizationShifts.Where(each => each.County == row.County && each.Mobilization == row.Number
                && db.MobilizationTasks.Any(task => task.County == each.County && task.Id == each.TaskId && task.State != CallTaskState.TaskCancelled)).GroupBy(each => each.County)
            .Select(group => new { All = group.Count(), Filled = group.Count(each => each.FilledAt != null), Needed = group.Sum(each => each.ConfirmedAt != null ? each.Needed : 0), Present = group.Sum(each => each.Present) }).SingleOrDefaultAsync(cancel) is { } shifts)
            (wire.Shifts, wire.ShiftsFilled, wire.PeopleNeeded, wire.PeoplePresent) = (shifts.All, shifts.Filled, shifts.Needed, shifts.Present);
    }

    [Requires<ManageMobilizations>]
    public override async Task<V1.Mobilization> CallMobilization(CallMobilizationRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        check.That(request.TaskKinds.Count is > 0 and <= Mobilization.MostTaskKinds && request.TaskKinds.All(kind => kind.Trim().Length is > 0 and <= 20), "taskKinds", "REQUIRED", $"请列出任务类型,最多 {Mobilization.MostTaskKinds} 种");
        var row = new Mobilization
        {
            County = Caller.County,
            Number = Mobilization.ReadNumber(check, "number", request.Number),
            Event = check.Text("event", "事件", request.Event, 60, least: 2),
            Level = check.Known("level", "级别", request.Level),
            IssuedBy = check.Text("issuedBy", "发布单位", request.IssuedBy, 60),
            Command = check.Text("command", "统一指挥", request.Command, 60),
            Call = check.Text("call", "号召", request.Call, 2000),
            Area = check.Site("area", request.Area, Caller),
            TaskKinds = [.. request.TaskKinds.Select(kind => kind.Trim()).Distinct()],
            Needed = check.Range("needed", "需要人数", request.Needed, 1, 1_000_000),
            StartsAt = now,
            Drill = request.Drill,
        };
        check.Done();
        Caller.Require<ManageMobilizations>(row.Area);
        if (await db.Mobilizations.AnyAsync(each => each.County == row.County && each.Number == row.Number, cancel)) throw Fault.Duplicate("MOBILIZATION_EXISTS", "这个编号的动员已经有了");
        db.Add(row);
        return await SavedAsync(row, "mobilization.call", cancel);
    }

    [Requires<ManageMobilizations>]
    public override async Task<V1.Mobilization> EndMobilization(EndMobilizationRequest request, ServerCallContext context)
    {
        var row = await db.MobilizationAsync(request.Number, context.CancellationToken, tracked: true);
        Caller.Require<ManageMobilizations>(row.Area);
        row.End(db.Clock.GetUtcNow());
        return await SavedAsync(row, "mobilization.end", context.CancellationToken);
    }

    [Requires<AnswerMobilizations>]
    public override async Task<V1.SiteAnswer> AnswerForSite(AnswerForSiteRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var (site, note) = (check.Site("site", request.Site, Caller), check.Optional("note", "说明", request.Note, 500));
        check.Done();
        Caller.Require<AnswerMobilizations>(site);
        var mobilization = await db.MobilizationAsync(request.Number, cancel);
        mobilization.RequireOpen(site, now);
        if ((await KnownSite.RequireAsync(db, Caller.County, site, cancel)).Tier == center) throw Fault.Invalid("site", "NOT_CALLED", "由所和站响应,中心是号召的一方");
        return await db.TogetherAsync(async () =>
        {
            var row = new SiteAnswer { County = Caller.County, Mobilization = mobilization.Number, Site = site, AnsweredAt = now, Note = note };
            var first = await db.Database.ExecuteSqlAsync(
                $"insert into site_answer (county, mobilization, site, answered_at, note) values ({row.County}, {row.Mobilization}, {row.Site}, {row.AnsweredAt}, {row.Note}) on conflict do nothing", cancel);
            if (first == 0)
            {
                var before = await db.SiteAnswers.AsNoTracking().SingleAsync(each => each.County == row.County && each.Mobilization == row.Mobilization && each.Site == site, cancel);
                return before.Note == note ? before.ToWire() : throw Fault.Duplicate("ANSWERED", "这个站点已经响应过了,说明没有改动");
            }
            db.Count(mobilization, row);
            db.Audit(row.County, "mobilization.answer-for-site", $"{row.Mobilization} {row.Site}");
            await db.SaveChangesAsync(cancel);
            return row.ToWire();
        }, cancel);
    }

    [Requires<SignUpSelf>]
    public override async Task<V1.VolunteerAnswer> AnswerForSelf(AnswerForSelfRequest request, ServerCallContext context)
    {
        var (check, cancel, now, person) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow(), Caller.PersonId);
        var (site, kind) = (check.Site("site", request.Site, Caller), check.Optional("kind", "类别", request.Kind, 20));
        check.Done();
        var mobilization = await db.MobilizationAsync(request.Number, cancel);
        mobilization.RequireOpen(site, now);
        var tasks = request.TaskKinds.Distinct().ToArray();
        if (tasks.Except(mobilization.TaskKinds).Any()) throw Fault.Invalid("taskKinds", "UNKNOWN_VALUE", $"任务应为{string.Join("、", mobilization.TaskKinds)}");
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);
        var known = await db.Volunteers.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.PersonId == person, cancel) ?? throw Fault.Precondition("NOT_A_VOLUNTEER", "请先在本县登记为志愿者");
        return await db.TogetherAsync(async () =>
        {
            var row = new VolunteerAnswer { County = Caller.County, Mobilization = mobilization.Number, PersonId = person, Site = site, Kind = kind, TaskKinds = tasks, AnsweredAt = now };
            var first = await db.Database.ExecuteSqlAsync(
                $"insert into volunteer_answer (county, mobilization, person_id, site, kind, task_kinds, answered_at) values ({row.County}, {row.Mobilization}, {row.PersonId}, {row.Site}, {row.Kind}, {row.TaskKinds}, {row.AnsweredAt}) on conflict do nothing", cancel);
            if (first == 0) return (await db.VolunteerAnswers.AsNoTracking().SingleAsync(each => each.County == row.County && each.Mobilization == row.Mobilization && each.PersonId == person, cancel)).ToWire(known.Name);
            db.Count(mobilization, row);
            db.Audit(row.County, "mobilization.answer", row.Mobilization);
            await db.SaveChangesAsync(cancel);
            return row.ToWire(known.Name);
        }, cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<V1.TeamAnswer> AnswerForTeam(AnswerForTeamRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var (team, site) = (check.Id("teamId", "队伍", request.TeamId), check.Site("site", request.Site, Caller));
        var people = check.Range("people", "人数", request.People, 1, TeamAnswer.MostPeople);
        check.Done();
        var mobilization = await db.MobilizationAsync(request.Number, cancel);
        // For the team speaks who leads it, nobody else.
        if (!await db.LeadsAsync(Caller, team, site, cancel)) throw Fault.Denied(Permission.Of<ManageShifts>());
        mobilization.RequireOpen(site, now);
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);
        var name = await db.Teams.Where(row => row.County == Caller.County && row.Id == team).Select(row => row.Name).SingleAsync(cancel);
        return await db.TogetherAsync(async () =>
        {
            var row = new TeamAnswer { County = Caller.County, Mobilization = mobilization.Number, TeamId = team, Site = site, People = people, AnsweredAt = now };
            var first = await db.Database.ExecuteSqlAsync(
                $"insert into team_answer (county, mobilization, team_id, site, people, answered_at) values ({row.County}, {row.Mobilization}, {row.TeamId}, {row.Site}, {row.People}, {row.AnsweredAt}) on conflict do nothing", cancel);
            if (first == 0)
            {
                var before = await db.TeamAnswers.AsNoTracking().SingleAsync(each => each.County == row.County && each.Mobilization == row.Mobilization && each.TeamId == team, cancel);
                return (before.Site, before.People) == (site, people) ? before.ToWire(name) : throw Fault.Duplicate("ANSWERED", $"{name}已经响应,报了 {before.People} 人,没有改动");
            }
            db.Count(mobilization, row);
            db.Audit(row.County, "mobilization.answer-for-team", $"{row.Mobilization} {row.TeamId}");
            await db.SaveChangesAsync(cancel);
            return row.ToWire(name);
        }, cancel);
    }

    [Requires<ManageShifts>]
    public override async Task<ListTeamsToAnswerResponse> ListTeamsToAnswer(ListTeamsToAnswerRequest request, ServerCallContext context)
    {
        var mobilization = await db.MobilizationAsync(request.Number, context.CancellationToken);
        var led = await db.TeamsLedAsync(Caller, context.CancellationToken);
        var ids = led.Select(team => team.Id).ToArray();
        var answered = await db.TeamAnswers.Where(each => each.County == mobilization.County && each.Mobilization == mobilization.Number && ids.Contains(each.TeamId)).Select(each => each.TeamId).ToListAsync(context.CancellationToken);
        return new ListTeamsToAnswerResponse { Teams = { led.Where(team => !answered.Contains(team.Id)).OrderBy(team => team.Name, StringComparer.Ordinal).Select(team => new TeamToAnswer { TeamId = team.Id.ToString(), Name = team.Name }) } };
    }

    [Requires<ReadActivities>]
    public override async Task<ListTeamAnswersResponse> ListTeamAnswers(ListTeamAnswersRequest request, ServerCallContext context)
    {
        var (check, cancel, page) = (new Check(), context.CancellationToken, Page.Of(request, 1));
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var mobilization = await db.MobilizationAsync(request.Number, cancel);
        var rows = db.TeamAnswers.AsNoTracking().Where(row => row.County == mobilization.County && row.Mobilization == mobilization.Number).Under(row => row.Site, [prefix]);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.TeamId > after);
        }
        var found = await rows.OrderBy(row => row.TeamId).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.TeamId.ToString()]);
        var names = await Exports.TeamNames.OfAsync(db, found.Select(row => (Guid?)row.TeamId), cancel);
        return new ListTeamAnswersResponse { Answers = { found.Select(row => row.ToWire(names.GetValueOrDefault(row.TeamId, ""))) }, NextPageToken = next };
    }

    [Requires<ReadActivities>]
    public override async Task<ListSiteAnswersResponse> ListSiteAnswers(ListSiteAnswersRequest request, ServerCallContext context)
    {
        var (check, cancel, page) = (new Check(), context.CancellationToken, Page.Of(request, 1));
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var mobilization = await db.MobilizationAsync(request.Number, cancel);
        var after = page.IsFirst ? "" : page.After[0];
        var answers = db.SiteAnswers.AsNoTracking().Where(row => row.County == mobilization.County && row.Mobilization == mobilization.Number);
        List<V1.SiteAnswer> found;
        if (request.Missing)
        {
            var silent = await Called(mobilization).Where(site => site.ClosedOn == null).Under(site => site.Code, [prefix]).Where(site => string.Compare(site.Code, after) > 0 && !answers.Any(row => row.Site == site.Code))
                .OrderBy(site => site.Code).Take(page.Take).Select(site => site.Code).ToListAsync(cancel);
            found = [.. silent.Select(code => new V1.SiteAnswer { Site = code })];
        }
        else found = [.. (await answers.Under(row => row.Site, [prefix]).Where(row => string.Compare(row.Site, after) > 0).OrderBy(row => row.Site).Take(page.Take).ToListAsync(cancel)).Select(row => row.ToWire())];
        var next = page.Next(found, row => [row.Site]);
        return new ListSiteAnswersResponse { Answers = { found }, NextPageToken = next };
    }

    [Requires<AnswerMobilizations>]
    public override async Task<ListVolunteerAnswersResponse> ListVolunteerAnswers(ListVolunteerAnswersRequest request, ServerCallContext context)
    {
        var (check, cancel, page) = (new Check(), context.CancellationToken, Page.Of(request, 1));
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var mobilization = await db.MobilizationAsync(request.Number, cancel);
        var rows = db.VolunteerAnswers.AsNoTracking().Where(row => row.County == Caller.County && row.Mobilization == mobilization.Number).Under(row => row.Site, Prefixes.Meet(prefix, Caller.PrefixesOf<AnswerMobilizations>()));
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.PersonId > after);
        }
        var found = await rows.OrderBy(row => row.PersonId).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.PersonId.ToString()]);
        var people = found.Select(row => row.PersonId).ToArray();
        var names = await db.Volunteers.Where(row => row.County == Caller.County && people.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, row => row.Name, cancel);
        return new ListVolunteerAnswersResponse { Answers = { found.Select(row => row.ToWire(names.GetValueOrDefault(row.PersonId, ""))) }, NextPageToken = next };
    }

    // The institutes and stations that run below its area.
    // A site that closed later was called all the same, and may have answered.
    IQueryable<KnownSite> Called(Mobilization row)
    {
        var day = ChinaTime.Day(row.StartsAt);
        return db.Sites.AsNoTracking().Where(site => site.County == row.County && site.Tier != center && (site.ClosedOn == null || site.ClosedOn >= day)).Under(site => site.Code, [row.Area]);
    }

    async Task<V1.Mobilization> SavedAsync(Mobilization row, string action, CancellationToken cancel)
    {
        db.Audit(row.County, action, row.Number);
        await db.SaveChangesAsync(cancel);
        return row.ToWire();
    }
}
