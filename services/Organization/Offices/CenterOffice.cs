using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Offices;

/// <summary>The office of a county's or the city's centre (中心办公室): the unit that hosts it, where it is and how many work there. Its director is whoever holds the post 办公室主任.</summary>
public sealed class CenterOffice : ICountyRow
{
    public required string County { get; init; }

    /// <summary>The centre's code: one office each.</summary>
    public required string Site { get; init; }

    /// <summary>所在单位, e.g. 县委宣传部.</summary>
    public required string HostUnit { get; set; }

    /// <summary>The same as a member unit of the coordination group; null where it is none.</summary>
    public Guid? HostUnitId { get; set; }
    public string Address { get; set; } = "";

    /// <summary>The office's telephone.</summary>
    public string Phone { get; set; } = "";

    /// <summary>How many work there, 0 to 500.</summary>
    public int Staff { get; set; }
    public long Version { get; set; } = 1;

    /// <param name="director">Who holds the post 办公室主任 today; empty for nobody.</param>
    public V1.CenterOffice ToProto(string director) => new()
    {
        County = County,
        HostUnit = HostUnit,
        HostUnitId = HostUnitId?.ToString() ?? "",
        Address = Address,
        Phone = Phone,
        Staff = Staff,
        Director = director,
        Version = Version,
    };
}
