using System.Text.Json;
using CivPractice.Platform;
using CivPractice.Platform.V1;
using CivPractice.Platform.Writes;
using CivPractice.Report.Figures;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Report.Burdens;

/// <summary>The burden meter (减负): fields typed by hand for each site and month. It is of offices as a whole, and names nobody.</summary>
public sealed class BurdenReader(OwnerHttp http, OwnerTallies tallies)
{
    public async Task<Burden> ReadAsync(ReportScope scope, DateOnly from, DateOnly to, string authorization, CancellationToken cancel)
    {
        var sites = await tallies.AskAsync(tallies.Owners.Single(owner => owner.Name == "organization"), new GetTallyRequest { Prefix = scope.Prefix, To = ChinaTime.Text(to), Indicators = { "sites.running" } }, authorization, cancel);
        var answers = await Task.WhenAll(tallies.Owners.Select(owner => CountsAsync(owner.Name, scope, from, to, authorization, cancel)));
        var burden = new Burden { RunningSites = sites?.Lines.Sum(line => line.Value) ?? 0, Missing = { tallies.Owners.Zip(answers).Where(each => each.Second is null).Select(each => each.First.Name) } };
        var entries = answers.OfType<EntryCounts>().SelectMany(counts => counts.Entries).ToList();
        var byHand = entries.Where(entry => Forms.IsByHand(entry.Action)).ToList();

        burden.Forms.AddRange(byHand.GroupBy(entry => entry.Action).Select(form => new BurdenForm { Action = form.Key, Deeds = form.Sum(entry => entry.Count), Fields = Forms.FieldsOf(form.Key) })
            .OrderByDescending(form => form.Deeds * form.Fields).ThenBy(form => form.Action, StringComparer.Ordinal));
        foreach (var month in entries.GroupBy(entry => entry.Month).OrderBy(month => month.Key, StringComparer.Ordinal))
        {
            var typed = month.Where(entry => Forms.IsByHand(entry.Action)).ToList();
            var fields = typed.Sum(entry => entry.Count * Forms.FieldsOf(entry.Action));
            burden.Months.Add(new BurdenMonth
            {
                Month = month.Key,
                Deeds = typed.Sum(entry => entry.Count),
                Fields = fields,
                Batches = month.Where(entry => Forms.IsBatch(entry.Action)).Sum(entry => entry.Count),
                TenthsPerSite = burden.RunningSites == 0 ? 0 : (long)Math.Round(10m * fields / burden.RunningSites, MidpointRounding.AwayFromZero),
            });
        }
        return burden;
    }

    async Task<EntryCounts?> CountsAsync(string owner, ReportScope scope, DateOnly from, DateOnly to, string authorization, CancellationToken cancel)
    {
        EntryCounts? counts = null;
        var path = QueryHelpers.AddQueryString(Entries.PathOf(owner), new Dictionary<string, string?> { ["prefix"] = scope.Prefix, ["from"] = ChinaTime.Text(from), ["to"] = ChinaTime.Text(to) });
        var answered = await http.ReadAsync(owner, path, authorization, async body => counts = await JsonSerializer.DeserializeAsync<EntryCounts>(body, JsonSerializerOptions.Web, cancel), cancel);
        return answered ? counts : null;
    }
}
