using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Sites;

/// <summary>From a request to the sites that it seeks.</summary>
static class SiteRows
{
    internal static IQueryable<PracticeSite> Sought(this IQueryable<PracticeSite> rows, OrganizationDb db, ListSitesRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.KnownOrNone("tier", "层级", request.Tier);
        check.KnownOrNone("status", "状态", request.Status);
        var query = check.Optional("query", "名称或代码", request.Query, most: 40);
        foreach (var each in request.Tiers) check.Known("tiers", "层级", each);
        var to = check.DayOrNone("to", "截止日期", request.To);
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        check.Done();

        rows = rows.Under(site => site.Code, [prefix]);
        if (request.Tier != Tier.Unspecified) rows = rows.Where(site => site.Tier == request.Tier);
        if (request.Tiers.Count > 0)
        {
            var tiers = request.Tiers.ToArray();
            rows = rows.Where(site => tiers.Contains(site.Tier));
        }
        if (moment.IsAsked) rows = rows.Recorded(moment, site => site.CountedAt);
        if (request.Staffed) rows = rows.StaffedOn(db, to ?? ChinaTime.Today(db.Clock), moment);
        if (request.Own)
        {
            var day = to ?? ChinaTime.Today(db.Clock);
            rows = rows.Where(site => db.Divisions.Any(division => division.County == site.County && division.Code == site.Code && division.TierDue == site.Tier && division.Since <= day && (division.Until == null || division.Until > day)));
        }
        if (request.Status == SiteStatus.Running && (to is not null || moment.Until is not null))
        {
            rows = rows.Where(site => site.CountedAt != null).Standing(moment, to, site => site.ClosedOn, site => site.LeftAt);
            if (to is not null) rows = rows.Where(site => site.OpenedOn <= to);
        }
        else if (request.Status != SiteStatus.Unspecified) rows = rows.Where(site => site.Status == request.Status);
        if (query.Length == 0) return rows;
        // People leave out what all the names have in common, and pages do, too.
        var words = query.Replace(SiteForm.Common, "", StringComparison.Ordinal);
        return rows.Where(site => site.Name.Contains(query) || site.ShortName.Contains(query) || words.Length > 0 && site.Name.Replace(SiteForm.Common, "").Contains(words) || site.Code.StartsWith(query));
    }
}
