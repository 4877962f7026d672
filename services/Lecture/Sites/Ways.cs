using CivPractice.Lecture.Offers;

namespace CivPractice.Lecture.Sites;

/// <summary>
/// How far two sites lie apart (远近): by their positions in degrees of WGS-84, as the crow flies, where both are known; else by their codes, which nest like the divisions. So that both can stand in one list, a code says as much as
/// places of a division usually lie apart: a guess to sort by, which nobody is shown.
/// </summary>
static class Ways
{
    /// <summary>Metres that sites of the same village, township and county are guessed to lie apart.</summary>
    internal const int OfVillage = 1_000, OfTownship = 6_000, OfCounty = 25_000;

    /// <summary>The earth's mean diameter in metres (IUGG).</summary>
    const double diameter = 2 * 6_371_008.8;
    const double radians = Math.PI / 180;

    /// <summary>Digits of a village's and a township's code.</summary>
    const int ofVillage = 12, ofTownship = 9;

    /// <summary>An offer and its team's site.</summary>
    internal sealed class OfTeam
    {
        public required LectureOffer Offer { get; init; }
        public required string TeamName { get; init; }
        public required string Site { get; init; }
        public required double? Latitude { get; init; }
        public required double? Longitude { get; init; }
    }

    /// <summary>An offer and how far its team has to come.</summary>
    internal sealed class OfOffer
    {
        public required LectureOffer Offer { get; init; }
        public required string TeamName { get; init; }

        /// <summary>Null where one of the two is not on the map.</summary>
        public required int? Metres { get; init; }

        /// <summary>What is sorted by.</summary>
        public required int Way { get; init; }
    }

    /// <summary>The way of each team to a site, by haversine, in the query.</summary>
    /// <param name="here">Null where the site is not known.</param>
    internal static IQueryable<OfOffer> To(this IQueryable<OfTeam> teams, string site, KnownSite? here)
    {
        var (isLocated, latitude, longitude) = (here is { Latitude: not null, Longitude: not null }, here?.Latitude ?? 0, here?.Longitude ?? 0);
        var (isVillage, isTownship, village, township, cosine) = (site.Length >= ofVillage, site.Length >= ofTownship, site[..Math.Min(ofVillage, site.Length)], site[..Math.Min(ofTownship, site.Length)], Math.Cos(latitude * radians));
        return teams.Select(each => new
        {
            Team = each,
            Metres = isLocated && each.Latitude != null && each.Longitude != null ? (int?)Math.Round(diameter * Math.Asin(Math.Min(1, Math.Sqrt(Math.Pow(Math.Sin((each.Latitude.Value - latitude) * radians / 2), 2)
                + cosine * Math.Cos(each.Latitude.Value * radians) * Math.Pow(Math.Sin((each.Longitude.Value - longitude) * radians / 2), 2))))) : null,
        }).Select(each => new OfOffer
        {
            Offer = each.Team.Offer,
            TeamName = each.Team.TeamName,
            Metres = each.Metres,
            Way = each.Metres ?? (each.Team.Site == site || isVillage && each.Team.Site.Substring(0, ofVillage) == village ? OfVillage : isTownship && each.Team.Site.Substring(0, ofTownship) == township ? OfTownship : OfCounty),
        });
    }
}
