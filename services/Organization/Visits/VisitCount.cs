using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Visits;

/// <summary>How many dropped in at a site in a half-day (到访人数), and how they were counted. One number, no list of people.</summary>
public sealed class VisitCount : ICountyRow
{
    public required string County { get; init; }
    public required string Site { get; init; }
    public required DateOnly Day { get; init; }
    public required HalfDay HalfDay { get; init; }

    /// <summary>Which of the site's venues; empty for the site as a whole.</summary>
    public required Guid VenueId { get; init; }
    public required int People { get; set; }
    public required VisitMethod Method { get; set; }

    /// <summary>When this number was written down.</summary>
    public required DateTimeOffset RecordedAt { get; set; }

    /// <summary>The number as it was, for the moments before another one replaces it.</summary>
    public FormerVisitCount Former(DateTimeOffset now) => new()
    {
        County = County,
        Id = Guid.CreateVersion7(now),
        Site = Site,
        Day = Day,
        HalfDay = HalfDay,
        VenueId = VenueId,
        People = People,
        Method = Method,
        RecordedAt = RecordedAt,
        ReplacedAt = now,
    };

    public V1.VisitCount ToProto() => new() { Site = Site, Day = ChinaTime.Text(Day), HalfDay = HalfDay, VenueId = VenueId == Guid.Empty ? "" : VenueId.ToString(), People = People, Method = Method };
}

/// <summary>A number that was replaced by another one of the same half-day: a frozen report still opens to it.</summary>
public sealed class FormerVisitCount : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; init; }
    public required DateOnly Day { get; init; }
    public required HalfDay HalfDay { get; init; }
    public required Guid VenueId { get; init; }
    public required int People { get; init; }
    public required VisitMethod Method { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset ReplacedAt { get; init; }
}

/// <summary>What a resident said (群众心声): shown only when the resident agreed and the site shows it. Who said it is not kept.</summary>
public sealed class ResidentQuote : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; init; }
    public required DateOnly SaidOn { get; init; }
    public required string Quote { get; init; }

    /// <summary>How the resident wants to be called, e.g. 退休居民.</summary>
    public required string Called { get; init; }

    /// <summary>From which rating on somebody is satisfied (满意).</summary>
    public const int FromSatisfied = 4;

    /// <summary>1 to 5; 0 when none was given.</summary>
    public required int Rating { get; init; }
    public required bool Consent { get; init; }
    public bool Shown { get; private set; }

    /// <exception cref="Platform.Faults.Fault">NO_CONSENT.</exception>
    public void Show(bool shown)
    {
        if (shown && !Consent) throw Platform.Faults.Fault.Precondition("NO_CONSENT", "本人没有同意公开,不能展示");
        Shown = shown;
    }

    public V1.ResidentQuote ToProto() => new() { Id = Id.ToString(), Site = Site, SaidOn = ChinaTime.Text(SaidOn), Quote = Quote, Called = Called, Rating = Rating, Consent = Consent, Shown = Shown };
}
