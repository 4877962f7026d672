using CivPractice.Volunteer.Corrections;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.Teams;

namespace CivPractice.Volunteer;

/// <summary>What the service answers about people and teams.</summary>
static class VolunteerMethods
{
    internal static void MapRoster(this WebApplication app)
    {
        app.MapGrpcService<RosterService>();
        app.MapGrpcService<ProfileService>();
        app.MapGrpcService<RoleService>();
        app.MapGrpcService<CorrectionService>();
    }

    internal static void MapTeams(this WebApplication app)
    {
        app.MapGrpcService<TeamService>();
        app.MapGrpcService<TreeService>();
        app.MapGrpcService<CorpsService>();
    }
}
