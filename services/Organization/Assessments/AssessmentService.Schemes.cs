using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Assessments;

/// <summary>Assessment schemes (考核方案): filled from figures, completed by hand, announced, appealed against, closed.</summary>
public sealed partial class AssessmentService
{
    const int mostItems = 40, fullMarks = 100;

    [Requires<ReadAssessments>]
    public override async Task<ListSchemesResponse> ListSchemes(ListSchemesRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 1);
        var schemes = db.Schemes.AsNoTracking().Include(row => row.Items).Where(row => row.County == Caller.County);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            schemes = schemes.Where(row => row.Id.CompareTo(after) < 0);
        }
        var rows = await schemes.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListSchemesResponse { NextPageToken = page.Next(rows, row => [row.Id.ToString()]), Schemes = { rows.Select(row => row.ToProto()) } };
    }

    [Requires<ManageSchemes>]
    public override async Task<V1.Scheme> CreateScheme(CreateSchemeRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var title = check.Text("title", "名称", request.Title, most: 60, least: 2);
        check.Range("year", "年份", request.Year, 2000, 2199);
        check.Known("tier", "层级", request.Tier);
        var (from, to) = (check.Day("from", "起始日期", request.From), check.Day("to", "截止日期", request.To));
        check.That(from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(request.Items.Count is > 0 and <= mostItems, "items", "TOO_MANY", $"考核项应为 1 到 {mostItems} 项");
        var scheme = new Scheme { County = Caller.County, Id = Guid.CreateVersion7(db.Clock.GetUtcNow()), Title = title, Year = request.Year, Tier = request.Tier, PeriodFrom = from, PeriodTo = to };
        foreach (var (i, item) in request.Items.Index())
        {
            var measure = check.Optional("items", "指标", item.Measure, most: 60);
            scheme.Items.Add(new SchemeItem
            {
                County = scheme.County,
                SchemeId = scheme.Id,
                No = i + 1,
                Title = check.Text("items", "考核项", item.Title, most: 60, least: 2),
                Weight = check.Range("items", "分值", item.Weight, 1, fullMarks),
                Measure = measure,
                Target = item.Target,
            });
            check.That(measure.Length == 0 ? item.Target == 0 : item.Target is > 0 and <= 1_000_000_000, "items", "TARGET", measure.Length == 0 ? "手工评分的项不填目标数" : $"“{item.Title}”要有满分的目标数");
        }
        check.That(request.Items.Sum(item => (long)item.Weight) == fullMarks, "items", "WEIGHTS", $"各项分值合计应为 {fullMarks},现在是 {request.Items.Sum(item => (long)item.Weight)}");
        check.Done();
        Caller.Require<ManageSchemes>(Caller.County);
        if (await db.Schemes.AnyAsync(row => row.County == Caller.County && row.Title == title, cancel)) throw Fault.Duplicate("SCHEME_EXISTS", $"已经有“{title}”了");
        // A figure that nobody counts is found now, and not when the year is over.
        if (scheme.Items.Any(item => item.Measure.Length > 0)) await counted.ReadAsync([.. scheme.Items.Select(item => item.Measure).Where(name => name.Length > 0).Distinct()], Caller.County, from, from, context);

        db.Schemes.Add(scheme);
        return await SaveAsync(scheme, "scheme.create", cancel);
    }

    [Requires<ManageSchemes>]
    public override async Task<PrefillSchemeResponse> PrefillScheme(PrefillSchemeRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var scheme = await SchemeAsync(request.Id, cancel);
        Caller.Require<ManageSchemes>(Caller.County);
        scheme.RequireDraft();
        var sites = await db.Sites.AsNoTracking().Where(site => site.County == scheme.County && site.Tier == scheme.Tier && site.Status == SiteStatus.Running).Select(site => site.Code).ToListAsync(cancel);
        var measures = scheme.Items.Select(item => item.Measure).Where(name => name.Length > 0).Distinct().ToList();
        var (values, missing) = measures.Count == 0 ? (new Dictionary<(string, string), long>(), (IReadOnlyList<string>)[]) : await counted.ReadAsync(measures, scheme.County, scheme.PeriodFrom, scheme.PeriodTo, context);
        var known = (await db.ItemScores.Where(row => row.County == scheme.County && row.SchemeId == scheme.Id).ToListAsync(cancel)).ToDictionary(row => (row.Site, row.No));

        foreach (var site in sites)
            foreach (var item in scheme.Items)
            {
                if (!known.TryGetValue((site, item.No), out var score)) db.ItemScores.Add(score = new ItemScore { County = scheme.County, SchemeId = scheme.Id, Site = site, No = item.No });
                if (item.Measure.Length > 0 && !missing.Contains(item.Measure)) score.Fill(item, values.GetValueOrDefault((item.Measure, site)));
            }
        db.Audit(scheme.County, "scheme.prefill", scheme.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return new PrefillSchemeResponse { Sites = sites.Count, Missing = { missing } };
    }

    [Requires<ReadAssessments>]
    public override async Task<ListScoresResponse> ListScores(ListScoresRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var (page, cancel) = (Page.Of(request, keys: 1), context.CancellationToken);
        var scheme = await SchemeAsync(request.Id, cancel);
        // Before they are announced, points are the assessors' business.
        var within = scheme.Status == SchemeStatus.Draft ? Caller.PrefixesOf<AssessSites>() : Caller.PrefixesOf<ReadAssessments>();
        var rows = db.ItemScores.AsNoTracking().Where(row => row.County == scheme.County && row.SchemeId == scheme.Id).Under(row => row.Site, Prefixes.Meet(prefix, within));
        var sites = rows.Where(row => !request.AppealedOnly || row.AppealStatus != AppealStatus.Unspecified).Select(row => row.Site).Distinct();
        if (!page.IsFirst) sites = sites.Where(site => site.CompareTo(page.After[0]) > 0);
        var codes = await sites.OrderBy(site => site).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(codes, code => [code]);
        var scores = (await rows.Where(row => codes.Contains(row.Site)).ToListAsync(cancel)).ToLookup(row => row.Site);
        return new ListScoresResponse { NextPageToken = next, Scores = { codes.Select(code => Shown(scheme, code, scores[code])) } };
    }

    [Requires<AssessSites>]
    public override async Task<SiteScore> SetScore(SetScoreRequest request, ServerCallContext context)
    {
        var check = new Check();
        var code = check.Site("site", request.Site, Caller);
        var reason = check.Text("reason", "理由", request.Reason, most: 200, least: 2);
        check.Done();
        Caller.Require<AssessSites>(code);
        var (scheme, score) = await ScoreAsync(request.Id, code, request.No, context.CancellationToken);
        scheme.RequireDraft();
        score.Set(scheme.Item(request.No), request.Tenths, reason);
        return await SaveScoreAsync(scheme, code, "scheme.score", context.CancellationToken);
    }

    [Requires<ManageSchemes>]
    public override async Task<V1.Scheme> AnnounceScheme(SchemeStepRequest request, ServerCallContext context)
    {
        var scheme = await SchemeAsync(request.Id, context.CancellationToken);
        Caller.Require<ManageSchemes>(Caller.County);
        if (!await db.ItemScores.AnyAsync(row => row.County == scheme.County && row.SchemeId == scheme.Id, context.CancellationToken)) throw Fault.Precondition("NO_SCORES", "还没有取数评分");
        scheme.Announce();
        return await SaveAsync(scheme, "scheme.announce", context.CancellationToken);
    }

    [Requires<AppealScores>]
    public override async Task<SiteScore> AppealScore(AppealScoreRequest request, ServerCallContext context)
    {
        var check = new Check();
        var code = check.Site("site", request.Site, Caller);
        var text = check.Text("text", "申诉理由", request.Text, most: 300, least: 5);
        check.Done();
        Caller.Require<AppealScores>(code);
        var (scheme, score) = await ScoreAsync(request.Id, code, request.No, context.CancellationToken);
        scheme.RequireAnnounced();
        score.AppealWith(text);
        return await SaveScoreAsync(scheme, code, "scheme.appeal", context.CancellationToken);
    }

    [Requires<ManageSchemes>]
    public override async Task<SiteScore> DecideAppeal(DecideAppealRequest request, ServerCallContext context)
    {
        var check = new Check();
        var code = check.Site("site", request.Site, Caller);
        var answer = check.Text("answer", "处理意见", request.Answer, most: 300, least: 2);
        check.Done();
        Caller.Require<ManageSchemes>(code);
        var (scheme, score) = await ScoreAsync(request.Id, code, request.No, context.CancellationToken);
        scheme.RequireAnnounced();
        score.Decide(scheme.Item(request.No), request.Upheld, request.Tenths, answer);
        return await SaveScoreAsync(scheme, code, "scheme.decide", context.CancellationToken);
    }

    [Requires<ManageSchemes>]
    public override async Task<V1.Scheme> CloseScheme(SchemeStepRequest request, ServerCallContext context)
    {
        var scheme = await SchemeAsync(request.Id, context.CancellationToken);
        Caller.Require<ManageSchemes>(Caller.County);
        scheme.Close(await db.ItemScores.CountAsync(row => row.County == scheme.County && row.SchemeId == scheme.Id && row.AppealStatus == AppealStatus.Open, context.CancellationToken));
        return await SaveAsync(scheme, "scheme.close", context.CancellationToken);
    }

    async Task<Scheme> SchemeAsync(string text, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "考核方案", text);
        check.Done();
        return await db.Schemes.Include(row => row.Items).SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这个考核方案");
    }

    async Task<(Scheme, ItemScore)> ScoreAsync(string id, string site, int no, CancellationToken cancel)
    {
        var scheme = await SchemeAsync(id, cancel);
        scheme.Item(no);
        return (scheme, await db.ItemScores.SingleOrDefaultAsync(row => row.County == scheme.County && row.SchemeId == scheme.Id && row.Site == site && row.No == no, cancel) ?? throw Fault.NotFound("这一项得分"));
    }

    async Task<V1.Scheme> SaveAsync(Scheme scheme, string action, CancellationToken cancel)
    {
        db.Audit(scheme.County, action, scheme.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return scheme.ToProto();
    }

    async Task<SiteScore> SaveScoreAsync(Scheme scheme, string site, string action, CancellationToken cancel)
    {
        db.Audit(scheme.County, action, $"{scheme.Id} {site}");
        await db.SaveChangesAsync(cancel);
        return Shown(scheme, site, await db.ItemScores.AsNoTracking().Where(row => row.County == scheme.County && row.SchemeId == scheme.Id && row.Site == site).ToListAsync(cancel));
    }

    static SiteScore Shown(Scheme scheme, string site, IEnumerable<ItemScore> scores)
    {
        var shown = new SiteScore { SchemeId = scheme.Id.ToString(), Site = site };
        shown.Items.AddRange(scores.OrderBy(row => row.No).Select(row => row.ToProto()));
        shown.Tenths = shown.Items.Sum(item => item.Tenths);
        return shown;
    }
}
