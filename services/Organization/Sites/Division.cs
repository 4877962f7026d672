using CivPractice.Organization.Posts;
using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Sites;

/// <summary>An administrative division (行政区划) of the master list: the honest denominator of coverage.</summary>
public sealed class Division : ICountyRow
{
    public required string County { get; init; }

    /// <summary>6, 9 or 12 digits.</summary>
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>The tier of site that the division must have.</summary>
    public required Tier TierDue { get; set; }

    /// <summary>When the first of the country's pilots began: no site was due before.</summary>
    public static readonly DateOnly Beginning = new(2018, 1, 1);

    /// <summary>The day from which it must have the site.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The day from which it is a division no more (撤销); null while it is one.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>It is a division no more from a day on; false when that is known.</summary>
    public bool Abolish(DateOnly on)
    {
        if (Until is not null || on < Since) return false;
        Until = on;
        return true;
    }

    /// <summary>The days on which it has the site that it must have: its own, under its code and of the tier due. No site of another code stands in for it. Null for none.</summary>
    public Stretch? Covered(Tier tier, DateOnly openedOn, DateOnly? closedOn)
    {
        if (tier != TierDue) return null;
        var (from, before) = (openedOn > Since ? openedOn : Since, closedOn < (Until ?? Stretch.Forever) ? closedOn.Value : Until ?? Stretch.Forever);
        return from < before ? new Stretch(from, before) : null;
    }

    /// <summary>The tier that a code's length stands for; a suffix that starts with a letter makes a branch of its parent's tier.</summary>
    public static Tier TierOf(string code) => code.TakeWhile(char.IsAsciiDigit).Count() switch
    {
        6 => Tier.Center,
        9 => Tier.Institute,
        12 => Tier.Station,
        _ => Tier.Unspecified,
    };
}
