using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Paging;
using CivPractice.Platform.V1;
using CivPractice.Volunteer.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Volunteer.Hours;

/// <summary>The hours ledger (服务时长台账), newest service first.</summary>
public sealed class HoursService(VolunteerDb db, CallerScope scope, TallyReader tallies) : V1.Hours.HoursBase
{
    [Requires<ReadHours>]
    public override Task<ListHoursResponse> ListHours(ListHoursRequest request, ServerCallContext context) =>
        PageAsync(request, db.Ledger.Sought(request).Under(entry => entry.Site, scope.Caller.PrefixesOf<ReadHours>()), context.CancellationToken);

    [Requires<ReadOwnRecord>]
    public override Task<ListHoursResponse> ListMyHours(ListMyHoursRequest request, ServerCallContext context)
    {
        var me = scope.Caller.PersonId;
        return PageAsync(request, db.Ledger.Where(entry => entry.PersonId == me), context.CancellationToken);
    }

    [Requires<CorrectHours>]
    public override async Task<V1.HoursEntry> CorrectHours(CorrectHoursRequest request, ServerCallContext context)
    {
        var (check, caller, cancel) = (new Check(), scope.Caller, context.CancellationToken);
        var id = check.Id("id", "记录", request.Id);
        check.Range("minutes", "更正的分钟数", request.Minutes, -1440, 1440);
        check.That(request.Minutes != 0, "minutes", "OUT_OF_RANGE", "更正的分钟数不能为 0");
        var reason = check.Text("reason", "更正原因", request.Reason, 200, least: 2);
        check.Done();

        var entry = await db.Ledger.AsNoTracking().SingleOrDefaultAsync(entry => entry.County == scope.PersonalCounty && entry.Id == id, cancel) ?? throw Fault.NotFound("这条时长记录");
        caller.Require<CorrectHours>(entry.Site);
        if (entry.PersonId == caller.PersonId) throw Fault.Precondition("OWN_HOURS", "不能更正自己的时长,请由其他管理员办理");
        // Two who correct at once both build the next line, and the index lets one of them through: the other is told to look again.
        var last = await db.Ledger.AsNoTracking().Where(line => line.County == entry.County && line.ActivityId == entry.ActivityId && line.PersonId == entry.PersonId)
            .OrderByDescending(line => line.Line).FirstAsync(cancel);
        var correction = last.Correct(request.Minutes, reason, caller.PersonId, db.Clock.GetUtcNow());

        db.Add(correction);
        db.Audit(correction.County, "hours.correct", correction.Id.ToString());
        correction.Count(db);
        try { await db.SaveChangesAsync(cancel); }
        catch (DbUpdateException twin) when (twin.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            throw new Fault(StatusCode.Aborted, "CHANGED_MEANWHILE", "这条记录刚被别人更正过,请刷新后再试");
        }
        return correction.Shown((await NamesAsync([correction], cancel)).GetValueOrDefault(correction.PersonId, ""));
    }

    [Requires<ReadFigures>]
    public override Task<Tally> GetTally(GetTallyRequest request, ServerCallContext context) => tallies.ReadAsync(Measures.All, request, context.CancellationToken);

    async Task<ListHoursResponse> PageAsync<TRequest>(TRequest request, IQueryable<HoursEntry> rows, CancellationToken cancel) where TRequest : class, IMessage<TRequest>
    {
        var page = Page.Of(request, 2);
        rows = rows.AsNoTracking().Where(entry => entry.County == scope.PersonalCounty);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(entry => EF.Functions.LessThan(ValueTuple.Create(entry.ServedOn, entry.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(entry => entry.ServedOn).ThenByDescending(entry => entry.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, entry => [entry.ServedOn.ToString("yyyy-MM-dd"), entry.Id.ToString()]);
        var names = await NamesAsync(found, cancel);
        return new ListHoursResponse { Entries = { found.Select(entry => entry.Shown(names.GetValueOrDefault(entry.PersonId, ""))) }, NextPageToken = next };
    }

    // Somebody of another county who served here has hours here, but no profile: the name stays empty.
    async Task<Dictionary<Guid, string>> NamesAsync(List<HoursEntry> entries, CancellationToken cancel)
    {
        var persons = entries.Select(entry => entry.PersonId).Distinct().ToList();
        return await db.Profiles.Where(row => row.County == scope.PersonalCounty && persons.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, row => row.Name, cancel);
    }
}
