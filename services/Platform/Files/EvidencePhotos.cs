using System.Globalization;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Platform.Files;

/// <summary>A photo that proves a row.</summary>
public sealed class ProvingPhoto
{
    public required Photo Photo { get; init; }

    /// <summary>What the row is called, e.g. a site's name.</summary>
    public required string Of { get; init; }
}

/// <summary>A row that photos prove.</summary>
public sealed class ProvenRow
{
    public required string County { get; init; }

    /// <summary>As the photos name it, e.g. an activity's id.</summary>
    public required string Subject { get; init; }
    public required string Name { get; init; }
}

/// <summary>Photos behind a list (佐证照片), for the owner that lists them: every row's first photo before anybody's second, and nobody in them who did not agree.</summary>
public static class EvidencePhotos
{
    /// <summary>The photos of a kind in the caller's counties that may be shown to others.</summary>
    public static IQueryable<Photo> Open<TKind>(ServiceDb db) where TKind : PhotoKind, new()
    {
        var (counties, name) = (db.Scope.Counties, PhotoKind.Of<TKind>().Name);
        return db.Set<Photo>().AsNoTracking().Where(photo => counties.Contains(photo.County) && photo.Kind == name && photo.People != PhotoPeople.ConsentMissing);
    }

    /// <summary>A page of them.</summary>
    /// <param name="page">With three keys.</param>
    public static async Task<ListEvidenceFilesResponse> ListAsync<TKind>(IQueryable<ProvingPhoto> found, Page page, CancellationToken cancel) where TKind : PhotoKind, new()
    {
        if (!page.IsFirst)
        {
            var after = (Place: Number(page.After[0]), Subject: page.After[1], Id: page.IdAfter(2));
            found = found.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Photo.Place, row.Photo.Subject, row.Photo.Id), ValueTuple.Create(after.Place, after.Subject, after.Id)));
        }
        var rows = await found.OrderBy(row => row.Photo.Place).ThenBy(row => row.Photo.Subject).ThenBy(row => row.Photo.Id).Take(page.Take).ToListAsync(cancel);
        var kind = PhotoKind.Of<TKind>().Name;
        return new ListEvidenceFilesResponse
        {
            NextPageToken = page.Next(rows, row => [row.Photo.Place.ToString(CultureInfo.InvariantCulture), row.Photo.Subject, row.Photo.Id.ToString()]),
            Files = { rows.Select(row => new EvidenceFile { Of = row.Of, Name = row.Photo.Alt, Ending = ".jpg", Path = $"/api/{kind}/{row.Photo.Subject}/photos/{row.Photo.Id}", Size = row.Photo.Size, Hash = row.Photo.Hash }) },
        };
    }

    static int Number(string key) => int.TryParse(key, CultureInfo.InvariantCulture, out var number) ? number : throw Fault.Invalid("pageToken", "PAGE_TOKEN", "翻页标记不对,请从第一页开始");
}
