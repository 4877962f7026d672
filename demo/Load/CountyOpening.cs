using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>The operator opens the city and its counties (开通县区).</summary>
static class CountyOpening
{
    /// <returns>The counties that were open before this run.</returns>
    public static async Task<IReadOnlySet<string>> RunAsync(GatewayClient door, Table counties, CancellationToken cancel)
    {
        HashSet<string> known = [];
        await Progress.StepAsync("全市", "县区", async progress =>
        {
            var open = await door.GetAsync<CountyList>("counties", cancel);
            known = [.. open.Counties.Select(county => county.Code)];
            foreach (var row in counties.Rows)
            {
                if (known.Contains(row["代码"])) { progress.Known++; continue; }
                await door.PostAsync<CountyRow>("counties", new { code = row["代码"], name = row["名称"] }, cancel);
                progress.Added++;
            }
        });
        return known;
    }
}
