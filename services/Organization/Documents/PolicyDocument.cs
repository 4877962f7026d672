using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Documents;

/// <summary>A document (政策文件) that a county or the city keeps: a guideline from above, measures of its own, a plan, rules.</summary>
public sealed class PolicyDocument : ICountyRow
{
    /// <summary>The kind of document by which a county says how it will work (实施方案).</summary>
    public const string Plan = "实施方案";

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>With the county the natural key.</summary>
    public required string Title { get; init; }
    public required string Issuer { get; init; }

    /// <summary>文号; empty where it has none.</summary>
    public string Number { get; init; } = "";
    public required PolicyLevel Level { get; init; }

    /// <summary>E.g. 指导意见, 工作措施, 任务分工, 实施方案, 工作规则.</summary>
    public required string Kind { get; init; }

    /// <summary>A county's own plan.</summary>
    public bool IsPlan => Kind == Plan && Level == PolicyLevel.CountyLevel;

    /// <summary>The first day that it may mean.</summary>
    public required DateOnly IssuedOn { get; init; }
    public required DayPrecision Precision { get; init; }
    public string Summary { get; init; } = "";

    /// <summary>The document that it takes the place of.</summary>
    public Guid? Supersedes { get; set; }
    public Guid? SupersededBy { get; set; }

    /// <summary>Kept here, so that a list of documents counts nothing.</summary>
    public int Tasks { get; set; }

    /// <inheritdoc cref="Tasks"/>
    public int TasksDone { get; set; }
    public long Version { get; set; } = 1;

    public Document ToProto() => new()
    {
        Id = Id.ToString(),
        County = County,
        Title = Title,
        Issuer = Issuer,
        Number = Number,
        Level = Level,
        Kind = Kind,
        IssuedOn = new KnownDay(IssuedOn, Precision).ToString(),
        Summary = Summary,
        Supersedes = Supersedes?.ToString() ?? "",
        SupersededBy = SupersededBy?.ToString() ?? "",
        Tasks = Tasks,
        TasksDone = TasksDone,
    };
}
