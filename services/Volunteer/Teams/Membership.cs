using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Volunteer.Teams;

/// <summary>A person's time in a team (入队、退队), dated. Whoever comes back has a second one.</summary>
public sealed class Membership : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid TeamId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateOnly JoinedOn { get; init; }

    /// <summary>Last day; null while it runs.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>When the leaving was recorded; null while it runs. When the joining was, the id tells.</summary>
    public DateTimeOffset? LeftAt { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>The import and its row that told of it; null where somebody did by hand.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }

    public void End(DateOnly day, string reason, DateTimeOffset now)
    {
        if (day < JoinedOn) throw Fault.Precondition("BEFORE_JOINING", $"退队日期不能早于入队日期 {JoinedOn:yyyy-MM-dd}");
        (LeftOn, LeftAt) = (day, now);
        Reason = reason;
    }

    public V1.Member Shown(string name, string number) => new()
    {
        TeamId = TeamId.ToString(),
        PersonId = PersonId.ToString(),
        Name = name,
        Number = number,
        JoinedOn = JoinedOn.ToString("yyyy-MM-dd"),
        LeftOn = LeftOn?.ToString("yyyy-MM-dd") ?? "",
    };
}
