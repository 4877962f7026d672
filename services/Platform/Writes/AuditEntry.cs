using CivPractice.Platform.Database;

namespace CivPractice.Platform.Writes;

/// <summary>One line of the audit log (审计): who did what to which row, when, in which trace. Insert-only, and without personal values.</summary>
public sealed class AuditEntry : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null for a visitor and for a consumer of an event.</summary>
    public Guid? Person { get; init; }

    /// <summary>E.g. <c>need.verify</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Id or code of the row.</summary>
    public required string Subject { get; init; }
    public string? Trace { get; init; }
}
