using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Stars;

/// <summary>How many stars a site bears (星级实践所、站), from the day it was rated until the next rating, the day it is taken back, or the site's end. A site bears one rating at a time.</summary>
public sealed class SiteStar : IMovingRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>1 to 5.</summary>
    public required int Stars { get; init; }

    /// <summary>The year or the round (年度、批次).</summary>
    public required string Round { get; init; }
    public required string Issuer { get; init; }
    public string Document { get; init; } = "";
    public required DateOnly RatedOn { get; init; }
    public required DayPrecision RatedPrecision { get; init; }

    /// <summary>The day from which it stands no more; null while it stands.</summary>
    public DateOnly? EndedOn { get; private set; }
    public string Reason { get; private set; } = "";
    public long Version { get; private set; } = 1;

    /// <summary>The dimension of its figure.</summary>
    public string Dimension => $"{Stars}";

    /// <exception cref="Fault">STAR_ENDED, or ENDED_BEFORE_RATED.</exception>
    public void End(DateOnly on, string reason)
    {
        if (EndedOn is not null) throw Fault.Precondition("STAR_ENDED", $"这次评星已于 {EndedOn:yyyy-MM-dd} 失效");
        if (on < RatedOn) throw Fault.Invalid("endedOn", "ENDED_BEFORE_RATED", $"日期不能早于评定日期 {RatedOn:yyyy-MM-dd}");
        (EndedOn, Reason) = (on, reason);
        Version++;
    }

    /// <summary>The next rating of the same site replaces it.</summary>
    /// <exception cref="Fault">STAR_ENDED, or RATED_NOT_LATER.</exception>
    public void ReplaceBy(SiteStar next)
    {
        if (next.RatedOn <= RatedOn) throw Fault.Invalid("ratedOn", "RATED_NOT_LATER", $"这个站点已有 {new KnownDay(RatedOn, RatedPrecision)} 的评定,新的评定要更晚");
        End(next.RatedOn, $"由 {next.Round}评定接替");
    }

    /// <summary>The same site goes on under another code.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    public V1.SiteStar ToProto() => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Stars = Stars,
        Round = Round,
        Issuer = Issuer,
        Document = Document,
        RatedOn = new KnownDay(RatedOn, RatedPrecision).ToString(),
        EndedOn = EndedOn is { } day ? ChinaTime.Text(day) : "",
        Reason = Reason,
    };
}
