using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.News;

/// <summary>Pictures of news (新闻图片): added to a draft by who writes, seen by who reviews, open once the item is published.</summary>
public sealed class NewsPhotos : PhotoKind<OrganizationDb, WriteNews>
{
    public override string Name => "news";
    public override string Title => "这条新闻";

    public override bool Keeps(Caller caller, PhotoSubject of) => caller.MayAsStaff<WriteNews>(of.Site) || caller.MayAsStaff<ReviewNews>(of.Site);

    protected override async Task<PhotoSubject?> FindAsync(OrganizationDb db, string key, CancellationToken cancel)
    {
        var id = Id(key);
        var item = await db.News.AsNoTracking().Where(row => row.Id == id).Select(row => new { row.County, row.Id, row.Site, row.Status }).SingleOrDefaultAsync(cancel);
        return item is null ? null : new PhotoSubject(item.County, item.Id.ToString(), item.Site, item.Status == NewsStatus.Published)
        {
            Settled = item.Status == NewsStatus.Draft ? null : Fault.Precondition("NEWS_NOT_DRAFT", $"这条新闻现在是“{item.Status.Title()}”,不能添、改图片"),
        };
    }
}

/// <inheritdoc cref="V1.NewsPhotos.NewsPhotosBase"/>
public sealed class NewsPhotoService(PhotoShelf shelf) : V1.NewsPhotos.NewsPhotosBase
{
    [Requires<ReadSites>]
    public override Task<ListPhotosResponse> ListNewsPhotos(ListPhotosRequest request, ServerCallContext context) => shelf.ListAsync<NewsPhotos>(request, context);

    [Requires<WriteNews>]
    public override Task<Platform.V1.Photo> UpdateNewsPhoto(UpdatePhotoRequest request, ServerCallContext context) => shelf.UpdateAsync<NewsPhotos>(request, context);

    [Requires<WriteNews>]
    public override Task<RemovePhotoResponse> RemoveNewsPhoto(RemovePhotoRequest request, ServerCallContext context) => shelf.RemoveAsync<NewsPhotos>(request, context);
}
