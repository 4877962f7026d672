using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Posts;

/// <summary>How long posts stood empty, and how many stations a 专管员 serves. Both are read from the times themselves: they have no stored copy that could go stale.</summary>
public sealed class StaffingService(OrganizationDb db) : PostStaffing.PostStaffingBase
{
    /// <summary>Ten years.</summary>
    const int mostDays = 3660;

    /// <summary>More stations nobody serves.</summary>
    const int mostSites = 50;

    sealed record Vacancy(Guid PostId, string Site, string Title, int Places, int Held, int Days, int Longest, DateOnly? Since);

    [Requires<ReadPosts>]
    public override async Task<ListPostVacanciesResponse> ListPostVacancies(ListPostVacanciesRequest request, ServerCallContext context)
    {
        var (today, check) = (ChinaTime.Today(db.Clock), new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        var only = check.Prefix("site", request.Site);
        var to = check.DayOrNone("to", "截止日期", request.To) ?? today;
        var from = check.DayOrNone("from", "起始日期", request.From) ?? new DateOnly(to.Year, 1, 1);
        check.That(to <= today, "to", "DATE_IN_FUTURE", "截止日期不能晚于今天");
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(to.DayNumber - from.DayNumber < mostDays, "from", "TOO_LONG", "期间最多十年");
        check.Done();
        var page = Page.Of(request, keys: 3);
        (int Days, string Site, Guid Id) after = page.IsFirst ? (int.MaxValue, "", Guid.Empty) : (int.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0, page.After[1], page.IdAfter(2));
        var (counties, within) = (db.Scope.Counties.ToArray(), Prefixes.Meet(prefix, db.Scope.Caller.PrefixesOf<ReadPosts>()));
        var (firsts, behinds) = (within.ToArray(), within.Select(Prefixes.End).ToArray());

        // A post's places are free from its own first day on: the one that was said, the first holder's if that is earlier; else the site's opening.
        var rows = await db.Database.SqlQuery<Vacancy>(
            $"""
            with seen as (
                select p.county, p.id, p.site, p.title, p.places, greatest({from}, coalesce(least(p.established_on, (select min(a."from") from post_appointment a where a.county = p.county and a.post_id = p.id)), s.opened_on)) as lo
                from site_post p join practice_site s on s.county = p.county and s.code = p.site
                where p.county = any({counties}) and s.closed_on is null and ({only} = '' or p.site = {only}) and exists (select from unnest({firsts}, {behinds}) as w(first, behind) where p.site >= w.first collate "C" and p.site < w.behind collate "C")
            ), change as (
                select id, lo as day, 0 as n from seen where lo <= {to}
                union all
                select s.id, greatest(a."from", s.lo), 1 from seen s join post_appointment a on a.county = s.county and a.post_id = s.id where a."from" <= {to} and (a."to" is null or a."to" >= s.lo)
                union all
                select s.id, a."to" + 1, -1 from seen s join post_appointment a on a.county = s.county and a.post_id = s.id where a."to" >= s.lo and a."to" < {to}
            ), step as (
                select id, day, sum(sum(n)) over (partition by id order by day) as held, coalesce(lead(day) over (partition by id order by day), {to} + 1) as until from change group by id, day
            ), turn as (
                select t.*, t.held < s.places as vacant, case when (t.held < s.places) is distinct from lag(t.held < s.places) over (partition by t.id order by t.day) then 1 else 0 end as turn from step t join seen s on s.id = t.id
            ), run as (
                select *, sum(turn) over (partition by id order by day) as run from turn
            ), stretch as (
                select id, min(day) as first, max(until) as until, (max(until) - min(day))::int as days from run where vacant group by id, run
            ), post as (
                select s.id, s.site, s.title, s.places, sum(t.days)::int as days, max(t.days) as longest, max(t.first) filter (where t.until = {to} + 1) as since,
                    (select held::int from step e where e.id = s.id order by e.day desc limit 1) as held
                from seen s join stretch t on t.id = s.id group by s.id, s.site, s.title, s.places
            )
            select id as "PostId", site as "Site", title as "Title", places as "Places", held as "Held", days as "Days", longest as "Longest", since as "Since" from post
            where days < {after.Days} or (days = {after.Days} and (site, id) > ({after.Site} collate "C", {after.Id}))
            order by days desc, site, id limit {page.Take}
            """).ToListAsync(context.CancellationToken);
        return new ListPostVacanciesResponse
        {
            NextPageToken = page.Next(rows, row => [row.Days.ToString(CultureInfo.InvariantCulture), row.Site, row.PostId.ToString()]),
            Vacancies =
            {
                rows.Select(row => new PostVacancy
                {
                    PostId = row.PostId.ToString(), Site = row.Site, Title = row.Title, Places = row.Places, Held = row.Held, Days = row.Days, Longest = row.Longest, Since = row.Since is { } day ? ChinaTime.Text(day) : "",
                }),
            },
        };
    }

    [Requires<ReadPosts>]
    public override async Task<ListClerkLoadsResponse> ListClerkLoads(ListClerkLoadsRequest request, ServerCallContext context)
    {
        var (cancel, today, check) = (context.CancellationToken, ChinaTime.Today(db.Clock), new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        var least = check.Range("least", "站点数", request.Least == 0 ? 2 : request.Least, 1, 1000);
        check.Done();
        var page = Page.Of(request, keys: 2);
        (int Stations, Guid Person) after = page.IsFirst ? (int.MaxValue, Guid.Empty) : (int.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var stations) ? stations : 0, page.IdAfter(1));
        var within = Prefixes.Meet(prefix, db.Scope.Caller.PrefixesOf<ReadPosts>());
        var serving = from post in db.Posts.AsNoTracking().Where(post => db.Scope.Counties.Contains(post.County) && post.Title == Staffing.Clerk).Under(post => post.Site, within)
                      join site in db.Sites.AsNoTracking() on new { post.County, Code = post.Site } equals new { site.County, site.Code }
                      join held in db.Appointments.AsNoTracking() on new { post.County, post.Id } equals new { held.County, Id = held.PostId }
                      where site.Tier == Tier.Station && site.ClosedOn == null && held.From <= today && (held.To == null || held.To >= today)
                      select new { held.Person, held.PersonName, post.Site };
        var loads = serving.GroupBy(each => each.Person).Select(one => new { Person = one.Key, Name = one.Max(each => each.PersonName)!, Stations = one.Select(each => each.Site).Distinct().Count() })
            .Where(one => one.Stations >= least && (one.Stations < after.Stations || (one.Stations == after.Stations && one.Person > after.Person)));
        var rows = await loads.OrderByDescending(one => one.Stations).ThenBy(one => one.Person).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(rows, one => [one.Stations.ToString(CultureInfo.InvariantCulture), one.Person.ToString()]);
        var people = rows.Select(one => one.Person).ToList();
        var sites = (await serving.Where(each => people.Contains(each.Person)).Select(each => new { each.Person, each.Site }).Distinct().ToListAsync(cancel)).ToLookup(each => each.Person, each => each.Site);
        return new ListClerkLoadsResponse
        {
            NextPageToken = next,
            Clerks = await serving.Select(each => each.Person).Distinct().CountAsync(cancel),
            Stations = await serving.Select(each => each.Site).Distinct().CountAsync(cancel),
            Loads = { rows.Select(one => new ClerkLoad { PersonId = one.Person.ToString(), PersonName = one.Name, Stations = one.Stations, Sites = { sites[one.Person].Order(StringComparer.Ordinal).Take(mostSites) } }) },
        };
    }
}
