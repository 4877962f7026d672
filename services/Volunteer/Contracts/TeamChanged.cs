using CivPractice.Platform.V1;

namespace CivPractice.Volunteer.V1;

/// <summary>A team was founded, is other than before, or ended (队伍变更): whoever led one that ended leads it no longer, and nothing new begins with it.</summary>
/// <param name="County">The county of the team, six digits.</param>
/// <param name="TeamId">The team's id.</param>
/// <param name="Name">The team's public name.</param>
/// <param name="Category">One of the ten kinds or a local one.</param>
/// <param name="Site">Code of the site that hosts it.</param>
/// <param name="LeaderPersonId">Who leads it (队长); null while nobody does.</param>
/// <param name="Version">Version of the team, from 1.</param>
/// <param name="EndedOn">The civil day of its end (解散日期); null while it runs.</param>
public sealed record TeamChanged(
    string County, Guid TeamId, string Name, string Category, string Site, Guid? LeaderPersonId, long Version, DateOnly? EndedOn = null) : IEvent;
