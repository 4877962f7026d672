using System.Globalization;
using CivPractice.Activity.Eligibility;
using CivPractice.Activity.Figures;
using CivPractice.Activity.Mobilizations;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using CivPractice.Platform.Personal;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using MobilizationTask = CivPractice.Activity.Mobilizations.MobilizationTask;

namespace CivPractice.Activity.Visits;

/// <summary>Home visits and the care list (入户走访、关爱名单), for those who serve the site.</summary>
public sealed class VisitsService(ActivityDb db, PersonalVault vault, NeighbourhoodNames neighbourhoods) : V1.HomeVisits.HomeVisitsBase
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
        var neighbourhood = check.Optional("neighbourhood", "小区", request.Neighbourhood, MobilizationTask.MostNeighbourhood);
        var number = check.Optional("mobilization", "动员编号", request.Mobilization, Mobilizations.Mobilization.MostNumber);
        check.That(request.Consent, "consent", "CONSENT_REQUIRED", "走访和登记须住户同意");
        check.Done();
        Caller.Require<RecordVisits>(site);
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);
        await neighbourhoods.RequireAsync(site, neighbourhood, context);
        if (number.Length > 0)
        {
            var of = await db.MobilizationAsync(number, cancel);
            if (!of.Calls(site)) throw Fault.Invalid("site", "NOT_CALLED", "这个站点不在动员范围内");
            if (day < ChinaTime.Day(of.StartsAt) || (of.EndedAt is { } over && day > ChinaTime.Day(over))) throw Fault.Invalid("visitedOn", "OUT_OF_RANGE", "走访日期应在动员期间");
        }

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
            Mobilization = number.Length == 0 ? null : number,
            Neighbourhood = neighbourhood,
        };
        return await db.TogetherAsync(async () =>
        {
            db.Add(row);
            await VisitorYear.SeeAsync(db, row, cancel);
            if (note.Length > 0) db.Add(new VisitNote { County = row.County, VisitId = row.Id, Note = vault.Seal(VisitNote.NotePurpose, note), ExpiresAt = now + VisitNote.Life });
            db.Count(row.County, row.Site, row.VisitedOn, ActivityMeasures.Visits);
            db.Count(row.County, row.Site, row.VisitedOn, ActivityMeasures.VisitsPersons, row.Persons, row.Category.ToString());
            db.Audit(row.County, "visit.record", row.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return Show(row, note.Length > 0);
        }, cancel);
    }

    [Requires<RecordVisits>]
    public override async Task<ListHomeVisitsResponse> ListHomeVisits(ListHomeVisitsRequest request, ServerCallContext context)
    {
        var (check, cancel, page, county) = (new Check(), context.CancellationToken, Page.Of(request, 2), Caller.County);
        var prefix = check.Prefix("prefix", request.Prefix);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.Done();
        var rows = db.HomeVisits.AsNoTracking().Where(row => row.County == county).Under(row => row.Site, Prefixes.Meet(prefix, Caller.PrefixesOf<RecordVisits>()));
        if (request.Mobilization.Length > 0) rows = rows.Where(row => row.Mobilization == request.Mobilization);
        if (request.Neighbourhood.Length > 0) rows = rows.Where(row => row.Neighbourhood == request.Neighbourhood);
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
    public override async Task<ListVisitCoverageResponse> ListVisitCoverage(ListVisitCoverageRequest request, ServerCallContext context)
    {
        var (check, cancel, page, county) = (new Check(), context.CancellationToken, Page.Of(request, 2), Caller.County);
        var within = Prefixes.Meet(check.Prefix("prefix", request.Prefix), Caller.PrefixesOf<RecordVisits>());
        check.Done();
        var of = await db.MobilizationAsync(request.Number, cancel);
        var visits = db.HomeVisits.Where(row => row.County == county && row.Mobilization == of.Number).Under(row => row.Site, within);
        var targets = db.VisitTargets.AsNoTracking().Where(row => row.County == county && row.Mobilization == of.Number).Under(row => row.Site, within);
        if (!page.IsFirst)
        {
            var (site, name) = (page.After[0], page.After[1]);
            visits = visits.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Neighbourhood), ValueTuple.Create(site, name)));
            targets = targets.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.Site, row.Neighbourhood), ValueTuple.Create(site, name)));
        }
        var rows = (await visits.GroupBy(row => new { row.Site, row.Neighbourhood }).OrderBy(group => group.Key.Site).ThenBy(group => group.Key.Neighbourhood).Take(page.Take)
                .Select(group => new VisitCoverage
                {
                    Site = group.Key.Site,
                    Neighbourhood = group.Key.Neighbourhood,
                    Visits = group.Count(),
                    Households = group.Select(row => row.HouseholdHash).Distinct().Count(),
                    Persons = group.Sum(row => row.Persons),
                    FoundSomething = group.Count(row => row.FoundSomething),
                }).ToListAsync(cancel)).ToDictionary(row => (row.Site, row.Neighbourhood));
        foreach (var target in await targets.OrderBy(row => row.Site).ThenBy(row => row.Neighbourhood).Take(page.Take).ToListAsync(cancel))
        {
            if (!rows.TryGetValue((target.Site, target.Neighbourhood), out var row)) rows[(target.Site, target.Neighbourhood)] = row = new VisitCoverage { Site = target.Site, Neighbourhood = target.Neighbourhood };
            row.Target = target.Households;
            row.Share = VisitTarget.Share(row.Households, row.Target) ?? 0;
        }
        // Each of the two was asked for a page: the first page of both together is among them.
        var found = rows.Values.OrderBy(row => row.Site, StringComparer.Ordinal).ThenBy(row => row.Neighbourhood, StringComparer.Ordinal).Take(page.Take).ToList();
        var next = page.Next(found, row => [row.Site, row.Neighbourhood]);
        return new ListVisitCoverageResponse { Rows = { found }, NextPageToken = next };
    }

    [Requires<RecordVisits>]
    public override async Task<ListVisitorsResponse> ListVisitors(ListVisitorsRequest request, ServerCallContext context)
    {
        var (check, cancel, page, county) = (new Check(), context.CancellationToken, Page.Of(request, 2), Caller.County);
        var within = Prefixes.Meet(check.Prefix("prefix", request.Prefix), Caller.PrefixesOf<RecordVisits>());
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.Done();
        var visits = db.HomeVisits.AsNoTracking().Where(row => row.County == county).Under(row => row.Site, within);
        if (from is not null) visits = visits.Where(row => row.VisitedOn >= from);
        if (to is not null) visits = visits.Where(row => row.VisitedOn <= to);
        var visitors = visits.GroupBy(row => row.VisitorPersonId)
            .Select(group => new { Person = group.Key, Visits = group.Count(), Households = group.Select(row => row.HouseholdHash).Distinct().Count(), Persons = group.Sum(row => row.Persons) });
        var rows = visitors;
        if (!page.IsFirst)
        {
            var (most, last) = (int.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0, page.IdAfter(1));
            rows = rows.Where(row => row.Visits < most || (row.Visits == most && row.Person < last));
        }
        var found = await rows.OrderByDescending(row => row.Visits).ThenByDescending(row => row.Person).Take(page.Take).ToListAsync(cancel);
        var next = page.Next(found, row => [row.Visits.ToString(CultureInfo.InvariantCulture), row.Person.ToString()]);
        var ids = found.Select(row => row.Person).ToArray();
        var names = await db.Volunteers.Where(row => row.County == county && ids.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, row => row.Name, cancel);
        return new ListVisitorsResponse
        {
            Visitors = { found.Select(row => new HomeVisitor { PersonId = row.Person.ToString(), Name = names.GetValueOrDefault(row.Person, ""), Visits = row.Visits, Households = row.Households, Persons = row.Persons }) },
            NextPageToken = next,
            AllVisits = await visits.CountAsync(cancel),
            AllVisitors = await visits.Select(row => row.VisitorPersonId).Distinct().CountAsync(cancel),
        };
    }

    [Requires<RecordVisits>]
    public override async Task<VisitCoverage> SetVisitTarget(SetVisitTargetRequest request, ServerCallContext context)
    {
        var (check, cancel) = (new Check(), context.CancellationToken);
        var site = check.Site("site", request.Site, Caller);
        var name = check.Optional("neighbourhood", "小区", request.Neighbourhood, MobilizationTask.MostNeighbourhood);
        var households = check.Range("households", "应走访户数", request.Households, 1, VisitTarget.Most);
        check.Done();
        Caller.Require<RecordVisits>(site);
        var of = await db.MobilizationAsync(request.Number, cancel);
        if (!of.Calls(site)) throw Fault.Invalid("site", "NOT_CALLED", "这个站点不在动员范围内");
        await KnownSite.RequireAsync(db, Caller.County, site, cancel);
        await neighbourhoods.RequireAsync(site, name, context);
        var row = await db.VisitTargets.SingleOrDefaultAsync(each => each.County == Caller.County && each.Mobilization == of.Number && each.Site == site && each.Neighbourhood == name, cancel);
        if (row is null) db.Add(new VisitTarget { County = Caller.County, Mobilization = of.Number, Site = site, Neighbourhood = name, Households = households });
        else row.Households = households;
        db.Audit(Caller.County, "visit.target", $"{of.Number} {site}");
        await db.SaveChangesAsync(cancel);
        var visited = await db.HomeVisits.Where(each => each.County == Caller.County && each.Mobilization == of.Number && each.Site == site && each.Neighbourhood == name).Select(each => each.HouseholdHash).Distinct().CountAsync(cancel);
        return new VisitCoverage { Site = site, Neighbourhood = name, Households = visited, Target = households, Share = VisitTarget.Share(visited, households) ?? 0 };
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
        Mobilization = row.Mobilization ?? "",
        Neighbourhood = row.Neighbourhood,
    };
}
