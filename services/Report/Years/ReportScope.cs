using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Report.Years;

/// <summary>What numbers are about (统计范围): a whole city, four digits, or a whole county, six.</summary>
/// <param name="Tenant">The county of the address, where what is kept belongs.</param>
public sealed record ReportScope(string Tenant, string Prefix)
{
    public bool IsCity => Prefix.Length == 4;

    /// <summary>Checks what is asked for against what the caller may see.</summary>
    /// <exception cref="Fault">INVALID_SCOPE; NOT_FOUND for a county that one may not see; CITY_ONLY and PART_ONLY for more than one's right covers.</exception>
    public static ReportScope Of(string asked, Caller caller)
    {
        var prefix = Tenants.Whole(asked.Length == 0 ? caller.County : asked);
        if (prefix.Length is not 4 and not 6 || !prefix.All(char.IsAsciiDigit)) throw Fault.Invalid("prefix", "INVALID_SCOPE", "范围应为全市（四位代码）或一个县区（六位代码）");

        var seen = prefix.Length == 6 ? caller.Counties.Contains(prefix) : caller.Counties.Any(county => county.StartsWith(prefix, StringComparison.Ordinal));
        if (!seen) throw Fault.NotFound("这个县区的统计");
        if (prefix.Length == 4 && !Tenants.IsCity(caller.County)) throw new Fault(StatusCode.PermissionDenied, "CITY_ONLY", "全市的统计由市级查看，本县区的请填六位代码");
        var held = caller.PrefixesOf<ReadFigures>();
        if (!held.Any(each => prefix.StartsWith(each, StringComparison.Ordinal)))
            throw new Fault(StatusCode.PermissionDenied, "PART_ONLY", $"您的统计权限只到{(held.Count > 0 ? held[0] : "")}，不到整个县区");
        return new ReportScope(caller.County, prefix);
    }

    /// <summary>The same, or a part of a county: a site with all below it.</summary>
    /// <exception cref="Fault">As above, and INVALID_CODE.</exception>
    public static ReportScope OfPart(string asked, Caller caller)
    {
        if (asked.Length <= 6) return Of(asked, caller);
        var check = new Check();
        check.Prefix("prefix", asked);
        check.Done();
        if (!caller.Counties.Contains(asked[..6])) throw Fault.NotFound("这个站点的统计");
        if (!caller.PrefixesOf<ReadFigures>().Any(each => asked.StartsWith(each, StringComparison.Ordinal))) throw new Fault(StatusCode.PermissionDenied, "PART_ONLY", "您的统计权限不到这个站点");
        return new ReportScope(caller.County, asked);
    }
}
