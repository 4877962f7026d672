using CivPractice.Lecture.Exports;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>Photos of the sessions behind a figure (宣讲佐证照片): of exactly those rows that the list's export hands out.</summary>
public sealed class SessionEvidenceService(LectureDb db) : V1.SessionEvidence.SessionEvidenceBase
{
    [Requires<ExportLists>]
    public override async Task<ListEvidenceFilesResponse> ListSessionEvidence(ListEvidenceFilesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var list = check.Optional("list", "清单", request.List, most: 40);
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var (page, export) = (Page.Of(request, keys: 3), new SessionExport());
        if (list != export.Name) return new ListEvidenceFilesResponse();
        var rows = export.HandedOut(db, request.Filters).AsNoTracking().Under(row => row.Site, [prefix]);
        var found = from photo in EvidencePhotos.Open<SessionPhotos>(db)
                    from row in rows
                    where photo.County == row.County && photo.Subject == row.Id.ToString()
                    select new ProvingPhoto { Photo = photo, Of = row.Title };
        return await EvidencePhotos.ListAsync<SessionPhotos>(found, page, context.CancellationToken);
    }
}
