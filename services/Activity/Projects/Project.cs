using CivPractice.Activity.V1;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Activity.Projects;

/// <summary>What a project is; everything but its site may change.</summary>
/// <param name="BudgetFen">Budget (预算) in fen; null where nobody said one.</param>
/// <param name="Award">What it was awarded (获奖); empty for nothing.</param>
/// <param name="CrossWork">The work that it is joined with (结合的工作), with 、 between the words.</param>
/// <param name="LocalPlatform">Word of the county's dictionary where the platform is a local one; else empty.</param>
public sealed record ProjectPlan(
    string Name, string Category, ServicePlatform Platform, Guid? TeamId, string TargetGroup, string Goal, DateOnly StartsOn, DateOnly? EndsOn, string? RegistryNumber,
    long? BudgetFen = null, string Award = "", string CrossWork = "", string LocalPlatform = "");

/// <summary>A volunteer service project (志愿服务项目): a series of activities with one goal. 未开始, 进行中 and 已结束 follow from its days.</summary>
public sealed class Project : IMovingRow
{
    /// <summary>A thousand million yuan: more is a slip of the pen.</summary>
    public const long MostFen = 100_000_000_000;

    public const int MostAward = 200;

    /// <summary>No project was ever begun before; further ahead than a year is a slip of the pen.</summary>
    public static readonly DateOnly Earliest = new(1990, 1, 1);

    /// <summary>Whether a project may begin on such a day.</summary>
    public static bool CanStart(DateOnly day, DateOnly today) => day >= Earliest && day <= today.AddYears(1);

    /// <summary>Whether a project may end on such a day.</summary>
    public static bool CanEnd(DateOnly day, DateOnly starts) => day >= starts && day.Year - starts.Year <= 50;

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The site that runs it.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>The site under which it was named; with the name the natural key: a site that took another in may have two projects of one name. PostgreSQL keeps it.</summary>
    public string NamedSite { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>A kind of team (10+N).</summary>
    public string Category { get; private set; } = "";
    public ServicePlatform Platform { get; private set; }

    /// <summary>Word of the county's dictionary where the platform is a local one; else empty.</summary>
    public string LocalPlatform { get; private set; } = "";
    public Guid? TeamId { get; private set; }

    /// <summary>Whom it serves (服务对象).</summary>
    public string TargetGroup { get; private set; } = "";
    public string Goal { get; private set; } = "";
    public DateOnly StartsOn { get; private set; }
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Number in the national system (全国志愿服务信息系统); null for none.</summary>
    public string? RegistryNumber { get; private set; }

    /// <summary>Budget (预算) in fen, above 0; null where nobody said one.</summary>
    public long? BudgetFen { get; private set; }

    /// <summary>What it was awarded (获奖).</summary>
    public string Award { get; private set; } = "";

    /// <summary>The work that it is joined with (结合的工作), as of an activity.</summary>
    public string[] CrossWork { get; private set; } = [];

    /// <summary>The import and the row of its file that it came by; null for a project that was entered here.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }
    public long Version { get; private set; }

    /// <summary>When it was recorded that it bears a number of the national system, and that it bears none any more: between the two it counts as registered.</summary>
    public DateTimeOffset? CountedAt { get; private set; }

    /// <inheritdoc cref="CountedAt"/>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>When its first day was corrected last, and what it was before; null where it never was.</summary>
    public DateTimeOffset? CorrectedAt { get; private set; }

    /// <inheritdoc cref="CorrectedAt"/>
    public DateOnly? StartedBefore { get; private set; }

    /// <summary>Keeps when what it is counted by was recorded.</summary>
    public void Recorded(DateTimeOffset now)
    {
        var (counts, counted) = (RegistryNumber is not null, CountedAt is not null && LeftAt is null);
        if (counts && !counted) (CountedAt, LeftAt) = (now, null);
        if (!counts && counted) LeftAt = now;
    }

    /// <summary>Its first day is another one than it was said to be.</summary>
    public void Corrected(DateOnly before, DateTimeOffset now)
    {
        if (before != StartsOn) (StartedBefore, CorrectedAt) = (before, now);
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    public ProjectPlan Plan
    {
        get => new(Name, Category, Platform, TeamId, TargetGroup, Goal, StartsOn, EndsOn, RegistryNumber, BudgetFen, Award, string.Join('、', CrossWork), LocalPlatform);
        set
        {
            (Name, Category, Platform, TeamId, TargetGroup) = (value.Name, value.Category, value.Platform, value.TeamId, value.TargetGroup);
            (Goal, StartsOn, EndsOn, RegistryNumber) = (value.Goal, value.StartsOn, value.EndsOn, value.RegistryNumber);
            (BudgetFen, Award, CrossWork, LocalPlatform) = (value.BudgetFen, value.Award, value.CrossWork.Split('、', StringSplitOptions.RemoveEmptyEntries), value.LocalPlatform);
            Version++;
        }
    }

    /// <summary>What a file tells of a known project and nobody knew: its registry number, its end. False when that is nothing.</summary>
    public bool Complete(string? registry, DateOnly? ends)
    {
        var (number, last) = (RegistryNumber ?? registry, EndsOn ?? (ends >= StartsOn ? ends : null));
        if ((number, last) == (RegistryNumber, EndsOn)) return false;
        Plan = Plan with { RegistryNumber = number, EndsOn = last };
        return true;
    }

    /// <summary>The state on a civil day.</summary>
    public ProjectStatus Stage(DateOnly today) => StartsOn > today ? ProjectStatus.ProjectPlanned : EndsOn < today ? ProjectStatus.ProjectEnded : ProjectStatus.ProjectRunning;

    /// <summary>Nothing new begins in a project that is over.</summary>
    /// <exception cref="Fault">PROJECT_ENDED.</exception>
    public void RequireRunning(DateOnly day)
    {
        if (EndsOn < day) throw Fault.Invalid("projectId", "PROJECT_ENDED", $"这个项目已于 {EndsOn:yyyy-MM-dd} 结束");
    }

    /// <summary>What it is found by.</summary>
    public IEnumerable<string> Texts => [Name, TargetGroup, Goal];
}
