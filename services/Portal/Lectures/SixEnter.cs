using CivPractice.Platform.V1;

namespace CivPractice.Portal.Lectures;

/// <summary>How many of the kinds of place (六进) had a lecture: which kinds they are the county's dictionary says.</summary>
/// <param name="Kinds">Each kind of the dictionary with its sessions.</param>
/// <param name="Elsewhere">Sessions at places that are in no list.</param>
/// <param name="Untold">Sessions of which nobody said where.</param>
public sealed record SixEnter(IReadOnlyList<(string Kind, long Sessions)> Kinds, long Elsewhere, long Untold)
{
    public int Covered => Kinds.Count(kind => kind.Sessions > 0);

    public IEnumerable<string> Missing => Kinds.Where(kind => kind.Sessions == 0).Select(kind => kind.Kind);

    /// <param name="lines">Of lectures.held.place, by dimension; others are passed over. 进农村 and 农村 are one kind.</param>
    public static SixEnter Of(IEnumerable<string> kinds, IEnumerable<TallyLine> lines)
    {
        var held = lines.Where(line => line.Indicator == "lectures.held.place").GroupBy(line => line.Group.TrimStart('进')).ToDictionary(group => group.Key, group => group.Sum(line => line.Value));
        List<string> known = [.. kinds.Distinct()];
        return new([.. known.Select(kind => (kind, held.GetValueOrDefault(kind)))], held.Where(each => each.Key.Length > 0 && !known.Contains(each.Key)).Sum(each => each.Value), held.GetValueOrDefault(""));
    }
}
