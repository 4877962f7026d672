using CivPractice.Report.V1;
using CivPractice.Report.Words;

namespace CivPractice.Report.Indicators;

/// <summary>What an indicator counts: measures of the service that owns the rows.</summary>
/// <param name="Owner">The service, e.g. <c>lecture</c>.</param>
/// <param name="Measure">Its name there, e.g. <c>lectures.held</c>.</param>
/// <param name="Dimensions">Which dimensions of it count; all where none is named. One that ends with * stands for all that begin with it.</param>
public sealed record Counting(string Owner, string Measure, params string[] Dimensions)
{
    /// <summary>Of a ratio: the measure that it is a part of, by the same dimensions.</summary>
    public string? OutOf { get; init; }

    /// <summary>The service that owns <see cref="OutOf"/>, where it is another one.</summary>
    public string? OutOfOwner { get; init; }

    /// <summary>Of persons: what counts within one county. The city counts everybody once, so that the counties do not add up to it.</summary>
    public string? WithinACounty { get; init; }

    /// <summary>Of what every county has for itself: the city has what the county has that has least of it.</summary>
    public bool IsLeastOfCounties { get; init; }

    public bool Counts(string dimension) => Dimensions.Length == 0 || Dimensions.Any(each => each[^1] == '*' ? dimension.StartsWith(each[..^1], StringComparison.Ordinal) : each == dimension);

    /// <summary>Who must be asked: one service, or two of a ratio.</summary>
    public IEnumerable<string> Owners => OutOfOwner is { } other ? [Owner, other] : [Owner];

    public IEnumerable<string> Measures => Owners.SelectMany(MeasuresOf);

    /// <summary>What a service is asked for.</summary>
    public IEnumerable<string> MeasuresOf(string owner)
    {
        if (owner == Owner)
            foreach (var measure in new[] { Measure, WithinACounty }.OfType<string>()) yield return measure;
        if (OutOf is not null && owner == (OutOfOwner ?? Owner)) yield return OutOf;
    }
}

/// <summary>An indicator (指标) of the dictionary: what a number of a report means, and how it is worded.</summary>
/// <param name="Id">F01 to F29, R01 and so on; stable.</param>
/// <param name="Definition">What is counted and what is not, in the words of the people.</param>
/// <param name="Counts">Null: not yet measured (尚未计量).</param>
/// <param name="Wording">How its number is rounded and worded.</param>
/// <param name="Period">Which days it speaks of (2021年, 截至, 自某事以来).</param>
public sealed record Indicator(string Id, string Name, string Definition, Counting? Counts, Wording Wording, PeriodKind Period)
{
    public Calibre Calibre { get; init; } = Calibre.OwnCount;
    public TierScope Tiers { get; init; } = TierScope.WithLowerTiers;

    /// <summary>Moves when the definition does.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether the counties add up to the city: true of rows, not of persons and shares.</summary>
    public bool IsAdditive => Counts is { WithinACounty: null, OutOf: null, IsLeastOfCounties: false };

    /// <summary>Which days are counted, for a year and an as-of day: a first and a last one, null for none.</summary>
    public (DateOnly? From, DateOnly? To) Days(int year, DateOnly asOf) => Period switch
    {
        PeriodKind.CalendarYear => (new DateOnly(year, 1, 1), asOf.Year > year ? new DateOnly(year, 12, 31) : asOf),
        PeriodKind.AsRecorded => (null, null),
        _ => (null, asOf),
    };

    /// <summary>The same in words.</summary>
    public string PeriodSaid(int year, DateOnly asOf) => Days(year, asOf) switch
    {
        ({ }, { } to) when to == new DateOnly(year, 12, 31) => $"{year}年",
        ({ }, { } to) => $"{year}年1月1日至{to.Month}月{to.Day}日",
        (null, null) => "登记至今",
        var (_, to) => $"{(Period == PeriodKind.SinceEvent ? "自事件发生以来，" : "")}截至{Say.Day(to!.Value)}",
    };

    public IndicatorEntry Shown() => new()
    {
        Id = Id,
        Name = Name,
        Definition = Definition,
        Calibre = Calibre,
        Period = Period,
        Tiers = Tiers,
        Unit = Wording.Classifier,
        Wording = Wording.Rule,
        Owner = Counts?.Owner ?? "",
        Measure = Counts?.Measure ?? "",
        Dimensions = { Counts?.Dimensions ?? [] },
        Measured = Counts is not null,
        Additive = IsAdditive,
        Version = Version,
    };
}
