using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Organization.Sites;

/// <summary>A center, institute or station (中心、所、站). Its code is the division's; a subtree is a prefix.</summary>
public sealed class PracticeSite : ICountyRow
{
    public required string County { get; init; }
    public required string Code { get; init; }
    public required string Name { get; set; }
    public required Tier Tier { get; init; }
    public required string Parent { get; init; }
    public SiteStatus Status { get; private set; } = SiteStatus.Running;

    /// <summary>Rural or urban: what kind of division it serves; unspecified of a center, and where nobody can tell by the name.</summary>
    public SiteKind Kind { get; private set; }
    public string Address { get; set; } = "";
    public string Phone { get; set; } = "";
    public string OpeningHours { get; set; } = "";

    /// <summary>As people call it (简称); empty when it has none.</summary>
    public string ShortName { get; private set; } = "";

    /// <summary>0 when not known.</summary>
    public int Seats { get; private set; }

    /// <summary>Square metres (建筑面积); 0 when not known.</summary>
    public int FloorArea { get; private set; }
    public double? Latitude { get; private set; }
    public double? Longitude { get; private set; }

    /// <summary>Of one that is prepared or was given up, the day on which it was to open.</summary>
    public required DateOnly OpenedOn { get; set; }
    public DateOnly? ClosedOn { get; private set; }
    public string Successor { get; private set; } = "";

    /// <summary>When it was recorded that it opened; null before.</summary>
    public DateTimeOffset? CountedAt { get; set; }

    /// <summary>When it was recorded that it closed; null while it runs.</summary>
    public DateTimeOffset? LeftAt { get; set; }
    public int Neighbourhoods { get; set; }
    public int Residents { get; set; }
    public long Version { get; private set; } = 1;

    public GeoPoint? Position => GeoPoint.Of(Latitude, Longitude);

    /// <summary>It counts: it opened, whether it runs still or not.</summary>
    public bool HasOpened => Status is SiteStatus.Running or SiteStatus.Closed;

    /// <summary>It is known before it opens (筹建).</summary>
    public PracticeSite Prepared()
    {
        Status = SiteStatus.Preparing;
        return this;
    }

    /// <summary>筹建 -> 运行.</summary>
    /// <exception cref="Fault">SITE_NOT_PREPARED.</exception>
    public void Open(DateOnly on)
    {
        if (Status != SiteStatus.Preparing) throw Fault.Precondition("SITE_NOT_PREPARED", $"{Name}不在筹建,不能挂牌");
        (Status, OpenedOn) = (SiteStatus.Running, on);
        Version++;
    }

    /// <summary>Says anew what it is.</summary>
    /// <param name="seen">The version that was seen by whoever says so.</param>
    /// <exception cref="Fault">CHANGED_MEANWHILE, or SITE_CLOSED_ALREADY.</exception>
    public void Update(SiteFacts facts, long seen)
    {
        if (seen != Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
        if (ClosedOn is not null) throw Fault.Precondition("SITE_CLOSED_ALREADY", $"{Name}已于 {ClosedOn:yyyy-MM-dd} 停用");
        Say(facts);
        Version++;
    }

    internal PracticeSite Say(SiteFacts facts)
    {
        (Name, Address, Phone, OpeningHours, Neighbourhoods, Residents, Kind, Seats) = (facts.Name, facts.Address, facts.Phone, facts.OpeningHours, facts.Neighbourhoods, facts.Residents, facts.Kind, facts.Seats);
        (Latitude, Longitude, ShortName, FloorArea) = (facts.Position?.Latitude, facts.Position?.Longitude, facts.ShortName, facts.FloorArea);
        return this;
    }

    /// <summary>Whether a file knows of it what nobody said before: where it lies, its kind, its seats, its short name, its floor area.</summary>
    public bool Lacks(PracticeSite told) => ClosedOn is null && (Position is null && told.Position is not null || Kind == SiteKind.Unspecified && told.Kind != SiteKind.Unspecified || Seats == 0 && told.Seats > 0
        || ShortName.Length == 0 && told.ShortName.Length > 0 || FloorArea == 0 && told.FloorArea > 0);

    public void Complete(PracticeSite told)
    {
        if (Position is null) (Latitude, Longitude) = (told.Latitude, told.Longitude);
        if (Kind == SiteKind.Unspecified) Kind = told.Kind;
        if (Seats == 0) Seats = told.Seats;
        if (ShortName.Length == 0) ShortName = told.ShortName;
        if (FloorArea == 0) FloorArea = told.FloorArea;
        Version++;
    }

    /// <summary>Closes the site from a day on; its rows and figures keep the code. One that is only prepared is given up.</summary>
    /// <exception cref="Fault">SITE_CLOSED_ALREADY, or CLOSED_BEFORE_OPENED.</exception>
    public void Close(DateOnly on, string successor)
    {
        if (Status == SiteStatus.Preparing)
        {
            (Status, ClosedOn, Successor) = (SiteStatus.GivenUp, on, successor);
            Version++;
            return;
        }
        if (ClosedOn is not null) throw Fault.Precondition("SITE_CLOSED_ALREADY", $"{Name}已于 {ClosedOn:yyyy-MM-dd} 停用");
        if (on < OpenedOn) throw Fault.Invalid("closedOn", "CLOSED_BEFORE_OPENED", $"停用日期不能早于挂牌日期 {OpenedOn:yyyy-MM-dd}");
        Status = SiteStatus.Closed;
        ClosedOn = on;
        Successor = successor;
        Version++;
    }

    /// <summary>The same site under another code (迁址更码), from a day on.</summary>
    public PracticeSite Under(string code, string name, string address, DateOnly on) => new PracticeSite { County = County, Code = code, Name = Name, Tier = Tier, Parent = ParentOf(code), OpenedOn = on }
        // At another address it lies somewhere else, and nobody said where.
        .Say(new SiteFacts(name.Length > 0 ? name : Name, address.Length > 0 ? address : Address, Phone, OpeningHours, Neighbourhoods, Residents, Kind, Seats, address.Length > 0 && address != Address ? null : Position)
        {
            // Another name is another short one; another house has another floor.
            ShortName = name.Length > 0 && name != Name ? "" : ShortName,
            FloorArea = address.Length > 0 && address != Address ? 0 : FloorArea,
        });

    public Site ToProto() => new()
    {
        Code = Code,
        Name = Name,
        Tier = Tier,
        Parent = Parent,
        Status = Status,
        Address = Address,
        Phone = Phone,
        OpeningHours = OpeningHours,
        OpenedOn = OpenedOn.ToString("yyyy-MM-dd"),
        ClosedOn = ClosedOn?.ToString("yyyy-MM-dd") ?? "",
        Successor = Successor,
        Neighbourhoods = Neighbourhoods,
        Residents = Residents,
        Position = Position?.ToProto(),
        Kind = Kind,
        Seats = Seats,
        Version = Version,
        ShortName = ShortName,
        FloorArea = FloorArea,
    };

    /// <summary>The code of the site above: a branch's is its stem, a station's the township, an institute's the county.</summary>
    public static string ParentOf(string code)
    {
        var digits = code.TakeWhile(char.IsAsciiDigit).Count();
        return digits < code.Length ? code[..digits] : digits switch { 12 => code[..9], 9 => code[..6], _ => "" };
    }
}
