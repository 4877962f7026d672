using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Report.V1;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Report.Checks;

/// <summary>A row that can be drawn.</summary>
public sealed record Drawable(string Id, string Title, string Site, string Day);

/// <summary>
/// A sample for a spot check (抽查; 志愿服务记录与证明出具办法 第二十一条). Whoever repeats it with the same seed over the same rows draws the same ones: nobody can choose them. Insert-only.
/// </summary>
public sealed class SpotSample : ICountyRow
{
    public const int MostRows = 200;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required SampleKind Kind { get; init; }
    public required string Prefix { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required int Size { get; init; }
    public required string Seed { get; init; }
    public required int Population { get; init; }

    /// <summary>SHA-256 of the ids of all rows in order: by it one sees whether there are others today.</summary>
    public required string PopulationHash { get; init; }
    public required Guid DrawnBy { get; init; }
    public required DateTimeOffset DrawnAt { get; init; }

    /// <summary>What was drawn, as JSON, in the order in which it was drawn.</summary>
    public required string Rows { get; init; }

    /// <summary>The rows in an order that follows from the seed alone, and of them the first.</summary>
    public static IReadOnlyList<Drawable> Draw(IEnumerable<Drawable> population, string seed, int size) =>
        [.. population.DistinctBy(row => row.Id).OrderBy(row => Hash($"{seed}\n{row.Id}"), StringComparer.Ordinal).ThenBy(row => row.Id, StringComparer.Ordinal).Take(size)];

    public static string HashOf(IEnumerable<Drawable> population) => Hash(string.Join('\n', population.Select(row => row.Id).Order(StringComparer.Ordinal)));

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Json(IReadOnlyList<Drawable> rows) => JsonSerializer.Serialize(rows);

    public Sample Shown(bool whole) => new()
    {
        Id = Id.ToString(),
        Kind = Kind,
        Prefix = Prefix,
        From = Platform.ChinaTime.Text(From),
        To = Platform.ChinaTime.Text(To),
        Size = Size,
        Seed = Seed,
        Population = Population,
        PopulationHash = PopulationHash,
        DrawnAt = DrawnAt.ToTimestamp(),
        Rows = { whole ? JsonSerializer.Deserialize<Drawable[]>(Rows)!.Select(row => new SampledRow { Id = row.Id, Title = row.Title, Site = row.Site, Day = row.Day }) : [] },
    };
}
