using System.Text.Json;
using CivPractice.Platform;
using CivPractice.Platform.V1;
using CivPractice.Platform.Writes;
using CivPractice.Report.Figures;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Report.Burdens;

/// <summary>The burden meter (减负): fields typed by hand for each site and month, and what several forms ask for. It is of offices as a whole, and names nobody.</summary>
public sealed class BurdenReader(OwnerHttp http, OwnerTallies tallies)
{
    /// <summary>How often a deed was done in a month, at its owner.</summary>
    sealed record Deed(string Owner, string Month, string Action, long Count);

    public async Task<Burden> ReadAsync(ReportScope scope, DateOnly from, DateOnly to, string authorization, CancellationToken cancel)
    {
        var sites = await tallies.AskAsync(tallies.Owners.Single(owner => owner.Name == "organization"), new GetTallyRequest { Prefix = scope.Prefix, To = ChinaTime.Text(to), Indicators = { "sites.running" } }, authorization, cancel);
        var (deeds, missing) = await DeedsAsync(scope, from, to, authorization, cancel);
        var burden = new Burden { RunningSites = sites?.Lines.Sum(line => line.Value) ?? 0, Missing = { missing } };
        var byHand = deeds.Where(deed => Forms.IsByHand(deed.Action)).ToList();

        burden.Forms.AddRange(byHand.GroupBy(deed => (deed.Owner, deed.Action)).Select(form => new BurdenForm { Action = form.Key.Action, Deeds = form.Sum(deed => deed.Count), Fields = Forms.FieldsOf(form.Key.Owner, form.Key.Action) })
            .OrderByDescending(form => form.Deeds * form.Fields).ThenBy(form => form.Action, StringComparer.Ordinal));
        foreach (var month in deeds.GroupBy(deed => deed.Month).OrderBy(month => month.Key, StringComparer.Ordinal))
        {
            var typed = month.Where(deed => Forms.IsByHand(deed.Action)).ToList();
            var fields = typed.Sum(deed => deed.Count * Forms.FieldsOf(deed.Owner, deed.Action));
            burden.Months.Add(new BurdenMonth
            {
                Month = month.Key,
                Deeds = typed.Sum(deed => deed.Count),
                Fields = fields,
                Batches = month.Where(deed => Forms.IsBatch(deed.Action)).Sum(deed => deed.Count),
                TenthsPerSite = burden.RunningSites == 0 ? 0 : (long)Math.Round(10m * fields / burden.RunningSites, MidpointRounding.AwayFromZero),
            });
        }
        return burden;
    }

    /// <summary>What several forms ask for, and how often it was typed.</summary>
    public async Task<RepeatedQuestions> RepeatedAsync(ReportScope scope, DateOnly from, DateOnly to, string authorization, CancellationToken cancel)
    {
        var (deeds, missing) = await DeedsAsync(scope, from, to, authorization, cancel);
        var typed = deeds.Where(deed => Forms.IsByHand(deed.Action)).Select(deed => (Form: Forms.Of(deed.Owner, deed.Action), deed.Count)).Where(each => each.Form is not null)
            .GroupBy(each => each.Form!.Method.FullName).ToDictionary(form => form.Key, form => form.Sum(each => each.Count));
        var answer = new RepeatedQuestions { Forms = Forms.Beginning.Count, Fields = Forms.Beginning.Sum(form => form.Fields.Count()), Missing = { missing } };
        answer.Questions.AddRange(Forms.Repeated().Select(question =>
        {
            var forms = question.Forms.Select(form => new AskingForm { Owner = form.Owner, Method = form.Method.Name, Deeds = typed.GetValueOrDefault(form.Method.FullName) }).ToList();
            return new RepeatedQuestion { Field = question.Field, Typed = forms.Sum(form => form.Deeds), Forms = { forms } };
        }).OrderByDescending(question => question.Typed).ThenByDescending(question => question.Forms.Count).ThenBy(question => question.Field, StringComparer.Ordinal));
        return answer;
    }

    async Task<(List<Deed> Deeds, List<string> Missing)> DeedsAsync(ReportScope scope, DateOnly from, DateOnly to, string authorization, CancellationToken cancel)
    {
        var answers = await Task.WhenAll(tallies.Owners.Select(async owner => (owner.Name, Counts: await CountsAsync(owner.Name, scope, from, to, authorization, cancel))));
        return ([.. answers.SelectMany(answer => answer.Counts?.Entries.Select(entry => new Deed(answer.Name, entry.Month, entry.Action, entry.Count)) ?? [])], [.. answers.Where(answer => answer.Counts is null).Select(answer => answer.Name)]);
    }

    async Task<EntryCounts?> CountsAsync(string owner, ReportScope scope, DateOnly from, DateOnly to, string authorization, CancellationToken cancel)
    {
        EntryCounts? counts = null;
        var path = QueryHelpers.AddQueryString(Entries.PathOf(owner), new Dictionary<string, string?> { ["prefix"] = scope.Prefix, ["from"] = ChinaTime.Text(from), ["to"] = ChinaTime.Text(to) });
        var answered = await http.ReadAsync(owner, path, authorization, async body => counts = await JsonSerializer.DeserializeAsync<EntryCounts>(body, JsonSerializerOptions.Web, cancel), cancel);
        return answered ? counts : null;
    }
}
