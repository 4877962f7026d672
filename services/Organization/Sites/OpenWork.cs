using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Organization.Sites;

/// <summary>Asks Activity and Lecture, with the caller's own token, whether a site still has work that somebody must go on with: a decision that must be true now.</summary>
public sealed class OpenWork(IServiceProvider services)
{
    // As many as a sentence tells exactly.
    const int most = 100;

    static readonly NeedStatus[] openNeeds = [NeedStatus.NeedPosted, NeedStatus.NeedVerified, NeedStatus.NeedDispatched, NeedStatus.NeedAccepted, NeedStatus.NeedInService];
    static readonly ActivityStatus[] openActivities = [ActivityStatus.Recruiting, ActivityStatus.Running, ActivityStatus.Closing];
    static readonly OrderStatus[] openOrders = [OrderStatus.OrderRequested, OrderStatus.OrderScheduled];

    /// <param name="booked">Bookings of its venues that are to come or under way, which this service knows itself.</param>
    /// <exception cref="Fault">SITE_IN_USE with what is open, by kind and number; SERVICE_UNAVAILABLE when one of them does not answer.</exception>
    public async Task RefuseAsync(string code, int booked, ServerCallContext context)
    {
        var options = new CallOptions(new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } }, DateTime.UtcNow.AddSeconds(8), context.CancellationToken);
        var (needs, activities) = (services.GetRequiredService<Needs.NeedsClient>(), services.GetRequiredService<Activities.ActivitiesClient>());
        var (sessions, orders) = (services.GetRequiredService<Lecture.V1.Sessions.SessionsClient>(), services.GetRequiredService<LectureOrders.LectureOrdersClient>());
        try
        {
            var posted = needs.ListNeedsAsync(new ListNeedsRequest { Prefix = code, Statuses = { openNeeds }, PageSize = most }, options).ResponseAsync;
            var held = openActivities.Select(status => activities.ListActivitiesAsync(new ListActivitiesRequest { Prefix = code, Status = status, PageSize = most }, options).ResponseAsync).ToList();
            var planned = sessions.ListSessionsAsync(new ListSessionsRequest { Prefix = code, Status = SessionStatus.Planned, PageSize = most }, options).ResponseAsync;
            var ordered = openOrders.Select(status => orders.ListOrdersAsync(new ListOrdersRequest { Prefix = code, Status = status, PageSize = most }, options).ResponseAsync).ToList();
            var asked = (Needs: await posted, Activities: await Task.WhenAll(held), Sessions: await planned, Orders: await Task.WhenAll(ordered));

            var what = new[]
            {
                Said(asked.Needs.Needs.Count, asked.Needs.NextPageToken.Length > 0, "件没有办完的需求"),
                Said(asked.Activities.Sum(answer => answer.Activities.Count), asked.Activities.Any(answer => answer.NextPageToken.Length > 0), "场没有结项的活动"),
                Said(asked.Sessions.Sessions.Count, asked.Sessions.NextPageToken.Length > 0, "场已排期的宣讲"),
                Said(asked.Orders.Sum(answer => answer.Orders.Count), asked.Orders.Any(answer => answer.NextPageToken.Length > 0), "件没有办完的宣讲预约"),
                Booked(booked),
            }.OfType<string>().ToList();
            Refuse(what);
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
    }

    /// <summary>Once more, when nobody can book any more: somebody may have done so while the others were asked.</summary>
    /// <exception cref="Fault">SITE_IN_USE.</exception>
    public static void RefuseBooked(int booked)
    {
        if (Booked(booked) is { } what) Refuse([what]);
    }

    static void Refuse(List<string> what)
    {
        if (what.Count > 0) throw Fault.Precondition("SITE_IN_USE", $"这个站点还有 {string.Join("、", what)},请先办完,或者指明接续站点");
    }

    static string? Booked(int number) => Said(number, false, "个没有用完的阵地预约");

    static string? Said(int number, bool more, string what) => number == 0 ? null : $"{number}{(more ? " 多" : " ")}{what}";
}
