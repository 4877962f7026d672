using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Report.Frozen;
using CivPractice.Report.V1;
using Grpc.Core;

namespace CivPractice.Report.Evidence;

/// <summary>What a bundle of evidence (评审材料包) would hold. The bundle itself is a file endpoint.</summary>
public sealed class EvidenceService(EvidenceBundle bundle, CallerScope scope) : V1.Evidence.EvidenceBase
{
    [Requires<ReadFigures>]
    public override Task<EvidenceContents> GetEvidence(GetEvidenceRequest request, ServerCallContext context)
    {
        if (!scope.Caller.May<ExportLists>()) throw Fault.Denied(Permission.Of<ExportLists>());
        return bundle.ContentsAsync(request, context.Authorization(), context.CancellationToken);
    }
}
