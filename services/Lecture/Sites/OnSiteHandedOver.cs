using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Moves;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sites;

/// <summary>A site closed and another goes on: its lecturer teams move with their lecturers, and so do sessions that are planned there, orders that wait, questions that nobody answered, offers, boards, slots and courses. What was held stays.</summary>
public sealed class OnSiteHandedOver(Inbox<LectureDb> inbox) : IConsumer<SiteHandedOver>
{
    static readonly int[] open = [(int)OrderStatus.OrderRequested, (int)OrderStatus.OrderScheduled];

    public Task Consume(ConsumeContext<SiteHandedOver> context) => inbox.InBatchesAsync(this, context, (db, fact) => BatchAsync(db, fact, context.CancellationToken));

    static async Task<bool> BatchAsync(LectureDb db, SiteHandedOver fact, CancellationToken cancel)
    {
        await Succession.CloseAsync(db, fact.County, fact.Code, fact.ClosedOn, fact.Successor, fact.Version);
        var to = await Succession.RunningAsync(db, fact.County, fact.Successor, cancel);
        if (to == fact.Code) return false;

        var teams = await db.Teams.FromSql($"select * from lecturer_team where county = {fact.County} and site = {fact.Code} and ended_on is null order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        if (teams.Count > 0)
        {
            var ids = teams.Select(team => team.Id).ToList();
            // Who left before the day of the move is counted off there already; whose leaving was written down since was counted off at the old site, and moves along, too.
            var behind = ChinaTime.Start(fact.Day.AddDays(1));
            var there = db.Lecturers.Where(row => row.County == fact.County && ids.Contains(row.TeamId) && (row.LeftAt == null || row.LeftAt >= behind));
            var days = (await there.GroupBy(row => new { row.TeamId, row.RecordedOn }).Select(group => new { group.Key.TeamId, group.Key.RecordedOn, By = group.Count() }).ToListAsync(cancel)).ToLookup(each => each.TeamId);
            var left = (await there.Where(row => row.LeftAt != null).Select(row => new { row.TeamId, row.LeftAt }).ToListAsync(cancel)).ToLookup(each => each.TeamId);
            foreach (var team in teams)
            {
                team.Move(to, fact.Day);
                db.CountMoved(team, team.RecordedOn, Measures.Teams, dimension: team.Level.ToString());
                foreach (var each in days[team.Id]) db.CountMoved(team, each.RecordedOn, Measures.Lecturers, each.By);
                foreach (var each in left[team.Id]) db.CountMoved(team, ChinaTime.Day(each.LeftAt!.Value), Measures.Lecturers, -1);
            }
            return true;
        }

        var planned = (int)SessionStatus.Planned;
        var sessions = await db.Sessions.FromSql($"select * from lecture_session where county = {fact.County} and site = {fact.Code} and status = {planned} order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var session in sessions)
        {
            Measures.CountPlanned(db, session, by: -1);
            session.Move(to);
            Measures.CountPlanned(db, session);
        }
        return sessions.Count > 0 || await OrdersAsync(db, fact, to, cancel) || await KeptAsync(db, fact, to, cancel);
    }

    static async Task<bool> OrdersAsync(LectureDb db, SiteHandedOver fact, string to, CancellationToken cancel)
    {
        var orders = await db.Orders.FromSql($"select * from lecture_order where county = {fact.County} and site = {fact.Code} and status = any({open}) order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var order in orders) order.Move(to, fact.Day);
        return orders.Count > 0;
    }

    // Few of a site: the offers for its people, its boards, the slots that take place there, and its courses, but for one that the successor has of its own.
    static async Task<bool> KeptAsync(LectureDb db, SiteHandedOver fact, string to, CancellationToken cancel)
    {
        foreach (var board in await db.Boards.FromSql($"select * from board where county = {fact.County} and site = {fact.Code} and closed_on is null order by id for update").ToListAsync(cancel)) board.Move(to, fact.Day);
        foreach (var slot in await db.Slots.FromSql($"select * from regular_slot where county = {fact.County} and site = {fact.Code} and ended_on is null order by id for update").ToListAsync(cancel)) slot.Move(to);
        foreach (var course in await db.Courses.FromSql($"select * from lecture_course c where county = {fact.County} and site = {fact.Code} and not exists (select from lecture_course own where own.county = c.county and own.site = {to} and own.title = c.title) order by id for update").ToListAsync(cancel)) course.Move(to);
        foreach (var offer in await db.Offers.FromSql($"select * from lecture_offer where county = {fact.County} and area = {fact.Code} and status = {(int)OfferStatus.OfferOpen} order by id for update").ToListAsync(cancel)) offer.Move(to);
        await db.Database.ExecuteSqlAsync($"update question set site = {to} where county = {fact.County} and site = {fact.Code} and need_number = ''", cancel);
        return false;
    }
}
