using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.V1;
using CivPractice.Report.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Report.Figures;

/// <summary>Composes the figures of the owners. It asks them as the caller, so that nobody sees here what they may not see there.</summary>
public sealed class FigureService(OwnerTallies tallies, TimeProvider clock) : V1.Figures.FiguresBase
{
    [Requires<ReadFigures>]
    public override async Task<GetFiguresResponse> GetFigures(GetFiguresRequest request, ServerCallContext context)
    {
        var question = new GetTallyRequest { Prefix = request.Prefix, From = request.From, To = request.To, GroupBy = request.GroupBy, GroupBys = { request.GroupBys }, Indicators = { request.Indicators }, KnownOnly = true };
        var answers = await Task.WhenAll(tallies.Owners.Select(owner => tallies.AskAsync(owner, question, context.RequestHeaders.GetValue("authorization") ?? "", context.CancellationToken)));

        var response = new GetFiguresResponse { AsOf = clock.GetUtcNow().ToTimestamp() };
        foreach (var (owner, tally) in tallies.Owners.Zip(answers))
        {
            if (tally is null) response.Missing.Add(owner.Name);
            else response.Figures.AddRange(tally.Lines.Select(line => new Figure
            {
                Indicator = line.Indicator,
                Name = line.Name,
                Unit = line.Unit,
                Group = line.Group,
                Dimension = line.Dimension,
                Grouping = line.Grouping,
                Value = line.Value,
                Owner = owner.Name,
            }));
        }
        // A name that no owner knows is a mistake, unless the owner who might know it is silent.
        if (!request.KnownOnly && response.Missing.Count == 0 && request.Indicators.Except(answers.SelectMany(tally => tally!.Indicators)).FirstOrDefault() is { } unknown)
            throw Fault.Invalid("indicators", "UNKNOWN_INDICATOR", $"没有指标“{unknown}”");
        return response;
    }
}
