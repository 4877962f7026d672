using CivPractice.Platform;
using CivPractice.Platform.V1;
using Grpc.Core;

namespace CivPractice.Report.Figures;

/// <summary>A service that owns rows, and so the tally of them.</summary>
public sealed record Owner(string Name, Func<GetTallyRequest, CallOptions, AsyncUnaryCall<Tally>> GetTally);

/// <summary>The four services whose figures a report composes.</summary>
static class Owners
{
    public static void AddOwners(this WebApplicationBuilder builder)
    {
        builder.AddPeer<Organization.V1.Sites.SitesClient>("organization");
        builder.AddPeer<Volunteer.V1.Hours.HoursClient>("volunteer");
        builder.AddPeer<Activity.V1.Figures.FiguresClient>("activity");
        builder.AddPeer<Lecture.V1.Sessions.SessionsClient>("lecture");
        builder.Services.AddSingleton<IReadOnlyList<Owner>>(services =>
        [
            new("organization", services.GetRequiredService<Organization.V1.Sites.SitesClient>().GetTallyAsync),
            new("volunteer", services.GetRequiredService<Volunteer.V1.Hours.HoursClient>().GetTallyAsync),
            new("activity", services.GetRequiredService<Activity.V1.Figures.FiguresClient>().GetTallyAsync),
            new("lecture", services.GetRequiredService<Lecture.V1.Sessions.SessionsClient>().GetTallyAsync),
        ]);
    }
}
