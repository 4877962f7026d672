using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Organization.Bookings;

/// <summary>
/// Somebody's time in a venue (阵地预约): 待确认, 已确认, 使用中, 已完成; beside them 已取消 and 爽约. What is asked for, confirmed or in use holds the time: an exclusion constraint
/// sees to it that no two of these overlap.
/// </summary>
public sealed class VenueBooking : ICountyRow
{
    /// <summary>Those who are late are waited for this long.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid VenueId { get; init; }
    public required string Site { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required string Purpose { get; init; }
    public required int People { get; init; }
    public required string ContactName { get; init; }
    public required string ContactPhone { get; init; }

    /// <summary>Who booked with an account; null where the clerk did it for somebody.</summary>
    public Guid? Person { get; init; }
    public BookingStatus Status { get; private set; } = BookingStatus.Requested;
    public string Reason { get; private set; } = "";
    public long Version { get; private set; } = 1;

    public int Minutes => (int)(EndsAt - StartsAt).TotalMinutes;
    public DateOnly Day => ChinaTime.Day(StartsAt);

    /// <summary>In minutes of its day.</summary>
    public DaySpan Span => SpanOf(StartsAt, EndsAt);

    internal static DaySpan SpanOf(DateTimeOffset from, DateTimeOffset to)
    {
        var midnight = ChinaTime.Start(ChinaTime.Day(from));
        return new DaySpan((int)(from - midnight).TotalMinutes, (int)(to - midnight).TotalMinutes);
    }

    public void Confirm() => Go("确认", BookingStatus.Confirmed, "", "BOOKING_NOT_REQUESTED", BookingStatus.Requested);

    /// <exception cref="Fault">BOOKING_NOT_OPEN.</exception>
    public void Cancel(string reason) => Go("取消", BookingStatus.Cancelled, reason, "BOOKING_NOT_OPEN", BookingStatus.Requested, BookingStatus.Confirmed);

    /// <exception cref="Fault">BOOKING_NOT_CONFIRMED, or TOO_EARLY.</exception>
    public void Begin(DateTimeOffset now)
    {
        if (Status == BookingStatus.Confirmed && now < StartsAt - Grace) throw Fault.Precondition("TOO_EARLY", "还没到预约的时间");
        Go("开始使用", BookingStatus.InUse, "", "BOOKING_NOT_CONFIRMED", BookingStatus.Confirmed);
    }

    /// <exception cref="Fault">BOOKING_NOT_IN_USE.</exception>
    public void Finish() => Go("完成", BookingStatus.Done, "", "BOOKING_NOT_IN_USE", BookingStatus.InUse);

    /// <exception cref="Fault">BOOKING_NOT_CONFIRMED, or TOO_EARLY: somebody may still come.</exception>
    public void MissedBy(DateTimeOffset now)
    {
        if (Status == BookingStatus.Confirmed && now < StartsAt + Grace) throw Fault.Precondition("TOO_EARLY", $"预约时间过后 {(int)Grace.TotalMinutes} 分钟还没有来,才算爽约");
        Go("记为爽约", BookingStatus.NoShow, "", "BOOKING_NOT_CONFIRMED", BookingStatus.Confirmed);
    }

    void Go(string doing, BookingStatus to, string reason, string refusal, params ReadOnlySpan<BookingStatus> from)
    {
        if (!from.Contains(Status)) throw Fault.Precondition(refusal, $"预约现在是“{Status.Title()}”,不能{doing}");
        (Status, Reason) = (to, reason);
        Version++;
    }

    public Booking ToProto(string venueName) => new()
    {
        Id = Id.ToString(),
        VenueId = VenueId.ToString(),
        VenueName = venueName,
        Site = Site,
        StartsAt = StartsAt.ToTimestamp(),
        EndsAt = EndsAt.ToTimestamp(),
        Purpose = Purpose,
        People = People,
        Status = Status,
        Reason = Reason,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        Version = Version,
    };
}

/// <summary>The states of a booking as people call them.</summary>
static class BookingWords
{
    internal static string Title(this BookingStatus status) => status switch
    {
        BookingStatus.Requested => "待确认",
        BookingStatus.Confirmed => "已确认",
        BookingStatus.InUse => "使用中",
        BookingStatus.Done => "已完成",
        BookingStatus.Cancelled => "已取消",
        BookingStatus.NoShow => "爽约",
        _ => "未知",
    };
}
