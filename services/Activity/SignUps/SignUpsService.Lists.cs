using CivPractice.Activity.Activities;
using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.SignUps;

public sealed partial class SignUpsService
{
    /// <summary>The list of who comes, with names, for those who keep it; in the order of the sign-ups.</summary>
    [Requires<ManageAttendance>]
    public override async Task<ListSignUpsResponse> ListSignUps(ListSignUpsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        var activity = check.Id("activityId", "活动", request.ActivityId);
        check.Done();
        var page = Page.Of(request, 1);
        var plan = await plans.FindAsync(db, Caller.County, activity, cancel) ?? throw Fault.NotFound("这场活动");
        await RequireAttendanceAsync(plan.Site, plan.TeamId, cancel);

        var rows = db.SignUps.AsNoTracking().Where(row => row.County == Caller.County && row.ActivityId == activity);
        if (!page.IsFirst && Guid.TryParse(page.After[0], out var after)) rows = rows.Where(row => row.Id > after);
        var found = await WithPlace(rows.OrderBy(row => row.Id).Take(page.Take)).ToListAsync(cancel);
        var response = new ListSignUpsResponse { NextPageToken = page.Next(found, each => [each.Row.Id.ToString()]) };

        var persons = found.Select(each => each.Row.PersonId).ToArray();
        var names = await db.Volunteers.Where(known => known.County == Caller.County && persons.Contains(known.PersonId)).ToDictionaryAsync(known => known.PersonId, known => known.Name, cancel);
        response.SignUps.AddRange(found.Select(each => each.Row.ToWire(plan.StartsAt, plan.EndsAt, each.Place, names.GetValueOrDefault(each.Row.PersonId, ""))));
        return response;
    }

    /// <summary>The caller's own, latest first.</summary>
    [Requires<SignUpSelf>]
    public override async Task<ListMySignUpsResponse> ListMySignUps(ListMySignUpsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var page = Page.Of(request, 1);
        var person = Caller.PersonId;
        var rows = db.SignUps.AsNoTracking().Where(row => row.County == Caller.County && row.PersonId == person);
        if (!page.IsFirst && Guid.TryParse(page.After[0], out var after)) rows = rows.Where(row => row.Id < after);
        var found = await WithPlace(rows.OrderByDescending(row => row.Id).Take(page.Take)).ToListAsync(cancel);
        var response = new ListMySignUpsResponse { NextPageToken = page.Next(found, each => [each.Row.Id.ToString()]) };

        var ids = found.Select(each => each.Row.ActivityId).ToArray();
        var activities = await db.Activities.AsNoTracking().Include(row => row.Posts).Where(row => row.County == Caller.County && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var shown = (await activities.Values.ToWireAsync(db, cancel)).ToDictionary(row => row.Id);
        response.SignUps.AddRange(found.Select(each => new MySignUp
        {
            SignUp = each.Row.ToWire(activities[each.Row.ActivityId].StartsAt, activities[each.Row.ActivityId].EndsAt, each.Place),
            Activity = shown[each.Row.ActivityId.ToString()],
        }));
        return response;
    }

    sealed record Placed(SignUp Row, int Place);

    IQueryable<Placed> WithPlace(IQueryable<SignUp> rows) => rows.Select(row => new Placed(row, row.Status != SignUpStatus.Waiting ? 0
        : db.SignUps.Count(each => each.County == row.County && each.PostId == row.PostId && each.Status == SignUpStatus.Waiting && each.Queue <= row.Queue)));
}
