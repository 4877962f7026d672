using CivPractice.Platform.Callers;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Brands;

/// <summary>The logo (标志) of a brand: one picture, kept by who keeps the brand.</summary>
public sealed class BrandPhotos : PhotoKind<VolunteerDb, ManageAssociations>
{
    public override string Name => "brands";
    public override string Title => "这个品牌";
    public override int Most => 1;

    protected override async Task<PhotoSubject?> FindAsync(VolunteerDb db, string key, CancellationToken cancel)
    {
        var id = Id(key);
        var row = await db.Brands.AsNoTracking().Where(row => row.Id == id).Select(row => new { row.County, row.Id, row.Site }).SingleOrDefaultAsync(cancel);
        if (row is null) return null;
        return new PhotoSubject(row.County, row.Id.ToString(), row.Site, true);
    }
}

/// <inheritdoc cref="V1.BrandPhotos.BrandPhotosBase"/>
public sealed class BrandPhotoService(PhotoShelf shelf) : V1.BrandPhotos.BrandPhotosBase
{
    [Requires<ReadTeams>]
    public override Task<ListPhotosResponse> ListBrandPhotos(ListPhotosRequest request, ServerCallContext context) => shelf.ListAsync<BrandPhotos>(request, context);

    [Requires<ManageAssociations>]
    public override Task<Platform.V1.Photo> UpdateBrandPhoto(UpdatePhotoRequest request, ServerCallContext context) => shelf.UpdateAsync<BrandPhotos>(request, context);

    [Requires<ManageAssociations>]
    public override Task<RemovePhotoResponse> RemoveBrandPhoto(RemovePhotoRequest request, ServerCallContext context) => shelf.RemoveAsync<BrandPhotos>(request, context);
}
