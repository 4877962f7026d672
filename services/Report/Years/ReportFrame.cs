using CivPractice.Report.Figures;
using Grpc.Core;

namespace CivPractice.Report.Years;

/// <summary>What stands around the numbers of a report: what the places are called, what they work for, who was honoured.</summary>
/// <param name="Silent">Who did not answer: a report of the moment goes without what they would have said, one that is kept is not made.</param>
sealed record ReportFrame(CountyNames Names, string Mission, IReadOnlyList<HonourSaid> Honours, IReadOnlyList<string> Silent)
{
    /// <summary>How long a page waits for words that it can do without, and a file that is not made without them.</summary>
    internal static readonly TimeSpan PatienceOfAPage = TimeSpan.FromSeconds(2), PatienceOfAFile = TimeSpan.FromSeconds(15);

    /// <summary>As it is kept: nobody is named (decision 0071).</summary>
    internal ReportFrame Nameless => this with { Honours = HonoursSaid.Nameless(Honours) };

    internal static async Task<ReportFrame> ReadAsync(Task<CountyNames> names, Task<string> mission, Task<IReadOnlyList<HonourSaid>> honours)
    {
        var (named, works, said) = (await HeardAsync(names), await HeardAsync(mission), await HeardAsync(honours));
        string[] silent = [.. new[] { (named.Silent, "gateway"), (works.Silent || said.Silent, "organization") }.Where(each => each.Item1).Select(each => each.Item2)];
        return new ReportFrame(named.Said ?? CountyNames.None, works.Said ?? "", said.Said ?? [], silent);
    }

    /// <summary>A refusal is an answer: nothing of it is for the caller.</summary>
    internal static async Task<(T? Said, bool Silent)> HeardAsync<T>(Task<T> asked) where T : class
    {
        try { return (await asked, false); }
        catch (RpcException refusal) when (refusal.StatusCode != StatusCode.Cancelled) { return (null, refusal.StatusCode != StatusCode.PermissionDenied); }
    }
}
