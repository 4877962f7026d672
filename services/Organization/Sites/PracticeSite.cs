using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

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
    public string Address { get; set; } = "";
    public string Phone { get; set; } = "";
    public string OpeningHours { get; set; } = "";
    public required DateOnly OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; private set; }
    public string Successor { get; private set; } = "";
    public int Neighbourhoods { get; set; }
    public int Residents { get; set; }
    public long Version { get; private set; } = 1;

    /// <summary>Closes the site from a day on; its rows and figures keep the code.</summary>
    /// <exception cref="Fault">SITE_CLOSED_ALREADY, or CLOSED_BEFORE_OPENED.</exception>
    public void Close(DateOnly on, string successor)
    {
        if (Status == SiteStatus.Closed) throw Fault.Precondition("SITE_CLOSED_ALREADY", $"{Name}已于 {ClosedOn:yyyy-MM-dd} 停用");
        if (on < OpenedOn) throw Fault.Invalid("closedOn", "CLOSED_BEFORE_OPENED", $"停用日期不能早于挂牌日期 {OpenedOn:yyyy-MM-dd}");
        Status = SiteStatus.Closed;
        ClosedOn = on;
        Successor = successor;
        Version++;
    }

    /// <summary>The same site under another code (迁址更码), from a day on.</summary>
    public PracticeSite Under(string code, string name, string address, DateOnly on) => new()
    {
        County = County,
        Code = code,
        Name = name.Length > 0 ? name : Name,
        Tier = Tier,
        Parent = ParentOf(code),
        Address = address.Length > 0 ? address : Address,
        Phone = Phone,
        OpeningHours = OpeningHours,
        OpenedOn = on,
        Neighbourhoods = Neighbourhoods,
        Residents = Residents,
    };

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
    };

    /// <summary>The code of the site above: a branch's is its stem, a station's the township, an institute's the county.</summary>
    public static string ParentOf(string code)
    {
        var digits = code.TakeWhile(char.IsAsciiDigit).Count();
        return digits < code.Length ? code[..digits] : digits switch { 12 => code[..9], 9 => code[..6], _ => "" };
    }
}
