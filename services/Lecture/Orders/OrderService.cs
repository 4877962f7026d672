using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Lecture.Venues;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Personal;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Orders;

/// <summary>What askers do: order, follow, withdraw, rate. What staff do stands in OrderService.Steps.cs.</summary>
public sealed partial class OrderService(LectureDb db, CallerScope scope, VenueAsked venues) : LectureOrders.LectureOrdersBase
{
    Caller Caller => scope.Caller;

    [Requires<OrderLectures>]
    public override async Task<CreateOrderResponse> CreateOrder(CreateOrderRequest request, ServerCallContext context)
    {
        var (check, now) = (new Check(), db.Clock.GetUtcNow());
        var (today, cancel) = (ChinaTime.Day(now), context.CancellationToken);
        var site = check.Site("site", request.Site, Caller);
        Guid? taken = request.OfferId.Length > 0 ? check.Id("offerId", "场次", request.OfferId) : null;
        var topic = taken is null ? check.Text("topic", "想听什么", request.Topic, 60, least: 2) : "";
        var detail = check.Optional("detail", "说明", request.Detail, 500);
        var dialect = check.Optional("dialect", "方言", request.Dialect, 20);
        var listeners = check.Range("listeners", "听的人数", request.Listeners, 1, LectureOrder.MostListeners);
        var (from, to) = (check.DayOrNone("from", "最早哪天", request.From), check.DayOrNone("to", "最晚哪天", request.To));
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "最晚的日期不能早于最早的日期");
        check.That(to is null || to >= today, "to", "OUT_OF_RANGE", "最晚的日期已经过去");
        var contact = check.Text("contactName", "联系人", request.ContactName, 30);
        var phone = check.Phone("contactPhone", request.ContactPhone);
        var behalf = check.Optional("onBehalfOf", "代谁点", request.OnBehalfOf, 20);
        check.That(request.Consent, "consent", "CONSENT_REQUIRED", "请同意安排和宣讲的人员看到您的联系方式");
        check.Done();
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);

        return await db.TogetherAsync(async () =>
        {
            // Whoever takes an offer waits at its row: of two at once, the second learns that it is taken.
            var offer = taken is null ? null
                : await db.Offers.FromSql($"select * from lecture_offer where county = {Caller.County} and id = {taken} for update").SingleOrDefaultAsync(cancel) ?? throw Fault.NotFound("这一场");
            var number = await OrderCounter.NextAsync(db, Caller.County, today, cancel);
            var code = TrackingCode.Make();
            var order = new LectureOrder
            {
                County = Caller.County,
                Id = Guid.CreateVersion7(now),
                Number = number,
                CodeHash = TrackingCode.Hash(number, code),
                Site = site,
                Topic = offer?.Title ?? topic,
                Detail = detail,
                Dialect = dialect,
                Listeners = listeners,
                WishedFrom = from,
                WishedTo = to,
                ContactName = contact,
                ContactPhone = phone,
                OnBehalfOf = behalf,
                ByClerk = Caller.MayAsStaff<ManageLectures>(site),
                OfferId = offer?.Id,
                PostedAt = now,
            };
            if (offer is not null) await TakeAsync(offer, order, now, cancel);
            db.Add(order);
            db.Audit(order.County, "order.post", number);
            Measures.Count(db, order, Measures.OrdersPosted, now);
            await db.SaveChangesAsync(cancel);
            return new CreateOrderResponse { Id = order.Id.ToString(), Number = number, TrackingCode = code, Status = order.Status };
        }, cancel);
    }

    // The lecturer keeps the time and the team said so: the order is scheduled at once.
    async Task TakeAsync(Offers.LectureOffer offer, LectureOrder order, DateTimeOffset now, CancellationToken cancel)
    {
        offer.Take(order.Id, order.Site, now);
        var session = offer.Session(order.Id, order.Site, "", now);
        await Sessions.Plan.AddAsync(db, session, cancel);
        await RequireFreeAsync(session, offer.LecturerId, cancel);
        order.Schedule(session.Id);
        db.Audit(order.County, "offer.take", offer.Id.ToString());
    }

    [Requires<OrderLectures>]
    public override async Task<OrderTrail> TrackOrder(TrackOrderRequest request, ServerCallContext context) =>
        await TrailAsync(await AskedAsync(request.Number, request.TrackingCode, context.CancellationToken), context.CancellationToken);

    [Requires<OrderLectures>]
    public override async Task<OrderTrail> WithdrawOrder(WithdrawOrderRequest request, ServerCallContext context)
    {
        var check = new Check();
        var reason = check.Optional("reason", "原因", request.Reason, 200);
        check.Done();
        var order = await AskedAsync(request.Number, request.TrackingCode, context.CancellationToken);
        order.Withdraw(reason);
        db.Audit(order.County, "order.withdraw", order.Number);
        await db.SaveChangesAsync(context.CancellationToken);
        return await TrailAsync(order, context.CancellationToken);
    }

    [Requires<OrderLectures>]
    public override async Task<OrderTrail> RateOrder(RateOrderRequest request, ServerCallContext context)
    {
        var (check, now) = (new Check(), db.Clock.GetUtcNow());
        var rating = check.Range("rating", "评分", request.Rating, 1, 5);
        var comment = check.Optional("comment", "想说的话", request.Comment, 200);
        var question = check.Optional("question", "还想问什么", request.Question, 200);
        check.Done();
        var order = await AskedAsync(request.Number, request.TrackingCode, context.CancellationToken);
        order.Rate(rating, comment, now);
        if (question.Length > 0)
            db.Add(new Sessions.Question { County = order.County, Id = Guid.CreateVersion7(now), SessionId = order.SessionId!.Value, Site = order.Site, Text = question, AskedAt = now });
        db.Audit(order.County, "order.rate", order.Number);
        Measures.Count(db, order, Measures.OrdersRated, now);
        if (rating >= 4) Measures.Count(db, order, Measures.OrdersSatisfied, now);
        await db.SaveChangesAsync(context.CancellationToken);
        return await TrailAsync(order, context.CancellationToken);
    }

    // A wrong code and an unknown number are one answer, found by the same work: nobody learns which numbers exist.
    async Task<LectureOrder> AskedAsync(string number, string code, CancellationToken cancel)
    {
        number = number.Trim().ToUpperInvariant();
        var order = number.Length > 30 || code.Length > 30 || !number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? null
            : await db.Orders.SingleOrDefaultAsync(row => row.County == Caller.County && row.Number == number, cancel);
        return TrackingCode.Fits(order?.CodeHash, number, code.Length > 30 ? "" : code) ? order! : throw Fault.NotFound("这次点讲,请核对编号和查询码");
    }

    // For the asker, and for whoever looks over their shoulder: no contact.
    async Task<OrderTrail> TrailAsync(LectureOrder order, CancellationToken cancel)
    {
        var session = order.SessionId is null ? null : await db.Sessions.AsNoTracking().Where(row => row.County == order.County && row.Id == order.SessionId)
            .Select(row => new { row.StartsAt, row.Place, Lecturer = db.Lecturers.Where(each => each.County == row.County && each.Id == row.LecturerId).Select(each => each.Name).SingleOrDefault() }).SingleOrDefaultAsync(cancel);
        return new OrderTrail
        {
            Number = order.Number,
            Topic = order.Topic,
            Status = order.Status,
            Site = order.Site,
            SessionId = order.SessionId?.ToString() ?? "",
            StartsAt = session?.StartsAt.ToTimestamp(),
            Place = session?.Place ?? "",
            LecturerName = session?.Lecturer ?? "",
            Reason = order.Reason,
            Rating = order.Rating,
        };
    }
}
