using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using Grpc.Core;

namespace CivPractice.Organization.Venues;

/// <summary>A venue of the pool (阵地资源): a hall, a reading room, a square, a loudspeaker, of a site's own or shared with its owner.</summary>
public sealed class Venue : IMovingRow
{
    Venue() { }

    /// <summary>Takes a venue into the pool.</summary>
    /// <param name="namedSite">The site under which it is named, which may have merged into <paramref name="site"/>.</param>
    public Venue(string county, Guid id, string site, string namedSite, DateOnly integratedOn, VenueFacts facts)
    {
        (County, Id, Site, NamedSite, IntegratedOn) = (county, id, site, namedSite, integratedOn);
        Say(facts);
    }

    public string County { get; private init; } = "";
    public Guid Id { get; private init; }
    public string Site { get; private set; } = "";
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>With the name the natural key: a site that took another in may have two reading rooms, each 农家书屋.</summary>
    public string NamedSite { get; private init; } = "";
    public string Name { get; private set; } = "";
    public string Kind { get; private set; } = "";
    public string OwnerUnit { get; private set; } = "";
    public VenueUse Use { get; private set; }

    /// <summary>Numbers of <see cref="VenuePlatform"/>.</summary>
    public int[] Platforms { get; private set; } = [];
    /// <summary>Words of the county's dictionary: platforms besides the five.</summary>
    public string[] LocalPlatforms { get; private set; } = [];
    public string Address { get; private set; } = "";
    public int Seats { get; private set; }

    /// <summary>Square metres.</summary>
    public int Area { get; private set; }
    public string OpeningHours { get; private set; } = "";
    public string Phone { get; private set; } = "";
    public string Equipment { get; private set; } = "";

    /// <summary>Where the resource comes from (资源来源).</summary>
    public string Source { get; private set; } = "";
    public double? Latitude { get; private set; }
    public double? Longitude { get; private set; }
    public DateOnly IntegratedOn { get; private init; }

    /// <summary>Null while it is in the pool.</summary>
    public DateOnly? WithdrawnOn { get; private set; }
    public string WithdrawnReason { get; private set; } = "";

    /// <summary>When the withdrawal was recorded; null while it is in the pool.</summary>
    public DateTimeOffset? LeftAt { get; private set; }
    public long Version { get; private set; } = 1;

    /// <summary>Every platform that it serves, as figures name it: one of the five, or the county's word.</summary>
    public IEnumerable<string> Served => Platforms.Select(platform => ((VenuePlatform)platform).ToString()).Concat(LocalPlatforms);

    /// <summary>Says anew what it is.</summary>
    /// <param name="seen">The version that was seen by whoever says so.</param>
    /// <exception cref="Fault">CHANGED_MEANWHILE, or VENUE_WITHDRAWN.</exception>
    public void Update(VenueFacts facts, long seen)
    {
        if (seen != Version) throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "内容刚被别人改过,请刷新后再试");
        RequireInPool();
        Say(facts);
        Version++;
    }

    /// <summary>It leaves the pool from a day on.</summary>
    /// <exception cref="Fault">VENUE_WITHDRAWN, or WITHDRAWN_BEFORE_INTEGRATED.</exception>
    public void Withdraw(DateOnly on, string reason, DateTimeOffset now)
    {
        RequireInPool();
        if (on < IntegratedOn) throw Fault.Invalid("withdrawnOn", "WITHDRAWN_BEFORE_INTEGRATED", $"退出日期不能早于入库日期 {IntegratedOn:yyyy-MM-dd}");
        (WithdrawnOn, WithdrawnReason, LeftAt) = (on, reason, now);
        Version++;
    }

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    void RequireInPool()
    {
        if (WithdrawnOn is not null) throw Fault.Precondition("VENUE_WITHDRAWN", $"{Name}已于 {WithdrawnOn:yyyy-MM-dd} 退出阵地资源库");
    }

    void Say(VenueFacts facts)
    {
        (Name, Kind, OwnerUnit, Use, Platforms, Address, Seats, Area, OpeningHours, Phone) =
            (facts.Name, facts.Kind, facts.OwnerUnit, facts.Use, facts.Platforms, facts.Address, facts.Seats, facts.Area, facts.OpeningHours, facts.Phone);
        LocalPlatforms = facts.LocalPlatforms;
        (Equipment, Source, Latitude, Longitude) = (facts.Equipment, facts.Source, facts.Position?.Latitude, facts.Position?.Longitude);
    }

    public V1.Venue ToProto() => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Name = Name,
        Kind = Kind,
        OwnerUnit = OwnerUnit,
        Use = Use,
        Platforms = { Platforms.Select(platform => (VenuePlatform)platform) },
        Address = Address,
        Seats = Seats,
        Area = Area,
        OpeningHours = OpeningHours,
        Phone = Phone,
        IntegratedOn = IntegratedOn.ToString("yyyy-MM-dd"),
        Status = WithdrawnOn is null ? VenueStatus.InPool : VenueStatus.Withdrawn,
        WithdrawnOn = WithdrawnOn?.ToString("yyyy-MM-dd") ?? "",
        WithdrawnReason = WithdrawnReason,
        Version = Version,
        Equipment = Equipment,
        Source = Source,
        Position = GeoPoint.Of(Latitude, Longitude)?.ToProto(),
        LocalPlatforms = { LocalPlatforms },
    };
}
