using CivPractice.Organization.Posts;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

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

    /// <summary>When that was written down.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Who lives there (常住人口) by the last count; null while nobody told of one.</summary>
    public int? Residents { get; private set; }
    public DateOnly? CountedOn { get; private set; }

    /// <summary>Who counted, e.g. 第七次人口普查.</summary>
    public string CountSource { get; private set; } = "";
    public long Version { get; private set; } = 1;

    /// <summary>It is a division no more from a day on; false when that is known, and for a day on which it was counted still.</summary>
    public bool Abolish(DateOnly on)
    {
        if (Until is not null || on < Since || on <= CountedOn) return false;
        Until = on;
        Version++;
        return true;
    }

    /// <summary>Says who lives there as of a day, or puts right what was said of the last one (更正). The former number stays.</summary>
    /// <exception cref="Fault">COUNT_NOT_LATER, COUNT_SAME, or DIVISION_ABOLISHED.</exception>
    public DivisionCount Count(Headcount told, DateTimeOffset now)
    {
        var again = told.CountedOn == CountedOn;
        if (told.CountedOn < CountedOn) throw Fault.Invalid("countedOn", "COUNT_NOT_LATER", $"{Name}已有 {CountedOn:yyyy-MM-dd} 的常住人口,请填更晚的日期");
        if (again && told.Correction is null) throw Fault.Invalid("countedOn", "COUNT_NOT_LATER", $"{Name}已有 {CountedOn:yyyy-MM-dd} 的常住人口:新的数请填更晚的日期,登记错了请写更正原因");
        if (again && told.Residents == Residents && told.Source == CountSource) throw Fault.Invalid("residents", "COUNT_SAME", $"{Name}在 {CountedOn:yyyy-MM-dd} 登记的就是这个数");
        if (told.CountedOn >= Until) throw Fault.Precondition("DIVISION_ABOLISHED", $"{Name}已于 {Until:yyyy-MM-dd} 撤销");
        (Residents, CountedOn, CountSource) = (told.Residents, told.CountedOn, told.Source);
        Version++;
        return new DivisionCount { County = County, Code = Code, Day = told.CountedOn, Residents = told.Residents, Source = told.Source, RecordedAt = now, Correction = again ? told.Correction : null };
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

    public V1.Division ToProto() => new()
    {
        Code = Code,
        Name = Name,
        TierDue = TierDue,
        Since = ChinaTime.Text(Since),
        Until = Until is { } day ? ChinaTime.Text(day) : "",
        Residents = Residents ?? 0,
        CountedOn = CountedOn is { } counted ? ChinaTime.Text(counted) : "",
        CountSource = CountSource,
    };
}

/// <summary>Who lives in a division as of a day (常住人口), and who counted.</summary>
/// <param name="Correction">Why a number of the same day is put right (更正原因); null where none is.</param>
public sealed record Headcount(int Residents, DateOnly CountedOn, string Source, string? Correction = null);

/// <summary>The population of a division as of a day; insert-only: of a day that was put right, what was recorded last counts.</summary>
public sealed class DivisionCount : ICountyRow
{
    public required string County { get; init; }
    public required string Code { get; init; }
    public required DateOnly Day { get; init; }
    public required int Residents { get; init; }
    public required string Source { get; init; }

    /// <summary>When it was written down.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Why the number of the day was put right; null for its first one.</summary>
    public string? Correction { get; init; }
}
