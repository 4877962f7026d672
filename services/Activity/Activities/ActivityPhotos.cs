using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>
/// Photos of activities (活动照片): of what was held, so that they come once its list is closed, and are never required. Kept by who oversees the site; a team's leader asks the clerk, who knows whether those in it agreed. What is archived takes no more,
/// but loses one at any time: consent can be taken back.
/// </summary>
public sealed class ActivityPhotos : PhotoKind<ActivityDb, ManageActivities>
{
    public override string Name => "activities";
    public override string Title => "这场活动";

    public override bool Keeps(Caller caller, PhotoSubject of) => caller.Oversees<ManageActivities>(of.Site);

    protected override async Task<PhotoSubject?> FindAsync(ActivityDb db, string key, CancellationToken cancel)
    {
        var id = Id(key);
        var row = await db.Activities.AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancel);
        if (row is null) return null;
        var stage = row.Stage(db.Clock.GetUtcNow());
        return new PhotoSubject(row.County, row.Id.ToString(), row.Site, stage is ActivityStatus.Completed or ActivityStatus.ActivityArchived)
        {
            Settled = stage switch
            {
                ActivityStatus.Completed => null,
                ActivityStatus.ActivityArchived => Fault.Precondition("ACTIVITY_ARCHIVED", "活动已经归档,不能再添、改照片"),
                _ => Fault.Precondition("ACTIVITY_STATE", $"活动现在是“{stage.Title()}”,结项以后才能添照片"),
            },
        };
    }
}

/// <inheritdoc cref="V1.ActivityPhotos.ActivityPhotosBase"/>
public sealed class ActivityPhotoService(PhotoShelf shelf) : V1.ActivityPhotos.ActivityPhotosBase
{
    [Requires<ReadActivities>]
    public override Task<ListPhotosResponse> ListActivityPhotos(ListPhotosRequest request, ServerCallContext context) => shelf.ListAsync<ActivityPhotos>(request, context);

    [Requires<ManageActivities>]
    public override Task<Platform.V1.Photo> UpdateActivityPhoto(UpdatePhotoRequest request, ServerCallContext context) => shelf.UpdateAsync<ActivityPhotos>(request, context);

    [Requires<ManageActivities>]
    public override Task<RemovePhotoResponse> RemoveActivityPhoto(RemovePhotoRequest request, ServerCallContext context) => shelf.RemoveAsync<ActivityPhotos>(request, context);
}
