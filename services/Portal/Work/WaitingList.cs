using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Portal.Shared;
using CivPractice.Volunteer.V1;
using Grpc.Core;

namespace CivPractice.Portal.Work;

/// <summary>One kind of work that waits (待办), and the page on which it is done.</summary>
/// <param name="Query">What narrows that page's list to what waits.</param>
/// <param name="Count">How many; null while their owner does not answer.</param>
/// <param name="More">There are more than were counted.</param>
public sealed record Waiting(string Path, (string Name, string Value) Query, string Text, int? Count, bool More)
{
    public string Said => Count is { } count ? $"{Text} {count}{(More ? "+" : "")}" : $"{Text}（暂时查不到）";
}

/// <summary>What others have asked for and somebody with these permissions has to answer: reviews, requests, verifications. Needs and activities have lists of their own on the same page.</summary>
public sealed class WaitingList(Visit visit, NewsClient news, HonoursClient honours, CreationClient creation, BookingsClient bookings, CorrectionsClient corrections, LectureOrdersClient orders, LectureCoursesClient courses)
{
    /// <summary>More are not counted: that there is much to do is known then.</summary>
    const int most = 20;

    /// <summary>Only kinds of which something waits, or whose owner does not answer.</summary>
    public async Task<IReadOnlyList<Waiting>> LoadAsync()
    {
        var kinds = new[]
        {
            Of("news.review", "news", ("status", nameof(NewsStatus.Submitted)), "待审新闻",
                () => news.ListNewsAsync(new ListNewsRequest { Prefix = visit.Prefix, Status = NewsStatus.Submitted, PageSize = most }), list => (list.Items.Count, list.NextPageToken)),
            Of("courses.review", "lectures/courses", ("state", nameof(ReviewState.ReviewWaiting)), "待审课程",
                () => courses.ListCoursesAsync(new ListCoursesRequest { Prefix = visit.Prefix, State = ReviewState.ReviewWaiting, PageSize = most }), list => (list.Courses.Count, list.NextPageToken)),
            Of("lectures.manage", "workbench/lecture-orders", ("status", nameof(OrderStatus.OrderRequested)), "待受理的点讲",
                () => orders.ListOrdersAsync(new ListOrdersRequest { Prefix = visit.Prefix, Status = OrderStatus.OrderRequested, PageSize = most }), list => (list.Orders.Count, list.NextPageToken)),
            Of("venues.manage", "workbench/bookings", ("status", nameof(BookingStatus.Requested)), "待确认的预约",
                () => bookings.ListBookingsAsync(new ListBookingsRequest { Prefix = visit.Prefix, Status = BookingStatus.Requested, PageSize = most }), list => (list.Bookings.Count, list.NextPageToken)),
            Of("hours.correct", "workbench/corrections", ("", ""), "待答复的更正申请",
                () => corrections.ListCorrectionsAsync(new ListCorrectionsRequest { Prefix = visit.Prefix, PageSize = most }), list => (list.Corrections.Count, list.NextPageToken)),
            Of("honours.manage", "honours", ("status", nameof(HonourStatus.Recorded)), "待核验的荣誉",
                () => honours.ListHonoursAsync(new ListHonoursRequest { Prefix = visit.Prefix, Status = HonourStatus.Recorded, PageSize = most }), list => (list.Honours.Count, list.NextPageToken)),
            Of("creation.review", "workbench/creation", ("status", nameof(CandidateStatus.Declared)), "待评议的申报",
                () => creation.ListCandidatesAsync(new ListCandidatesRequest { Prefix = visit.Prefix, Status = CandidateStatus.Declared, PageSize = most }), list => (list.Candidates.Count, list.NextPageToken)),
        };
        return [.. (await Task.WhenAll(kinds)).OfType<Waiting>().Where(kind => kind.Count != 0)];
    }

    async Task<Waiting?> Of<T>(string permission, string path, (string Name, string Value) query, string text, Func<AsyncUnaryCall<T>> ask, Func<T, (int Count, string Next)> read) where T : class
    {
        if (!visit.May(permission)) return null;
        var part = await Part.Of(ask());
        if (part.Value is not { } list) return new Waiting(path, query, text, null, false);
        var (count, next) = read(list);
        return new Waiting(path, query, text, count, next.Length > 0);
    }
}
