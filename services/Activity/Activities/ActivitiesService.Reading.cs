using System.Globalization;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Needs;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Platform.Search;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

public sealed partial class ActivitiesService
{
    /// <summary>What is published, by start time, in the counties that the caller's token admits; drafts only to those who manage them. With a query the newest first.</summary>
    [Requires<ReadActivities>]
    public override async Task<ListActivitiesResponse> ListActivities(ListActivitiesRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var wanted = ActivityRows.Wanted.Of(request);
        var page = Page.Of(request, 2);

        var now = clock.GetUtcNow();
        ActivityList list;
        if (wanted.Query.Length == 0) list = new ActivityList(db.Scope.Counties, now);
        else if (await ActivityTerm.RarestFirstAsync(hot, db.Scope.Counties, SearchTerms.OfQuery(wanted.Query), cancel) is { Count: > 0 } terms) list = new ActivityList(db.Scope.Counties, now, terms);
        else return new ListActivitiesResponse();
        if (!Caller.May<ManageActivities>())
        {
            list.Below(wanted.Prefix);
            list.Published();
        }
        else
        {
            var (heirs, overseen) = (await Heirs.ReadAsync(db, Caller.County, cancel), Caller.Overseen<ManageActivities>());
            list.Below(wanted.Prefix, heirs.LeftTo([wanted.Prefix]));
            list.PublishedOrManaged(Caller.County, (await db.TeamsLedAsync(Caller, cancel)).Select(row => row.Id), overseen, heirs.LeftTo(overseen));
        }
        if (wanted.LocalPlatform.Length > 0) list.OfLocal(wanted.LocalPlatform);
        if (wanted.Platform != ServicePlatform.Unspecified) list.Of(wanted.Platform);
        if (wanted.Team is { } team) list.Of(team);
        if (wanted.Project is { } project) list.OfProject(project);
        list.OwnedBy(wanted.Owner);
        if (wanted.Association.Length > 0) list.OfAssociation(wanted.Association);
        if (wanted.Purpose != ActivityPurpose.Unspecified) list.For(wanted.Purpose);
        if (wanted.TaskField != TaskField.Unspecified) list.Of(wanted.TaskField);
        if (wanted.CrossWork.Length > 0) list.JoinedWith(wanted.CrossWork);
        if (wanted.Theme.Length > 0) list.OfTheme(wanted.Theme);
        if (wanted.Unit.Length > 0) list.OfUnit(wanted.Unit);
        if (wanted.Kind != ActivityKind.Unspecified) list.Of(wanted.Kind);
        if (wanted.Base.Length > 0) list.AtBase(wanted.Base);
        if (wanted.Venue.Length > 0) list.AtVenue(wanted.Venue);
        if (wanted.FromNeed) list.FromNeed();
        if (wanted.Overdue) list.Overdue();
        list.Recorded(wanted.Moment);
        if (wanted.From is { } first) list.From(first);
        if (wanted.Before is { } end) list.Before(end);
        if (wanted.Status != ActivityStatus.Unspecified) list.In(wanted.Status);
        if (!page.IsFirst && long.TryParse(page.After[0], CultureInfo.InvariantCulture, out var ticks) && Guid.TryParse(page.After[1], out var after))
            list.After(new DateTimeOffset(ticks, TimeSpan.Zero), after);

        var found = await list.ReadAsync(hot, page.Take, cancel);
        var response = new ListActivitiesResponse
        {
            NextPageToken = page.Next(found, row => [row.StartsAt.ToDateTimeOffset().UtcTicks.ToString(CultureInfo.InvariantCulture), row.Id]),
        };
        response.Activities.AddRange(found);
        return response;
    }

    [Requires<ReadActivities>]
    public override async Task<V1.Activity> GetActivity(GetActivityRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "活动", request.Id);
        check.Done();
        var found = await Within(await VisibleAsync(context.CancellationToken), db.Scope.Counties).Where(each => each.Id == id).ToListAsync(context.CancellationToken);
        if (found is not [var row]) throw Fault.NotFound("这场活动");
        var wire = (await found.ToWireAsync(db, context.CancellationToken))[0];
        if (row.ProjectId is { } project)
            wire.ProjectName = await db.Projects.Where(each => each.County == row.County && each.Id == project).Select(each => each.Name).SingleOrDefaultAsync(context.CancellationToken) ?? "";
        if (row.Association is { } association)
            wire.AssociationName = await db.Associations.Where(each => each.County == row.County && each.Number == association).Select(each => each.Name).SingleOrDefaultAsync(context.CancellationToken) ?? "";
        if (Caller.May<ManageActivities>() && row.County == Caller.County)
            wire.Corrections.AddRange((await db.Set<ActivityCorrection>().AsNoTracking().Where(each => each.County == row.County && each.ActivityId == row.Id).OrderByDescending(each => each.No).Take(mostCorrections).ToListAsync(context.CancellationToken))
                .Select(each => new V1.ActivityCorrection { At = each.At.ToTimestamp(), AttendeesBefore = each.AttendeesBefore, Attendees = each.Attendees, Reason = each.Reason }));
        return wire;
    }

    // One county is said as one, so that the index gives the page in its order; a set of them must be sorted.
    static IQueryable<PracticeActivity> Within(IQueryable<PracticeActivity> rows, IReadOnlyList<string> counties)
    {
        if (counties is not [var county]) return rows.Where(row => counties.Contains(row.County));
        return rows.Where(row => row.County == county);
    }

    // Most callers manage nothing, and their query stays the plain one.
    async Task<IQueryable<PracticeActivity>> VisibleAsync(CancellationToken cancel)
    {
        var rows = db.Activities.AsNoTracking().Include(row => row.Posts);
        if (!Caller.May<ManageActivities>()) return rows.Where(row => row.Status != ActivityStatus.Draft && row.Status != ActivityStatus.PendingReview);
        var county = Caller.County;
        var led = (await db.TeamsLedAsync(Caller, cancel)).Select(row => (Guid?)row.Id).ToArray();
        var overseen = Caller.Overseen<ManageActivities>().ToArray();
        var left = (await Heirs.ReadAsync(db, county, cancel)).LeftTo(overseen);
        return rows.Where(row => (row.Status != ActivityStatus.Draft && row.Status != ActivityStatus.PendingReview)
            || (row.County == county && (led.Contains(row.TeamId) || left.Contains(row.Site) || overseen.Any(prefix => row.Site.StartsWith(prefix)))));
    }

    /// <summary>An activity that the caller manages, to be changed; another team's draft is not found.</summary>
    async Task<PracticeActivity> FindAsync<TPermission>(string value, CancellationToken cancel) where TPermission : Permission, new()
    {
        var check = new Check();
        var id = check.Id("id", "活动", value);
        check.Done();
        var row = await db.Activities.Include(each => each.Posts).SingleOrDefaultAsync(each => each.County == Caller.County && each.Id == id, cancel)
            ?? throw Fault.NotFound("这场活动");
        if (await db.ReachesAsync<TPermission>(Caller, row.Site, row.TeamId, cancel)) return row;
        throw row.Status is ActivityStatus.Draft or ActivityStatus.PendingReview ? Fault.NotFound("这场活动") : Fault.Denied(Permission.Of<TPermission>());
    }

    /// <summary>The same with its posts locked: sign-ups that are under way end first, later ones find the post closed.</summary>
    async Task<PracticeActivity> FindLockedAsync<TPermission>(string value, CancellationToken cancel) where TPermission : Permission, new()
    {
        if (Guid.TryParse(value, out var id))
            await db.Posts.FromSql($"select * from activity_post where county = {Caller.County} and activity_id = {id} order by id for update").LoadAsync(cancel);
        return await FindAsync<TPermission>(value, cancel);
    }

    async Task<Needs.Need?> NeedOfAsync(PracticeActivity row, CancellationToken cancel) => row.NeedId is null ? null
        : await db.Needs.SingleOrDefaultAsync(need => need.County == row.County && need.Id == row.NeedId, cancel);

    async Task RequireAsync<TPermission>(string site, Guid? team, CancellationToken cancel) where TPermission : Permission, new()
    {
        if (!await db.ReachesAsync<TPermission>(Caller, site, team, cancel)) throw Fault.Denied(Permission.Of<TPermission>());
    }
}
