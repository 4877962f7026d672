using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Posts;

/// <summary>Who follows whom on a post (继任), and where a post lacks its holder.</summary>
public sealed class SuccessionService(OrganizationDb db) : V1.PostSuccession.PostSuccessionBase
{
    [Requires<ManagePosts>]
    public override async Task<SucceedAppointmentResponse> SucceedAppointment(SucceedAppointmentRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var postId = check.Id("postId", "岗位", request.PostId);
        Guid? whose = request.AppointmentId.Length > 0 ? check.Id("appointmentId", "任职", request.AppointmentId) : null;
        Guid? person = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        var name = check.Text("personName", "姓名", request.PersonName, most: 40, least: 2);
        var from = check.Day("from", "任职日期", request.From);
        var document = check.Optional("document", "任命文件", request.Document, most: 100);
        check.Optional("reason", "原因", request.Reason, most: 200);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            await db.LockPostAsync(postId, cancel);
            var post = await db.Posts.SingleOrDefaultAsync(post => post.Id == postId && db.Scope.Counties.Contains(post.County), cancel) ?? throw Fault.NotFound("这个岗位");
            db.Scope.Caller.Require<ManagePosts>(post.Site);
            await db.RequireOpenAsync(post, cancel);
            var before = from.AddDays(-1);
            var running = await db.RunningAsync(post, before, cancel);
            // Whoever is appointed for a later day leaves nothing on that day.
            var leaving = running.Where(held => whose is null ? held.From <= before : held.Id == whose).ToList();
            if (leaving.Count == 0) throw Fault.Precondition("POST_VACANT", $"{post.Title}在 {before:yyyy-MM-dd} 没有人担任,请直接任命");
            if (leaving.Count > 1) throw Fault.Invalid("appointmentId", "REQUIRED", $"{post.Title}由{string.Join("、", leaving.Select(held => held.PersonName))}担任,请指明谁离任");

            var (next, version) = (post.PersonOf(person, name), leaving[0].Version);
            // The former's end must be there before the next one's begin: PostgreSQL looks at each statement.
            var begun = post.Succeed(leaving[0], running, next, name, from, document);
            if (post.Role.Length > 0 && leaving[0].Version != version) db.Publish(leaving[0].Changed(post));
            db.Audit(post.County, "post.succeed", leaving[0].Id.ToString());
            await db.SaveChangesAsync(cancel);
            db.Enter(begun, post);
            await db.SaveChangesAsync(cancel);
            return new SucceedAppointmentResponse { Ended = leaving[0].ToHeld(), Begun = begun.ToHeld() };
        }, cancel);
    }

    [Requires<ReadPosts>]
    public override async Task<ListAppointmentsResponse> ListAppointments(ListAppointmentsRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var postId = check.Id("postId", "岗位", request.PostId);
        check.Done();
        var page = Page.Of(request, keys: 2);
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(post => post.Id == postId && db.Scope.Counties.Contains(post.County), cancel) ?? throw Fault.NotFound("这个岗位");
        db.Scope.Caller.Require<ReadPosts>(post.Site);
        var held = db.Appointments.AsNoTracking().Where(row => row.County == post.County && row.PostId == postId);
        if (!page.IsFirst)
        {
            var after = (Day: page.DayAfter(0), Id: page.IdAfter(1));
            held = held.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.From, row.Id), ValueTuple.Create(after.Day, after.Id)));
        }
        var rows = await held.OrderByDescending(row => row.From).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        return new ListAppointmentsResponse { NextPageToken = page.Next(rows, row => [ChinaTime.Text(row.From), row.Id.ToString()]), Appointments = { rows.Select(row => row.ToHeld()) } };
    }

    [Requires<ReadPosts>]
    public override async Task<GetPostCountResponse> GetPostCount(GetPostCountRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var (posts, running) = (Seen(prefix), RunningOn(ChinaTime.Today(db.Clock)));
        return new GetPostCountResponse
        {
            Posts = await posts.CountAsync(cancel),
            Places = await posts.SumAsync(post => post.Places, cancel),
            Filled = await posts.Select(post => new { post.Places, Held = running.Count(held => held.County == post.County && held.PostId == post.Id) }).SumAsync(each => each.Held < each.Places ? each.Held : each.Places, cancel),
        };
    }

    // Posts of sites that run, as far as the caller may read them.
    IQueryable<SitePost> Seen(string prefix) => db.Posts.AsNoTracking().Where(post => db.Scope.Counties.Contains(post.County)).Under(post => post.Site, [prefix]).Under(post => post.Site, db.Scope.Caller.PrefixesOf<ReadPosts>())
        .Where(post => !db.Sites.Any(site => site.County == post.County && site.Code == post.Site && site.ClosedOn != null));

    IQueryable<PostAppointment> RunningOn(DateOnly today) => db.Appointments.AsNoTracking().Where(held => held.From <= today && (held.To == null || held.To >= today));

    [Requires<ReadPosts>]
    public override async Task<ListPostAlarmsResponse> ListPostAlarms(ListPostAlarmsRequest request, ServerCallContext context)
    {
        var (today, cancel, check) = (ChinaTime.Today(db.Clock), context.CancellationToken, new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("kind", "类别", request.Kind);
        check.Done();
        var page = Page.Of(request, keys: 2);

        var posts = Seen(prefix);
        if (!page.IsFirst)
        {
            var after = (Site: page.After[0], Id: page.IdAfter(1));
            posts = posts.Where(post => EF.Functions.GreaterThan(ValueTuple.Create(post.Site, post.Id), ValueTuple.Create(after.Site, after.Id)));
        }
        var running = RunningOn(today);
        // An office is one person's: two posts of one place that it holds by right must not be held by two.
        var judged = posts.Select(post => new
        {
            Post = post,
            Held = running.Count(held => held.County == post.County && held.PostId == post.Id),
            Last = db.Appointments.Where(held => held.County == post.County && held.PostId == post.Id && held.To < today).Max(held => held.To),
            Two = post.ExOfficio != "" && post.Places == 1 && running.Any(own => own.County == post.County && own.PostId == post.Id
                && db.Posts.Any(other => other.County == post.County && other.ExOfficio == post.ExOfficio && other.Places == 1
                    && !db.Sites.Any(site => site.County == other.County && site.Code == other.Site && site.ClosedOn != null)
                    && running.Any(theirs => theirs.County == other.County && theirs.PostId == other.Id && theirs.Person != own.Person))),
        });
        judged = request.Kind switch
        {
            PostAlarmKind.PostVacant => judged.Where(each => each.Held < each.Post.Places),
            PostAlarmKind.PostOverfilled => judged.Where(each => each.Held > each.Post.Places),
            PostAlarmKind.OfficeHeldByTwo => judged.Where(each => each.Two),
            _ => judged.Where(each => each.Held != each.Post.Places || each.Two),
        };
        var rows = await judged.OrderBy(each => each.Post.Site).ThenBy(each => each.Post.Id).Take(page.Take).ToListAsync(cancel);
        return new ListPostAlarmsResponse
        {
            NextPageToken = page.Next(rows, each => [each.Post.Site, each.Post.Id.ToString()]),
            Alarms =
            {
                rows.Select(each => new PostAlarm
                {
                    Kind = each.Held < each.Post.Places ? PostAlarmKind.PostVacant : each.Held > each.Post.Places ? PostAlarmKind.PostOverfilled : PostAlarmKind.OfficeHeldByTwo,
                    PostId = each.Post.Id.ToString(),
                    Site = each.Post.Site,
                    Title = each.Post.Title,
                    Places = each.Post.Places,
                    Held = each.Held,
                    Since = each.Held < each.Post.Places && each.Last is { } last ? ChinaTime.Text(last.AddDays(1)) : "",
                    ExOfficio = each.Post.ExOfficio,
                }),
            },
        };
    }
}
