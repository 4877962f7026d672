using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Messaging;
using CivPractice.Platform.Moves;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sites;

/// <summary>A site closed and another goes on: its lecturer teams move with their lecturers, and sessions that are planned there. What was held stays.</summary>
public sealed class OnSiteHandedOver(Inbox<LectureDb> inbox) : IConsumer<SiteHandedOver>
{
    public Task Consume(ConsumeContext<SiteHandedOver> context) => inbox.InBatchesAsync(this, context, (db, fact) => BatchAsync(db, fact, context.CancellationToken));

    static async Task<bool> BatchAsync(LectureDb db, SiteHandedOver fact, CancellationToken cancel)
    {
        await Succession.CloseAsync(db, fact.County, fact.Code, fact.ClosedOn, fact.Successor, fact.Version);
        var to = await Succession.RunningAsync(db, fact.County, fact.Successor, cancel);
        if (to == fact.Code) return false;

        var teams = await db.Teams.FromSql($"select * from lecturer_team where county = {fact.County} and site = {fact.Code} order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        if (teams.Count > 0)
        {
            var ids = teams.Select(team => team.Id).ToList();
            var days = (await db.Lecturers.Where(row => row.County == fact.County && ids.Contains(row.TeamId)).GroupBy(row => new { row.TeamId, row.RecordedOn }).Select(group => new { group.Key.TeamId, group.Key.RecordedOn, By = group.Count() }).ToListAsync(cancel)).ToLookup(each => each.TeamId);
            foreach (var team in teams)
            {
                team.Move(to, fact.Day);
                db.CountMoved(team, team.RecordedOn, Measures.Teams, dimension: team.Level.ToString());
                foreach (var each in days[team.Id]) db.CountMoved(team, each.RecordedOn, Measures.Lecturers, each.By);
            }
            return true;
        }

        // Planned sessions count nothing yet.
        var planned = (int)SessionStatus.Planned;
        var sessions = await db.Sessions.FromSql($"select * from lecture_session where county = {fact.County} and site = {fact.Code} and status = {planned} order by id limit {Succession.Batch} for update").ToListAsync(cancel);
        foreach (var session in sessions) session.Move(to);
        return sessions.Count > 0;
    }
}
