using System.Globalization;
using CivPractice.Lecture.Sites;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CivPractice.Lecture.Offers;

/// <summary>The calendar of offers (供讲日历): what lecturers can give and when. Who orders one does so as with any lecture, and names it.</summary>
public sealed class OfferService(LectureDb db, CallerScope scope) : LectureOffers.LectureOffersBase
{
    [Requires<ReadLectures>]
    public override async Task<ListOffersResponse> ListOffers(ListOffersRequest request, ServerCallContext context)
    {
        var (check, now) = (new Check(), db.Clock.GetUtcNow());
        var prefix = check.Prefix("prefix", request.Prefix);
        var site = check.Prefix("site", request.Site);
        var status = check.KnownOrNone("status", "状态", request.Status);
        var topic = check.Optional("topic", "主题", request.Topic, 60);
        check.That(!request.NearestFirst || site.Length > 0, "site", "REQUIRED", "按远近排列要先说在哪个站点");
        check.Done();
        var page = Page.Of(request, request.NearestFirst ? 3 : 2);
        var rows = db.Offers.AsNoTracking().Under(offer => offer.Area, [prefix]).Where(offer => offer.StartsAt > now);
        if (topic.Length > 0) rows = ClosedWords.Topics.Sought(rows, offer => offer.Topic, topic);
        if (site.Length > 0 && LectureOffer.AreasOf(site) is var areas) rows = rows.Where(offer => areas.Contains(offer.Area));
        // Who orders sees what can be had: an open one whose lecturer left or is planned elsewhere by now cannot. Who organises lectures sees every one of a state.
        if (status == OfferStatus.Unspecified || !scope.Caller.May<ManageLectures>())
            rows = rows.Where(offer => offer.Status == OfferStatus.OfferOpen && db.Lecturers.Any(row => row.County == offer.County && row.Id == offer.LecturerId && row.LeftOn == null)
                && !db.Sessions.Any(row => row.County == offer.County && row.LecturerId == offer.LecturerId && row.Status == SessionStatus.Planned
                    && row.StartsAt < offer.EndsAt && row.StartsAt.AddMinutes(row.DurationMinutes) > offer.StartsAt));
        else rows = rows.Where(offer => offer.Status == status);
        var here = site.Length < 6 ? null : await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.County == site.Substring(0, 6) && row.Code == site, context.CancellationToken);
        var ways = (from offer in rows
                    join team in db.Teams.AsNoTracking() on new { offer.County, Id = offer.TeamId } equals new { team.County, team.Id }
                    join known in db.Sites.AsNoTracking() on new { team.County, Code = team.Site } equals new { known.County, known.Code } into located
                    from known in located.DefaultIfEmpty()
                    select new Ways.OfTeam { Offer = offer, TeamName = team.Name, Site = team.Site, Latitude = known.Latitude, Longitude = known.Longitude }).To(site, here);
        if (!page.IsFirst)
        {
            var last = page.After.Count - 2;
            var (way, time, id) = (last > 0 && int.TryParse(page.After[0], NumberStyles.None, CultureInfo.InvariantCulture, out var metres) ? metres : 0, page.TimeAfter(last), page.IdAfter(last + 1));
            ways = request.NearestFirst ? ways.Where(each => EF.Functions.GreaterThan(ValueTuple.Create(each.Way, each.Offer.StartsAt, each.Offer.Id), ValueTuple.Create(way, time, id)))
                : ways.Where(each => EF.Functions.GreaterThan(ValueTuple.Create(each.Offer.StartsAt, each.Offer.Id), ValueTuple.Create(time, id)));
        }
        var found = await (request.NearestFirst ? ways.OrderBy(each => each.Way).ThenBy(each => each.Offer.StartsAt) : ways.OrderBy(each => each.Offer.StartsAt)).ThenBy(each => each.Offer.Id).Take(page.Take).Select(each => new
        {
            each.Offer,
            each.TeamName,
            each.Metres,
            each.Way,
            Lecturer = db.Lecturers.Where(row => row.County == each.Offer.County && row.Id == each.Offer.LecturerId).Select(row => row.Name).Single(),
        }).ToListAsync(context.CancellationToken);
        var next = page.Next(found, each => request.NearestFirst ? [each.Way.ToString(CultureInfo.InvariantCulture), Page.Key(each.Offer.StartsAt), each.Offer.Id.ToString()] : [Page.Key(each.Offer.StartsAt), each.Offer.Id.ToString()]);
        return new ListOffersResponse { Offers = { found.Select(each => each.Offer.Shown(each.TeamName, each.Lecturer, each.Metres)) }, NextPageToken = next };
    }

    [Requires<ReadLectures>]
    public override async Task<V1.LectureOffer> GetOffer(GetOfferRequest request, ServerCallContext context)
    {
        var id = IdOf(request.Id);
        var offer = await db.Offers.AsNoTracking().SingleOrDefaultAsync(row => row.County == scope.Caller.County && row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这一场");
        return await ShownAsync(offer, context.CancellationToken);
    }

    [Requires<ManageLectures>]
    public override async Task<CreateOffersResponse> CreateOffers(CreateOffersRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (scope.Caller, context.CancellationToken);
        var asked = request.Clone();
        var course = request.CourseId.Length > 0 && Guid.TryParse(request.CourseId, out var known)
            ? await db.Courses.AsNoTracking().SingleOrDefaultAsync(row => row.County == caller.County && row.Id == known, cancel) ?? throw Fault.NotFound("这门课程") : null;
        course?.RequireUsable();
        if (course is not null) (asked.Title, asked.Topic) = (asked.Title.Length > 0 ? asked.Title : course.Title, asked.Topic.Length > 0 ? asked.Topic : course.Topic);
        var offers = OfferDays.Of(asked, caller, db.Clock.GetUtcNow());
        var first = offers[0];
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(row => row.County == caller.County && row.Id == first.TeamId, cancel) ?? throw Fault.NotFound("这支宣讲队伍");
        caller.Require<ManageLectures>(team.Site);
        team.RequireRunning();
        var lecturer = await db.Lecturers.AsNoTracking().SingleOrDefaultAsync(row => row.County == caller.County && row.Id == first.LecturerId, cancel) ?? throw Fault.NotFound("这位宣讲员");
        team.RequireOwn(lecturer);
        await KnownSite.RequireAsync(db, caller.County, first.Area, cancel);
        db.AddRange(offers);
        db.Audit(caller.County, "offer.create", $"{lecturer.Id} {offers.Count}");
        try { await db.SaveChangesAsync(cancel); }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.ExclusionViolation })
        {
            throw Fault.Precondition("OFFERED_ALREADY", "这位宣讲员在其中的时间已经放出了别的场次,请改时间或先撤回");
        }
        return new CreateOffersResponse { Offers = { offers.Select(offer => offer.Shown(team.Name, lecturer.Name)) } };
    }

    [Requires<ManageLectures>]
    public override async Task<V1.LectureOffer> WithdrawOffer(WithdrawOfferRequest request, ServerCallContext context)
    {
        var check = new Check();
        var id = check.Id("id", "场次", request.Id);
        var reason = check.Text("reason", "撤回原因", request.Reason, 200, least: 2);
        check.Done();
        var offer = await db.Offers.SingleOrDefaultAsync(row => row.County == scope.Caller.County && row.Id == id, context.CancellationToken) ?? throw Fault.NotFound("这一场");
        var site = await db.Teams.Where(row => row.County == offer.County && row.Id == offer.TeamId).Select(row => row.Site).SingleAsync(context.CancellationToken);
        scope.Caller.Require<ManageLectures>(site);
        offer.Withdraw(reason);
        db.Audit(offer.County, "offer.withdraw", id.ToString());
        await db.SaveChangesAsync(context.CancellationToken);
        return await ShownAsync(offer, context.CancellationToken);
    }

    async Task<V1.LectureOffer> ShownAsync(LectureOffer offer, CancellationToken cancel)
    {
        var team = await db.Teams.Where(row => row.County == offer.County && row.Id == offer.TeamId).Select(row => row.Name).SingleAsync(cancel);
        return offer.Shown(team, await db.Lecturers.Where(row => row.County == offer.County && row.Id == offer.LecturerId).Select(row => row.Name).SingleAsync(cancel));
    }

    static Guid IdOf(string value)
    {
        var check = new Check();
        var id = check.Id("id", "场次", value);
        check.Done();
        return id;
    }
}
