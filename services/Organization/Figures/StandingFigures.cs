using CivPractice.Organization.Coordination;
using CivPractice.Organization.Documents;
using CivPractice.Organization.Posts;
using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Figures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CivPractice.Organization.Figures;

/// <summary>A line of a figure as its rows say it.</summary>
readonly record struct StandingLine(string County, string Site, DateOnly Day, Measure Measure, string Dimension, int By);

/// <summary>
/// Figures that follow from several rows at once, of what a change touches: on which days sites have all the people that they must have, since when a county has a plan, on which days
/// divisions have the site that they must have, and on which days units have a duty.
/// </summary>
sealed class StandingFigures(OrganizationDb db, IReadOnlyList<(string County, string[] Sites)> staffed, IReadOnlyList<string> planning, IReadOnlyList<(string County, string[] Codes)> covering, IReadOnlyList<(string County, Guid[] Units)> bound)
{
    /// <summary>What the unsaved changes touch; null for nothing.</summary>
    public static async Task<StandingFigures?> TouchedAsync(OrganizationDb db, CancellationToken cancel)
    {
        var entries = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
        var planning = entries.Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity).OfType<PolicyDocument>().Where(document => document.IsPlan).Select(document => document.County).Distinct().ToList();

        var sites = new HashSet<(string County, string Site)>();
        // A new site has nobody yet; one that opens has whom its preparation appointed, and one that closes has nobody any more.
        foreach (var entry in entries.Where(entry => entry.Entity is PracticeSite && entry.State == EntityState.Modified && entry.Property(nameof(PracticeSite.Status)).IsModified))
            sites.Add((((PracticeSite)entry.Entity).County, ((PracticeSite)entry.Entity).Code));
        foreach (var post in entries.Where(entry => entry.State == EntityState.Modified).Select(entry => entry.Entity).OfType<SitePost>()) Touch(post);
        var times = entries.Select(entry => entry.Entity).OfType<PostAppointment>().ToList();
        if (times.Count > 0)
        {
            var known = db.ChangeTracker.Entries<SitePost>().Select(entry => entry.Entity).ToDictionary(post => (post.County, post.Id));
            foreach (var unknown in times.Where(time => !known.ContainsKey((time.County, time.PostId))).GroupBy(time => time.County))
            {
                var ids = unknown.Select(time => time.PostId).Distinct().ToList();
                foreach (var post in await db.Posts.AsNoTracking().Where(post => post.County == unknown.Key && ids.Contains(post.Id)).ToListAsync(cancel)) known[(post.County, post.Id)] = post;
            }
            foreach (var time in times)
                if (known.TryGetValue((time.County, time.PostId), out var post)) Touch(post);
        }
        var covering = entries.Select(Covering).OfType<(string County, string Code)>().Distinct().GroupBy(each => each.County).Select(group => (group.Key, group.Select(each => each.Code).ToArray())).ToList();
        var bound = entries.Where(entry => entry.Entity is UnitDuty && (entry.State == EntityState.Added || entry.Property(nameof(UnitDuty.Until)).IsModified)).Select(entry => (UnitDuty)entry.Entity)
            .GroupBy(duty => duty.County).Select(group => (group.Key, group.Select(duty => duty.UnitId).Distinct().ToArray())).ToList();
        return sites.Count + planning.Count + covering.Count + bound.Count == 0 ? null
            : new StandingFigures(db, [.. sites.GroupBy(site => site.County).Select(group => (group.Key, group.Select(site => site.Site).ToArray()))], planning, covering, bound);

        void Touch(SitePost post)
        {
            if (!Staffing.Titles.Contains(post.Title)) return;
            sites.UnionWith(post.MovedFrom.Append(post.Site).Select(site => (post.County, site)));
        }
    }

    // A site that opens, closes or is to; a division that comes or goes.
    static (string County, string Code)? Covering(EntityEntry entry)
    {
        var added = entry.State == EntityState.Added;
        if (entry.Entity is PracticeSite site) return added && site.HasOpened || !added && entry.Property(nameof(PracticeSite.Status)).IsModified ? (site.County, site.Code) : null;
        return entry.Entity is Sites.Division division && (added || entry.Property(nameof(Sites.Division.Until)).IsModified) ? (division.County, division.Code) : null;
    }

    /// <summary>Two who fill the two posts of an institute at once must not each find the other one empty.</summary>
    public async Task LockAsync(CancellationToken cancel)
    {
        foreach (var (county, sites) in staffed)
            await db.Database.SqlQuery<string>($"select code as \"Value\" from practice_site where county = {county} and code = any({sites}) order by code for no key update").ToListAsync(cancel);
        foreach (var county in planning)
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('plan of ' || {county}))", cancel);
        // A division and its site that come at the same moment: neither is there yet to be locked.
        foreach (var (county, _) in covering.OrderBy(each => each.County, StringComparer.Ordinal))
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('coverage of ' || {county}))", cancel);
    }

    public async Task<List<StandingLine>> ReadAsync(CancellationToken cancel)
    {
        var lines = new List<StandingLine>();
        foreach (var (county, sites) in staffed) lines.AddRange(await StaffedAsync(county, sites, cancel));
        foreach (var (county, units) in bound) lines.AddRange(await BoundAsync(county, units, cancel));
        foreach (var (county, codes) in covering) lines.AddRange(await CoveredAsync(county, codes, cancel));
        foreach (var county in planning)
            if (await db.Documents.AsNoTracking().Where(document => document.County == county && document.Level == PolicyLevel.CountyLevel && document.Kind == PolicyDocument.Plan).MinAsync(document => (DateOnly?)document.IssuedOn, cancel) is { } first)
                lines.Add(new StandingLine(county, county, first, MechanismMeasures.Plans, nameof(Tier.Center), 1));
        return lines;
    }

    public void Count(IEnumerable<StandingLine> before, IEnumerable<StandingLine> after)
    {
        foreach (var line in after.Concat(before.Select(line => line with { By = -line.By })).GroupBy(line => line with { By = 0 }))
            if (line.Sum(each => each.By) is var by && by != 0) db.Count(line.Key.County, line.Key.Site, line.Key.Day, line.Key.Measure, by, line.Key.Dimension);
    }

    async Task<IEnumerable<StandingLine>> StaffedAsync(string county, string[] codes, CancellationToken cancel)
    {
        var sites = await db.Sites.AsNoTracking().Where(site => site.County == county && codes.Contains(site.Code) && (site.Status == SiteStatus.Running || site.Status == SiteStatus.Closed)).Select(site => new { site.Code, site.Tier, site.OpenedOn, site.ClosedOn }).ToListAsync(cancel);
        var posts = await db.Posts.AsNoTracking().Where(post => post.County == county && (codes.Contains(post.Site) || post.MovedFrom.Any(from => codes.Contains(from))) && Staffing.Titles.Contains(post.Title)).ToListAsync(cancel);
        var ids = posts.Select(post => post.Id).ToList();
        var times = (await db.Appointments.AsNoTracking().Where(held => held.County == county && ids.Contains(held.PostId)).Select(held => new { held.PostId, held.From, held.To }).ToListAsync(cancel)).ToLookup(held => held.PostId, held => Stretch.Of(held.From, held.To));
        var held = posts.Select(post => (post, (IReadOnlyList<Stretch>)[.. times[post.Id]])).ToList();
        return from site in sites
               from days in Staffing.Days(site.Tier, site.Code, site.OpenedOn, site.ClosedOn, held)
               from line in Ends(days).Select(end => new StandingLine(county, site.Code, end.Day, MechanismMeasures.Staffed, site.Tier.ToString(), end.By))
               select line;
    }

    // Whoever writes a duty moves its unit's version: two at once do not both count.
    async Task<IEnumerable<StandingLine>> BoundAsync(string county, Guid[] units, CancellationToken cancel) =>
        from unit in (await db.Duties.AsNoTracking().Where(duty => duty.County == county && units.Contains(duty.UnitId)).Select(duty => new { duty.UnitId, duty.Since, duty.Until }).ToListAsync(cancel)).GroupBy(duty => duty.UnitId)
        from days in Stretch.Union(unit.Select(duty => new Stretch(duty.Since, duty.Until ?? Stretch.Forever)))
        from end in Ends(days)
        select new StandingLine(county, county, end.Day, PolicyMeasures.UnitsBound, "", end.By);

    async Task<IEnumerable<StandingLine>> CoveredAsync(string county, string[] codes, CancellationToken cancel)
    {
        var divisions = await db.Divisions.AsNoTracking().Where(division => division.County == county && codes.Contains(division.Code)).ToListAsync(cancel);
        var sites = await db.Sites.AsNoTracking().Where(site => site.County == county && codes.Contains(site.Code) && (site.Status == SiteStatus.Running || site.Status == SiteStatus.Closed))
            .Select(site => new { site.Code, site.Tier, site.OpenedOn, site.ClosedOn }).ToDictionaryAsync(site => site.Code, cancel);
        return from division in divisions
               where sites.ContainsKey(division.Code)
               let site = sites[division.Code]
               let days = division.Covered(site.Tier, site.OpenedOn, site.ClosedOn)
               where days is not null
               from line in Ends(days.Value).Select(end => new StandingLine(county, division.Code, end.Day, Measures.Covered, division.TierDue.ToString(), end.By))
               select line;
    }

    static IEnumerable<(DateOnly Day, int By)> Ends(Stretch days)
    {
        yield return (days.From, 1);
        if (days.Before != Stretch.Forever) yield return (days.Before, -1);
    }
}
