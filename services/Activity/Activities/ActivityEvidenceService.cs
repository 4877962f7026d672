using CivPractice.Activity.Exports;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Files;
using CivPractice.Platform.V1;
using Grpc.Core;

namespace CivPractice.Activity.Activities;

/// <summary>Photos of the activities behind a figure (活动佐证照片): of exactly those rows that the list's export hands out.</summary>
public sealed class ActivityEvidenceService(ActivityDb db) : V1.ActivityEvidence.ActivityEvidenceBase
{
    [Requires<ExportLists>]
    public override Task<ListEvidenceFilesResponse> ListActivityEvidence(ListEvidenceFilesRequest request, ServerCallContext context) =>
        new ActivityExport(db.Clock).PhotosAsync<ActivityPhotos>(db, request, row => row.Site, row => new ProvenRow { County = row.County, Subject = row.Id.ToString(), Name = row.Title }, context.CancellationToken);
}
