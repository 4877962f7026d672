using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Sites;

/// <summary>
/// A place on the map in degrees of WGS-84, which CGCS2000, the coordinates of the state's own maps (天地图), equals to within a metre. Not GCJ-02 of 高德 and 腾讯, which is some
/// hundred metres off: enough to send somebody to the wrong village.
/// </summary>
/// <param name="Latitude">纬度, 3.8 to 53.6.</param>
/// <param name="Longitude">经度, 73.4 to 135.1.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>The mean radius of the earth in metres (IUGG).</summary>
    const double radius = 6_371_008.8;

    /// <summary>The bounds of China, islands included.</summary>
    const double south = 3.8, north = 53.6, west = 73.4, east = 135.1;

    /// <summary>Null where nobody said; what stands outside of China's bounds is told of its field.</summary>
    public static GeoPoint? Read(Check check, GeoPosition? position)
    {
        if (position is null) return null;
        var (latitude, longitude) = (position.Latitude, position.Longitude);
        var turned = latitude is >= west and <= east && longitude is >= south and <= north;
        check.That(latitude is >= south and <= north, "latitude", "INVALID_POSITION", turned ? "纬度和经度好像填反了" : "纬度应是 3.8 到 53.6 之间的小数,经纬度要一起填");
        check.That(longitude is >= west and <= east, "longitude", "INVALID_POSITION", turned ? "纬度和经度好像填反了" : "经度应是 73.4 到 135.1 之间的小数,经纬度要一起填");
        // A tenth of a metre is as exact as anybody can say.
        return new GeoPoint(Math.Round(latitude, 6), Math.Round(longitude, 6));
    }

    internal static GeoPoint? Of(double? latitude, double? longitude) => latitude is { } north && longitude is { } east ? new(north, east) : null;

    /// <summary>Metres as the crow flies.</summary>
    public double MetresTo(GeoPoint other)
    {
        static double Squared(double degrees) => Math.Pow(Math.Sin(double.DegreesToRadians(degrees) / 2), 2);
        var half = Squared(other.Latitude - Latitude) + Math.Cos(double.DegreesToRadians(Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * Squared(other.Longitude - Longitude);
        return 2 * radius * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    /// <summary>The same in SQL, of columns or parameters in degrees.</summary>
    internal static string MetresSql(string latitude, string longitude, string otherLatitude, string otherLongitude) =>
        $"2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians({otherLatitude} - {latitude}) / 2), 2) + cos(radians({latitude})) * cos(radians({otherLatitude})) * power(sin(radians({otherLongitude} - {longitude}) / 2), 2))))";

    /// <summary>A box of degrees that holds everything within some metres: what an index on degrees can find.</summary>
    public (double South, double North, double West, double East) Around(double metres)
    {
        var up = double.RadiansToDegrees(metres / radius);
        // A meridian's width shrinks towards the pole, so the box is as wide as at its upper edge.
        var aside = double.RadiansToDegrees(metres / radius / Math.Cos(double.DegreesToRadians(Latitude + up)));
        return (Latitude - up, Latitude + up, Longitude - aside, Longitude + aside);
    }

    public GeoPosition ToProto() => new() { Latitude = Latitude, Longitude = Longitude };
}
