using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Coordination;

/// <summary>What is done for a duty (职责落实): a team, a project or an activity that another service owns. Its name and site are those of the day on which it was linked.</summary>
public sealed class DutyLink : ICountyRow
{
    /// <summary>More of one duty is a statistic, and no list.</summary>
    internal const int Most = 200;

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid DutyId { get; init; }
    public required DeedKind Kind { get; init; }

    /// <summary>Its id with its owner.</summary>
    public required Guid Subject { get; init; }
    public required string Name { get; init; }
    public required string Site { get; init; }

    /// <summary>Of an activity the civil day on which it began; null of the others.</summary>
    public DateOnly? TookPlaceOn { get; init; }

    /// <summary>When it was taken back (撤下); null while it stands. The row stays: a report's number of then leads to it.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>The first day of a civil year on which something took place for a duty; null for none.</summary>
    public static DateOnly? FirstOf(int year, IEnumerable<DutyLink> links) => links.Select(link => link.TookPlaceOn).Where(day => day?.Year == year).Min();

    public V1.DutyLink ToProto() => new()
    {
        Id = Id.ToString(),
        DutyId = DutyId.ToString(),
        Kind = Kind,
        Subject = Subject.ToString(),
        Name = Name,
        Site = Site,
        TookPlaceOn = TookPlaceOn is { } day ? ChinaTime.Text(day) : "",
    };
}
