using CivPractice.Organization.Creation;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Honours;

/// <summary>Honours (荣誉): everybody reads the verified ones; who keeps them sees whose they are.</summary>
public sealed class HonourService(OrganizationDb db) : V1.Honours.HonoursBase
{
    /// <summary>Kinds of honours in one answer: more than this are no paragraph.</summary>
    const int mostSentences = 100;

    Caller Caller => db.Scope.Caller;

    [Requires<ReadHonours>]
    public override async Task<ListHonoursResponse> ListHonours(ListHonoursRequest request, ServerCallContext context)
    {
        var page = Page.Of(request, keys: 2);
        var honours = Visible(new Check().MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil)).Sought(request);
        if (!page.IsFirst) honours = honours.After(page.DayAfter(0), page.IdAfter(1));
        var rows = await honours.Latest().Take(page.Take).ToListAsync(context.CancellationToken);
        var next = page.Next(rows, row => [ChinaTime.Text(row.AwardedOn), row.Id.ToString()]);
        var holders = await HoldersAsync(rows, context.CancellationToken);
        return new ListHonoursResponse { NextPageToken = next, Honours = { rows.Select(row => row.ToProto(holders.GetValueOrDefault(row.Id), withName: row.Status != HonourStatus.Revoked || Keeps)) } };
    }

    [Requires<ReadHonours>]
    public override async Task<V1.Honour> GetHonour(GetHonourRequest request, ServerCallContext context)
    {
        var id = Id(request.Id);
        var honour = await Visible().SingleOrDefaultAsync(row => row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这项荣誉");
        return honour.ToProto((await HoldersAsync([honour], context.CancellationToken)).GetValueOrDefault(honour.Id));
    }

    [Requires<ManageHonours>]
    public override async Task<V1.Honour> CreateHonour(CreateHonourRequest request, ServerCallContext context)
    {
        var (cancel, check) = (context.CancellationToken, new Check());
        var code = check.Site("site", request.Site, Caller);
        var (honour, holder) = HonourForm.Read(check, request, Caller.County, code, Guid.CreateVersion7(db.Clock.GetUtcNow()), ChinaTime.Today(db.Clock));
        check.Done();
        Caller.Require<ManageHonours>(code);
        await db.RequireRunningAsync(Caller.County, code, cancel);
        if (await db.HonourHolders.AnyAsync(other => other.County == holder.County && other.Award == holder.Award && other.Name == holder.Name, cancel))
            throw Fault.Duplicate("HONOUR_EXISTS", $"{holder.Name}的“{honour.Kind}”已经登记过了");

        db.Enter(honour, holder);
        db.Audit(honour.County, "honour.create", honour.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return honour.ToProto(holder);
    }

    [Requires<ManageHonours>]
    public override async Task<V1.Honour> VerifyHonour(VerifyHonourRequest request, ServerCallContext context)
    {
        var check = new Check();
        var reason = check.Text("reason", "原因", request.Reason, most: 200, least: request.Refused ? 1 : 0);
        check.Done();
        var (honour, holder) = await KeptAsync(request.Id, context.CancellationToken);

        if (request.Refused) honour.Refuse(reason);
        else db.Verify(honour);
        return await SaveAsync(honour, holder, request.Refused ? "honour.refuse" : "honour.verify", context.CancellationToken);
    }

    [Requires<ManageHonours>]
    public override async Task<V1.Honour> SetHonourConsent(SetHonourConsentRequest request, ServerCallContext context)
    {
        var check = new Check();
        check.Known("consent", "公开意愿", request.Consent);
        var guardian = check.Optional("guardian", "监护人", request.Guardian, most: 20);
        var agreed = check.DayOrNone("guardianAgreedOn", "监护人同意日期", request.GuardianAgreedOn);
        check.That(agreed is null || agreed <= ChinaTime.Today(db.Clock), "guardianAgreedOn", "DATE_IN_FUTURE", "监护人同意日期不能晚于今天");
        check.Done();
        var (honour, holder) = await KeptAsync(request.Id, context.CancellationToken);

        holder.Agree(request.Consent, guardian, agreed, request.ShowSchool);
        honour.Show(holder);
        return await SaveAsync(honour, holder, "honour.consent", context.CancellationToken);
    }

    [Requires<ManageHonours>]
    public override async Task<V1.Honour> RevokeHonour(RevokeHonourRequest request, ServerCallContext context)
    {
        var check = new Check();
        var reason = check.Text("reason", "原因", request.Reason, most: 200);
        check.Done();
        var (honour, holder) = await KeptAsync(request.Id, context.CancellationToken);

        db.Revoke(honour, reason);
        await db.RevokeCandidateAsync(honour, reason, db.Clock.GetUtcNow(), context.CancellationToken);
        return await SaveAsync(honour, holder, "honour.revoke", context.CancellationToken);
    }

    [Requires<ReadHonours>]
    public override async Task<ListHonourSentencesResponse> ListHonourSentences(ListHonourSentencesRequest request, ServerCallContext context)
    {
        var (cancel, honours) = (context.CancellationToken, db.Honours.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County))
            .Sought(new ListHonoursRequest { Prefix = request.Prefix, From = request.From, To = request.To, Status = HonourStatus.Verified }));
        var groups = await honours.GroupBy(row => new { row.Level, row.Kind, row.Bearer }).Select(group => new
        {
            group.Key.Level,
            group.Key.Kind,
            group.Key.Bearer,
            Count = group.Count(),
            First = group.Min(row => row.Round),
            Last = group.Max(row => row.Round),
            Nominations = group.Count(row => row.IsNomination),
            Classifier = group.Min(row => row.Classifier)!,
        }).OrderBy(group => group.Level).ThenBy(group => group.Kind).ThenBy(group => group.Bearer).Take(mostSentences).ToListAsync(cancel);
        // By the place in the document; of several counties' firsts the one whose site comes first.
        var kinds = groups.Select(group => group.Kind).Distinct().ToArray();
        var names = (await honours.Where(row => row.ShownName != "" && kinds.Contains(row.Kind)).GroupBy(row => new { row.Level, row.Kind, row.Bearer })
            .Select(group => new { group.Key, Name = group.OrderBy(row => row.Place).ThenBy(row => row.Site).ThenBy(row => row.Id).Select(row => row.ShownName).First() }).ToListAsync(cancel))
            .ToDictionary(each => (each.Key.Level, each.Key.Kind, each.Key.Bearer), each => each.Name);

        return new ListHonourSentencesResponse
        {
            Sentences =
            {
                groups.Select(group =>
                {
                    var said = new HonourGroup(group.Kind, group.Level, group.Bearer, group.First == group.Last ? group.First : 0, group.Nominations == group.Count, group.Count, group.Classifier,
                        names.GetValueOrDefault((group.Level, group.Kind, group.Bearer), ""));
                    return new HonourSentence { Kind = said.Kind, Level = said.Level, Bearer = said.Bearer, Count = said.Count, Classifier = said.Classifier, FirstName = said.FirstName, Sentence = HonourSentences.Of(said), Award = HonourSentences.Award(said) };
                }),
            },
        };
    }

    bool Keeps => Caller.May<ManageHonours>(Caller.County);

    // What is not verified is nobody's business but the keeper's; that one which was revoked since counted at a moment of the past, is in a report's number.
    IQueryable<Honour> Visible(DateTimeOffset? moment = null)
    {
        var honours = db.Honours.AsNoTracking().Where(row => db.Scope.Counties.Contains(row.County));
        return Keeps ? honours : honours.Where(row => row.Status == HonourStatus.Verified || row.Status == HonourStatus.Revoked && row.LeftAt > moment);
    }

    async Task<Dictionary<Guid, HonourHolder>> HoldersAsync(IReadOnlyCollection<Honour> honours, CancellationToken cancel)
    {
        var ids = honours.Where(row => row.County == Caller.PersonalCounty && Caller.MayAsStaff<ManageHonours>(row.Site)).Select(row => row.Id).ToArray();
        return ids.Length == 0 ? [] : await db.HonourHolders.AsNoTracking().Where(holder => holder.County == Caller.PersonalCounty && ids.Contains(holder.HonourId)).ToDictionaryAsync(holder => holder.HonourId, cancel);
    }

    static Guid Id(string text)
    {
        var check = new Check();
        var id = check.Id("id", "荣誉", text);
        check.Done();
        return id;
    }

    async Task<(Honour, HonourHolder)> KeptAsync(string text, CancellationToken cancel)
    {
        var (id, county) = (Id(text), Caller.County);
        var honour = await db.Honours.SingleOrDefaultAsync(row => row.County == county && row.Id == id, cancel) ?? throw Fault.NotFound("这项荣誉");
        Caller.Require<ManageHonours>(honour.Site);
        return (honour, await db.HonourHolders.SingleAsync(holder => holder.County == county && holder.HonourId == id, cancel));
    }

    async Task<V1.Honour> SaveAsync(Honour honour, HonourHolder holder, string action, CancellationToken cancel)
    {
        db.Audit(honour.County, action, honour.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return honour.ToProto(holder);
    }
}
