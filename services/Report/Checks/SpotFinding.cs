using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Report.V1;

namespace CivPractice.Report.Checks;

/// <summary>
/// What was found of a drawn row (抽查结果): a line each time that somebody says so; the last one counts, the others stay. Insert-only. It names nobody; who said it is an id.
/// </summary>
public sealed class SpotFinding : ICountyRow
{
    public const int MostNote = 200;

    public required string County { get; init; }
    public required Guid SampleId { get; init; }

    /// <summary>The row's id at its owner.</summary>
    public required string RowId { get; init; }

    /// <summary>1, then 2, 3 and so on for the same row.</summary>
    public required int Line { get; init; }
    public required Finding Finding { get; init; }
    public required string Note { get; init; }

    /// <summary>The row's site, under which the finding is counted.</summary>
    public required string Site { get; init; }
    public required Guid FoundBy { get; init; }

    /// <summary>In what office.</summary>
    public required string FoundAs { get; init; }
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>The line after the last one of the row.</summary>
    /// <exception cref="Fault">SAME_FINDING: nothing new is said.</exception>
    public static SpotFinding After(SpotFinding? last, SpotSample sample, Drawable row, Finding finding, string note, Guid by, string office, DateTimeOffset now)
    {
        if (last is not null && last.Finding == finding && last.Note == note) throw Fault.Precondition("SAME_FINDING", "这一条已经是这个结果");
        return new SpotFinding
        {
            County = sample.County,
            SampleId = sample.Id,
            RowId = row.Id,
            Line = (last?.Line ?? 0) + 1,
            Finding = finding,
            Note = note,
            Site = row.Site,
            FoundBy = by,
            FoundAs = office,
            FoundAt = now,
        };
    }

    /// <summary>Moves the figure from what was said before to what is said now.</summary>
    public void Count(ReportDb db, SpotFinding? before)
    {
        if (before is not null) db.Count(County, before.Site, ChinaTime.Day(before.FoundAt), Measures.Checked, -1, before.Finding.ToString());
        db.Count(County, Site, ChinaTime.Day(FoundAt), Measures.Checked, 1, Finding.ToString());
    }
}

/// <summary>A spot check's result is published (公布): from then on it does not change and everybody may read it, without rows. Insert-only.</summary>
public sealed class SamplePublication : ICountyRow
{
    public required string County { get; init; }
    public required Guid SampleId { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }
    public required Guid PublishedBy { get; init; }
}
