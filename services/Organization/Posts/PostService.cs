using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Posts;

/// <summary>Posts of a site and who holds them.</summary>
public sealed class PostService(OrganizationDb db) : V1.Posts.PostsBase
{
    const int mostPosts = 100;

    [Requires<ReadPosts>]
    public override async Task<ListPostsResponse> ListPosts(ListPostsRequest request, ServerCallContext context)
    {
        db.Scope.Caller.Require<ReadPosts>(request.Site);
        var today = ChinaTime.Today(db.Clock);
        var posts = await db.Posts.AsNoTracking().Where(post => post.Site == request.Site).OrderBy(post => post.Title).Take(mostPosts).ToListAsync(context.CancellationToken);
        var ids = posts.Select(post => post.Id).ToList();
        var holders = (await db.Appointments.AsNoTracking().Where(held => ids.Contains(held.PostId) && (held.To == null || held.To >= today)).ToListAsync(context.CancellationToken)).ToLookup(held => held.PostId);
        return new ListPostsResponse { Posts = { posts.Select(post => post.ToProto(holders[post.Id].OrderBy(held => held.From))) } };
    }

    [Requires<ManagePosts>]
    public override async Task<Post> CreatePost(CreatePostRequest request, ServerCallContext context)
    {
        var check = new Check();
        var title = check.Text("title", "岗位", request.Title, most: 30, least: 2);
        check.Range("places", "人数", request.Places, 1, 50);
        var office = check.Optional("exOfficio", "当然担任的职务", request.ExOfficio, most: 40);
        check.Done();
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Code == request.Site, context.CancellationToken) ?? throw Fault.NotFound("这个站点");
        db.Scope.Caller.Require<ManagePosts>(site.Code);
        if (await db.Posts.AnyAsync(post => post.Site == site.Code && post.Title == title, context.CancellationToken)) throw Fault.Duplicate("POST_EXISTS", $"{site.Name}已经有{title}了");

        var post = new SitePost { County = site.County, Id = Guid.CreateVersion7(), Site = site.Code, Title = title, Places = request.Places, ExOfficio = office };
        db.Posts.Add(post);
        db.Audit(post.County, "post.create", post.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return post.ToProto([]);
    }

    [Requires<ManagePosts>]
    public override async Task<Appointment> Appoint(AppointRequest request, ServerCallContext context)
    {
        var check = new Check();
        var postId = check.Id("postId", "岗位", request.PostId);
        var person = check.Id("personId", "人员", request.PersonId);
        var name = check.Text("personName", "姓名", request.PersonName, most: 40, least: 2);
        var from = check.Day("from", "任职日期", request.From);
        check.Done();
        var post = await db.Posts.SingleOrDefaultAsync(post => post.Id == postId, context.CancellationToken) ?? throw Fault.NotFound("这个岗位");
        db.Scope.Caller.Require<ManagePosts>(post.Site);
        var running = await db.Appointments.AsNoTracking().Where(held => held.PostId == postId && (held.To == null || held.To >= from)).ToListAsync(context.CancellationToken);

        var appointment = post.Appoint(running, person, name, from);
        db.Appointments.Add(appointment);
        db.Audit(post.County, "post.appoint", appointment.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return appointment.ToProto();
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
        var post = await db.Posts.AsNoTracking().SingleAsync(post => post.Id == appointment.PostId, context.CancellationToken);
        db.Scope.Caller.Require<ManagePosts>(post.Site);

        appointment.End(to);
        db.Audit(post.County, "post.end", appointment.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return appointment.ToProto();
    }
}
