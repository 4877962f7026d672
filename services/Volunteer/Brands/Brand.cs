using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Brands;

/// <summary>A volunteer service brand (志愿服务品牌): what a site or a team has become known for, since a day, on a level, with its story.</summary>
public sealed class Brand : IMovingRow
{
    public const int MostProjects = 20, MostStory = 2000;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required BrandLevel Level { get; init; }

    /// <summary>The site that grew it.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>The team that bears it; null when the site itself does.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>The first day that is known of it.</summary>
    public required DateOnly Since { get; init; }
    public string Story { get; private set; } = "";

    /// <summary>As of today; the days are in <see cref="BrandStep"/>.</summary>
    public BrandStatus Status { get; private set; } = BrandStatus.Listed;

    /// <summary>Names of the projects that belong to it.</summary>
    public string[] Projects { get; private set; } = [];
    public string Awards { get; private set; } = "";

    /// <summary>Projects by id, as Activity knows them; whoever shows them asks there.</summary>
    public Guid[] ProjectIds { get; private set; } = [];

    /// <summary>The import and its row that told of it; null where somebody did by hand.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }
    public long Version { get; private set; }

    /// <summary>Says what it tells of itself.</summary>
    public void Tell(string story, IEnumerable<string> projects, IEnumerable<Guid> projectIds, string awards)
    {
        (Story, Projects, ProjectIds, Awards) = (story, [.. projects.Distinct()], [.. projectIds.Distinct()], awards);
        Version++;
    }

    /// <summary>It begins, as 培育中 or 在册, on its first day; the figure moves along.</summary>
    public BrandStep Begin(VolunteerDb db, BrandStatus status)
    {
        var step = BrandStep.First(this, Status = status, Since, db.Clock.GetUtcNow());
        db.Add(step);
        step.CountBegun(db, this);
        return step;
    }

    /// <summary>It is something else from a day on.</summary>
    public BrandStep Go(BrandStep last, BrandStatus status, DateOnly since, string reason, DateTimeOffset now)
    {
        var step = last.Next(status, since, reason, now);
        Status = status;
        Version++;
        return step;
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    /// <param name="steps">Its steps, the first one first.</param>
    public V1.Brand Shown(string teamName, IEnumerable<BrandStep> steps) => new()
    {
        Id = Id.ToString(),
        Name = Name,
        Level = Level,
        Site = Site,
        TeamId = TeamId?.ToString() ?? "",
        TeamName = teamName,
        Since = ChinaTime.Text(Since),
        Story = Story,
        Projects = { Projects },
        Awards = Awards,
        Version = Version,
        Status = Status,
        Steps = { steps.Select(step => step.Shown()) },
        ProjectIds = { ProjectIds.Select(id => id.ToString()) },
    };
}
