using CivPractice.Organization.Documents;
using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Pilots;

/// <summary>A county, or one site of it, that was named a pilot (试点) of a level, e.g. 全国试点 since October 2019.</summary>
public sealed class PilotDesignation : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The county's code, or a site's.</summary>
    public required string Site { get; init; }
    public required PolicyLevel Level { get; init; }

    /// <summary>The first day that it may mean.</summary>
    public required DateOnly DesignatedOn { get; init; }
    public required DayPrecision Precision { get; init; }

    /// <summary>E.g. 第二批.</summary>
    public string Batch { get; init; } = "";

    /// <summary>Title or number of the document that names it.</summary>
    public string Document { get; init; } = "";
    public DateOnly? EndedOn { get; private set; }

    /// <summary>When it was recorded that it ended; null while it has not.</summary>
    public DateTimeOffset? LeftAt { get; private set; }
    public long Version { get; private set; } = 1;

    /// <exception cref="Fault">PILOT_ENDED, ENDED_BEFORE_BEGUN.</exception>
    public void End(DateOnly on, DateTimeOffset now)
    {
        if (EndedOn is not null) throw Fault.Precondition("PILOT_ENDED", $"这个试点已于 {EndedOn:yyyy-MM-dd} 结束");
        if (on < DesignatedOn) throw Fault.Invalid("endedOn", "ENDED_BEFORE_BEGUN", $"结束日期不能早于确定日期 {DesignatedOn:yyyy-MM-dd}");
        (EndedOn, LeftAt) = (on, now);
        Version++;
    }

    public Pilot ToProto() => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Level = Level,
        DesignatedOn = new KnownDay(DesignatedOn, Precision).ToString(),
        Batch = Batch,
        Document = Document,
        EndedOn = EndedOn?.ToString("yyyy-MM-dd") ?? "",
    };
}
