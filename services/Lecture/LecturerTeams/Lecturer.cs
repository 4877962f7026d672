using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>A lecturer (宣讲员) of a team, under the public name.</summary>
public sealed class Lecturer : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid TeamId { get; init; }
    public Guid? PersonId { get; init; }
    public required string Name { get; init; }
    public string Field { get; private set; } = "";
    public string Title { get; private set; } = "";
    public string Dialect { get; private set; } = "";
    public LecturerKind Kind { get; private set; }
    public bool Local { get; private set; }
    public string Background { get; private set; } = "";
    public bool IsLeading { get; private set; }
    public string PublicTitle { get; private set; } = "";
    public DateOnly? PublicTitleSince { get; private set; }

    /// <summary>What somebody is asked for (擅长主题), as the topic tree says it.</summary>
    public string[] Topics { get; private set; } = [];

    /// <summary>The civil day on which somebody was recorded, and counts.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>The last civil day in the team; null while in it. Sessions keep who gave them.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>When it was written down that somebody left: until then somebody counts.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    public LecturerProfile Profile
    {
        get => new(Field, Title, Dialect, Kind, Local, Background, IsLeading, PublicTitle, PublicTitleSince) { Topics = Topics };
        set => (Field, Title, Dialect, Kind, Local, Background, IsLeading, PublicTitle, PublicTitleSince, Topics) =
            (value.Field, value.Title, value.Dialect, value.Kind, value.Local, value.Background, value.Leading, value.PublicTitle, value.PublicTitleSince, [.. value.Topics]);
    }

    /// <exception cref="Fault">LECTURER_LEFT.</exception>
    public void RequireThere()
    {
        if (LeftOn is { } day) throw Fault.Precondition("LECTURER_LEFT", $"这位宣讲员已于 {day:yyyy-MM-dd} 离队");
    }

    /// <exception cref="Fault">LECTURER_LEFT.</exception>
    public void Leave(DateOnly day, DateTimeOffset now)
    {
        RequireThere();
        (LeftOn, LeftAt) = (day, now);
    }

    /// <param name="withPerson">The person's id leads to the person's own record and is for staff of the team's site.</param>
    public V1.Lecturer Shown(bool withPerson) => new()
    {
        Id = Id.ToString(),
        TeamId = TeamId.ToString(),
        PersonId = withPerson ? PersonId?.ToString() ?? "" : "",
        Name = Name,
        Field = Field,
        Title = Title,
        Dialect = Dialect,
        Kind = Kind,
        Local = Local,
        Background = Background,
        Leading = IsLeading,
        PublicTitle = PublicTitle,
        PublicTitleSince = PublicTitleSince is { } since ? ChinaTime.Text(since) : "",
        Topics = { Topics },
        LeftOn = LeftOn is { } left ? ChinaTime.Text(left) : "",
    };
}
