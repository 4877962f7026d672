using CivPractice.Lecture.Sessions;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Orders;

/// <summary>What staff do with an order: find it, find who could lecture, schedule it, or refuse it.</summary>
public sealed partial class OrderService
{
    [Requires<ManageLectures>]
    public override async Task<ListOrdersResponse> ListOrders(ListOrdersRequest request, ServerCallContext context)
    {
        var rows = db.Orders.AsNoTracking().Under(order => order.Site, Caller.PrefixesOf<ManageLectures>()).Sought(db, request);
        var page = Page.Of(request, 1);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(order => order.Id < after);
        }
        var found = await rows.OrderByDescending(order => order.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(found, order => [order.Id.ToString()]);
        return new ListOrdersResponse { Orders = { found.Select(order => order.Shown(withContact: false)) }, NextPageToken = next };
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LectureOrder> GetOrder(GetOrderRequest request, ServerCallContext context) => (await FindAsync(request.Id, context.CancellationToken)).Shown(withContact: true);

    [Requires<ManageLectures>]
    public override async Task<ListProposalsResponse> ListProposals(ListProposalsRequest request, ServerCallContext context)
    {
        var order = await FindAsync(request.Id, context.CancellationToken);
        var found = await Proposals.OfAsync(db, order, context.CancellationToken);
        return new ListProposalsResponse { Proposals = { found.Select(each => each.Shown()) } };
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LectureOrder> ScheduleOrder(ScheduleOrderRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var order = await FindAsync(request.Id, cancel);
        var now = db.Clock.GetUtcNow();
        var session = Plan.Of(new CreateSessionRequest
        {
            Title = request.Title.Length > 0 ? request.Title : order.Topic,
            Topic = order.Topic,
            Site = order.Site,
            Place = request.Place,
            TeamId = request.TeamId,
            LecturerId = request.LecturerId,
            Level = request.Level,
            Channel = request.Channel,
            Method = request.Method,
            Form = request.Form,
            PlaceKind = request.PlaceKind,
            AudienceKind = request.AudienceKind,
            StartsAt = request.StartsAt,
            DurationMinutes = request.DurationMinutes,
            CourseId = request.CourseId,
            Marks = request.Marks,
        }, Caller, now, await venues.OfAsync(request.VenueId, order.Site, context), order.Id);
        if (!session.PlannedAhead) throw Fault.Invalid("startsAt", "OUT_OF_RANGE", "排期应在将来");
        if (LectureSession.Broadcasts.Contains(session.Channel)) throw Fault.Invalid("channel", "BROADCAST_ORDER", "点讲要有人当面讲,不能用宣传栏、阅报栏、广播、大喇叭");
        order.Schedule(session.Id);
        return await db.TogetherAsync(async () =>
        {
            await Plan.AddAsync(db, session, cancel);
            if (session.LecturerId is { } lecturer) await RequireFreeAsync(session, lecturer, cancel);
            db.Audit(order.County, "order.schedule", order.Number);
            await db.SaveChangesAsync(cancel);
            return order.Shown(withContact: true);
        }, cancel);
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LectureOrder> RefuseOrder(RefuseOrderRequest request, ServerCallContext context)
    {
        var check = new Check();
        var reason = check.Text("reason", "原因", request.Reason, 200, least: 2);
        check.Done();
        var order = await FindAsync(request.Id, context.CancellationToken);
        order.Refuse(reason);
        db.Audit(order.County, "order.refuse", order.Number);
        await db.SaveChangesAsync(context.CancellationToken);
        return order.Shown(withContact: false);
    }

    // Nobody lectures at two places at once. The lecturer's row is locked, so that two orders at once see each other.
    async Task RequireFreeAsync(LectureSession session, Guid lecturer, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"select from lecturer where county = {session.County} and id = {lecturer} for update", cancel);
        var (begin, end) = (session.StartsAt, session.StartsAt.AddMinutes(session.DurationMinutes));
        var earliest = begin.AddMinutes(-LectureSession.MostMinutes);
        if (await db.Sessions.AnyAsync(row => row.County == session.County && row.LecturerId == lecturer && row.Status == SessionStatus.Planned
            && row.StartsAt > earliest && row.StartsAt < end && row.StartsAt.AddMinutes(row.DurationMinutes) > begin, cancel))
            throw Fault.Precondition("LECTURER_BUSY", "这位宣讲员这个时间已有宣讲,请换时间或换人");
    }

    async Task<LectureOrder> FindAsync(string value, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "点讲", value);
        check.Done();
        var order = await db.Orders.SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这次点讲");
        Caller.Require<ManageLectures>(order.Site);
        return order;
    }
}
