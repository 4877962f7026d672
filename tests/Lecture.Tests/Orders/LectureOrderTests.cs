using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;
using CsCheck;
using LectureOrder = CivPractice.Lecture.Orders.LectureOrder;

namespace CivPractice.Lecture.Tests.Orders;

/// <summary>The state machine of an ordered lecture (点讲), every state against every step.</summary>
public sealed class LectureOrderTests
{
    static readonly DateTimeOffset now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    static readonly Dictionary<string, Action<LectureOrder>> steps = new()
    {
        ["schedule"] = order => order.Schedule(Guid.CreateVersion7()),
        ["unschedule"] = order => order.Unschedule("下大雪"),
        ["hold"] = order => order.Hold(now),
        ["rate"] = order => order.Rate(5, "听懂了", now),
        ["refuse"] = order => order.Refuse("没有这方面的宣讲员"),
        ["withdraw"] = order => order.Withdraw("不用了"),
    };

    static readonly Dictionary<(OrderStatus From, string Step), OrderStatus> legal = new()
    {
        [(OrderStatus.OrderRequested, "schedule")] = OrderStatus.OrderScheduled,
        [(OrderStatus.OrderRequested, "refuse")] = OrderStatus.OrderRefused,
        [(OrderStatus.OrderRequested, "withdraw")] = OrderStatus.OrderWithdrawn,
        [(OrderStatus.OrderScheduled, "unschedule")] = OrderStatus.OrderRequested,
        [(OrderStatus.OrderScheduled, "hold")] = OrderStatus.OrderHeld,
        // Its session was voided: it never took place.
        [(OrderStatus.OrderHeld, "unschedule")] = OrderStatus.OrderRequested,
        [(OrderStatus.OrderHeld, "rate")] = OrderStatus.OrderRated,
    };

    static readonly Dictionary<OrderStatus, string[]> ways = new()
    {
        [OrderStatus.OrderRequested] = [],
        [OrderStatus.OrderScheduled] = ["schedule"],
        [OrderStatus.OrderHeld] = ["schedule", "hold"],
        [OrderStatus.OrderRated] = ["schedule", "hold", "rate"],
        [OrderStatus.OrderRefused] = ["refuse"],
        [OrderStatus.OrderWithdrawn] = ["withdraw"],
    };

    public static TheoryData<OrderStatus, string> Everything => [.. from state in ways.Keys from step in steps.Keys select (state, step)];

    [Theory, MemberData(nameof(Everything))]
    public void A_step_leads_where_the_table_says_or_is_refused(OrderStatus state, string step)
    {
        var order = Order();
        foreach (var way in ways[state]) steps[way](order);
        Assert.Equal(state, order.Status);
        var version = order.Version;
        if (legal.TryGetValue((state, step), out var to))
        {
            steps[step](order);
            Assert.Equal((to, version + 1), (order.Status, order.Version));
            return;
        }
        var fault = Assert.Throws<Fault>(() => steps[step](order));
        Assert.StartsWith("ORDER_NOT_", fault.Reason, StringComparison.Ordinal);
        Assert.Equal((state, version), (order.Status, order.Version));
    }

    [Fact]
    public void Whatever_is_tried_a_session_stands_by_the_scheduled_and_the_held_only_and_the_contact_goes_with_the_lecture() =>
        Gen.Int[0, steps.Count - 1].Select(at => steps.Keys.ElementAt(at)).Array[0, 15].Sample(tried =>
        {
            var order = Order();
            foreach (var step in tried)
                try { steps[step](order); }
                catch (Fault) { }
            var (hasSession, wasHeld) = (order.SessionId is not null, order.HeldAt is not null);
            Assert.Equal(order.Status is OrderStatus.OrderScheduled or OrderStatus.OrderHeld or OrderStatus.OrderRated, hasSession);
            Assert.Equal(order.Status is OrderStatus.OrderHeld or OrderStatus.OrderRated, wasHeld);
            Assert.Equal(order.Status is OrderStatus.OrderRequested or OrderStatus.OrderScheduled, order.Shown(withContact: true).ContactPhone.Length > 0);
            Assert.Equal("", order.Shown(withContact: false).ContactPhone);
        });

    [Fact]
    public void A_reason_does_not_name_the_asker()
    {
        var order = Order();
        order.Refuse("测试老人家里没人");
        Assert.Equal("点单人家里没人", order.Reason);
    }

    static LectureOrder Order() => new()
    {
        County = "140322",
        Id = Guid.CreateVersion7(),
        Number = "J-20260302-0001",
        CodeHash = [],
        Site = "140322",
        Topic = "高龄补贴",
        Detail = "",
        Dialect = "",
        Listeners = 1,
        ContactName = "测试老人",
        ContactPhone = "10012340000",
        OnBehalfOf = "",
        ByClerk = false,
        PostedAt = now,
    };
}
