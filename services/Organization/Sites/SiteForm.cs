using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Sites;

/// <summary>What is said of a site, by the rules.</summary>
public sealed record SiteFacts(string Name, string Address, string Phone, string OpeningHours, int Neighbourhoods, int Residents, SiteKind Kind, int Seats, GeoPoint? Position)
{
    public string ShortName { get; init; } = "";

    /// <summary>Square metres.</summary>
    public int FloorArea { get; init; }
}

/// <summary>The rules that a site must meet, for a single one and for each row of an import.</summary>
public static class SiteForm
{
    /// <summary>Stands in nearly every site's name: 锦隆社区新时代文明实践站.</summary>
    public const string Common = "新时代文明实践";

    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong.</exception>
    public static PracticeSite Read(Check check, CreateSiteRequest request, string county, DateOnly today)
    {
        Code(check, "code", request.Code, county);
        check.Known("tier", "层级", request.Tier);
        check.That(Division.TierOf(request.Code) is var tier && (tier == Tier.Unspecified || tier == request.Tier), "tier", "TIER_CODE_MISMATCH", "层级和代码的位数不符:中心 6 位、所 9 位、站 12 位");
        var facts = Facts(check, request, request.Tier);
        var opened = check.Day("openedOn", "挂牌日期", request.OpenedOn);
        check.That(request.Preparing || opened <= today, "openedOn", "DATE_IN_FUTURE", "挂牌日期不能晚于今天,还没有挂牌的按筹建登记");
        check.Done();
        var site = new PracticeSite { County = county, Code = request.Code, Name = facts.Name, Tier = request.Tier, Parent = PracticeSite.ParentOf(request.Code), OpenedOn = opened }.Say(facts);
        return request.Preparing ? site.Prepared() : site;
    }

    /// <summary>What is said when it opens and can be said anew; the caller says <see cref="Check.Done"/>.</summary>
    public static SiteFacts Facts(Check check, ISiteFields fields, Tier tier)
    {
        var name = check.Text("name", "名称", fields.Name, most: 60, least: 2);
        var address = check.Optional("address", "地址", fields.Address, most: 120);
        var hours = check.Optional("openingHours", "开放时间", fields.OpeningHours, most: 60);
        var phone = check.Optional("phone", "电话", fields.Phone, most: 20);
        check.That(phone.All(c => char.IsAsciiDigit(c) || c == '-'), "phone", "INVALID_PHONE", "电话由数字和短横线组成");
        check.Range("neighbourhoods", "小区数", fields.Neighbourhoods, 0, 1000);
        check.Range("residents", "人口", fields.Residents, 0, 5_000_000);
        check.Range("seats", "座位数", fields.Seats, 0, 100_000);
        check.KnownOrNone("kind", "城乡类型", fields.Kind);
        var kind = fields.Kind == SiteKind.Unspecified ? KindOf(name, tier) : fields.Kind;
        check.That(kind == SiteKind.Unspecified || TierOf(kind) == tier, "kind", "KIND_TIER_MISMATCH", "所在乡镇或街道,站在行政村或社区");
        return new SiteFacts(name, address, phone, hours, fields.Neighbourhoods, fields.Residents, kind, fields.Seats, GeoPoint.Read(check, fields.Position))
        {
            ShortName = check.Optional("shortName", "简称", fields.ShortName, most: 20),
            FloorArea = check.Range("floorArea", "建筑面积", fields.FloorArea, 0, 1_000_000),
        };
    }

    /// <summary>By the end of the name, where that is clear: 锦隆社区新时代文明实践站 is a community's.</summary>
    public static SiteKind KindOf(string name, Tier tier)
    {
        var stem = name.Replace(Common, "", StringComparison.Ordinal).TrimEnd('站', '所');
        bool Ends(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (stem.EndsWith(word, StringComparison.Ordinal)) return true;
            return false;
        }
        return tier switch
        {
            Tier.Institute when Ends("街道", "街道办", "街道办事处") => SiteKind.Subdistrict,
            Tier.Institute when Ends("镇", "乡") => SiteKind.Township,
            Tier.Station when Ends("社区", "居委会") => SiteKind.Community,
            Tier.Station when Ends("村", "村委会") => SiteKind.Village,
            _ => SiteKind.Unspecified,
        };
    }

    static Tier TierOf(SiteKind kind) => kind is SiteKind.Township or SiteKind.Subdistrict ? Tier.Institute : Tier.Station;

    /// <summary>6, 9 or 12 digits of the county, and for a branch a suffix that starts with a letter.</summary>
    public static void Code(Check check, string field, string code, string county)
    {
        var digits = code.TakeWhile(char.IsAsciiDigit).Count();
        check.That(digits is 6 or 9 or 12 && code.Length <= 20 && code[digits..].All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)),
            field, "INVALID_CODE", "代码应为 6、9 或 12 位数字,分支再加以大写字母开头的后缀");
        check.That(code.StartsWith(county, StringComparison.Ordinal), field, "FOREIGN_SITE", $"代码应以本县区的 {county} 开头");
    }
}
