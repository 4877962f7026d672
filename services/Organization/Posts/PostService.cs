using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Posts;

/// <summary>Posts of a site and who holds them.</summary>
public sealed class PostService(OrganizationDb db) : V1.Posts.PostsBase
{
    internal const int MostPosts = 100;

    [Requires<ReadPosts>]
    public override async Task<ListPostsResponse> ListPosts(ListPostsRequest request, ServerCallContext context)
    {
        db.Scope.Caller.Require<ReadPosts>(request.Site);
        var today = ChinaTime.Today(db.Clock);
        var posts = await db.Posts.AsNoTracking().Where(post => post.Site == request.Site).OrderBy(post => post.Title).Take(MostPosts).ToListAsync(context.CancellationToken);
        var ids = posts.Select(post => post.Id).ToList();
        var holders = (await db.Appointments.AsNoTracking().Where(held => ids.Contains(held.PostId) && (held.To == null || held.To >= today)).ToListAsync(context.CancellationToken)).ToLookup(held => held.PostId);
        return new ListPostsResponse { Posts = { posts.Select(post => post.ToProto(holders[post.Id].OrderBy(held => held.From), today)) } };
    }

    [Requires<ManagePosts>]
    public override async Task<Post> CreatePost(CreatePostRequest request, ServerCallContext context)
    {
        var check = new Check();
        var today = ChinaTime.Today(db.Clock);
        var established = check.DayOrNone("establishedOn", "设岗日期", request.EstablishedOn) ?? today;
        check.That(established <= today, "establishedOn", "DATE_IN_FUTURE", "设岗日期不能晚于今天");
        var post = PostRows.Read(check, db.Scope.Caller.County, request.Site, request.Title, request.Places, request.ExOfficio, request.Role, established);
        check.Done();
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Code == request.Site && site.County == post.County, context.CancellationToken) ?? throw Fault.NotFound("这个站点");
        db.Scope.Caller.Require<ManagePosts>(site.Code);
        if (site.ClosedOn is { } closed) throw Fault.SiteClosed(closed, site.Successor);
        if (await db.Posts.AnyAsync(other => other.Site == site.Code && other.Title == post.Title, context.CancellationToken)) throw Fault.Duplicate("POST_EXISTS", $"{site.Name}已经有{post.Title}了");
        if (await db.Posts.CountAsync(other => other.Site == site.Code, context.CancellationToken) >= MostPosts) throw Fault.Precondition("TOO_MANY_POSTS", $"一个站点最多设 {MostPosts} 个岗位");

        db.Posts.Add(post);
        db.Audit(post.County, "post.create", post.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return post.ToProto([], today);
    }

    [Requires<ManagePosts>]
    public override async Task<Appointment> Appoint(AppointRequest request, ServerCallContext context)
    {
        var check = new Check();
        var postId = check.Id("postId", "岗位", request.PostId);
        Guid? person = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        var name = check.Text("personName", "姓名", request.PersonName, most: 40, least: 2);
        var from = check.Day("from", "任职日期", request.From);
        var to = check.DayOrNone("to", "离任日期", request.To);
        check.That(to is null || to >= from, "to", "ENDED_BEFORE_BEGUN", "离任日期不能早于任职日期");
        var document = check.Optional("document", "任命文件", request.Document, most: 100);
        check.Done();
        var cancel = context.CancellationToken;
        return await db.TogetherAsync(async () =>
        {
            await db.LockPostAsync(postId, cancel);
            var post = await db.Posts.SingleOrDefaultAsync(post => post.Id == postId, cancel) ?? throw Fault.NotFound("这个岗位");
            db.Scope.Caller.Require<ManagePosts>(post.Site);
            await db.RequireOpenAsync(post, cancel);

            var appointment = post.Appoint(await db.RunningAsync(post, from, cancel), post.PersonOf(person, name), name, from, to, document);
            db.Enter(appointment, post);
            db.Audit(post.County, "post.appoint", appointment.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return appointment.ToProto();
        }, cancel);
    }

    [Requires<ManagePosts>]
    public override async Task<Appointment> EndAppointment(EndAppointmentRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("appointmentId", "任职", request.AppointmentId);
        var to = check.Day("to", "离任日期", request.To);
        check.Optional("reason", "原因", request.Reason, most: 200);
        check.Done();
        var appointment = await db.Appointments.SingleOrDefaultAsync(held => held.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这条任职");
        var post = await db.Posts.AsNoTracking().SingleAsync(post => post.County == appointment.County && post.Id == appointment.PostId, context.CancellationToken);
        db.Scope.Caller.Require<ManagePosts>(post.Site);

        appointment.End(to);
        if (post.Role.Length > 0) db.Publish(appointment.Changed(post));
        db.Audit(post.County, "post.end", appointment.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return appointment.ToProto();
    }
}
