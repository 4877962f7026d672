using CivPractice.Activity.Exports;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>Photos of the activities behind a figure (活动佐证照片): of exactly those rows that the list's export hands out.</summary>
public sealed class ActivityEvidenceService(ActivityDb db) : V1.ActivityEvidence.ActivityEvidenceBase
{
    [Requires<ExportLists>]
    public override async Task<ListEvidenceFilesResponse> ListActivityEvidence(ListEvidenceFilesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var list = check.Optional("list", "清单", request.List, most: 40);
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var (page, export) = (Page.Of(request, keys: 3), new ActivityExport(db.Clock));
        if (list != export.Name) return new ListEvidenceFilesResponse();
        var rows = export.HandedOut(db, request.Filters).AsNoTracking().Under(row => row.Site, [prefix]);
        var found = from photo in EvidencePhotos.Open<ActivityPhotos>(db)
                    from row in rows
                    where photo.County == row.County && photo.Subject == row.Id.ToString()
                    select new ProvingPhoto { Photo = photo, Of = row.Title };
        return await EvidencePhotos.ListAsync<ActivityPhotos>(found, page, context.CancellationToken);
    }
}
