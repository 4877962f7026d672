namespace CivPractice.Faults.Tests;

/// <summary>The fault run in short: the long one is <c>dotnet run --project tests/Faults -c Release</c>.</summary>
[Trait("Category", "Slow")]
public sealed class FaultRunTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_done_twice_while_each_part_is_killed_once()
    {
        var report = await FaultRun.RunAsync(new FaultOptions(Seconds: 30, Kills: 1) { Say = output.WriteLine });
        Assert.True(report.Holds, $"{report.Table()}\n{report.Verdict()}");
    }
}
