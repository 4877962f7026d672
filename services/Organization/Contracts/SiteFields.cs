namespace CivPractice.Organization.V1;

/// <summary>What is said of a site (站点) when it opens, and can be said anew.</summary>
public interface ISiteFields
{
    string Name { get; }
    string Address { get; }
    string Phone { get; }
    string OpeningHours { get; }
    int Neighbourhoods { get; }
    int Residents { get; }
    GeoPosition Position { get; }
    SiteKind Kind { get; }
    int Seats { get; }
    string ShortName { get; }
    int FloorArea { get; }
}

public sealed partial class CreateSiteRequest : ISiteFields;

public sealed partial class UpdateSiteRequest : ISiteFields;
