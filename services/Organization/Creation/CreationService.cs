using CivPractice.Organization.Figures;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Creation;

/// <summary>Creating civility (文明创建).</summary>
public sealed class CreationService(OrganizationDb db) : V1.Creation.CreationBase
{
    Caller Caller => db.Scope.Caller;
    DateOnly Today => ChinaTime.Today(db.Clock);

    [Requires<ReadCreation>]
    public override async Task<ListCampaignsResponse> ListCampaigns(ListCampaignsRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.KnownOrNone("kind", "类别", request.Kind);
        check.Range("year", "年份", request.Year, 0, 2199);
        check.Done();
        var page = Page.Of(request, keys: 1);
        var campaigns = db.Campaigns.AsNoTracking().Where(row => row.County == Caller.County);
        if (request.Kind != CreationKind.Unspecified) campaigns = campaigns.Where(row => row.Kind == request.Kind);
        if (request.Year > 0) campaigns = campaigns.Where(row => row.Year == request.Year);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            campaigns = campaigns.Where(row => row.Id.CompareTo(after) < 0);
        }
        var rows = await campaigns.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListCampaignsResponse { NextPageToken = page.Next(rows, row => [row.Id.ToString()]), Campaigns = { rows.Select(row => row.ToProto()) } };
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Campaign> CreateCampaign(CreateCampaignRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Known("kind", "类别", request.Kind);
        var title = check.Text("title", "名称", request.Title, most: 60, least: 2);
        check.Range("year", "年份", request.Year, 2000, 2199);
        var (from, to) = (check.Day("declareFrom", "申报开始", request.DeclareFrom), check.Day("declareTo", "申报截止", request.DeclareTo));
        check.That(from <= to, "declareTo", "PERIOD_REVERSED", "申报截止不能早于申报开始");
        check.Range("noticeDays", "公示天数", request.NoticeDays, 3, 90);
        check.Range("barMonths", "撤销后几个月不得申报", request.BarMonths, 0, 120);
        var selects = request.Kind.IsSelection();
        check.Range("recheckMonths", "几个月后复查", request.RecheckMonths, selects ? 0 : 1, 120);
        check.Range("mostStars", "最高星级", request.MostStars, 0, selects ? 0 : 10);
        var honour = check.Text("honour", "授予的荣誉", request.Honour, most: 40, least: selects ? 2 : 0);
        check.That(selects || honour.Length == 0, "honour", "NOT_A_SELECTION", "只有道德模范、身边好人、好少年的评选才授予荣誉");
        if (selects) check.Known("level", "级别", request.Level);
        else check.KnownOrNone("level", "级别", request.Level);
        check.Range("round", "届次", request.Round, 0, 200);
        check.Done();
        Caller.Require<ReviewCreation>(Caller.County);
        if (await db.Campaigns.AnyAsync(row => row.County == Caller.County && row.Kind == request.Kind && row.Title == title, context.CancellationToken)) throw Fault.Duplicate("CAMPAIGN_EXISTS", $"已经有“{title}”了");

        var campaign = new Campaign
        {
            County = Caller.County,
            Id = Guid.CreateVersion7(db.Clock.GetUtcNow()),
            Kind = request.Kind,
            Title = title,
            Year = request.Year,
            DeclareFrom = from,
            DeclareTo = to,
            NoticeDays = request.NoticeDays,
            BarMonths = request.BarMonths,
            RecheckMonths = request.RecheckMonths,
            MostStars = request.MostStars,
            Honour = honour,
            Level = request.Level,
            Round = request.Round,
        };
        db.Campaigns.Add(campaign);
        db.Audit(campaign.County, "campaign.create", campaign.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return campaign.ToProto();
    }

    [Requires<ReadCreation>]
    public override async Task<ListCandidatesResponse> ListCandidates(ListCandidatesRequest request, ServerCallContext context)
    {
        var candidates = db.Candidates.AsNoTracking().Where(row => row.County == Caller.PersonalCounty).Sought(request);
        if (!SeesAll(request.Prefix)) candidates = candidates.Public();
        var page = Page.Of(request, keys: 1);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            candidates = candidates.Where(row => row.Id.CompareTo(after) < 0);
        }
        var rows = await candidates.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(context.CancellationToken);
        return new ListCandidatesResponse { NextPageToken = page.Next(rows, row => [row.Id.ToString()]), Candidates = { rows.Select(row => row.ToProto(forStaff: false)) } };
    }

    [Requires<ReadCreation>]
    public override async Task<V1.Candidate> GetCandidate(GetCandidateRequest request, ServerCallContext context)
    {
        var candidate = await FindAsync(request.Id, context.CancellationToken);
        var staff = SeesAll(candidate.Site);
        if (!staff && !candidate.IsPublic) throw Fault.NotFound("这个申报对象");
        return candidate.ToProto(staff, SeesObjectors(candidate));
    }

    [Requires<DeclareCreation>]
    public override async Task<V1.Candidate> DeclareCandidate(DeclareCandidateRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var campaignId = check.Id("campaignId", "创建活动", request.CampaignId);
        var code = check.Site("site", request.Site, Caller);
        var name = check.Text("name", "申报对象", request.Name, most: 60, least: 2);
        var deed = check.Text("deed", "事迹", request.Deed, most: 500, least: 2);
        var recommender = check.Optional("recommender", "推荐单位或推荐人", request.Recommender, most: 60);
        var (school, grade) = (check.Optional("school", "学校", request.School, most: 40), check.Optional("grade", "年级", request.Grade, most: 20));
        var (guardian, agreedOn) = Guardian(check, request.Guardian, request.GuardianAgreedOn);
        check.Done();
        Caller.Require<DeclareCreation>(code);
        await db.RequireRunningAsync(Caller.County, code, cancel);
        var campaign = await CampaignAsync(campaignId, cancel);
        if (campaign.Kind.IsHousehold() && !request.Consent) throw Fault.Invalid("consent", "CONSENT_REQUIRED", "公示要公开户主姓名,须先取得本人同意");
        if (campaign.Kind.IsSelection())
        {
            var of = new Check();
            of.That(recommender.Length >= 2, "recommender", "REQUIRED", "请填写推荐单位或推荐人");
            of.That(name.Length <= 30, "name", "TOO_LONG", "姓名最多 30 个字");
            // The honour that comes of it says no more.
            of.That(deed.Length <= 300, "deed", "TOO_LONG", $"事迹最多 300 个字,现在是 {deed.Length} 个");
            of.Done();
        }
        var sites = await PredecessorsAsync(code, cancel);
        var earlier = await db.Candidates.AsNoTracking().Where(row => row.County == Caller.County && row.Kind == campaign.Kind && sites.Contains(row.Site) && row.Name == name).ToListAsync(cancel);
        if (earlier.Any(row => row.Site == code && row.CampaignId == campaign.Id && row.Status is not (CandidateStatus.Withdrawn or CandidateStatus.Refused or CandidateStatus.Revoked))) throw Fault.Duplicate("CANDIDATE_EXISTS", $"{name}已经申报过“{campaign.Title}”了");

        var candidate = new Candidate { County = Caller.County, Id = Guid.CreateVersion7(db.Clock.GetUtcNow()), CampaignId = campaign.Id, Kind = campaign.Kind, Site = code, Name = name, Deed = deed };
        if (campaign.Kind.IsSelection())
        {
            var minor = request.IsMinor || campaign.Kind == CreationKind.GoodYouth;
            candidate = new Candidate
            {
                County = candidate.County,
                Id = candidate.Id,
                CampaignId = campaign.Id,
                Kind = campaign.Kind,
                Site = code,
                Name = name,
                Deed = deed,
                Recommender = recommender,
                IsMinor = minor,
                School = minor ? school : "",
                Grade = minor ? grade : "",
            };
            // Without the guardian's word a child is recommended, and not shown.
            candidate.Agree(request.Consent && (!minor || agreedOn is not null && guardian.Length > 0), guardian, agreedOn, request.ShowSchool);
            db.Count(candidate.County, code, Today, CivicMeasures.SelectionCandidates, dimension: candidate.Kind.ToString());
        }
        candidate.Declare(campaign, earlier, Today);
        db.Candidates.Add(candidate);
        return await SaveAsync(candidate, "candidate.declare", cancel);
    }

    [Requires<DeclareCreation>]
    public override async Task<V1.Candidate> WithdrawCandidate(CandidateStepRequest request, ServerCallContext context)
    {
        var (note, candidate) = (Note(request.Note), await FindAsync(request.Id, context.CancellationToken));
        Caller.Require<DeclareCreation>(candidate.Site);
        candidate.Withdraw(note, Today);
        return await SaveAsync(candidate, "candidate.withdraw", context.CancellationToken);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> ReviewCandidate(ReviewCandidateRequest request, ServerCallContext context)
    {
        var note = Note(request.Note, needed: request.Refused);
        var (candidate, campaign) = await JudgedAsync(request.Id, context.CancellationToken);
        if (request.Refused) candidate.Refuse(note, Today);
        else candidate.Review(campaign, request.Stars, note, Today);
        return await SaveAsync(candidate, "candidate.review", context.CancellationToken);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> OpenNotice(CandidateStepRequest request, ServerCallContext context)
    {
        var (candidate, campaign) = await JudgedAsync(request.Id, context.CancellationToken);
        candidate.OpenNotice(campaign, Today);
        return await SaveAsync(candidate, "candidate.notice", context.CancellationToken);
    }

    [Requires<ObjectToCreation>]
    public override async Task<V1.Objection> PostObjection(PostObjectionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var text = check.Text("text", "异议", request.Text, most: 500, least: 5);
        var name = check.Optional("contactName", "联系人", request.ContactName, most: 20);
        var phone = request.ContactPhone.Length == 0 ? "" : check.Phone("contactPhone", request.ContactPhone);
        check.Done();
        var candidate = await FindAsync(request.Id, context.CancellationToken);
        if (!candidate.IsPublic && !SeesAll(candidate.Site)) throw Fault.NotFound("这个申报对象");

        var objection = candidate.Object(text, name, phone, db.Clock.GetUtcNow());
        db.Objections.Add(objection);
        db.Audit(candidate.County, "candidate.object", candidate.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return objection.ToProto(withObjector: true);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> DecideObjection(DecideObjectionRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("objectionId", "异议", request.ObjectionId);
        var answer = check.Text("answer", "处理意见", request.Answer, most: 500, least: 2);
        check.Done();
        var (candidate, _) = await JudgedAsync(request.Id, context.CancellationToken);
        candidate.Decide(candidate.Objections.SingleOrDefault(objection => objection.Id == id) ?? throw Fault.NotFound("这条异议"), request.Upheld, answer);
        return await SaveAsync(candidate, "candidate.decide", context.CancellationToken);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> NameCandidate(CandidateStepRequest request, ServerCallContext context)
    {
        var (candidate, campaign) = await JudgedAsync(request.Id, context.CancellationToken);
        candidate.NameIt(campaign, db.Clock.GetUtcNow());
        if (candidate.Kind.IsSelection()) await db.HonourAsync(candidate, campaign, Today, context.CancellationToken);
        else db.Count(candidate.County, candidate.Site, Today, CivicMeasures.CreationNamed, dimension: candidate.Kind.ToString());
        return await SaveAsync(candidate, "candidate.name", context.CancellationToken);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> RefuseCandidate(CandidateStepRequest request, ServerCallContext context)
    {
        var note = Note(request.Note, needed: true);
        var (candidate, _) = await JudgedAsync(request.Id, context.CancellationToken);
        candidate.Refuse(note, Today);
        return await SaveAsync(candidate, "candidate.refuse", context.CancellationToken);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> HandOverPlaque(HandOverPlaqueRequest request, ServerCallContext context)
    {
        var (note, check) = (Note(request.Note), new Check());
        var on = request.PlaqueOn.Length == 0 ? new KnownDay(Today, DayPrecision.Day) : KnownDay.Read(check, "plaqueOn", "授牌时间", request.PlaqueOn, Today);
        check.Done();
        var (candidate, _) = await JudgedAsync(request.Id, context.CancellationToken);
        candidate.HandOverPlaque(on, note, db.Clock.GetUtcNow());
        db.Count(candidate.County, candidate.Site, on.Day, CivicMeasures.CreationPlaqued, dimension: candidate.Kind.ToString());
        return await SaveAsync(candidate, "candidate.plaque", context.CancellationToken);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> EnterVotes(EnterVotesRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Range("votes", "票数", request.Votes, 0, 100_000_000);
        check.Done();
        var (candidate, _) = await JudgedAsync(request.Id, context.CancellationToken);
        candidate.CountVotes(request.Votes);
        return await SaveAsync(candidate, "candidate.votes", context.CancellationToken);
    }

    [Requires<DeclareCreation>]
    public override async Task<V1.Candidate> SetCandidateConsent(SetCandidateConsentRequest request, ServerCallContext context)
    {
        var check = new Check();
        var (guardian, agreedOn) = Guardian(check, request.Guardian, request.GuardianAgreedOn);
        check.Done();
        var candidate = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<DeclareCreation>(candidate.Site);
        candidate.Agree(request.Consent, guardian, agreedOn, request.ShowSchool);
        await db.ShowAsync(candidate, context.CancellationToken);
        return await SaveAsync(candidate, "candidate.consent", context.CancellationToken);
    }

    [Requires<ReviewCreation>]
    public override async Task<V1.Candidate> RecheckCandidate(RecheckCandidateRequest request, ServerCallContext context)
    {
        var note = Note(request.Note, needed: request.Revoked);
        var (candidate, campaign) = await JudgedAsync(request.Id, context.CancellationToken);
        if (!request.Revoked) candidate.Keep(campaign, request.Stars, note, Today);
        else await db.RevokeAsync(candidate, campaign, note, db.Clock.GetUtcNow(), context.CancellationToken);
        if (!candidate.Kind.IsSelection()) db.Count(candidate.County, candidate.Site, Today, CivicMeasures.CreationRechecked, dimension: request.Revoked ? "Revoked" : "Kept");
        return await SaveAsync(candidate, "candidate.recheck", context.CancellationToken);
    }

    [Requires<ReadCreation>]
    public override async Task<GetCreationCountResponse> GetCreationCount(GetCreationCountRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var candidates = db.Candidates.AsNoTracking().Where(row => row.County == Caller.PersonalCounty).Under(row => row.Site, [prefix]);
        var of = from row in candidates
                 join campaign in db.Campaigns on new { row.County, Id = row.CampaignId } equals new { campaign.County, campaign.Id }
                 select new { row.County, row.Id, row.Kind, campaign.Level, row.Status };
        var rows = await of.GroupBy(row => new { row.Kind, row.Level }).Select(group => new
        {
            group.Key.Kind,
            group.Key.Level,
            Declared = group.Count(row => row.Status != CandidateStatus.Withdrawn),
            Named = group.Count(row => row.Status == CandidateStatus.Named || row.Status == CandidateStatus.Plaqued || row.Status == CandidateStatus.Kept),
        }).ToListAsync(cancel);
        var checks = await (from row in of
                            join step in db.Set<CandidateStep>() on new { row.County, row.Id } equals new { step.County, Id = step.CandidateId }
                            // A choice of persons is not looked at again, and one that was revoked failed no re-check.
                            where !CandidateRows.Selections.Contains(row.Kind) && (step.Status == CandidateStatus.Kept || step.Status == CandidateStatus.Revoked)
                            group step by new { row.Kind, row.Level } into steps
                            select new { steps.Key, Kept = steps.Count(step => step.Status == CandidateStatus.Kept), Revoked = steps.Count(step => step.Status == CandidateStatus.Revoked) }).ToDictionaryAsync(each => (each.Key.Kind, each.Key.Level), cancel);
        return new GetCreationCountResponse
        {
            Counts =
            {
                rows.OrderBy(row => row.Kind).ThenBy(row => row.Level).Select(row => new CreationCount
                {
                    Kind = row.Kind,
                    Level = row.Level,
                    Declared = row.Declared,
                    Named = row.Named,
                    Kept = checks.GetValueOrDefault((row.Kind, row.Level))?.Kept ?? 0,
                    Revoked = checks.GetValueOrDefault((row.Kind, row.Level))?.Revoked ?? 0,
                }),
            },
        };
    }

    // The site and all that merged into it, however often: whoever lost a name there lives here now.
    async Task<List<string>> PredecessorsAsync(string code, CancellationToken cancel)
    {
        var (all, latest) = (new List<string> { code }, new List<string> { code });
        while (latest.Count > 0)
        {
            var found = await db.Sites.Where(site => site.County == Caller.County && site.Successor != "" && latest.Contains(site.Successor)).Select(site => site.Code).ToListAsync(cancel);
            latest = [.. found.Except(all)];
            all.AddRange(latest);
        }
        return all;
    }

    (string Guardian, DateOnly? AgreedOn) Guardian(Check check, string guardian, string agreedOn)
    {
        var day = check.DayOrNone("guardianAgreedOn", "监护人同意日期", agreedOn);
        check.That(day is null || day <= Today, "guardianAgreedOn", "DATE_IN_FUTURE", "监护人同意日期不能晚于今天");
        return (check.Optional("guardian", "监护人", guardian, most: 20), day);
    }

    bool SeesAll(string prefix) => Caller.MayAsStaff<DeclareCreation>(prefix) || Caller.MayAsStaff<ReviewCreation>(prefix);

    // Who objected is known to the office only: the station that declared is the objector's neighbour.
    bool SeesObjectors(Candidate candidate) => Caller.MayAsStaff<ReviewCreation>(candidate.Site);

    static string Note(string text, bool needed = false)
    {
        var check = new Check();
        var note = check.Text("note", needed ? "原因" : "说明", text, most: 200, least: needed ? 1 : 0);
        check.Done();
        return note;
    }

    async Task<(Candidate, Campaign)> JudgedAsync(string id, CancellationToken cancel)
    {
        var candidate = await FindAsync(id, cancel);
        Caller.Require<ReviewCreation>(candidate.Site);
        return (candidate, await CampaignAsync(candidate.CampaignId, cancel));
    }

    async Task<Candidate> FindAsync(string text, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "申报对象", text);
        check.Done();
        return await db.Candidates.Include(row => row.Steps).Include(row => row.Objections).AsSplitQuery().SingleOrDefaultAsync(row => row.County == Caller.PersonalCounty && row.Id == id, cancel) ?? throw Fault.NotFound("这个申报对象");
    }

    async Task<Campaign> CampaignAsync(Guid id, CancellationToken cancel) =>
        await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这项创建活动");

    async Task<V1.Candidate> SaveAsync(Candidate candidate, string action, CancellationToken cancel)
    {
        db.Audit(candidate.County, action, candidate.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return candidate.ToProto(forStaff: true, SeesObjectors(candidate));
    }
}
