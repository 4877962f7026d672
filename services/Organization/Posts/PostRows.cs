using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Posts;

/// <summary>The rules that a post must meet, and what appointing somebody entails: row and event together.</summary>
static class PostRows
{
    /// <summary>Roles that a post may give over its site: those of the three tiers that a county's office may grant, too.</summary>
    static readonly Role[] given = [Role.StationClerk, Role.InstituteClerk, Role.CenterOffice];

    public static SitePost Read(Check check, string county, string site, string title, int places, string exOfficio, string role, DateOnly? established)
    {
        check.That(role.Length == 0 || given.Any(known => known.Name == role), "role", "UNKNOWN_VALUE", $"岗位可以带的权限是 {string.Join("、", given.Select(known => $"{known.Name}({known.Title})"))}");
        return new SitePost
        {
            County = county,
            Id = Guid.CreateVersion7(),
            Site = site,
            Title = check.Text("title", "岗位", title, most: 30, least: 2),
            Places = check.Range("places", "人数", places, 1, 50),
            ExOfficio = check.Optional("exOfficio", "当然担任的职务", exOfficio, most: 40),
            Role = role,
            EstablishedOn = established,
        };
    }

    /// <summary>Who holds an office and is known by name only. Two offices of one name in a county are two people, unless somebody says who they are.</summary>
    public static Guid OfficialOf(this SitePost post, string name) => DerivedId.Of(post.County, "official", name, post.ExOfficio.Length > 0 ? post.ExOfficio : $"{post.Site} {post.Title}");

    /// <summary>The person that was chosen. A role is given to somebody who can sign in, never to a mere name.</summary>
    /// <exception cref="Fault">PERSON_REQUIRED.</exception>
    public static Guid PersonOf(this SitePost post, Guid? person, string name) => person
        ?? (post.Role.Length == 0 ? post.OfficialOf(name) : throw Fault.Invalid("personId", "PERSON_REQUIRED", $"{post.Title}带有工作权限,请选志愿者或有账号的人"));

    /// <summary>Enters somebody's time in a post. Whoever enters many tells of them in one event.</summary>
    public static void Enter(this OrganizationDb db, PostAppointment appointment, SitePost post, bool tell = true)
    {
        db.Appointments.Add(appointment);
        if (tell && post.Role.Length > 0) db.Publish(appointment.Changed(post));
    }

    /// <summary>
    /// Two who appoint to a post at once wait for each other at its row: the second one finds the first one's holder (POST_HELD). Before it they wait at the site's, as the figures and
    /// whoever closes the site do: somebody is appointed before it closes and is out with it, or is not. A post that the caller may not see is locked by nobody.
    /// </summary>
    public static async Task LockPostAsync(this OrganizationDb db, Guid post, CancellationToken cancel)
    {
        var counties = db.Scope.Counties.ToArray();
        await db.Database.ExecuteSqlAsync($"select from practice_site s where exists (select from site_post p where p.county = any({counties}) and p.id = {post} and s.county = p.county and s.code = p.site) for no key update", cancel);
        await db.Database.ExecuteSqlAsync($"select from site_post where county = any({counties}) and id = {post} for update", cancel);
    }

    /// <summary>Nobody is appointed at a site that closed: the role would be one over its successor.</summary>
    /// <exception cref="Fault">SITE_CLOSED.</exception>
    public static async Task RequireOpenAsync(this OrganizationDb db, SitePost post, CancellationToken cancel)
    {
        var site = await db.Sites.AsNoTracking().SingleAsync(site => site.County == post.County && site.Code == post.Site, cancel);
        if (site.ClosedOn is { } closed) throw Fault.SiteClosed(closed, site.Successor);
    }

    /// <summary>Whose time runs on some day from then on.</summary>
    public static Task<List<PostAppointment>> RunningAsync(this OrganizationDb db, SitePost post, DateOnly from, CancellationToken cancel) =>
        db.Appointments.Where(held => held.County == post.County && held.PostId == post.Id && (held.To == null || held.To >= from)).ToListAsync(cancel);

    /// <summary>The posts of a site that closed go to its successor with their holders; one that the successor has of its own ends with the site's last day, whatever was foreseen.</summary>
    public static async Task MovePostsAsync(this OrganizationDb db, SiteHandedOver fact, string to, CancellationToken cancel)
    {
        var posts = await db.Posts.Where(post => post.County == fact.County && post.Site == fact.Code).OrderBy(post => post.Title).Take(PostService.MostPosts).ToListAsync(cancel);
        var there = await db.Posts.Where(post => post.County == fact.County && post.Site == to).Select(post => post.Title).ToHashSetAsync(cancel);
        var told = new List<AppointmentChanged>();
        foreach (var post in posts)
        {
            var stays = there.Contains(post.Title);
            if (!stays) post.Move(to, fact.Day);
            foreach (var held in await db.RunningAsync(post, fact.Day, cancel))
            {
                if (!stays) held.Touch();
                else if (held.From > fact.ClosedOn)
                {
                    // A time that would begin at a closed site never begins; whoever follows it is told that it ended before.
                    db.Appointments.Remove(held);
                    if (post.Role.Length > 0) told.Add(held.Changed(post) with { To = fact.ClosedOn, Version = held.Version + 1 });
                    continue;
                }
                else if (held.To is null || held.To > fact.ClosedOn) held.End(fact.ClosedOn);
                else continue;
                if (post.Role.Length > 0) told.Add(held.Changed(post));
            }
        }
        if (told.Count > 0) db.Publish(new AppointmentsImported(fact.County, told));
    }

    /// <summary>
    /// Whoever holds a post of a site that closed, and that nobody goes on with, is out with the site's last day, whatever was foreseen, and so is the role that the post gives. The
    /// posts stay with their site.
    /// </summary>
    public static async Task EndPostsAsync(this OrganizationDb db, string county, IReadOnlyCollection<(string Code, DateOnly On)> closed, CancellationToken cancel)
    {
        if (closed.Count == 0) return;
        var codes = closed.Select(each => each.Code).ToArray();
        var posts = await db.Posts.AsNoTracking().Where(post => post.County == county && codes.Contains(post.Site)).ToDictionaryAsync(post => post.Id, cancel);
        var (ids, told) = (posts.Keys.ToArray(), new List<AppointmentChanged>());
        foreach (var held in await db.Appointments.Where(held => held.County == county && ids.Contains(held.PostId)).OrderBy(held => held.Id).ToListAsync(cancel))
        {
            var post = posts[held.PostId];
            // A post that came with another site after the end that is told now was held there until then.
            var last = post.MovedOn.Append(closed.First(each => each.Code == post.Site).On).Max();
            if (held.From > last)
            {
                db.Appointments.Remove(held);
                if (post.Role.Length > 0) told.Add(held.Changed(post) with { To = last, Version = held.Version + 1 });
                continue;
            }
            if (held.To <= last) continue;
            held.End(last);
            if (post.Role.Length > 0) told.Add(held.Changed(post));
        }
        if (told.Count > 0) db.Publish(new AppointmentsImported(county, told));
    }
}
