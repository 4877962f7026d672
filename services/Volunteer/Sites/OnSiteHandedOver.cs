using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.Teams;
using CivPractice.Volunteer.V1;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using BrandStep = CivPractice.Volunteer.Brands.BrandStep;

namespace CivPractice.Volunteer.Sites;

/// <summary>A site closed and another goes on: its teams move with their members, whose days stay, and so do its associations, its brands and the volunteers who live there.</summary>
public sealed class OnSiteHandedOver(Inbox<VolunteerDb> inbox) : IConsumer<SiteHandedOver>
{
    public Task Consume(ConsumeContext<SiteHandedOver> context) => inbox.InBatchesAsync(this, context, (db, fact) => BatchAsync(db, fact, context.CancellationToken));

    static async Task<bool> BatchAsync(VolunteerDb db, SiteHandedOver fact, CancellationToken cancel)
    {
        await Succession.CloseAsync(db, fact.County, fact.Code, fact.ClosedOn, fact.Successor, fact.Version);
        var to = await Succession.RunningAsync(db, fact.County, fact.Successor, cancel);
        if (to == fact.Code) return false;
        return await TeamsAsync(db, fact, to, cancel) || await VolunteersAsync(db, fact, to, cancel) || await AreasAsync(db, fact, to) || await CorrectionsAsync(db, fact, to) || await AssociationsAsync(db, fact, to, cancel) || await BrandsAsync(db, fact, to, cancel);
    }

    static async Task<bool> TeamsAsync(VolunteerDb db, SiteHandedOver fact, string to, CancellationToken cancel)
    {
        var teams = await db.Teams.FromSql($"select * from team where county = {fact.County} and site = {fact.Code} order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        if (teams.Count == 0) return false;
        var ids = teams.Select(team => team.Id).ToList();
        // Who joined and left on which days: whoever joins behind the move's day has never stood at the old site.
        var days = (await db.Memberships.Where(row => row.County == fact.County && ids.Contains(row.TeamId)).GroupBy(row => new { row.TeamId, Day = row.JoinedOn }).Select(group => new { group.Key.TeamId, group.Key.Day, By = group.Count() }).ToListAsync(cancel))
            .Concat(await db.Memberships.Where(row => row.County == fact.County && ids.Contains(row.TeamId) && row.LeftOn != null).GroupBy(row => new { row.TeamId, Day = row.LeftOn!.Value }).Select(group => new { group.Key.TeamId, group.Key.Day, By = -group.Count() }).ToListAsync(cancel))
            .ToLookup(each => each.TeamId);
        var placements = (await db.Placements.AsNoTracking().Where(row => row.County == fact.County && ids.Contains(row.TeamId)).ToListAsync(cancel)).ToLookup(row => row.TeamId);
        foreach (var team in teams)
        {
            team.Move(to, fact.Day);
            team.CountMoved(db);
            foreach (var each in days[team.Id]) team.CountMembersMoved(db, each.Day, each.By);
            foreach (var each in placements[team.Id]) each.CountMoved(db, team);
        }
        await TeamServiceDay.CountMovedAsync(db, fact.County, teams, fact.Day, cancel);
        db.Publish(new TeamsImported(fact.County, [.. teams.Select(team => team.Changed())]));
        return true;
    }

    static async Task<bool> VolunteersAsync(VolunteerDb db, SiteHandedOver fact, string to, CancellationToken cancel)
    {
        var profiles = await db.Profiles.FromSql($"select * from volunteer_profile where county = {fact.County} and site = {fact.Code} order by number limit {Succession.Batch} for update").ToListAsync(cancel);
        var persons = profiles.Select(profile => profile.PersonId).ToList();
        var kinds = persons.Count == 0 ? Enumerable.Empty<VolunteerKind>().ToLookup(row => row.PersonId) : (await db.Kinds.AsNoTracking().Where(row => row.County == fact.County && persons.Contains(row.PersonId)).ToListAsync(cancel)).ToLookup(row => row.PersonId);
        var noted = persons.Count == 0 ? [] : await db.FirstHours.AsNoTracking().Where(row => row.County == fact.County && persons.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, row => row.NotedOn, cancel);
        foreach (var profile in profiles)
        {
            profile.Move(to, fact.Day);
            profile.CountMoved(db);
            if (noted.TryGetValue(profile.PersonId, out var day)) db.CountMoved(profile, day, Measures.WithHours);
            foreach (var each in kinds[profile.PersonId]) each.CountMoved(db, profile);
        }
        if (profiles.Count > 0) db.Publish(new VolunteersImported(fact.County, [.. profiles.Select(profile => profile.Changed())]));
        return profiles.Count > 0;
    }

    // Who was ready to serve at the old site is ready at the one that goes on; once, where both were named.
    static async Task<bool> AreasAsync(VolunteerDb db, SiteHandedOver fact, string to) => await db.Database.ExecuteSqlAsync(
        $"""
        update volunteer_profile v set version = v.version + 1, service_areas = array(select area from unnest(array_replace(v.service_areas, {fact.Code}, {to})) with ordinality as a(area, no) group by area order by min(no))
        where county = {fact.County} and person_id in (select person_id from volunteer_profile where county = {fact.County} and {fact.Code} = any(service_areas) order by number limit {Succession.Batch} for update)
        """) > 0;

    // Requests that wait are answered by the site that goes on; answered ones stay where they were.
    static async Task<bool> CorrectionsAsync(VolunteerDb db, SiteHandedOver fact, string to) => await db.Database.ExecuteSqlAsync(
        $"""
        update correction_request set site = {to}, version = version + 1 where county = {fact.County} and id in
            (select id from correction_request where county = {fact.County} and site = {fact.Code} and status = {(int)CorrectionStatus.CorrectionAsked} order by id limit {Succession.Batch} for update)
        """) > 0;

    static async Task<bool> AssociationsAsync(VolunteerDb db, SiteHandedOver fact, string to, CancellationToken cancel)
    {
        var associations = await db.Associations.FromSql($"select * from association where county = {fact.County} and site = {fact.Code} order by number limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var association in associations)
        {
            association.Move(to, fact.Day);
            association.CountMoved(db);
        }
        if (associations.Count > 0) db.Publish(new AssociationsChanged(fact.County, [.. associations.Select(association => association.Fact())]));
        return associations.Count > 0;
    }

    static async Task<bool> BrandsAsync(VolunteerDb db, SiteHandedOver fact, string to, CancellationToken cancel)
    {
        var brands = await db.Brands.FromSql($"select * from brand where county = {fact.County} and site = {fact.Code} order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        var ids = brands.Select(brand => brand.Id).ToList();
        var steps = ids.Count == 0 ? Enumerable.Empty<BrandStep>().ToLookup(row => row.BrandId) : (await db.BrandSteps.AsNoTracking().Where(row => row.County == fact.County && ids.Contains(row.BrandId)).ToListAsync(cancel)).ToLookup(row => row.BrandId);
        foreach (var brand in brands)
        {
            brand.Move(to, fact.Day);
            foreach (var step in steps[brand.Id]) step.CountMoved(db, brand);
        }
        return brands.Count > 0;
    }
}
