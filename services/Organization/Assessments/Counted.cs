using CivPractice.Organization.Figures;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.V1;
using Grpc.Core;

namespace CivPractice.Organization.Assessments;

/// <summary>
/// What the services count at each site (取数): the own roll-ups, and the others' by their GetTally, asked as the caller. An assessment is a decision that must be true
/// now, so it asks; nothing of the answer is kept but what the assessment says.
/// </summary>
public sealed partial class Counted(TallyReader own, Volunteer.V1.Hours.HoursClient volunteer, Activity.V1.Figures.FiguresClient activity, Activity.V1.Projects.ProjectsClient projects, Lecture.V1.Sessions.SessionsClient lecture, ILogger<Counted> log)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    /// <summary>By measure and site; and the measures that nobody answered for.</summary>
    /// <exception cref="Fault">UNKNOWN_INDICATOR when all have answered and none knows it.</exception>
    public async Task<(IReadOnlyDictionary<(string Measure, string Site), long> Values, IReadOnlyList<string> Missing)> ReadAsync(
        IReadOnlyCollection<string> measures, string prefix, DateOnly from, DateOnly to, ServerCallContext context)
    {
        var request = new GetTallyRequest { Prefix = prefix, From = ChinaTime.Text(from), To = ChinaTime.Text(to), GroupBy = TallyGrouping.Site, Indicators = { measures }, KnownOnly = true };
        Func<GetTallyRequest, CallOptions, AsyncUnaryCall<Tally>>[] others = [volunteer.GetTallyAsync, activity.GetTallyAsync, lecture.GetTallyAsync];
        var asked = others.Select(ask => AskAsync(ask, request, context)).ToList();
        var answers = new List<Tally?> { await own.ReadAsync(Measures.All, request, context.CancellationToken) };
        answers.AddRange(await Task.WhenAll(asked));

        var values = new Dictionary<(string, string), long>();
        foreach (var line in answers.OfType<Tally>().SelectMany(tally => tally.Lines).Where(line => line.Group.Length > 0)) values[(line.Indicator, line.Group)] = line.Value;
        var missing = measures.Except(answers.OfType<Tally>().SelectMany(tally => tally.Indicators)).ToList();
        if (missing.Count > 0 && !answers.Contains(null)) throw Fault.Invalid("measure", "UNKNOWN_INDICATOR", $"没有指标“{missing[0]}”");
        return (values, missing);
    }

    async Task<Tally?> AskAsync(Func<GetTallyRequest, CallOptions, AsyncUnaryCall<Tally>> ask, GetTallyRequest request, ServerCallContext context)
    {
        var headers = new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } };
        try { return await ask(request, new CallOptions(headers, DateTime.UtcNow + patience, context.CancellationToken)); }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            LogSilent(exception.StatusCode);
            return null;
        }
    }

    /// <summary>How many projects run today at each site, asked of Activity itself: its figure counts what has ended, too. Null where it does not answer.</summary>
    public async Task<IReadOnlyDictionary<string, int>?> RunningProjectsAsync(string prefix, ServerCallContext context)
    {
        var headers = new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } };
        var request = new Activity.V1.ListProjectsRequest { Prefix = prefix, Status = Activity.V1.ProjectStatus.ProjectRunning, PageSize = 200 };
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            do
            {
                var page = await projects.ListProjectsAsync(request, new CallOptions(headers, DateTime.UtcNow + patience, context.CancellationToken));
                foreach (var project in page.Projects) found[project.Site] = found.GetValueOrDefault(project.Site) + 1;
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
            return found;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            LogSilent(exception.StatusCode);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A service did not say what it counts ({Status})")]
    partial void LogSilent(StatusCode status);
}
