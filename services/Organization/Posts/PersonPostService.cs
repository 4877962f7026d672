using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Posts;

/// <summary>Posts and honours of one person (一人多岗), in the county of the caller.</summary>
public sealed class PersonPostService(OrganizationDb db) : PersonPosts.PersonPostsBase
{
    const int most = 200;

    Caller Caller => db.Scope.Caller;

    [Requires<ReadOwnRecord>]
    public override async Task<ListPostsOfPersonResponse> ListPostsOfPerson(ListPostsOfPersonRequest request, ServerCallContext context)
    {
        var person = Person<ReadPosts>(request.PersonId);
        var posts = db.Posts.AsNoTracking().Where(post => post.County == Caller.County);
        if (person != Caller.PersonId) posts = posts.Under(post => post.Site, Caller.PrefixesOf<ReadPosts>());
        var rows = await db.Appointments.AsNoTracking().Where(held => held.County == Caller.County && held.Person == person)
            .Join(posts, held => held.PostId, post => post.Id, (held, post) => new { Held = held, Post = post })
            .OrderByDescending(each => each.Held.From).ThenByDescending(each => each.Held.Id).Take(most).ToListAsync(context.CancellationToken);
        return new ListPostsOfPersonResponse
        {
            Posts =
            {
                rows.Select(each => new PostOfPerson
                {
                    PostId = each.Post.Id.ToString(),
                    Site = each.Post.Site,
                    Title = each.Post.Title,
                    ExOfficio = each.Post.ExOfficio,
                    From = ChinaTime.Text(each.Held.From),
                    To = each.Held.To is { } last ? ChinaTime.Text(last) : "",
                    Document = each.Held.Document,
                }),
            },
        };
    }

    [Requires<ReadOwnRecord>]
    public override async Task<ListHonoursOfPersonResponse> ListHonoursOfPerson(ListHonoursOfPersonRequest request, ServerCallContext context)
    {
        var person = Person<ManageHonours>(request.PersonId);
        var honours = db.Honours.AsNoTracking().Where(honour => honour.County == Caller.PersonalCounty && honour.Status == HonourStatus.Verified
            && db.HonourHolders.Any(holder => holder.County == honour.County && holder.HonourId == honour.Id && holder.Person == person));
        if (person != Caller.PersonId) honours = honours.Under(honour => honour.Site, Caller.PrefixesOf<ManageHonours>());
        var rows = await honours.OrderByDescending(honour => honour.AwardedOn).ThenByDescending(honour => honour.Id).Take(most).ToListAsync(context.CancellationToken);
        return new ListHonoursOfPersonResponse { Honours = { rows.Select(honour => honour.ToProto()) } };
    }

    /// <summary>Oneself, or somebody else for who holds the permission anywhere in the county.</summary>
    Guid Person<TPermission>(string text) where TPermission : Permission, new()
    {
        var check = new Check();
        var person = check.Id("personId", "人员", text);
        check.Done();
        if (person != Caller.PersonId && !Caller.May<TPermission>()) throw Fault.Denied(Permission.Of<TPermission>());
        return person;
    }
}
