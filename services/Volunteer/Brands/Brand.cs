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
    public required DateOnly Since { get; init; }
    public string Story { get; private set; } = "";

    /// <summary>Names of the projects that belong to it.</summary>
    public string[] Projects { get; private set; } = [];
    public string Awards { get; private set; } = "";

    /// <summary>The import and its row that told of it; null where somebody did by hand.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }
    public long Version { get; private set; }

    /// <summary>Says what it tells of itself.</summary>
    public void Tell(string story, IEnumerable<string> projects, string awards)
    {
        (Story, Projects, Awards) = (story, [.. projects.Distinct()], awards);
        Version++;
    }

    /// <summary>Moves the figure by one.</summary>
    public void Count(VolunteerDb db) => db.Count(County, Site, Since, Measures.Brands, dimension: Level.ToString());

    /// <summary>Moves the figure along with the latest move.</summary>
    public void CountMoved(VolunteerDb db) => db.CountMoved(this, Since, Measures.Brands, dimension: Level.ToString());

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    public V1.Brand Shown(string teamName) => new()
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
    };
}
