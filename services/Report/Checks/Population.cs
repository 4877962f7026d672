using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Report.Figures;
using CivPractice.Report.V1;
using CivPractice.Volunteer.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ActivitiesClient = CivPractice.Activity.V1.Activities.ActivitiesClient;
using HoursClient = CivPractice.Volunteer.V1.Hours.HoursClient;
using SessionsClient = CivPractice.Lecture.V1.Sessions.SessionsClient;

namespace CivPractice.Report.Checks;

/// <summary>The rows that a sample is drawn from, page by page from their owner, as the caller sees them.</summary>
public sealed class Population(SessionsClient sessions, ActivitiesClient activities, HoursClient hours)
{
    const int pageSize = 200;

    /// <summary>More than this and a smaller period is asked for.</summary>
    const int most = 20_000;

    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    /// <exception cref="Fault">TOO_MANY_ROWS; SERVICE_UNAVAILABLE.</exception>
    public async Task<List<Drawable>> ReadAsync(SampleKind kind, Stratum stratum, string prefix, string from, string to, string authorization, CancellationToken cancel)
    {
        var rows = await ReadAsync(kind, prefix, from, to, authorization, cancel);
        // What a row was told to belong to is its team; the parts are what was asked for.
        return [.. rows.Select(row => row with { Stratum = stratum switch { Stratum.Site => row.Site, Stratum.Team => row.Stratum, _ => "" } })];
    }

    Task<List<Drawable>> ReadAsync(SampleKind kind, string prefix, string from, string to, string authorization, CancellationToken cancel) => kind switch
    {
        // A correction is seen beside its original, and is drawn with it. Whose hours they are stays with their owner.
        SampleKind.Hours => EachPageAsync(async (token, options) =>
        {
            var page = await hours.ListHoursAsync(new ListHoursRequest { Prefix = prefix, From = from, To = to, PageSize = pageSize, PageToken = token }, options);
            return (page.Entries.Where(row => row.CorrectsId.Length == 0).Select(row => new Drawable(row.Id, row.ActivityTitle, row.Site, row.ServedOn, row.TeamId, row.Minutes)), page.NextPageToken);
        }, authorization, cancel),
        SampleKind.Sessions => EachPageAsync(async (token, options) =>
        {
            var page = await sessions.ListSessionsAsync(new ListSessionsRequest { Prefix = prefix, Status = SessionStatus.Held, From = from, To = to, PageSize = pageSize, PageToken = token }, options);
            return (page.Sessions.Select(row => new Drawable(row.Id, row.Title, row.Site, Day(row.StartsAt))), page.NextPageToken);
        }, authorization, cancel),
        _ => EachPageAsync(async (token, options) =>
        {
            var page = await activities.ListActivitiesAsync(new ListActivitiesRequest { Prefix = prefix, Status = ActivityStatus.Completed, From = from, To = to, PageSize = pageSize, PageToken = token }, options);
            return (page.Activities.Select(row => new Drawable(row.Id, row.Title, row.Site, Day(row.StartsAt))), page.NextPageToken);
        }, authorization, cancel),
    };

    static async Task<List<Drawable>> EachPageAsync(Func<string, CallOptions, Task<(IEnumerable<Drawable> Rows, string Next)>> read, string authorization, CancellationToken cancel)
    {
        var all = new List<Drawable>();
        try
        {
            for (var token = ""; ;)
            {
                var (rows, next) = await read(token, new CallOptions(OwnerTallies.As(authorization), DateTime.UtcNow + patience, cancel));
                all.AddRange(rows);
                if (next.Length == 0) return all;
                if (all.Count >= most) throw Fault.Invalid("from", "TOO_MANY_ROWS", $"这段时间超过 {most} 条，请缩短时间或缩小范围");
                token = next;
            }
        }
        catch (RpcException gone) when (gone.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
    }

    static string Day(Timestamp moment) => ChinaTime.Text(ChinaTime.Day(moment.ToDateTimeOffset()));
}
