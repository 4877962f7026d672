using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Sites;

/// <summary>Photos of sites (站点照片): kept by the clerk of the site and by those above.</summary>
public sealed class SitePhotos : PhotoKind<OrganizationDb, KeepSitePhotos>
{
    public override string Name => "sites";
    public override string Title => "这个站点";

    protected override Task<PhotoSubject?> FindAsync(OrganizationDb db, string key, CancellationToken cancel) =>
        db.Sites.AsNoTracking().Where(site => site.Code == key).Select(site => new PhotoSubject(site.County, site.Code, site.Code, true)).SingleOrDefaultAsync(cancel);
}

/// <inheritdoc cref="V1.SitePhotos.SitePhotosBase"/>
public sealed class SitePhotoService(PhotoShelf shelf) : V1.SitePhotos.SitePhotosBase
{
    [Requires<ReadSites>]
    public override Task<ListPhotosResponse> ListSitePhotos(ListPhotosRequest request, ServerCallContext context) => shelf.ListAsync<SitePhotos>(request, context);

    [Requires<KeepSitePhotos>]
    public override Task<Platform.V1.Photo> UpdateSitePhoto(UpdatePhotoRequest request, ServerCallContext context) => shelf.UpdateAsync<SitePhotos>(request, context);

    [Requires<KeepSitePhotos>]
    public override Task<RemovePhotoResponse> RemoveSitePhoto(RemovePhotoRequest request, ServerCallContext context) => shelf.RemoveAsync<SitePhotos>(request, context);
}
