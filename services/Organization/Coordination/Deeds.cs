using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;
using Grpc.Core;

namespace CivPractice.Organization.Coordination;

/// <summary>A team, a project or an activity as its owner tells it.</summary>
public sealed record Deed(string Name, string Site, DateOnly? On);

/// <summary>Asks Volunteer and Activity, with the caller's own token, for what a duty is linked to: whether there is such a thing must be true now, and no copy here says it.</summary>
public sealed class Deeds(Teams.TeamsClient teams, Projects.ProjectsClient projects, Activities.ActivitiesClient activities)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(8);

    /// <exception cref="Fault">UNKNOWN_SUBJECT; ACTIVITY_NOT_COMPLETED: what was only planned is nothing done; SERVICE_UNAVAILABLE when the owner does not answer.</exception>
    public async Task<Deed> AskAsync(DeedKind kind, Guid subject, ServerCallContext context)
    {
        var options = new CallOptions(new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } }, DateTime.UtcNow + patience, context.CancellationToken);
        try
        {
            switch (kind)
            {
                case DeedKind.DeedTeam:
                    var team = await teams.GetTeamAsync(new GetTeamRequest { Id = subject.ToString() }, options);
                    return new Deed(team.Name, team.Site, null);
                case DeedKind.DeedProject:
                    var project = await projects.GetProjectAsync(new GetProjectRequest { Id = subject.ToString() }, options);
                    return new Deed(project.Name, project.Site, null);
                default:
                    var activity = await activities.GetActivityAsync(new GetActivityRequest { Id = subject.ToString() }, options);
                    if (activity.Status is not (ActivityStatus.Completed or ActivityStatus.ActivityArchived)) throw Fault.Precondition("ACTIVITY_NOT_COMPLETED", $"“{activity.Title}”还没有结项,结项以后才算开展了活动");
                    return new Deed(activity.Title, activity.Site, ChinaTime.Day(activity.StartsAt.ToDateTimeOffset()));
            }
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument) { throw Unknown(kind); }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { throw Fault.Unavailable(); }
    }

    internal static Fault Unknown(DeedKind kind) => Fault.Invalid("subject", "UNKNOWN_SUBJECT", $"没有这{kind switch { DeedKind.DeedTeam => "支队伍", DeedKind.DeedProject => "个项目", _ => "场活动" }}");
}
