using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>
/// A site closed and another of the county goes on with its work (撤并、迁址更码). Whoever holds what lives on there (teams, grants, open needs, venues) moves it on; what is
/// over keeps the old code, and so do its figures.
/// </summary>
/// <param name="Code">The site that closed.</param>
/// <param name="Successor">The one that goes on.</param>
/// <param name="SuccessorName">Its name, for those who keep none.</param>
/// <param name="ClosedOn">Its last day.</param>
/// <param name="Day">The civil day on which that was recorded: stocks move by counter-entries of this day, so that no figure of the past changes.</param>
/// <param name="Version">Version of the site that closed.</param>
public sealed record SiteHandedOver(string County, string Code, string Successor, string SuccessorName, DateOnly ClosedOn, DateOnly Day, long Version) : IEvent;
