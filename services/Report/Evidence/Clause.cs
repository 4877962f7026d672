using CivPractice.Platform;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Years;

namespace CivPractice.Report.Evidence;

/// <summary>A number that answers a clause, with the days that it counts and the list of its rows.</summary>
/// <param name="Period">The days in words.</param>
/// <param name="List">The owner's export of its rows, with its filters; empty where they carry names.</param>
public sealed record Answer(Counted Number, DateOnly? From, DateOnly? To, string Period, string Owner, string List)
{
    public Indicator Indicator => Number.Indicator;

    /// <summary>The file of its rows in the bundle; empty where they are closed.</summary>
    public string File => List.Length > 0 ? $"{Indicator.Id} {Indicator.Name}.csv" : "";

    /// <summary>The list's name, as its owner exports it; empty where its rows are closed.</summary>
    public string ListName => List.Split('?')[0].Split('/')[^1];

    /// <summary>Of the list, with the question mark; empty where it has none.</summary>
    public string Filters => List.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? List[at..] : "";

    public bool IsOfTheMoment => RowsLink.IsOfTheMoment(Indicator.Counts!.Measure);

    /// <param name="rows">-1 where they cannot be counted.</param>
    /// <param name="files">How many files prove its rows.</param>
    public EvidencePart Shown(long rows, int files) => new()
    {
        Key = Indicator.Id,
        Name = Indicator.Name,
        Phrase = Number.Phrase,
        Value = Number.Whole.Value,
        Definition = Indicator.Definition,
        Period = Period,
        File = File,
        Rows = rows,
        RowsOfTheMoment = IsOfTheMoment,
        Measure = Indicator.Counts!.Measure,
        From = From is { } from ? ChinaTime.Text(from) : "",
        To = To is { } to ? ChinaTime.Text(to) : "",
        Files = files,
    };
}

/// <summary>A clause of an assessment with what answers it (评审材料), as of one moment.</summary>
public sealed record Clause(string Words, ReportScope Scope, DateOnly From, DateOnly To, DateTimeOffset ReadAt, IReadOnlyList<Answer> Answers)
{
    public EvidenceContents Shown(IReadOnlyList<long> rows, IReadOnlyList<int> files) => new()
    {
        Clause = Words,
        Prefix = Scope.Prefix,
        From = ChinaTime.Text(From),
        To = ChinaTime.Text(To),
        ReadAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(ReadAt),
        Parts = { Answers.Select((answer, at) => answer.Shown(rows[at], files[at])) },
    };
}
