using CivPractice.Organization.V1;

namespace CivPractice.Organization.Posts;

/// <summary>Civil days in a row.</summary>
/// <param name="From">The first one.</param>
/// <param name="Before">The day after the last one; <see cref="Forever"/> where none is known.</param>
public readonly record struct Stretch(DateOnly From, DateOnly Before)
{
    public static readonly DateOnly Forever = DateOnly.MaxValue;

    /// <summary>From the first to the last day; null for no end.</summary>
    public static Stretch Of(DateOnly from, DateOnly? last) => new(from, last is { } day && day < Forever ? day.AddDays(1) : Forever);

    /// <summary>The days of some of them, in order; what touches or overlaps is one.</summary>
    public static List<Stretch> Union(IEnumerable<Stretch> some)
    {
        var all = new List<Stretch>();
        foreach (var one in some.Where(one => one.From < one.Before).OrderBy(one => one.From))
        {
            if (all.Count > 0 && one.From <= all[^1].Before) all[^1] = all[^1] with { Before = one.Before > all[^1].Before ? one.Before : all[^1].Before };
            else all.Add(one);
        }
        return all;
    }

    /// <summary>The days that are in both.</summary>
    public static List<Stretch> Meet(IEnumerable<Stretch> one, IReadOnlyCollection<Stretch> other) => Union(
        from a in one
        from b in other
        select new Stretch(a.From > b.From ? a.From : b.From, a.Before < b.Before ? a.Before : b.Before));
}

/// <summary>
/// On which days a site has the people that it must have (配齐): an institute (所) its 所长 and its 组宣委员, a station (站) its 专管员. Other posts are local ones, and their gaps are
/// told by the alarms.
/// </summary>
public static class Staffing
{
    public const string Clerk = "专管员";

    static readonly Dictionary<Tier, string[][]> wanted = new()
    {
        [Tier.Institute] = [["所长"], ["组宣委员", "组织宣传委员"]],
        [Tier.Station] = [[Clerk]],
    };

    /// <summary>The titles of all posts that a tier's site must have.</summary>
    public static IReadOnlyList<string> Titles { get; } = [.. wanted.Values.SelectMany(posts => posts).SelectMany(titles => titles)];

    /// <summary>For each post that a tier's site must have, the titles under which it goes.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(Tier tier) => wanted.GetValueOrDefault(tier) ?? [];

    /// <summary>The days on which a site that runs has somebody on each of them. A post that moved counts where it stood.</summary>
    /// <param name="held">Posts that are or were the site's, each with the times in which somebody held it.</param>
    public static List<Stretch> Days(Tier tier, string site, DateOnly openedOn, DateOnly? closedOn, IReadOnlyCollection<(SitePost Post, IReadOnlyList<Stretch> Times)> held)
    {
        if (Of(tier).Count == 0) return [];
        List<Stretch> days = [new(openedOn, closedOn ?? Stretch.Forever)];
        foreach (var titles in Of(tier))
            days = Stretch.Meet(days, Stretch.Union(held.Where(each => titles.Contains(each.Post.Title)).SelectMany(each => Stretch.Meet(each.Times, each.Post.StoodAt(site)))));
        return days;
    }
}
