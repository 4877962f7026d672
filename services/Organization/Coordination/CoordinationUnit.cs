using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Coordination;

/// <summary>A member unit (成员单位) of the coordination group. Who is in charge and who is asked first hold an office; their other data stay in Volunteer.</summary>
public sealed class CoordinationUnit : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>With the name the natural key.</summary>
    public required string Group { get; init; }
    public required string Name { get; init; }

    /// <summary>E.g. 党委部门, 政府部门, 群团组织.</summary>
    public string Kind { get; set; } = "";
    public string Leader { get; set; } = "";

    /// <summary>联络员.</summary>
    public string Liaison { get; set; } = "";

    /// <summary>The office's telephone.</summary>
    public string Phone { get; set; } = "";
    public required DateOnly JoinedOn { get; init; }

    /// <summary>The day from which it is no member any more (退出); null while it is.</summary>
    public DateOnly? LeftOn { get; private set; }
    public string LeftReason { get; private set; } = "";

    /// <summary>When that was written down.</summary>
    public DateTimeOffset? LeftAt { get; private set; }
    public long Version { get; set; } = 1;

    /// <exception cref="Fault">UNIT_LEFT, or LEFT_BEFORE_JOINED.</exception>
    public void Leave(DateOnly on, string reason, DateTimeOffset now)
    {
        RequireMember();
        if (on < JoinedOn) throw Fault.Invalid("leftOn", "LEFT_BEFORE_JOINED", $"退出日期不能早于加入日期 {JoinedOn:yyyy-MM-dd}");
        (LeftOn, LeftReason, LeftAt) = (on, reason, now);
        Version++;
    }

    /// <exception cref="Fault">UNIT_LEFT.</exception>
    public void RequireMember()
    {
        if (LeftOn is { } day) throw Fault.Precondition("UNIT_LEFT", $"{Name}已于 {day:yyyy-MM-dd} 退出");
    }

    public MemberUnit ToProto(IEnumerable<Duty> duties) => new()
    {
        Id = Id.ToString(),
        County = County,
        Group = Group,
        Name = Name,
        Kind = Kind,
        Leader = Leader,
        Liaison = Liaison,
        Phone = Phone,
        JoinedOn = JoinedOn.ToString("yyyy-MM-dd"),
        Duties = { duties },
        Version = Version,
        LeftOn = LeftOn?.ToString("yyyy-MM-dd") ?? "",
        LeftReason = LeftReason,
    };
}

/// <summary>A duty (职责) that a document's clause gives to a member unit.</summary>
public sealed class UnitDuty : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid DocumentId { get; init; }
    public required string Clause { get; init; }
    public required string Text { get; init; }
    public required DateOnly Since { get; init; }

    /// <summary>The day from which it is the unit's no more (终止); null while it is.</summary>
    public DateOnly? Until { get; private set; }
    public string EndedReason { get; private set; } = "";

    /// <summary>When that was written down.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What is done in a year counts for it, unless it ended in that year or before.</summary>
    public bool CountsIn(int year) => Until is not { } end || year < end.Year;

    /// <exception cref="Fault">DUTY_ENDED, or ENDED_BEFORE_BEGUN.</exception>
    public void End(DateOnly on, string reason, DateTimeOffset now)
    {
        if (Until is { } day) throw Fault.Precondition("DUTY_ENDED", $"{Clause}的职责已于 {day:yyyy-MM-dd} 终止");
        if (on < Since) throw Fault.Invalid("until", "ENDED_BEFORE_BEGUN", $"终止日期不能早于起始日期 {Since:yyyy-MM-dd}");
        (Until, EndedReason, EndedAt) = (on, reason, now);
    }

    public Duty ToProto(string title) => new() { Id = Id.ToString(), Clause = Clause, Text = Text, DocumentId = DocumentId.ToString(), DocumentTitle = title, Since = Since.ToString("yyyy-MM-dd"), Until = Until?.ToString("yyyy-MM-dd") ?? "", EndedReason = EndedReason };
}
