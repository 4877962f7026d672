using CivPractice.Organization.V1;
using CivPractice.Platform;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Assessments;

/// <summary>
/// The evidence of the five (五有取证): 有场地 is a venue of the pool, 有队伍 an active team, 有活动 three completed activities in three months, 有项目 a project that runs today, 有机制 posts that are all filled
/// where a document of the county is in force.
/// </summary>
public sealed class FiveHavesEvidence(OrganizationDb db, Counted counted)
{
    const string venues = "venues.pool", teams = "teams.active", activities = "activities.completed", projects = "projects";

    static readonly Dictionary<FiveHave, string> measures = new() { [FiveHave.Venue] = venues, [FiveHave.Team] = teams, [FiveHave.Activity] = activities };

    /// <summary>By site and criterion; a criterion whose measure nobody answered for is left out.</summary>
    public async Task<(IReadOnlyDictionary<(string Site, FiveHave), int> Found, IReadOnlyList<string> Missing)> ReadAsync(string county, string prefix, IReadOnlyCollection<string> sites, DateOnly today, ServerCallContext context)
    {
        var (values, missing) = await counted.ReadAsync([.. measures.Values], prefix, today.AddMonths(-SiteCriterion.MonthsOfActivities).AddDays(1), today, context);
        var running = await counted.RunningProjectsAsync(prefix, context);
        if (running is null) missing = [.. missing, projects];
        // A rule of work stands on paper and on people: without the paper, filled posts are none.
        var inForce = await db.Documents.AsNoTracking().AnyAsync(document => document.County == county && document.SupersededBy == null && document.IssuedOn <= today, context.CancellationToken);
        var filled = await FilledAsync(county, prefix, today, context.CancellationToken);
        var found = new Dictionary<(string, FiveHave), int>();
        foreach (var site in sites)
        {
            foreach (var (criterion, measure) in measures)
                if (!missing.Contains(measure)) found[(site, criterion)] = (int)Math.Min(int.MaxValue, values.GetValueOrDefault((measure, site)));
            if (running is not null) found[(site, FiveHave.Project)] = running.GetValueOrDefault(site);
            found[(site, FiveHave.Mechanism)] = inForce ? filled.GetValueOrDefault(site) : 0;
        }
        return (found, missing);
    }

    // Posts of each site, where every one of them is filled; else nought.
    async Task<Dictionary<string, int>> FilledAsync(string county, string prefix, DateOnly today, CancellationToken cancel)
    {
        var posts = await db.Posts.AsNoTracking().Where(post => post.County == county).Under(post => post.Site, [prefix]).Select(post => new
        {
            post.Site,
            post.Places,
            Held = db.Appointments.Count(held => held.County == post.County && held.PostId == post.Id && held.From <= today && (held.To == null || held.To >= today)),
        }).ToListAsync(cancel);
        return posts.GroupBy(post => post.Site).ToDictionary(site => site.Key, site => site.All(post => post.Held >= post.Places) ? site.Count() : 0);
    }
}
