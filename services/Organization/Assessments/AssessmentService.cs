using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Assessments;

/// <summary>五有. The schemes stand in AssessmentService.Schemes.cs.</summary>
public sealed partial class AssessmentService(OrganizationDb db, FiveHavesEvidence evidence, Counted counted) : V1.Assessments.AssessmentsBase
{
    Caller Caller => db.Scope.Caller;
    DateOnly Today => ChinaTime.Today(db.Clock);

    [Requires<AssessSites>]
    public override async Task<AssessFiveHavesResponse> AssessFiveHaves(AssessFiveHavesRequest request, ServerCallContext context)
    {
        var (cancel, check, today, county) = (context.CancellationToken, new Check(), Today, Caller.County);
        var prefix = check.Site("prefix", request.Prefix.Length == 0 ? county : request.Prefix, Caller);
        check.Done();
        Caller.Require<AssessSites>(prefix);
        var sites = await db.Sites.AsNoTracking().Where(site => site.County == county && site.Status == SiteStatus.Running).Under(site => site.Code, [prefix]).Select(site => site.Code).ToListAsync(cancel);
        var (found, missing) = await evidence.ReadAsync(county, prefix, sites, today, context);
        var known = (await db.SiteCriteria.Where(row => row.County == county).Under(row => row.Site, [prefix]).ToListAsync(cancel)).ToLookup(row => row.Site);

        var met = 0;
        foreach (var site in sites)
        {
            var rows = known[site].ToList();
            Change(site, rows, () =>
            {
                foreach (var criterion in SiteCriterion.All)
                {
                    var row = rows.SingleOrDefault(row => row.Criterion == criterion);
                    if (row is null)
                    {
                        rows.Add(row = new SiteCriterion { County = county, Site = site, Criterion = criterion });
                        db.SiteCriteria.Add(row);
                    }
                    if (found.TryGetValue((site, criterion), out var number)) row.Find(number, today);
                }
            });
            if (rows.All(row => row.Met)) met++;
        }
        db.Audit(county, "five-haves.assess", prefix);
        await db.SaveChangesAsync(cancel);
        return new AssessFiveHavesResponse { Sites = sites.Count, Met = met, Missing = { missing } };
    }

    // Moves the figures by what the change makes of them.
    void Change(string site, List<SiteCriterion> rows, Action change)
    {
        var (before, all) = (rows.Where(row => row.Met).Select(row => row.Criterion).ToHashSet(), HasAll());
        change();
        foreach (var row in rows)
            if (row.Met != before.Contains(row.Criterion)) db.Count(row.County, site, Today, CivicMeasures.FiveHaves, row.Met ? 1 : -1, row.Criterion.ToString());
        if (HasAll() != all) db.Count(Caller.County, site, Today, CivicMeasures.FiveHavesAll, all ? -1 : 1);

        bool HasAll() => rows.Count == SiteCriterion.All.Count && rows.TrueForAll(row => row.Met);
    }

    [Requires<ReadAssessments>]
    public override async Task<ListFiveHavesResponse> ListFiveHaves(ListFiveHavesRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var (page, cancel) = (Page.Of(request, keys: 1), context.CancellationToken);
        var rows = db.SiteCriteria.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County)).Under(row => row.Site, Prefixes.Meet(prefix, Caller.PrefixesOf<ReadAssessments>()));
        var sites = rows.GroupBy(row => row.Site).Where(site => !request.LackingOnly || site.Any(row => !row.Met)).Select(site => site.Key);
        if (!page.IsFirst) sites = sites.Where(site => site.CompareTo(page.After[0]) > 0);
        var codes = await sites.OrderBy(site => site).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(codes, code => [code]);
        var lines = (await rows.Where(row => codes.Contains(row.Site)).ToListAsync(cancel)).ToLookup(row => row.Site);
        return new ListFiveHavesResponse { NextPageToken = next, Sites = { codes.Select(code => Shown(code, [.. lines[code]])) } };
    }

    [Requires<AssessSites>]
    public override async Task<SiteFiveHaves> OverrideFiveHave(OverrideFiveHaveRequest request, ServerCallContext context)
    {
        var check = new Check();
        var code = check.Site("site", request.Site, Caller);
        check.Known("criterion", "哪一项", request.Criterion);
        var reason = check.Text("reason", "理由", request.Reason, most: 200, least: request.Clear ? 0 : 2);
        check.Done();
        Caller.Require<AssessSites>(code);
        var rows = await db.SiteCriteria.Where(row => row.County == Caller.County && row.Site == code).ToListAsync(context.CancellationToken);
        var row = rows.SingleOrDefault(row => row.Criterion == request.Criterion) ?? throw Fault.Precondition("NOT_ASSESSED", "这个站点还没有取证评定,请先评定");

        Change(code, rows, () =>
        {
            if (request.Clear) row.Clear(Today);
            else row.Override(request.Met, reason, Today);
        });
        db.Audit(row.County, request.Clear ? "five-haves.clear" : "five-haves.override", $"{code} {row.Criterion}");
        await db.SaveChangesAsync(context.CancellationToken);
        return Shown(code, rows);
    }

    static SiteFiveHaves Shown(string site, IReadOnlyList<SiteCriterion> rows) => new()
    {
        Site = site,
        Lines = { rows.OrderBy(row => row.Criterion).Select(row => row.ToProto()) },
        Met = rows.Count == SiteCriterion.All.Count && rows.All(row => row.Met),
        AssessedOn = rows.Count == 0 ? "" : ChinaTime.Text(rows.Max(row => row.AssessedOn)),
    };
}
