using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SitePhotos = CivPractice.Organization.Sites.SitePhotos;
using VenuePhotos = CivPractice.Organization.Venues.VenuePhotos;

namespace CivPractice.Organization.Assessments;

/// <summary>Files that prove what a list of ours says (佐证文件): photos of the sites and venues that counted on a day, files of the documents in force.</summary>
public sealed class EvidenceFileService(OrganizationDb db) : EvidenceFiles.EvidenceFilesBase
{
    [Requires<ExportLists>]
    public override Task<ListEvidenceFilesResponse> ListEvidenceFiles(ListEvidenceFilesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var list = check.Optional("list", "清单", request.List, most: 40);
        var prefix = check.Prefix("prefix", request.Prefix);
        var on = check.DayOrNone("on", "日期", request.On) ?? ChinaTime.Today(db.Clock);
        check.Done();
        var page = Page.Of(request, keys: 3);
        return list switch
        {
            "sites" => EvidencePhotos.ListAsync<SitePhotos>(Sites(prefix, on), page, context.CancellationToken),
            "venues" => EvidencePhotos.ListAsync<VenuePhotos>(Venues(prefix, on), page, context.CancellationToken),
            // Who may not read documents has none to show.
            "documents" when db.Scope.Caller.May<ReadDocuments>() => DocumentsAsync(on, page, context.CancellationToken),
            _ => Task.FromResult(new ListEvidenceFilesResponse()),
        };
    }

    // Codes compare byte by byte, and the two columns must agree on that.
    IQueryable<ProvingPhoto> Sites(string prefix, DateOnly day)
    {
        var sites = db.Sites.AsNoTracking().Under(site => site.Code, [prefix]).Where(site => (site.Status == SiteStatus.Running || site.Status == SiteStatus.Closed) && site.OpenedOn <= day && (site.ClosedOn == null || site.ClosedOn > day));
        return from photo in EvidencePhotos.Open<SitePhotos>(db)
               from site in sites
               where photo.County == site.County && EF.Functions.Collate(photo.Subject, "C") == site.Code
               select new ProvingPhoto { Photo = photo, Of = site.Name };
    }

    IQueryable<ProvingPhoto> Venues(string prefix, DateOnly day)
    {
        var venues = db.Venues.AsNoTracking().Under(venue => venue.Site, [prefix]).Where(venue => venue.IntegratedOn <= day && (venue.WithdrawnOn == null || venue.WithdrawnOn > day));
        return from photo in EvidencePhotos.Open<VenuePhotos>(db)
               from venue in venues
               where photo.County == venue.County && photo.Subject == venue.Id.ToString()
               select new ProvingPhoto { Photo = photo, Of = venue.Name };
    }

    // A document is the county's as a whole: it belongs to every part of it.
    async Task<ListEvidenceFilesResponse> DocumentsAsync(DateOnly day, Page page, CancellationToken cancel)
    {
        var found = from file in db.DocumentFiles.AsNoTracking()
                    join document in db.Documents on new { file.County, Id = file.DocumentId } equals new { document.County, document.Id }
                    where db.Scope.Counties.Contains(file.County) && document.IssuedOn <= day && document.SupersededBy == null
                    select new { file.DocumentId, file.Id, file.Name, file.Size, file.Hash, document.Title };
        if (!page.IsFirst)
        {
            var after = (Document: page.IdAfter(1), Id: page.IdAfter(2));
            found = found.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.DocumentId, row.Id), ValueTuple.Create(after.Document, after.Id)));
        }
        var rows = await found.OrderBy(row => row.DocumentId).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancel);
        return new ListEvidenceFilesResponse
        {
            NextPageToken = page.Next(rows, row => ["0", row.DocumentId.ToString(), row.Id.ToString()]),
            Files = { rows.Select(row => new EvidenceFile { Of = row.Title, Name = Path.GetFileNameWithoutExtension(row.Name), Ending = Path.GetExtension(row.Name), Path = $"/api/documents/{row.DocumentId}/files/{row.Id}", Size = row.Size, Hash = row.Hash }) },
        };
    }
}
