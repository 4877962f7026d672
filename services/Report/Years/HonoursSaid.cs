using CivPractice.Organization.V1;
using CivPractice.Report.Figures;
using Grpc.Core;

namespace CivPractice.Report.Years;

/// <summary>Honours of one kind, as the owner counts and names them.</summary>
/// <param name="Dimension">As <c>honours.persons</c> and <c>honours.organizations</c> have it: level and kind.</param>
/// <param name="Award">What they got, with round and 提名奖.</param>
/// <param name="Classifier">名, or 名同学.</param>
/// <param name="First">The first in order whose name may be shown; empty where none may, and in what is kept.</param>
public sealed record HonourSaid(string Dimension, HonourBearer Bearer, int Count, string Classifier, string Award, string First);

/// <summary>Who got which honours (荣誉), for the sentences that name the first of them (某某等5名).</summary>
static class HonoursSaid
{
    /// <exception cref="RpcException">Organization does not answer.</exception>
    internal static async Task<IReadOnlyList<HonourSaid>> ReadAsync(Honours.HonoursClient honours, ReportScope scope, ReportPeriod period, string authorization, DateTime until, CancellationToken cancel)
    {
        var answer = await honours.ListHonourSentencesAsync(new ListHonourSentencesRequest { Prefix = scope.Prefix, To = Platform.ChinaTime.Text(period.AsOf) }, new CallOptions(OwnerTallies.As(authorization), until, cancel));
        return [.. answer.Sentences.Select(each => new HonourSaid($"{each.Level}/{each.Kind}", each.Bearer, each.Count, each.Classifier, each.Award, each.FirstName))];
    }

    /// <summary>
    /// Without names. What is kept never changes, and whoever withdraws a consent must not stay named in it: it keeps kinds and numbers (decision 0071).
    /// </summary>
    internal static IReadOnlyList<HonourSaid> Nameless(IReadOnlyList<HonourSaid> honours) => [.. honours.Select(each => each with { First = "" })];
}
