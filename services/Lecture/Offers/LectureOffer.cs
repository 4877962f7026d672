using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Offers;

/// <summary>
/// An offer (供讲): a lecturer keeps a time for a lecture in an area, and whoever orders it first has it: 可预约 -> 已约满, or -> 已撤回. An offer is one lecture; PostgreSQL lets no lecturer offer two at a time, and no two orders take one.
/// Once taken it stays taken: where its session is cancelled, it is withdrawn, because nobody knows whether the lecturer has the time.
/// </summary>
public sealed class LectureOffer : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid TeamId { get; init; }
    public required Guid LecturerId { get; init; }

    /// <summary>The course that is lectured from; null for a lecture that is in no library.</summary>
    public Guid? CourseId { get; init; }
    public required string Title { get; init; }
    public required string Topic { get; init; }
    public required Level Level { get; init; }

    /// <summary>One by which somebody speaks to people who are there.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What the lecture will say of itself.</summary>
    public string Method { get; init; } = "";
    public string Form { get; init; } = "";
    public string PlaceKind { get; init; } = "";
    public string AudienceKind { get; init; } = "";
    public LectureTaskField TaskField { get; private set; }
    public int[] Purposes { get; private set; } = [];

    public Marks Marks
    {
        get => new(TaskField, Purposes);
        init => (TaskField, Purposes) = (value.TaskField, value.Purposes);
    }

    /// <summary>The site below which people may order it, e.g. a township's.</summary>
    public required string Area { get; set; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public OfferStatus Status { get; private set; } = OfferStatus.OfferOpen;

    /// <summary>The order that took it.</summary>
    public Guid? OrderId { get; private set; }

    /// <summary>Why it was withdrawn.</summary>
    public string Reason { get; private set; } = "";
    public long Version { get; private set; } = 1;

    /// <summary>The areas whose offers reach a site: its county, township, village and itself, by the codes, which nest like the divisions.</summary>
    public static string[] AreasOf(string site) => [.. new[] { 6, 9, 12, site.Length }.Where(length => length <= site.Length).Distinct().Select(length => site[..length])];

    /// <summary>An order takes it.</summary>
    /// <exception cref="Fault">OFFER_TAKEN, OFFER_WITHDRAWN, OFFER_OVER, OUT_OF_AREA.</exception>
    public void Take(Guid order, string site, DateTimeOffset now)
    {
        if (Status == OfferStatus.OfferTaken) throw Fault.Precondition("OFFER_TAKEN", "这一场刚被别人约了,请换一场,或者直接点讲");
        if (Status == OfferStatus.OfferWithdrawn) throw Fault.Precondition("OFFER_WITHDRAWN", "这一场已经撤回,请换一场,或者直接点讲");
        if (StartsAt <= now) throw Fault.Precondition("OFFER_OVER", "这一场的时间已经过了,请换一场");
        if (!site.StartsWith(Area, StringComparison.Ordinal)) throw Fault.Invalid("site", "OUT_OF_AREA", "这一场不到这个站点来讲,请换一场,或者直接点讲");
        (Status, OrderId) = (OfferStatus.OfferTaken, order);
        Version++;
    }

    /// <exception cref="Fault">OFFER_TAKEN: who took it is told by cancelling the session; OFFER_WITHDRAWN.</exception>
    public void Withdraw(string reason)
    {
        if (Status == OfferStatus.OfferTaken) throw Fault.Precondition("OFFER_TAKEN", "这一场已经有人约了,要取消请取消那场宣讲");
        if (Status == OfferStatus.OfferWithdrawn) throw Fault.Precondition("OFFER_WITHDRAWN", "这一场已经撤回");
        Drop(reason);
    }

    /// <summary>Its session was cancelled or voided.</summary>
    public void Drop(string reason)
    {
        (Status, Reason) = (OfferStatus.OfferWithdrawn, reason);
        Version++;
    }

    /// <summary>The site of its area closed and another one goes on with its work.</summary>
    public void Move(string to)
    {
        Area = to;
        Version++;
    }

    /// <summary>The session that an order of it asks for.</summary>
    public LectureSession Session(Guid order, string site, string place, DateTimeOffset now) => new()
    {
        County = County,
        Id = Guid.CreateVersion7(now),
        Title = Title,
        Topic = Topic,
        Site = site,
        Place = place,
        TeamId = TeamId,
        LecturerId = LecturerId,
        Level = Level,
        Channel = Channel,
        Method = Method,
        Form = Form,
        PlaceKind = PlaceKind,
        AudienceKind = AudienceKind,
        Marks = Marks,
        StartsAt = StartsAt,
        DurationMinutes = (int)(EndsAt - StartsAt).TotalMinutes,
        PlannedAhead = true,
        CourseId = CourseId,
        OrderId = order,
    };

    /// <param name="metres">From the team's site to the one that was asked about; null where nobody knows.</param>
    public V1.LectureOffer Shown(string teamName, string lecturerName, int? metres = null)
    {
        var shown = new V1.LectureOffer
        {
            Id = Id.ToString(),
            TeamId = TeamId.ToString(),
            TeamName = teamName,
            LecturerId = LecturerId.ToString(),
            LecturerName = lecturerName,
            CourseId = CourseId?.ToString() ?? "",
            Title = Title,
            Topic = Topic,
            Level = Level,
            Channel = Channel,
            Method = Method,
            Form = Form,
            PlaceKind = PlaceKind,
            AudienceKind = AudienceKind,
            Marks = Marks.ToWire(),
            Area = Area,
            StartsAt = StartsAt.ToTimestamp(),
            DurationMinutes = (int)(EndsAt - StartsAt).TotalMinutes,
            Status = Status,
            Reason = Reason,
        };
        if (metres is { } way) shown.Metres = way;
        return shown;
    }
}
