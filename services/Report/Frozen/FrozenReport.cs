using System.Security.Cryptography;
using System.Text;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Report.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Report.Frozen;

/// <summary>A year report that was frozen (定稿): its content as it was composed, and the hash of it. Insert-only: it never changes again.</summary>
public sealed class FrozenReport : ICountyRow
{
    // A report that was frozen by a newer program is read by an older one, too.
    static readonly JsonParser parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>Four digits of a city or six of a county.</summary>
    public required string Prefix { get; init; }
    public required int Year { get; init; }
    public required DateOnly AsOf { get; init; }
    public required string Title { get; init; }

    /// <summary>The one moment by which the rows behind its numbers were recorded.</summary>
    public required DateTimeOffset FrozenAt { get; init; }
    public required Guid FrozenBy { get; init; }

    /// <summary>In what office: the titles of the roles that gave the right.</summary>
    public required string FrozenAs { get; init; }

    /// <summary>The whole report as JSON; the hash is of these bytes.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    public static FrozenReport Of(YearReport report, Caller caller)
    {
        var (moment, content) = (report.RecordedUntil.ToDateTimeOffset(), JsonFormatter.Default.Format(report));
        return new FrozenReport
        {
            County = caller.County,
            Id = Guid.CreateVersion7(moment),
            Prefix = report.Prefix,
            Year = report.Year,
            AsOf = DateOnly.ParseExact(report.AsOf, "yyyy-MM-dd"),
            Title = report.Title,
            FrozenAt = moment,
            FrozenBy = caller.PersonId,
            FrozenAs = string.Join('、', caller.Grants.Where(grant => grant.Role.Holds(Permission.Of<FreezeReports>())).Select(grant => grant.Role.Title).Distinct()),
            Content = content,
            ContentHash = HashOf(content),
        };
    }

    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public YearReport Report() => parser.Parse<YearReport>(Content);

    /// <param name="whole">With its content; without, as lists show it.</param>
    public FrozenYearReport Shown(DateTimeOffset? publishedAt, bool whole) => new()
    {
        Id = Id.ToString(),
        Prefix = Prefix,
        Year = Year,
        AsOf = Platform.ChinaTime.Text(AsOf),
        Title = Title,
        FrozenAt = FrozenAt.ToTimestamp(),
        FrozenBy = FrozenBy.ToString(),
        FrozenAs = FrozenAs,
        ContentHash = ContentHash,
        Intact = HashOf(Content) == ContentHash,
        PublishedAt = publishedAt?.ToTimestamp(),
        Report = whole ? Report() : null,
    };
}

/// <summary>A frozen report is published (公布): from then on everybody may read it. Insert-only.</summary>
public sealed class ReportPublication : ICountyRow
{
    public required string County { get; init; }
    public required Guid ReportId { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required Guid PublishedBy { get; init; }
}
