using System.Net;
using System.Text.RegularExpressions;

namespace CivPractice.Portal.Tests;

/// <summary>A form of a page: where it goes, what stands in it, which buttons it has.</summary>
public sealed partial record Form(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<string> Deeds)
{
    public static IEnumerable<Form> All(string html) => Forms().Matches(html).Where(form => !form.Groups[1].Value.Contains("hidden")).Select(form => Read(form.Groups[1].Value, form.Groups[2].Value));

    static Form Read(string opening, string inside)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (Match input in Inputs().Matches(inside))
        {
            var tag = input.Value;
            if (Attribute(tag, "type") is "radio" or "checkbox" && !tag.Contains(" checked")) continue;
            if (Attribute(tag, "name") is { } name) fields.Add(KeyValuePair.Create(name, Attribute(tag, "value") ?? ""));
        }
        foreach (Match area in Areas().Matches(inside)) fields.Add(KeyValuePair.Create(Attribute(area.Value, "name")!, WebUtility.HtmlDecode(area.Groups[1].Value)));
        foreach (Match select in Selects().Matches(inside))
        {
            var chosen = Options().Matches(select.Value).Select(option => option.Value).FirstOrDefault(option => option.Contains(" selected"));
            fields.Add(KeyValuePair.Create(Attribute(select.Value, "name")!, chosen is null ? "" : Attribute(chosen, "value") ?? ""));
        }
        return new Form(Attribute(opening, "action") ?? "", fields, [.. Buttons().Matches(inside).Select(button => Attribute(button.Value, "value") ?? "")]);
    }

    static string? Attribute(string tag, string name) => Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<textarea[^>]*>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Areas();

    [GeneratedRegex("<select[^>]*>.*?</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Options();

    [GeneratedRegex("<button[^>]*>")]
    private static partial Regex Buttons();
}
