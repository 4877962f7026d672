using Microsoft.Extensions.Primitives;

namespace CivPractice.Portal.Shared;

/// <summary>What was typed into the posted form. Fields show it again, so that nothing typed is ever lost.</summary>
public sealed class Typed(IFormCollection? form)
{
    readonly Dictionary<string, string> suggested = new(StringComparer.Ordinal), put = new(StringComparer.Ordinal);

    /// <summary>The trimmed text of a field; of a page just opened, what was suggested for it.</summary>
    public string this[string field] => (put.TryGetValue(field, out var value) ? value : form is not null && form.TryGetValue(field, out var values) ? values.ToString() : suggested.GetValueOrDefault(field, "")).Trim();

    /// <summary>As it was typed: blanks belong to a password.</summary>
    public string Secret(string field) => form?[field].ToString() ?? "";

    public bool Has(string field) => this[field].Length > 0;

    /// <summary>0 for what is no number: the service then says which numbers there are.</summary>
    public int Number(string field) => int.TryParse(this[field], out var number) ? number : 0;

    /// <summary>Nothing is 0, and -1 what is no number: it must not pass for nothing.</summary>
    public int Whole(string field) => !Has(field) ? 0 : int.TryParse(this[field], out var number) ? number : -1;

    /// <summary>-1 for nothing and for what is no number: where 0 says something, only who wrote it says so.</summary>
    public int Counted(string field) => int.TryParse(this[field], out var number) ? number : -1;

    /// <summary>The value of a choice; its zero for what is none.</summary>
    public TEnum Choice<TEnum>(string field) where TEnum : struct, Enum => Enum.TryParse<TEnum>(this[field], out var value) && Enum.IsDefined(value) ? value : default;

    /// <summary>All values of a field that stands several times.</summary>
    public string[] All(string field) => form is not null && form.TryGetValue(field, out StringValues values) ? [.. values.Select(value => value?.Trim() ?? "")]
        : suggested.TryGetValue(field, out var value) ? value.Split('\n') : [];

    /// <summary>What a field shows before anybody typed.</summary>
    public void Suggest(string field, string value) => suggested[field] = value;

    /// <summary>What a deed chose for a field stands instead of what was typed there.</summary>
    public void Put(string field, string value) => put[field] = value;

    /// <inheritdoc cref="Suggest(string, string)"/>
    public void Suggest(string field, IEnumerable<string> values) => suggested[field] = string.Join('\n', values);
}
