using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Paging;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>Who lectures how much (宣讲员负担): so that the same few are not asked again and again, and nobody is forgotten.</summary>
public sealed partial class LecturerTeamService
{
    const int daysBack = 90, daysAhead = 30, mostDays = 366;

    [Requires<ManageLectures>]
    public override async Task<ListLoadResponse> ListLoad(ListLoadRequest request, ServerCallContext context)
    {
        var (check, today, cancel) = (new Check(), ChinaTime.Today(db.Clock), context.CancellationToken);
        var prefix = check.Prefix("prefix", request.Prefix);
        var first = check.DayOrNone("from", "起始日期", request.From) ?? today.AddDays(-daysBack);
        var last = check.DayOrNone("to", "截止日期", request.To) ?? today.AddDays(daysAhead);
        check.That(first <= last, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        check.That(last.DayNumber - first.DayNumber < mostDays, "to", "OUT_OF_RANGE", $"期间最多 {mostDays} 天");
        check.Done();
        var page = Page.Of(request, 2);
        var (begin, end) = (ChinaTime.Start(first), ChinaTime.Start(last.AddDays(1)));

        var teams = db.Teams.AsNoTracking().Under(team => team.Site, Prefixes.Meet(prefix, scope.Caller.PrefixesOf<ManageLectures>()));
        var given = db.Sessions.Where(row => row.LecturerId != null && row.StartsAt >= begin && row.StartsAt < end && (row.Status == SessionStatus.Held || row.Status == SessionStatus.Planned));
        var load = from lecturer in db.Lecturers.AsNoTracking()
                   where lecturer.LeftOn == null
                   join team in teams on new { lecturer.County, Id = lecturer.TeamId } equals new { team.County, team.Id }
                   select new
                   {
                       lecturer.Id,
                       lecturer.Name,
                       lecturer.TeamId,
                       TeamName = team.Name,
                       team.Site,
                       All = given.Count(row => row.County == lecturer.County && row.LecturerId == lecturer.Id),
                       Held = given.Count(row => row.County == lecturer.County && row.LecturerId == lecturer.Id && row.Status == SessionStatus.Held),
                       Minutes = given.Where(row => row.County == lecturer.County && row.LecturerId == lecturer.Id).Sum(row => row.DurationMinutes),
                   };
        // Three plain counts: a sum over correlated counts is no query.
        var there = load.Select(row => row.Id);
        var answer = new ListLoadResponse
        {
            Lecturers = await there.CountAsync(cancel),
            Sessions = await given.CountAsync(row => there.Contains(row.LecturerId!.Value), cancel),
            Idle = await there.CountAsync(id => !given.Any(row => row.LecturerId == id), cancel),
        };
        if (!page.IsFirst)
        {
            var (all, id) = (int.TryParse(page.After[0], out var number) ? number : 0, page.IdAfter(1));
            load = load.Where(row => row.All < all || row.All == all && row.Id > id);
        }
        var found = await load.OrderByDescending(row => row.All).ThenBy(row => row.Id).Take(page.Take).ToListAsync(cancel);
        answer.NextPageToken = page.Next(found, row => [$"{row.All}", row.Id.ToString()]);
        answer.Load.AddRange(found.Select(row => new LecturerLoad
        {
            LecturerId = row.Id.ToString(),
            Name = row.Name,
            TeamId = row.TeamId.ToString(),
            TeamName = row.TeamName,
            Site = row.Site,
            Held = row.Held,
            Planned = row.All - row.Held,
            Minutes = row.Minutes,
        }));
        return answer;
    }
}
