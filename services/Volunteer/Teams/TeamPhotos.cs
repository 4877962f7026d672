using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Teams;

/// <summary>The logo (标志) of a team: one picture, kept by who keeps the team. A former team gets no new one, and may lose its own.</summary>
public sealed class TeamPhotos : PhotoKind<VolunteerDb, ManageTeams>
{
    public override string Name => "teams";
    public override string Title => "这支队伍";
    public override int Most => 1;

    protected override async Task<PhotoSubject?> FindAsync(VolunteerDb db, string key, CancellationToken cancel)
    {
        var id = Id(key);
        var row = await db.Teams.AsNoTracking().Where(row => row.Id == id).Select(row => new { row.County, row.Id, row.Site, row.EndedOn }).SingleOrDefaultAsync(cancel);
        if (row is null) return null;
        return new PhotoSubject(row.County, row.Id.ToString(), row.Site, true) { Settled = row.EndedOn is null ? null : Fault.Precondition("TEAM_ENDED", "这支队伍已经解散") };
    }
}

/// <inheritdoc cref="V1.TeamPhotos.TeamPhotosBase"/>
public sealed class TeamPhotoService(PhotoShelf shelf) : V1.TeamPhotos.TeamPhotosBase
{
    [Requires<ReadTeams>]
    public override Task<ListPhotosResponse> ListTeamPhotos(ListPhotosRequest request, ServerCallContext context) => shelf.ListAsync<TeamPhotos>(request, context);

    [Requires<ManageTeams>]
    public override Task<Platform.V1.Photo> UpdateTeamPhoto(UpdatePhotoRequest request, ServerCallContext context) => shelf.UpdateAsync<TeamPhotos>(request, context);

    [Requires<ManageTeams>]
    public override Task<RemovePhotoResponse> RemoveTeamPhoto(RemovePhotoRequest request, ServerCallContext context) => shelf.RemoveAsync<TeamPhotos>(request, context);
}
