using CivPractice.Organization.Sites;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Venues;

/// <summary>What is said of a venue, by the rules.</summary>
public sealed record VenueFacts(string Name, string Kind, string OwnerUnit, VenueUse Use, int[] Platforms, string Address, int Seats, int Area, string OpeningHours, string Phone)
{
    public string Equipment { get; init; } = "";
    public string Source { get; init; } = "";
    public GeoPoint? Position { get; init; }

    /// <summary>Words of the county's dictionary.</summary>
    public string[] LocalPlatforms { get; init; } = [];
}

/// <summary>The rules that a venue must meet, for a single one and for each row of an import.</summary>
static class VenueForm
{
    /// <param name="names">How the county calls platforms and kinds.</param>
    public static VenueFacts Read(Check check, IVenueFields fields, VenueNames names)
    {
        foreach (var platform in fields.Platforms) check.Known("platforms", "平台", platform);
        var (platforms, local) = names.Platforms(check, fields.Platforms, fields.LocalPlatforms);
        var phone = check.Optional("phone", "联系电话", fields.Phone, most: 20);
        check.That(phone.All(c => char.IsAsciiDigit(c) || c == '-'), "phone", "INVALID_PHONE", "电话由数字和短横线组成");
        return new VenueFacts(
            check.Text("name", "名称", fields.Name, most: 60, least: 2),
            names.Kind(check.Text("kind", "类别", fields.Kind, most: 20, least: 2)),
            check.Optional("ownerUnit", "产权单位", fields.OwnerUnit, most: 60),
            check.Known("use", "使用方式", fields.Use),
            platforms,
            check.Optional("address", "地址", fields.Address, most: 120),
            check.Range("seats", "座位数", fields.Seats, 0, 100_000),
            check.Range("area", "面积", fields.Area, 0, 10_000_000),
            check.Optional("openingHours", "开放时间", fields.OpeningHours, most: 60),
            phone)
        {
            Equipment = check.Optional("equipment", "设备", fields.Equipment, most: 200),
            Source = check.Optional("source", "资源来源", fields.Source, most: 60),
            Position = GeoPoint.Read(check, fields.Position),
            LocalPlatforms = local,
        };
    }

    /// <summary>The day from which it is in the pool.</summary>
    public static DateOnly Integrated(Check check, string text, DateOnly today)
    {
        var day = check.Day("integratedOn", "入库日期", text);
        check.That(day <= today, "integratedOn", "DATE_IN_FUTURE", "入库日期不能晚于今天");
        return day;
    }
}
