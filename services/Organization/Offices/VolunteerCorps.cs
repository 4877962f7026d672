using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Offices;

/// <summary>The volunteer corps (志愿服务总队) of a county or the city: one each. Its chief is whoever holds the post 总队长 at the centre.</summary>
public sealed class VolunteerCorps : ICountyRow
{
    public required string County { get; init; }

    /// <summary>The centre's code.</summary>
    public required string Site { get; init; }
    public required string Name { get; set; }

    /// <summary>The first day that it may mean.</summary>
    public required DateOnly FoundedOn { get; set; }
    public required DayPrecision Precision { get; set; }

    /// <summary>Title or number of the document that founds it.</summary>
    public string Document { get; set; } = "";
    public long Version { get; set; } = 1;

    /// <summary>As the figure says it: the counties' centres are counted apart from the city.</summary>
    public string Dimension => County.EndsWith("00", StringComparison.Ordinal) ? "City" : nameof(Tier.Center);

    /// <param name="chief">Who holds the post 总队长 today; null for nobody.</param>
    public Corps ToProto((string Name, string Office)? chief) => new()
    {
        County = County,
        Name = Name,
        FoundedOn = new KnownDay(FoundedOn, Precision).ToString(),
        Document = Document,
        Chief = chief?.Name ?? "",
        ChiefOffice = chief?.Office ?? "",
        Version = Version,
    };
}
