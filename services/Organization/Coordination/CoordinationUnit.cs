using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

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

    /// <summary>The first day of the first duty; null without one.</summary>
    public DateOnly? BoundOn { get; set; }
    public long Version { get; set; } = 1;

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

    public Duty ToProto(string title) => new() { Id = Id.ToString(), Clause = Clause, Text = Text, DocumentId = DocumentId.ToString(), DocumentTitle = title, Since = Since.ToString("yyyy-MM-dd") };
}
