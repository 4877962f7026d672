using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Venues;

/// <summary>Photos of venues (阵地照片): kept by who keeps the venue.</summary>
public sealed class VenuePhotos : PhotoKind<OrganizationDb, ManageVenues>
{
    public override string Name => "venues";
    public override string Title => "这处阵地";

    protected override async Task<PhotoSubject?> FindAsync(OrganizationDb db, string key, CancellationToken cancel)
    {
        var id = Id(key);
        return await db.Venues.AsNoTracking().Where(venue => venue.Id == id).Select(venue => new PhotoSubject(venue.County, venue.Id.ToString(), venue.Site, true)).SingleOrDefaultAsync(cancel);
    }
}

/// <inheritdoc cref="V1.VenuePhotos.VenuePhotosBase"/>
public sealed class VenuePhotoService(PhotoShelf shelf) : V1.VenuePhotos.VenuePhotosBase
{
    [Requires<ReadSites>]
    public override Task<ListPhotosResponse> ListVenuePhotos(ListPhotosRequest request, ServerCallContext context) => shelf.ListAsync<VenuePhotos>(request, context);

    [Requires<ManageVenues>]
    public override Task<Platform.V1.Photo> UpdateVenuePhoto(UpdatePhotoRequest request, ServerCallContext context) => shelf.UpdateAsync<VenuePhotos>(request, context);

    [Requires<ManageVenues>]
    public override Task<RemovePhotoResponse> RemoveVenuePhoto(RemovePhotoRequest request, ServerCallContext context) => shelf.RemoveAsync<VenuePhotos>(request, context);
}
