using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>A team of lecturers (宣讲队伍) on one of the four levels.</summary>
public sealed class LecturerTeam : IMovingRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required Level Level { get; init; }

    /// <summary>The site that hosts it.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>The site under which it was named; with the name the natural key: a site that took another in may have two teams of one name. PostgreSQL keeps it.</summary>
    public string NamedSite { get; private set; } = "";

    /// <summary>A red-lecturer group (红色讲师团).</summary>
    public required bool RedGroup { get; init; }

    /// <summary>The civil day on which it was recorded, and counts.</summary>
    public required DateOnly RecordedOn { get; init; }

    /// <summary>How many lecturers it has, so that a list of teams counts nothing.</summary>
    public int Lecturers { get; private set; }

    /// <summary>The team of a county, locked until the transaction ends, so that its count is right whoever else adds.</summary>
    public static Task<LecturerTeam?> LockAsync(LectureDb db, string county, Guid id, CancellationToken cancel) =>
        db.Teams.FromSql($"select * from lecturer_team where county = {county} and id = {id} for update").SingleOrDefaultAsync(cancel);

    /// <param name="person">The person's id in Volunteer; null for somebody from outside who is on no roster.</param>
    public Lecturer Take(Guid? person, string name, string field, string title, string dialect, DateTimeOffset now)
    {
        Lecturers++;
        return new Lecturer { County = County, Id = Guid.CreateVersion7(now), TeamId = Id, PersonId = person, Name = name, Field = field, Title = title, Dialect = dialect, RecordedOn = ChinaTime.Day(now) };
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day) => (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);

    public V1.LecturerTeam Shown() => new() { Id = Id.ToString(), Name = Name, Level = Level, Site = Site, RedGroup = RedGroup, Lecturers = Lecturers };
}
