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
        var load = from lecturer in db.Lecturers.AsNoTracking()
                   where lecturer.LeftOn == null
                   join team in teams on new { lecturer.County, Id = lecturer.TeamId } equals new { team.County, team.Id }
                   let sessions = db.Sessions.Where(row => row.County == lecturer.County && row.LecturerId == lecturer.Id && row.StartsAt >= begin && row.StartsAt < end
                       && (row.Status == SessionStatus.Held || row.Status == SessionStatus.Planned))
                   select new
                   {
                       lecturer.Id,
                       lecturer.Name,
                       lecturer.TeamId,
                       TeamName = team.Name,
                       team.Site,
                       All = sessions.Count(),
                       Held = sessions.Count(row => row.Status == SessionStatus.Held),
                       Minutes = sessions.Sum(row => row.DurationMinutes),
                   };
        var answer = new ListLoadResponse();
        if (await load.GroupBy(_ => 1).Select(all => new { Lecturers = all.Count(), Sessions = all.Sum(each => each.All), Idle = all.Count(each => each.All == 0) }).SingleOrDefaultAsync(cancel) is { } sum)
            (answer.Lecturers, answer.Sessions, answer.Idle) = (sum.Lecturers, sum.Sessions, sum.Idle);
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
