using CivPractice.Lecture.Exports;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;

namespace CivPractice.Lecture.Sessions;

/// <summary>Photos of the sessions behind a figure (宣讲佐证照片): of exactly those rows that the list's export hands out.</summary>
public sealed class SessionEvidenceService(LectureDb db) : V1.SessionEvidence.SessionEvidenceBase
{
    [Requires<ExportLists>]
    public override Task<ListEvidenceFilesResponse> ListSessionEvidence(ListEvidenceFilesRequest request, ServerCallContext context) =>
        new SessionExport().PhotosAsync<SessionPhotos>(db, request, row => row.Site, row => new ProvenRow { County = row.County, Subject = row.Id.ToString(), Name = row.Title }, context.CancellationToken);
}
