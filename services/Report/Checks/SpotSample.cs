using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CivPractice.Platform.Database;
using CivPractice.Report.V1;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Report.Checks;

/// <summary>A row that can be drawn. It names nobody.</summary>
/// <param name="Stratum">The part that it belongs to: a site's code or a team's id; empty where the rows are not parted.</param>
/// <param name="Minutes">Of hours; else 0.</param>
public sealed record Drawable(string Id, string Title, string Site, string Day, string Stratum = "", int Minutes = 0);

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

    /// <summary>In what office: the titles of the roles that gave the right.</summary>
    public required string DrawnAs { get; init; }

    /// <summary>By what the rows were parted before they were drawn.</summary>
    public required Stratum Stratum { get; init; }

    /// <summary>What was drawn, as JSON, in the order in which it was drawn.</summary>
    public required string Rows { get; init; }

    /// <summary>The rows in an order that follows from the seed alone, and of them the first; of parted rows, from each part by its size.</summary>
    public static IReadOnlyList<Drawable> Draw(IEnumerable<Drawable> population, string seed, int size)
    {
        var parts = population.DistinctBy(row => row.Id).GroupBy(row => row.Stratum).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => part.ToList()).ToList();
        var shares = Shares([.. parts.Select(part => part.Count)], size, part => Hash($"{seed}\n{parts[part][0].Stratum}"));
        return [.. parts.SelectMany((part, at) => part.OrderBy(row => Hash($"{seed}\n{row.Id}"), StringComparer.Ordinal).ThenBy(row => row.Id, StringComparer.Ordinal).Take(shares[at]))];
    }

    /// <summary>How many of each part: in proportion, cut off, and what is left to the largest remainders; of equal ones, in the order of their lots.</summary>
    static int[] Shares(int[] sizes, int wanted, Func<int, string> lot)
    {
        long all = sizes.Sum();
        if (wanted >= all) return sizes;
        var shares = sizes.Select(size => (int)(wanted * (long)size / all)).ToArray();
        foreach (var part in Enumerable.Range(0, sizes.Length).OrderByDescending(part => wanted * (long)sizes[part] % all).ThenBy(lot, StringComparer.Ordinal).Take(wanted - shares.Sum())) shares[part]++;
        return shares;
    }

    public static string HashOf(IEnumerable<Drawable> population) => Hash(string.Join('\n', population.Select(row => row.Id).Order(StringComparer.Ordinal)));

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Json(IReadOnlyList<Drawable> rows) => JsonSerializer.Serialize(rows);

    public IReadOnlyList<Drawable> Drawn() => JsonSerializer.Deserialize<Drawable[]>(Rows)!;

    /// <param name="whole">With its rows; without, as lists show it.</param>
    /// <param name="findings">All that was said of its rows.</param>
    public Sample Shown(bool whole, IEnumerable<SpotFinding> findings, DateTimeOffset? publishedAt)
    {
        var (drawn, said) = (Drawn(), findings.GroupBy(finding => finding.RowId).ToDictionary(row => row.Key, row => row.MaxBy(finding => finding.Line)!));
        int Of(Finding finding) => said.Values.Count(each => each.Finding == finding);
        var sample = new Sample
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
            DrawnAs = DrawnAs,
            Stratum = Stratum,
            Right = Of(Finding.Right),
            Wrong = Of(Finding.Wrong),
            NotFound = Of(Finding.NotFound),
            Open = drawn.Count - said.Count,
            RightPermille = said.Count == 0 ? 0 : Of(Finding.Right) * 1000 / said.Count,
            PublishedAt = publishedAt?.ToTimestamp(),
        };
        if (whole) sample.Rows.AddRange(drawn.Select(row => Shown(row, said.GetValueOrDefault(row.Id))));
        return sample;
    }

    static SampledRow Shown(Drawable row, SpotFinding? said) => new()
    {
        Id = row.Id,
        Title = row.Title,
        Site = row.Site,
        Day = row.Day,
        Stratum = row.Stratum,
        Minutes = row.Minutes,
        Finding = said?.Finding ?? Finding.Unspecified,
        Note = said?.Note ?? "",
        FoundAs = said?.FoundAs ?? "",
        FoundAt = said?.FoundAt.ToTimestamp(),
        Findings = said?.Line ?? 0,
    };
}
