using CivPractice.Platform;
using CivPractice.Platform.V1;
using Grpc.Core;

namespace CivPractice.Report.Figures;

/// <summary>A service that owns rows, and so the tally of them.</summary>
public sealed record Owner(string Name, Func<GetTallyRequest, CallOptions, AsyncUnaryCall<Tally>> GetTally);

/// <summary>Services in the words of those who read reports: by what they keep.</summary>
static class OwnerWords
{
    internal static string Said(IEnumerable<string> owners) => string.Join('、', owners.Distinct().Select(owner => owner switch
    {
        "organization" => "站点和阵地",
        "volunteer" => "志愿者、队伍和时长",
        "activity" => "活动和项目",
        "lecture" => "宣讲",
        "gateway" => "县区名录",
        _ => owner,
    }));
}

/// <summary>The four services whose figures a report composes.</summary>
static class Owners
{
    public static void AddOwners(this WebApplicationBuilder builder)
    {
        builder.AddPeer<Organization.V1.Sites.SitesClient>("organization");
        builder.AddPeer<Organization.V1.Assessments.AssessmentsClient>("organization");
        builder.AddPeer<Organization.V1.EvidenceFiles.EvidenceFilesClient>("organization");
        builder.AddPeer<Organization.V1.Dictionaries.DictionariesClient>("organization");
        builder.AddPeer<Organization.V1.Honours.HonoursClient>("organization");
        builder.AddPeer<Volunteer.V1.Hours.HoursClient>("volunteer");
        builder.AddPeer<Activity.V1.Figures.FiguresClient>("activity");
        builder.AddPeer<Activity.V1.Activities.ActivitiesClient>("activity");
        builder.AddPeer<Activity.V1.ActivityEvidence.ActivityEvidenceClient>("activity");
        builder.AddPeer<Lecture.V1.Sessions.SessionsClient>("lecture");
        builder.AddPeer<Lecture.V1.SessionEvidence.SessionEvidenceClient>("lecture");
        if (builder.Configuration["services:gateway:grpc:0"] is not null) builder.AddPeer<Gateway.V1.Counties.CountiesClient>("gateway");
        builder.Services.AddSingleton<IReadOnlyList<Owner>>(services =>
        [
            new("organization", services.GetRequiredService<Organization.V1.Sites.SitesClient>().GetTallyAsync),
            new("volunteer", services.GetRequiredService<Volunteer.V1.Hours.HoursClient>().GetTallyAsync),
            new("activity", services.GetRequiredService<Activity.V1.Figures.FiguresClient>().GetTallyAsync),
            new("lecture", services.GetRequiredService<Lecture.V1.Sessions.SessionsClient>().GetTallyAsync),
        ]);
        builder.Services.AddSingleton<OwnerTallies>();
    }
}

/// <summary>Asks owners for their sums, as the caller: nobody sees here what they may not see there.</summary>
public sealed partial class OwnerTallies(IReadOnlyList<Owner> owners, ILogger<OwnerTallies> log)
{
    // A page shows nothing until the slowest has answered or is given up.
    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);

    public IReadOnlyList<Owner> Owners => owners;

    /// <summary>The owner's answer; null where it does not answer.</summary>
    /// <param name="authorization">The caller's own header.</param>
    public async Task<Tally?> AskAsync(Owner owner, GetTallyRequest question, string authorization, CancellationToken cancel)
    {
        try
        {
            return await owner.GetTally(question, new CallOptions(As(authorization), DateTime.UtcNow + patience, cancel));
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            LogSilent(owner.Name, exception.StatusCode);
            return null;
        }
    }

    internal static Metadata As(string authorization) => new() { { "authorization", authorization } };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner} did not answer ({Status}); its figures are missing")]
    partial void LogSilent(string owner, StatusCode status);
}
