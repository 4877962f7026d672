using CivPractice.Platform.Callers;
using CivPractice.Platform.Figures;
using CivPractice.Platform.V1;
using Grpc.Core;

namespace CivPractice.Activity.Figures;

public sealed class FiguresService(TallyReader tallies) : V1.Figures.FiguresBase
{
    [Requires<ReadFigures>]
    public override Task<Tally> GetTally(GetTallyRequest request, ServerCallContext context) =>
        tallies.ReadAsync(ActivityMeasures.All, request, context.CancellationToken);
}
