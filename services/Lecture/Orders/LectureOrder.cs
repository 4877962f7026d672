using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Lecture.Orders;

/// <summary>
/// A lecture that somebody asked for (你点我讲): 待受理 -> 已排期 -> 已宣讲 -> 已反馈; beside them 已拒绝 and 已撤回. Where its session is cancelled or voided it waits anew.
/// One listener is enough: whoever cannot come to the hall is lectured at home.
/// </summary>
public sealed class LectureOrder : IMovingRow
{
    /// <summary>A larger audience is an event that somebody organises, no order.</summary>
    public const int MostListeners = 1_000;

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>J-yyyyMMdd-nnnn.</summary>
    public required string Number { get; init; }
    public required byte[] CodeHash { get; init; }
    public OrderStatus Status { get; private set; } = OrderStatus.OrderRequested;
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];
    public required string Topic { get; init; }
    public required string Detail { get; init; }
    public required string Dialect { get; init; }
    public required int Listeners { get; init; }

    /// <summary>Wished days.</summary>
    public DateOnly? WishedFrom { get; init; }
    public DateOnly? WishedTo { get; init; }
    public required string ContactName { get; init; }
    public required string ContactPhone { get; init; }

    /// <summary>For whom it is asked, e.g. 邻居; empty for oneself.</summary>
    public required string OnBehalfOf { get; init; }

    /// <summary>A clerk wrote it down for somebody (代点).</summary>
    public required bool ByClerk { get; init; }
    public Guid? SessionId { get; private set; }

    /// <summary>The offer (供讲) that it took; it stays, also when the session came to nothing.</summary>
    public Guid? OfferId { get; init; }

    /// <summary>Of the refusal, the withdrawal, or why it must be scheduled anew.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>1 to 5; 0 before the rating.</summary>
    public int Rating { get; private set; }
    public string Comment { get; private set; } = "";
    public required DateTimeOffset PostedAt { get; init; }
    public DateTimeOffset? HeldAt { get; private set; }
    public DateTimeOffset? RatedAt { get; private set; }
    public long Version { get; private set; } = 1;

    /// <summary>Whether the contact may still be shown: nobody needs it once the lecture was held.</summary>
    public bool ShowsContact => Status is OrderStatus.OrderRequested or OrderStatus.OrderScheduled;

    /// <exception cref="Fault">ORDER_NOT_REQUESTED.</exception>
    public void Schedule(Guid session)
    {
        Go("排期", "ORDER_NOT_REQUESTED", OrderStatus.OrderScheduled, OrderStatus.OrderRequested);
        (SessionId, Reason) = (session, "");
    }

    /// <summary>Its session was cancelled, or never took place: it waits anew.</summary>
    /// <exception cref="Fault">ORDER_NOT_SCHEDULED.</exception>
    public void Unschedule(string reason)
    {
        Go("重新排期", "ORDER_NOT_SCHEDULED", OrderStatus.OrderRequested, OrderStatus.OrderScheduled, OrderStatus.OrderHeld);
        (SessionId, HeldAt, Reason) = (null, null, Nameless(reason));
    }

    /// <exception cref="Fault">ORDER_NOT_SCHEDULED.</exception>
    public void Hold(DateTimeOffset now)
    {
        Go("登记为已宣讲", "ORDER_NOT_SCHEDULED", OrderStatus.OrderHeld, OrderStatus.OrderScheduled);
        HeldAt = now;
    }

    /// <param name="rating">1 to 5.</param>
    /// <exception cref="Fault">ORDER_NOT_HELD.</exception>
    public void Rate(int rating, string comment, DateTimeOffset now)
    {
        Go("反馈", "ORDER_NOT_HELD", OrderStatus.OrderRated, OrderStatus.OrderHeld);
        (Rating, Comment, RatedAt) = (rating, comment, now);
    }

    /// <exception cref="Fault">ORDER_NOT_REQUESTED.</exception>
    public void Refuse(string reason)
    {
        Go("拒绝", "ORDER_NOT_REQUESTED", OrderStatus.OrderRefused, OrderStatus.OrderRequested);
        Reason = Nameless(reason);
    }

    /// <exception cref="Fault">ORDER_NOT_REQUESTED: what is scheduled is cancelled by who scheduled it.</exception>
    public void Withdraw(string reason)
    {
        Go("撤回", "ORDER_NOT_REQUESTED", OrderStatus.OrderWithdrawn, OrderStatus.OrderRequested);
        Reason = Nameless(reason);
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    void Go(string doing, string refusal, OrderStatus to, params ReadOnlySpan<OrderStatus> from)
    {
        if (!from.Contains(Status)) throw Fault.Precondition(refusal, $"点讲现在是“{Status.Word()}”,不能{doing}");
        Status = to;
        Version++;
    }

    // Staff write reasons freely; the asker's name in them would stand on a page that others look at, too.
    string Nameless(string note) => ContactName.Length < 2 ? note : note.Replace(ContactName, "点单人", StringComparison.Ordinal);

    /// <param name="withContact">False in lists: a list is for finding, the contact is for calling.</param>
    public V1.LectureOrder Shown(bool withContact)
    {
        var shown = withContact && ShowsContact;
        return new()
        {
            Id = Id.ToString(),
            Number = Number,
            Status = Status,
            Site = Site,
            Topic = Topic,
            Detail = Detail,
            Dialect = Dialect,
            Listeners = Listeners,
            From = WishedFrom is { } from ? ChinaTime.Text(from) : "",
            To = WishedTo is { } to ? ChinaTime.Text(to) : "",
            ContactName = shown ? ContactName : "",
            ContactPhone = shown ? ContactPhone : "",
            OnBehalfOf = OnBehalfOf,
            ByClerk = ByClerk,
            SessionId = SessionId?.ToString() ?? "",
            Reason = Reason,
            Rating = Rating,
            Comment = Comment,
            PostedAt = PostedAt.ToTimestamp(),
        };
    }
}
