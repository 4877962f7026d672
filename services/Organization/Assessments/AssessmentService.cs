using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Files;
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
        var codes = await db.Sites.AsNoTracking().Where(site => site.County == county && site.Status == SiteStatus.Running).Under(site => site.Code, [prefix]).Select(site => site.Code).ToListAsync(cancel);
        var (found, missing) = await evidence.ReadAsync(county, prefix, codes, today, context);
        return await db.TogetherAsync(async () =>
        {
            var sites = await RunningAsync(county, codes, cancel);
            var known = (await db.SiteCriteria.Where(row => row.County == county).Under(row => row.Site, [prefix]).ToListAsync(cancel)).ToLookup(row => row.Site);
            var met = 0;
            foreach (var site in sites)
            {
                var rows = known[site].ToList();
                Change(site, rows, () => Find(county, site, rows, found));
                if (rows.TrueForAll(row => row.Met)) met++;
            }
            db.Audit(county, "five-haves.assess", prefix);
            await db.SaveChangesAsync(cancel);
            return new AssessFiveHavesResponse { Sites = sites.Count, Met = met, Missing = { missing } };
        }, cancel);
    }

    void Find(string county, string site, List<SiteCriterion> rows, IReadOnlyDictionary<(string Site, FiveHave), int> found)
    {
        foreach (var criterion in SiteCriterion.All)
        {
            var row = rows.SingleOrDefault(row => row.Criterion == criterion);
            if (row is null)
            {
                rows.Add(row = new SiteCriterion { County = county, Site = site, Criterion = criterion });
                db.SiteCriteria.Add(row);
            }
            if (found.TryGetValue((site, criterion), out var number)) row.Find(number, Today, Caller.PersonId);
        }
    }

    // Those that still run, and do so until this has been written: a site that closes meanwhile takes its figure away once, afterwards. Two who assess a site wait for each other: the
    // second one reads what the first one found, and counts only what is other than that.
    Task<List<string>> RunningAsync(string county, List<string> codes, CancellationToken cancel) => db.Database.SqlQuery<string>(
        $"select code as \"Value\" from practice_site where county = {county} and code = any({codes}) and status = {(int)SiteStatus.Running} order by code for no key update").ToListAsync(cancel);

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
        if (!request.ClosedToo) rows = OfRunning(rows);
        var sites = rows.GroupBy(row => row.Site).Where(site => (!request.LackingOnly || site.Any(row => !row.Met)) && (!request.MetOnly || site.Count() == SiteCriterion.All.Count && site.All(row => row.Met))).Select(site => site.Key);
        if (!page.IsFirst) sites = sites.Where(site => site.CompareTo(page.After[0]) > 0);
        var codes = await sites.OrderBy(site => site).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(codes, code => [code]);
        var lines = (await rows.Where(row => codes.Contains(row.Site)).ToListAsync(cancel)).ToLookup(row => row.Site);
        var shown = codes.Select(code => Shown(code, [.. lines[code]])).ToList();
        var persons = shown.Where(site => site.AssessedBy.Length > 0).Select(site => Guid.Parse(site.AssessedBy)).Distinct().ToList();
        var names = (await db.Appointments.AsNoTracking().Where(held => db.Scope.Counties.Contains(held.County) && persons.Contains(held.Person)).Select(held => new { held.Person, held.PersonName }).Distinct().ToListAsync(cancel))
            .GroupBy(held => held.Person).ToDictionary(group => group.Key.ToString(), group => group.First().PersonName, StringComparer.Ordinal);
        foreach (var site in shown) site.AssessedByName = names.GetValueOrDefault(site.AssessedBy, "");
        await TitleAsync(shown.SelectMany(site => site.Lines), cancel);
        return new ListFiveHavesResponse { NextPageToken = next, Sites = { shown } };
    }

    IQueryable<SiteCriterion> OfRunning(IQueryable<SiteCriterion> rows) => rows.Where(row => db.Sites.Any(site => site.County == row.County && site.Code == row.Site && site.Status == SiteStatus.Running));

    [Requires<ReadAssessments>]
    public override async Task<GetFiveHavesCountResponse> GetFiveHavesCount(GetFiveHavesCountRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var (within, cancel) = (Prefixes.Meet(prefix, Caller.PrefixesOf<ReadAssessments>()), context.CancellationToken);
        var rows = OfRunning(db.SiteCriteria.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County)).Under(row => row.Site, within));
        var criteria = await rows.Where(row => row.Met).GroupBy(row => row.Criterion).Select(group => new { group.Key, Sites = group.Count() }).ToDictionaryAsync(each => each.Key, each => each.Sites, cancel);
        var sites = rows.GroupBy(row => row.Site);
        var assessed = await sites.Select(site => site.Key).CountAsync(cancel);
        return new GetFiveHavesCountResponse
        {
            Sites = await db.Sites.Where(site => db.Scope.Counties.Contains(site.County) && site.Status == SiteStatus.Running).Under(site => site.Code, within).CountAsync(cancel),
            Assessed = assessed,
            Met = await sites.Where(site => site.Count() == SiteCriterion.All.Count && site.All(row => row.Met)).Select(site => site.Key).CountAsync(cancel),
            Criteria = { SiteCriterion.All.Where(_ => assessed > 0).Select(criterion => new FiveHaveCount { Criterion = criterion, Sites = criteria.GetValueOrDefault(criterion) }) },
        };
    }

    [Requires<AssessSites>]
    public override async Task<SiteFiveHaves> OverrideFiveHave(OverrideFiveHaveRequest request, ServerCallContext context)
    {
        var check = new Check();
        var code = check.Site("site", request.Site, Caller);
        check.Known("criterion", "哪一项", request.Criterion);
        var reason = check.Text("reason", "理由", request.Reason, most: 200, least: request.Clear ? 0 : 2);
        Guid? document = request.DocumentId.Length > 0 ? check.Id("documentId", "文件", request.DocumentId) : null, photo = request.PhotoId.Length > 0 ? check.Id("photoId", "照片", request.PhotoId) : null;
        check.Done();
        Caller.Require<AssessSites>(code);
        var (county, cancel) = (Caller.County, context.CancellationToken);
        return await db.TogetherAsync(async () =>
        {
            var running = await RunningAsync(county, [code], cancel);
            var rows = await db.SiteCriteria.Where(row => row.County == county && row.Site == code).ToListAsync(cancel);
            var row = rows.SingleOrDefault(row => row.Criterion == request.Criterion) ?? throw Fault.Precondition("NOT_ASSESSED", "这个站点还没有取证评定,请先评定");
            // Says by which day, and who goes on.
            if (running.Count == 0) await db.RequireRunningAsync(county, code, cancel);
            if (document is not null && !await db.Documents.AnyAsync(one => one.County == county && one.Id == document, cancel)) throw Fault.Invalid("documentId", "UNKNOWN_DOCUMENT", "本县没有这份文件");
            if (photo is not null && !await db.Set<Photo>().AnyAsync(one => one.County == county && one.Id == photo && one.Kind == "sites" && one.Subject == code, cancel))
                // One that proved it and was taken away since proves nothing any more.
                photo = photo == row.PhotoId ? null : throw Fault.Invalid("photoId", "UNKNOWN_PHOTO", "这个站点没有这张照片");

            Change(code, rows, () =>
            {
                if (request.Clear) row.Clear(Today, Caller.PersonId);
                else row.Override(request.Met, reason, document, photo, Today, Caller.PersonId);
            });
            db.Audit(row.County, request.Clear ? "five-haves.clear" : "five-haves.override", $"{code} {row.Criterion}");
            await db.SaveChangesAsync(cancel);
            var shown = Shown(code, rows);
            await TitleAsync(shown.Lines, cancel);
            return shown;
        }, cancel);
    }

    // The documents that are named as evidence, by their titles.
    async Task TitleAsync(IEnumerable<FiveHaveLine> lines, CancellationToken cancel)
    {
        var named = lines.Where(line => line.DocumentId.Length > 0).ToList();
        if (named.Count == 0) return;
        var ids = named.Select(line => Guid.Parse(line.DocumentId)).Distinct().ToList();
        var titles = await db.Documents.AsNoTracking().Where(document => db.Scope.Counties.Contains(document.County) && ids.Contains(document.Id)).ToDictionaryAsync(document => document.Id.ToString(), document => document.Title, StringComparer.Ordinal, cancel);
        foreach (var line in named) line.DocumentTitle = titles.GetValueOrDefault(line.DocumentId, "");
    }

    static SiteFiveHaves Shown(string site, IReadOnlyList<SiteCriterion> rows) => new()
    {
        Site = site,
        Lines = { rows.OrderBy(row => row.Criterion).Select(row => row.ToProto()) },
        Met = rows.Count == SiteCriterion.All.Count && rows.All(row => row.Met),
        AssessedOn = rows.Count == 0 ? "" : ChinaTime.Text(rows.Max(row => row.AssessedOn)),
        AssessedBy = rows.OrderByDescending(row => row.AssessedOn).FirstOrDefault()?.AssessedBy?.ToString() ?? "",
    };
}
