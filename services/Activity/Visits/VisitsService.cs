using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Platform.Personal;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Visits;

/// <summary>Home visits and the care list (入户走访、关爱名单), for those who serve the site.</summary>
public sealed class VisitsService(ActivityDb db, PersonalVault vault) : V1.HomeVisits.HomeVisitsBase
{
    Caller Caller => db.Scope.Caller;

    [Requires<RecordVisits>]
    public override async Task<V1.HomeVisit> RecordHomeVisit(RecordHomeVisitRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var site = check.Site("site", request.Site, Caller);
        var day = check.Day("visitedOn", "走访日期", request.VisitedOn);
        check.That(day <= ChinaTime.Day(now), "visitedOn", "IN_FUTURE", "走访日期不能晚于今天");
        var household = check.Text("household", "住户地址", request.Household, 60, least: 2);
        var (purpose, category) = (check.Known("purpose", "目的", request.Purpose), check.Known("category", "关爱对象", request.Category));
        var (gift, persons) = (check.Optional("gift", "慰问品", request.Gift, 100), check.Range("persons", "关爱人数", request.Persons, 1, 50));
        var note = check.Optional("note", "情况说明", request.Note, 500);
        check.That(request.Consent, "consent", "CONSENT_REQUIRED", "走访和登记须住户同意");
        check.Done();
        Caller.Require<RecordVisits>(site);
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);

        var row = new HomeVisit
        {
            County = Caller.County,
            Id = Guid.CreateVersion7(now),
            Site = site,
            VisitorPersonId = Caller.PersonId,
            VisitedOn = day,
            HouseholdHash = vault.Hash(HomeVisit.HouseholdPurpose, $"{site} {household}"),
            Household = HomeVisit.Mask(household),
            Purpose = purpose,
            Category = category,
            Gift = gift,
            Persons = persons,
            FoundSomething = request.FoundSomething,
            FollowUp = request.FollowUp,
            ConsentAt = now,
        };
        db.Add(row);
        if (note.Length > 0) db.Add(new VisitNote { County = row.County, VisitId = row.Id, Note = vault.Seal(VisitNote.NotePurpose, note), ExpiresAt = now + VisitNote.Life });
        db.Count(row.County, row.Site, row.VisitedOn, ActivityMeasures.Visits);
        db.Count(row.County, row.Site, row.VisitedOn, ActivityMeasures.VisitsPersons, row.Persons, row.Category.ToString());
        db.Audit(row.County, "visit.record", row.Id.ToString());
        await db.SaveChangesAsync(cancel);
        return Show(row, note.Length > 0);
    }

    [Requires<RecordVisits>]
    public override async Task<ListHomeVisitsResponse> ListHomeVisits(ListHomeVisitsRequest request, ServerCallContext context)
    {
        var (check, cancel, page, county) = (new Check(), context.CancellationToken, Page.Of(request, 2), Caller.County);
        var prefix = check.Prefix("prefix", request.Prefix);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.Done();
        var rows = db.HomeVisits.AsNoTracking().Where(row => row.County == county).Under(row => row.Site, Prefixes.Meet(prefix, Caller.PrefixesOf<RecordVisits>()));
        if (request.FollowUp) rows = rows.Where(row => row.FollowUp);
        if (from is not null) rows = rows.Where(row => row.VisitedOn >= from);
        if (to is not null) rows = rows.Where(row => row.VisitedOn <= to);
        if (!page.IsFirst)
        {
            var (day, id) = (page.DayAfter(0), page.IdAfter(1));
            rows = rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.VisitedOn, row.Id), ValueTuple.Create(day, id)));
        }
        var found = await rows.OrderByDescending(row => row.VisitedOn).ThenByDescending(row => row.Id).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [ChinaTime.Text(row.VisitedOn), row.Id.ToString()]);
        var ids = found.Select(row => row.Id).ToArray();
        var noted = (await db.VisitNotes.Where(row => row.County == county && ids.Contains(row.VisitId)).Select(row => row.VisitId).ToListAsync(cancel)).ToHashSet();
        return new ListHomeVisitsResponse { Visits = { found.Select(row => Show(row, noted.Contains(row.Id))) }, NextPageToken = next };
    }

    [Requires<RecordVisits>]
    public override async Task<V1.HomeVisit> CloseFollowUp(CloseFollowUpRequest request, ServerCallContext context)
    {
        var row = await FindAsync(request.Id, context.CancellationToken);
        Caller.Require<RecordVisits>(row.Site);
        row.FollowUp = false;
        db.Audit(row.County, "visit.close-follow-up", row.Id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return Show(row, await db.VisitNotes.AnyAsync(note => note.County == row.County && note.VisitId == row.Id, context.CancellationToken));
    }

    [Requires<ReadVisitNotes>]
    public override async Task<RevealVisitNoteResponse> RevealVisitNote(RevealVisitNoteRequest request, ServerCallContext context)
    {
        var (check, cancel, now) = (new Check(), context.CancellationToken, db.Clock.GetUtcNow());
        var reason = check.Known("reason", "查看用途", request.Reason);
        check.Done();
        var row = await FindAsync(request.Id, cancel);
        Caller.Require<ReadVisitNotes>(row.Site);
        var note = await db.VisitNotes.AsNoTracking().SingleOrDefaultAsync(each => each.County == row.County && each.VisitId == row.Id && each.ExpiresAt > now, cancel) ?? throw Fault.NotFound("这条情况说明,或者它已到期删除");
        // Written down before the note leaves.
        db.Audit(row.County, "visit-note.reveal", $"{row.Id} {reason}");
        await db.SaveChangesAsync(cancel);
        return new RevealVisitNoteResponse { Note = vault.Open(VisitNote.NotePurpose, note.Note) };
    }

    async Task<HomeVisit> FindAsync(string value, CancellationToken cancel)
    {
        var check = new Check();
        var id = check.Id("id", "走访", value);
        check.Done();
        return await db.HomeVisits.SingleOrDefaultAsync(row => row.County == Caller.County && row.Id == id, cancel) ?? throw Fault.NotFound("这次走访");
    }

    static V1.HomeVisit Show(HomeVisit row, bool hasNote) => new()
    {
        Id = row.Id.ToString(),
        Site = row.Site,
        VisitedOn = ChinaTime.Text(row.VisitedOn),
        Household = row.Household,
        Purpose = row.Purpose,
        Category = row.Category,
        Gift = row.Gift,
        Persons = row.Persons,
        FoundSomething = row.FoundSomething,
        FollowUp = row.FollowUp,
        HasNote = hasNote,
    };
}
