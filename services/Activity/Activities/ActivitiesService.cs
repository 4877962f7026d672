using System.Security.Cryptography;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.Needs;
using CivPractice.Activity.SignUps;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using CivPractice.Platform.Writes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>What those who organise do with an activity. Reading stands in ActivitiesService.Reading.cs.</summary>
public sealed partial class ActivitiesService(ActivityDb db, HotRead hot, TimeProvider clock) : V1.Activities.ActivitiesBase
{
    const int mostPosts = 20, mostCorrections = 50;

    Caller Caller => db.Scope.Caller;

    [Requires<ManageActivities>]
    public override async Task<V1.Activity> CreateActivity(CreateActivityRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        Guid? needId = request.NeedId.Length == 0 ? null : check.Id("needId", "需求", request.NeedId);
        Guid? teamId = request.TeamId.Length == 0 ? null : check.Id("teamId", "队伍", request.TeamId);
        Guid? projectId = request.ProjectId.Length == 0 ? null : check.Id("projectId", "项目", request.ProjectId);
        var title = check.Text("title", "名称", request.Title, 60);
        var detail = check.Optional("detail", "说明", request.Detail, 2000);
        var words = await CountyWords.ReadAsync(db, Caller.County, ChinaTime.Day(clock.GetUtcNow()), cancel);
        var (platform, local) = PlatformWords.Read(check, words, request.Platform, request.LocalPlatform);
        var site = needId is not null && request.Site.Length == 0 ? "" : check.Site("site", request.Site, Caller);
        var starts = check.Time("startsAt", "开始时间", request.StartsAt);
        var ends = check.Time("endsAt", "结束时间", request.EndsAt);
        if (request.StartsAt is not null) check.That(PracticeActivity.CanStart(starts, clock.GetUtcNow()), "startsAt", "OUT_OF_RANGE", "开始时间应在 2012 年以后、两年以内");
        check.That(ends > starts, "endsAt", "ENDS_BEFORE_START", "结束时间应晚于开始时间");
        check.That(ends - starts <= PracticeActivity.Longest, "endsAt", "TOO_LONG", "一场活动最长 24 小时");
        var place = check.Text("place", "地点", request.Place, 100);
        var risk = check.Optional("riskNotice", "风险告知", request.RiskNotice, 1000);
        var (audience, insurance) = (check.Optional("audience", "面向人群", request.Audience, 40), check.Optional("insurance", "保险说明", request.Insurance, 200));
        var association = check.Optional("association", "协会登记证号", request.Association, KnownAssociation.MostNumber);
        var marks = Marks.Of(check, request.Marks, words);
        check.That(request.Posts.Count <= mostPosts, "posts", "TOO_MANY", $"最多 {mostPosts} 个岗位");
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var posts = request.Posts.Take(mostPosts).Select((post, index) => Post(check, post, id, index)).ToList();
        check.Done();

        // The team that accepted a need may have ended since: who goes on with the need finishes it.
        if (teamId is { } chosen) await KnownTeam.RequireAsync(db, Caller.County, chosen, ChinaTime.Day(starts), cancel);
        if (needId is not null)
        {
            var need = await db.Needs.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == needId, cancel);
            // Who may not see the need is told nothing of it.
            if (need is null || !await db.ReachesAsync<ReadNeeds>(Caller, need.Site, need.TeamId, cancel)) throw Fault.NotFound("这个需求");
            if (need.Status != NeedStatus.NeedAccepted) throw Fault.Precondition("NEED_NOT_ACCEPTED", $"需求现在是“{need.Status.Title()}”,不能安排活动");
            if (teamId is not null && teamId != need.TeamId) throw Fault.Invalid("teamId", "OTHER_TEAM", "需求由另一支队伍接单");
            teamId = need.TeamId;
            if (site.Length == 0) site = need.Site;
        }
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);
        if (projectId is not null)
        {
            var project = await db.Projects.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == projectId, cancel) ?? throw Fault.Invalid("projectId", "UNKNOWN_PROJECT", "没有这个项目");
            project.RequireRunning(ChinaTime.Day(starts));
        }
        if (association.Length > 0) await KnownAssociation.RequireAsync(db, Caller.County, association, cancel);
        await RequireAsync<ManageActivities>(site, teamId, cancel);

        var row = new PracticeActivity
        {
            County = Caller.County,
            Id = id,
            Title = title,
            Detail = detail,
            Platform = platform,
            LocalPlatform = local,
            Site = site,
            TeamId = teamId,
            NeedId = needId,
            ProjectId = projectId,
            Association = association.Length == 0 ? null : association,
            StartsAt = starts,
            EndsAt = ends,
            Place = place,
            RiskNotice = risk,
            Audience = audience,
            Insurance = insurance,
            Marks = marks,
            Secret = RandomNumberGenerator.GetBytes(32),
        };
        row.Posts.AddRange(posts);
        return await db.TogetherAsync(async () =>
        {
            db.Add(row);
            await ActivityTerm.WriteAsync(db, row.County, [(row.Id, row.StartsAt, [row.Title, row.Place, row.Detail])], cancel);
            return await SavedAsync(row, "activity.create", cancel);
        }, cancel);
    }

    [Requires<ManageActivities>]
    public override async Task<V1.Activity> PublishActivity(PublishActivityRequest request, ServerCallContext context)
    {
        var (row, now) = (await FindAsync<ManageActivities>(request.Id, context.CancellationToken), clock.GetUtcNow());
        if (await WaitsAsync(row, context.CancellationToken))
        {
            row.Submit(now);
            return await SavedAsync(row, "activity.submit", context.CancellationToken);
        }
        row.Publish(now);
        if (await NeedOfAsync(row, context.CancellationToken) is { } need)
        {
            // The draft was made while the team had the need; another may have it by now.
            if (need.Status == NeedStatus.NeedAccepted && need.TeamId != row.TeamId) throw Fault.Precondition("OTHER_TEAM", "需求已改由另一支队伍接单");
            need.Serve(row.Id, row.Title, now);
        }
        if (row.Association is null) db.Count(row.County, row.Site, ChinaTime.Day(now), ActivityMeasures.ActivitiesPublished, dimension: row.Platform.Dimension(row.LocalPlatform));
        return await SavedAsync(row, "activity.publish", context.CancellationToken);
    }

    [Requires<ManageActivities>]
    public override async Task<V1.Activity> CancelActivity(CancelActivityRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        var reason = check.Text("reason", "原因", request.Reason, 200);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var row = await FindLockedAsync<ManageActivities>(request.Id, cancel);
            var now = clock.GetUtcNow();
            row.Cancel(reason, now);
            if (await NeedOfAsync(row, cancel) is { } need && need.ActivityId == row.Id) need.Unserve(reason, now);
            foreach (var signUp in await db.SignUps.Where(each => each.County == row.County && each.ActivityId == row.Id).ToListAsync(cancel))
                if (signUp.IsOpen)
                {
                    db.Count(row.County, row.Site, ChinaTime.Day(signUp.SignedUpAt), ActivityMeasures.SignUps, -1);
                    signUp.Drop($"活动取消:{reason}");
                }
            await PersonTime.ReleaseAsync(db, row.County, row.Id, cancel);
            return await SavedAsync(row, "activity.cancel", cancel);
        }, cancel);
    }

    [Requires<ManageActivities>]
    public override async Task<V1.Activity> CompleteActivity(CompleteActivityRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var check = new Check();
        var attendees = check.Range("attendees", "群众参与人数", request.Attendees, 0, 100_000);
        var outcome = check.Optional("outcome", "成效", request.Outcome, 2000);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            var row = await FindLockedAsync<ManageActivities>(request.Id, cancel);
            var now = clock.GetUtcNow();
            row.Complete(attendees, outcome, now);
            if (await NeedOfAsync(row, cancel) is { Status: NeedStatus.NeedInService } need && need.ActivityId == row.Id)
            {
                need.Finish(now);
                db.CountDone(need, now);
            }
            var (came, minutes) = (0, 0);
            var waited = new List<Guid>();
            foreach (var signUp in await db.SignUps.Where(each => each.County == row.County && each.ActivityId == row.Id).ToListAsync(cancel))
            {
                if (signUp.Status == SignUpStatus.Waiting)
                {
                    waited.Add(signUp.PersonId);
                    db.Count(row.County, row.Site, ChinaTime.Day(signUp.SignedUpAt), ActivityMeasures.SignUps, -1);
                }
                signUp.CloseWith(row);
                if (signUp.Status != SignUpStatus.Credited) continue;
                came++;
                minutes += signUp.Minutes ?? 0;
                if (signUp.Confirmed(row) is { } fact) db.Publish(fact);
            }
            row.Came = came;
            if (waited.Count > 0) await PersonTime.ReleaseAsync(db, row.County, row.Id, cancel, [.. waited]);
            db.CountHeld(new HeldActivity(row.County, row.Site, row.Day, row.Platform.Dimension(row.LocalPlatform), row.Marks, row.Association, row.NeedId is not null, row.ProjectId, came, attendees, minutes));
            return await SavedAsync(row, "activity.complete", cancel);
        }, cancel);
    }

    [Requires<ManageAttendance>]
    public override async Task<V1.CheckInCode> GetCheckInCode(GetCheckInCodeRequest request, ServerCallContext context)
    {
        var row = await FindAsync<ManageAttendance>(request.Id, context.CancellationToken);
        if (row.Status != ActivityStatus.Recruiting) throw Fault.Precondition("ACTIVITY_STATE", $"活动现在是“{row.Status.Title()}”,没有签到码");
        var (day, until) = DayCode.For(row.StartsAt, row.EndsAt, clock.GetUtcNow());
        return new V1.CheckInCode { Code = DayCode.Of(row.Secret, day), ValidUntil = until.ToTimestamp() };
    }

    ActivityPost Post(Check check, V1.ActivityPost post, Guid activity, int index) => new()
    {
        County = Caller.County,
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        ActivityId = activity,
        No = index + 1,
        Title = check.Text($"posts[{index}].title", "岗位名称", post.Title, 30),
        Capacity = check.Range($"posts[{index}].capacity", "名额", post.Capacity, 1, 5000),
        Skill = check.Optional($"posts[{index}].skill", "技能", post.Skill, 20),
        LeastAge = check.Range($"posts[{index}].leastAge", "最低年龄", post.LeastAge, 0, 100),
    };

    async Task<V1.Activity> SavedAsync(PracticeActivity row, string action, CancellationToken cancel)
    {
        db.Audit(row.County, action, row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return (await new[] { row }.ToWireAsync(db, cancel))[0];
    }
}
