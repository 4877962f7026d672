using CivPractice.Platform.Database;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>A lecturer (宣讲员) of a team, under the public name.</summary>
public sealed class Lecturer : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid TeamId { get; init; }
    public Guid? PersonId { get; init; }
    public required string Name { get; init; }

    /// <summary>Field of expertise, e.g. 党史.</summary>
    public required string Field { get; init; }
    public required string Title { get; init; }
    public required string Dialect { get; init; }

    /// <summary>The civil day on which somebody was recorded, and counts.</summary>
    public required DateOnly RecordedOn { get; init; }

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
    };
}
