using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Sites;

/// <summary>The rules that a new site must meet, for a single one and for each row of an import.</summary>
static class SiteForm
{
    /// <summary>Stands in nearly every site's name: 锦隆社区新时代文明实践站.</summary>
    public const string Common = "新时代文明实践";

    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong.</exception>
    public static PracticeSite Read(Check check, CreateSiteRequest request, string county, DateOnly today)
    {
        Code(check, "code", request.Code, county);
        var name = check.Text("name", "名称", request.Name, most: 60, least: 2);
        check.Known("tier", "层级", request.Tier);
        check.That(Division.TierOf(request.Code) is var tier && (tier == Tier.Unspecified || tier == request.Tier), "tier", "TIER_CODE_MISMATCH", "层级和代码的位数不符:中心 6 位、所 9 位、站 12 位");
        var address = check.Optional("address", "地址", request.Address, most: 120);
        var hours = check.Optional("openingHours", "开放时间", request.OpeningHours, most: 60);
        var phone = check.Optional("phone", "电话", request.Phone, most: 20);
        check.That(phone.All(c => char.IsAsciiDigit(c) || c == '-'), "phone", "INVALID_PHONE", "电话由数字和短横线组成");
        var opened = check.Day("openedOn", "挂牌日期", request.OpenedOn);
        check.That(opened <= today, "openedOn", "DATE_IN_FUTURE", "挂牌日期不能晚于今天");
        check.Range("neighbourhoods", "小区数", request.Neighbourhoods, 0, 1000);
        check.Range("residents", "人口", request.Residents, 0, 5_000_000);
        check.Done();
        return new PracticeSite
        {
            County = county,
            Code = request.Code,
            Name = name,
            Tier = request.Tier,
            Parent = PracticeSite.ParentOf(request.Code),
            Address = address,
            Phone = phone,
            OpeningHours = hours,
            OpenedOn = opened,
            Neighbourhoods = request.Neighbourhoods,
            Residents = request.Residents,
        };
    }

    /// <summary>6, 9 or 12 digits of the county, and for a branch a suffix that starts with a letter.</summary>
    public static void Code(Check check, string field, string code, string county)
    {
        var digits = code.TakeWhile(char.IsAsciiDigit).Count();
        check.That(digits is 6 or 9 or 12 && code.Length <= 20 && code[digits..].All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)),
            field, "INVALID_CODE", "代码应为 6、9 或 12 位数字,分支再加以大写字母开头的后缀");
        check.That(code.StartsWith(county, StringComparison.Ordinal), field, "FOREIGN_SITE", $"代码应以本县区的 {county} 开头");
    }
}
