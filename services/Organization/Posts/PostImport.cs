using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Organization.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Posts;

/// <summary>A post as the file tells, and one who holds or held it.</summary>
/// <param name="Person">Null in a row of a post that nobody holds (空缺).</param>
public sealed record ImportedPost(SitePost Post, Guid? Person, string Name, DateOnly From, DateOnly? To, string Document);

/// <summary>
/// Posts with their holders from a county's own list (岗位任职导入): one row for each holder, one with an empty name for a vacancy. A post is known by site and title, a holder by
/// post, person and first day. The person is told by the id in Volunteer, or else by name and office, always the same for the same.
/// </summary>
public sealed class PostImport(TimeProvider clock) : ImportKind<OrganizationDb, VenuesAtImport, ImportedPost>
{
    public const string Path = "posts";
    const string site = "站点", title = "岗位", places = "人数", office = "当然担任的职务", role = "权限", name = "姓名", person = "人员编号", since = "任职日期", until = "离任日期", document = "任命文件", established = "设岗日期";

    public override string Name => Path;
    public override string Title => "岗位任职";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(site, true, "140322100801"), new(title, true, "专管员", "title"), new(places, false, "1", "places"), new(office, false, "", "exOfficio"), new(role, false, "station-clerk", "role"), new(name, false, "测试员"),
        new(person, false, ""), new(since, false, "2021-03-05"), new(until, false, ""), new(document, false, ""), new(established, false, ""),
    ];

    protected override async Task<VenuesAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(
        await db.Sites.AsNoTracking().Where(row => row.County == job.County).ToDictionaryAsync(row => row.Code, row => new Venues.SiteAtImport(row.ClosedOn, row.Successor), StringComparer.Ordinal, cancel),
        ChinaTime.Today(clock));

    protected override ImportedPost Read(ImportRow row, Check check, VenuesAtImport known)
    {
        var running = known.Running(row[site]);
        if (!known.Sites.ContainsKey(row[site])) check.That(false, site, "UNKNOWN_SITE", $"本县没有站点 {row[site]}");
        else check.That(running.Length > 0, site, "SITE_CLOSED", $"站点 {row[site]} 已停用,没有接续的站点");
        var count = row[places].Length == 0 ? 1 : CellWords.Whole(check, places, row[places]);
        var county = running.Length >= 6 ? running[..6] : "";
        DateOnly? due = null;
        if (row[established].Length > 0)
        {
            check.That(Cells.TryDay(row[established], known.Today, out var day) && day <= known.Today, established, "INVALID_DATE", $"{established}应为今天以前的日期,如 2021-03-05");
            due = day;
        }
        var post = PostRows.Read(check, county, running, row[title], count, row[office], row[role], due);
        var holder = check.Optional(name, name, row[name], most: 40);
        if (holder.Length == 0)
        {
            check.That(row[since].Length + row[until].Length == 0, name, "REQUIRED", $"填了日期,就要填{name}");
            return new ImportedPost(post, null, "", default, null, "");
        }
        check.That(Cells.TryDay(row[since], known.Today, out var begun), since, "INVALID_DATE", $"{since}应写成 2021-03-05");
        DateOnly? ended = null;
        if (row[until].Length > 0)
        {
            check.That(Cells.TryDay(row[until], known.Today, out var last) && last >= begun, until, "INVALID_DATE", $"{until}应是日期,不早于{since}");
            ended = last;
        }
        var id = row[person].Length > 0 ? check.Id(person, person, row[person]) : post.OfficialOf(holder);
        return new ImportedPost(post, id, holder, begun, ended, check.Optional(document, document, row[document], most: 100));
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedPost Row)> rows, CancellationToken cancel)
    {
        var sites = rows.Select(each => each.Row.Post.Site).Distinct().ToArray();
        var posts = (await db.Posts.Where(post => post.County == job.County && sites.Contains(post.Site)).ToListAsync(cancel)).ToDictionary(post => (post.Site, post.Title));
        var ids = posts.Values.Select(post => post.Id).ToArray();
        var held = (await db.Appointments.Where(row => row.County == job.County && ids.Contains(row.PostId)).ToListAsync(cancel)).GroupBy(row => row.PostId).ToDictionary(group => group.Key, group => group.ToList());
        var (added, ended, rejected, told) = (0, 0, new List<RowFault>(), new List<AppointmentChanged>());
        foreach (var (number, row) in rows)
        {
            var isNew = !posts.TryGetValue((row.Post.Site, row.Post.Title), out var post);
            post ??= row.Post;
            var holders = held.GetValueOrDefault(post.Id) ?? [];
            var same = holders.Find(each => each.Person == row.Person && each.From == row.From);
            if (row.Person is { } person && same is null)
            {
                try
                {
                    var appointment = post.Appoint(holders, person, row.Name, row.From, row.To, row.Document);
                    db.Enter(appointment, post, tell: false);
                    holders.Add(appointment);
                    held[post.Id] = holders;
                    if (post.Role.Length > 0) told.Add(appointment.Changed(post));
                    added++;
                }
                catch (Fault fault) { rejected.Add(new RowFault(number, name, fault.Reason, fault.Message)); continue; }
            }
            else if (same is { To: null } && row.To is { } last)
            {
                same.End(last);
                if (post.Role.Length > 0) told.Add(same.Changed(post));
                ended++;
            }
            else if (isNew) added++;
            if (!isNew) continue;
            db.Posts.Add(post);
            posts[(post.Site, post.Title)] = post;
        }
        if (told.Count > 0) db.Publish(new AppointmentsImported(job.County, told));
        return new BatchResult(added, rows.Count - added - ended - rejected.Count, rejected) { Completed = ended };
    }
}
