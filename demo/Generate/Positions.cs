using System.Globalization;

namespace CivPractice.Demo.Generate;

/// <summary>
/// Where the invented places lie (WGS-84): scattered around their county's seat by their codes. Nobody's dice are rolled for it, so that every other number stays as it was. No place truly lies there.
/// </summary>
static class Positions
{
    /// <summary>The county's seat, and how far its townships lie from it at most, in degrees.</summary>
    static readonly Dictionary<string, (double Latitude, double Longitude, double Reach)> seats = new()
    {
        ["140302"] = (37.857, 113.601, 0.02),
        ["140303"] = (37.869, 113.556, 0.03),
        ["140311"] = (37.940, 113.590, 0.12),
        ["140321"] = (37.800, 113.630, 0.18),
        ["140322"] = (38.086, 113.412, 0.22),
    };

    /// <summary>Latitude and longitude of a site's code, and of a neighbourhood below it by its number from 1.</summary>
    public static (string Latitude, string Longitude) Of(string code, int neighbourhood = 0)
    {
        var (latitude, longitude, reach) = seats[code[..6]];
        void Aside(string key, double most)
        {
            // FNV-1a: the same everywhere and always.
            var hash = 2_166_136_261u;
            foreach (var letter in key) hash = (hash ^ letter) * 16_777_619u;
            var (turn, way) = (hash % 3_600 / 3_600d * Math.Tau, Math.Sqrt(hash / 3_600 % 1_000 / 1_000d) * most);
            (latitude, longitude) = (latitude + way * Math.Sin(turn), longitude + way * Math.Cos(turn) / Math.Cos(double.DegreesToRadians(latitude)));
        }
        if (code.Length >= 9) Aside(code[..9], reach);
        if (code.Length >= 12) Aside(code[..12], reach / 5);
        // Most neighbourhoods lie within a walk of their station, some do not.
        if (neighbourhood > 0) Aside($"{code}/{neighbourhood}", 0.012);
        return (Said(latitude), Said(longitude));
    }

    static string Said(double degrees) => degrees.ToString("0.00000", CultureInfo.InvariantCulture);
}
