using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Corrections;

/// <summary>Requests to correct records (更正申请): asked by the volunteer, answered by whoever corrects hours at the site.</summary>
public sealed class CorrectionService(VolunteerDb db, CallerScope scope) : V1.Corrections.CorrectionsBase
{
    /// <summary>Requests of one person that wait.</summary>
    const int mostOpen = 10;

    [Requires<ReadOwnRecord>]
    public override async Task<V1.CorrectionRequest> AskCorrection(AskCorrectionRequest request, ServerCallContext context)
    {
        var (check, now, cancel) = (new Check(), db.Clock.GetUtcNow(), context.CancellationToken);
        var about = check.Known("about", "哪一类记录", request.About);
        var isRecorded = about == CorrectionAbout.RecordedHours;
        Guid? entryId = isRecorded ? check.Id("entryId", "时长记录", request.EntryId) : null;
        var text = check.Text("text", "哪里不对", request.Text, 500, least: 2);
        check.Done();
        var me = scope.Caller.PersonId;
        var profile = await db.Profiles.AsNoTracking().SingleOrDefaultAsync(row => row.County == scope.PersonalCounty && row.PersonId == me, cancel) ?? throw Fault.NotFound("您的志愿者登记");
        var entry = entryId is null ? null : await db.Ledger.AsNoTracking().SingleOrDefaultAsync(row => row.County == profile.County && row.Id == entryId && row.PersonId == me, cancel) ?? throw Fault.NotFound("这条时长记录");
        var open = await db.Corrections.Where(row => row.County == profile.County && row.PersonId == me && row.Status == CorrectionStatus.CorrectionAsked).Select(row => row.EntryId).ToListAsync(cancel);
        if (open.Count >= mostOpen) throw Fault.Precondition("TOO_MANY_OPEN", $"最多同时有 {mostOpen} 份申请在办,请等待答复");
        if (entryId is not null && open.Contains(entryId)) throw Fault.Duplicate("ALREADY_ASKED", "这条时长记录已经有一份申请在办");

        var row = new CorrectionRequest
        {
            County = profile.County,
            Id = Guid.CreateVersion7(now),
            PersonId = me,
            About = about,
            EntryId = entryId,
            ActivityTitle = entry?.ActivityTitle ?? "",
            Text = text,
            Site = entry?.Site ?? profile.Site,
            AskedAt = now,
            DueOn = CorrectionRequest.Due(ChinaTime.Day(now)),
        };
        db.Add(row);
        db.Audit(row.County, "correction.ask", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return row.Shown(profile.Name, ChinaTime.Day(now));
    }

    [Requires<ReadOwnRecord>]
    public override async Task<ListCorrectionsResponse> ListMyCorrections(ListMyCorrectionsRequest request, ServerCallContext context)
    {
        var (page, me, cancel) = (Page.Of(request, 1), scope.Caller.PersonId, context.CancellationToken);
        var rows = db.Corrections.AsNoTracking().Where(row => row.County == scope.PersonalCounty && row.PersonId == me);
        if (!page.IsFirst)
        {
            var after = page.IdAfter(0);
            rows = rows.Where(row => row.Id < after);
        }
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        return await ShowAsync(found, page.Next(found, row => [row.Id.ToString()]), cancel);
    }

    [Requires<ReadOwnRecord>]
    public override async Task<V1.CorrectionRequest> WithdrawCorrection(WithdrawCorrectionRequest request, ServerCallContext context)
    {
        var (me, cancel) = (scope.Caller.PersonId, context.CancellationToken);
        var id = IdOf(request.Id);
        var row = await db.Corrections.SingleOrDefaultAsync(row => row.County == scope.PersonalCounty && row.Id == id && row.PersonId == me, cancel) ?? throw NotFound();
        row.Withdraw(db.Clock.GetUtcNow());
        return await SavedAsync(row, "correction.withdraw", cancel);
    }

    [Requires<CorrectHours>]
    public override async Task<ListCorrectionsResponse> ListCorrections(ListCorrectionsRequest request, ServerCallContext context)
    {
        var (check, page, cancel) = (new Check(), Page.Of(request, 2), context.CancellationToken);
        var prefix = check.Prefix("prefix", request.Prefix);
        check.Done();
        var rows = db.Corrections.AsNoTracking().Where(row => row.County == scope.PersonalCounty).Under(row => row.Site, [prefix]).Under(row => row.Site, scope.Caller.PrefixesOf<CorrectHours>());
        if (!request.Closed) rows = rows.Where(row => row.Status == CorrectionStatus.CorrectionAsked);
        if (!page.IsFirst)
        {
            var (due, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.DueOn, row.Id), ValueTuple.Create(due, id)));
        }
        var found = await rows.OrderBy(row => row.DueOn).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancel);
        return await ShowAsync(found, page.Next(found, row => [ChinaTime.Text(row.DueOn), row.Id.ToString()]), cancel);
    }

    [Requires<CorrectHours>]
    public override async Task<V1.CorrectionRequest> AnswerCorrection(AnswerCorrectionRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        var id = IdOf(request.Id);
        check.Range("minutes", "更正的分钟数", request.Minutes, -1440, 1440);
        var answer = check.Text("answer", "答复", request.Answer, 500, least: 2);
        check.Done();
        return await db.TogetherAsync(async () =>
        {
            // Locked: two who answer at once would both write a counter-entry.
            var row = await db.Corrections.FromSql($"select * from correction_request where county = {scope.PersonalCounty} and id = {id} for update").SingleOrDefaultAsync(cancel) ?? throw NotFound();
            caller.Require<CorrectHours>(row.Site);
            row.RequireAnswerable(caller.PersonId, request.Accepted, request.Minutes);
            Guid? counter = request.Minutes == 0 ? null : await CounterAsync(row, request.Minutes, answer, cancel);
            row.Close(request.Accepted, answer, caller.PersonId, counter, request.Minutes, db.Clock.GetUtcNow());
            return await SavedAsync(row, "correction.answer", cancel);
        }, cancel);
    }

    /// <summary>The counter-entry behind the last line of the same person and activity; somebody else's line between makes the unique index refuse, and the office looks again.</summary>
    async Task<Guid> CounterAsync(CorrectionRequest row, int minutes, string reason, CancellationToken cancel)
    {
        var entry = await db.Ledger.AsNoTracking().SingleAsync(line => line.County == row.County && line.Id == row.EntryId, cancel);
        var last = await db.Ledger.AsNoTracking().Where(line => line.County == entry.County && line.ActivityId == entry.ActivityId && line.PersonId == entry.PersonId).OrderByDescending(line => line.Line).FirstAsync(cancel);
        var correction = last.Correct(minutes, reason.Length <= 200 ? reason : reason[..200], scope.Caller.PersonId, db.Clock.GetUtcNow());
        db.Add(correction);
        correction.Count(db);
        return correction.Id;
    }

    async Task<V1.CorrectionRequest> SavedAsync(CorrectionRequest row, string action, CancellationToken cancel)
    {
        db.Audit(row.County, action, row.Id.ToString());
        try { await db.SaveChangesAsync(cancel); }
        catch (DbUpdateException twin) when (twin is DbUpdateConcurrencyException || twin.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "这份申请或这条记录刚被别人改过,请刷新后再试");
        }
        return (await ShowAsync([row], "", cancel)).Corrections[0];
    }

    async Task<ListCorrectionsResponse> ShowAsync(IReadOnlyCollection<CorrectionRequest> rows, string next, CancellationToken cancel)
    {
        var (persons, today) = (rows.Select(row => row.PersonId).Distinct().ToArray(), ChinaTime.Today(db.Clock));
        var names = persons.Length == 0 ? [] : await db.Profiles.Where(row => row.County == scope.PersonalCounty && persons.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, row => row.Name, cancel);
        return new ListCorrectionsResponse { Corrections = { rows.Select(row => row.Shown(names.GetValueOrDefault(row.PersonId, ""), today)) }, NextPageToken = next };
    }

    static Guid IdOf(string text)
    {
        var check = new Check();
        var id = check.Id("id", "申请", text);
        check.Done();
        return id;
    }

    static Fault NotFound() => Fault.NotFound("这份申请");
}
