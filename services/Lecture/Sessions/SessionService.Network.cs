using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Sessions;

/// <summary>The lecture network (大宣讲网络): which lecturer held lectures where and about what, in a township and a quarter; a table that somebody can read.</summary>
public sealed partial class SessionService
{
    const int townshipDigits = 9, mostRows = 500;

    [Requires<ReadFigures>]
    public override async Task<LectureNetwork> GetNetwork(GetNetworkRequest request, ServerCallContext context)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        check.That(prefix.Length >= townshipDigits, "prefix", "TOO_WIDE", "请选择一个乡镇(街道)或其中的站点");
        var (from, to) = Quarter(check.DayOrNone("day", "日期", request.Day) ?? ChinaTime.Today(db.Clock));
        check.Done();
        var (begin, end) = (ChinaTime.Start(from), ChinaTime.Start(to.AddDays(1)));
        // By the topic's own words first: the branch that they mean is known here and not to PostgreSQL.
        var found = await db.Sessions.AsNoTracking().Under(row => row.Site, Prefixes.Meet(prefix, scope.Caller.PrefixesOf<ReadFigures>()))
            .Where(row => row.Status == SessionStatus.Held && row.StartsAt >= begin && row.StartsAt < end)
            .GroupBy(row => new { row.County, row.LecturerId, row.TeamId, row.Site, row.Topic }).Select(group => new { group.Key.County, group.Key.LecturerId, group.Key.TeamId, group.Key.Site, group.Key.Topic, Sessions = group.Count() })
            .OrderBy(each => each.Site).ThenBy(each => each.TeamId).ThenBy(each => each.LecturerId).ThenBy(each => each.Topic).Take(mostRows + 1).ToListAsync(context.CancellationToken);
        var (teamIds, lecturerIds) = (found.Select(each => each.TeamId).Distinct().ToArray(), found.Select(each => each.LecturerId).Distinct().ToArray());
        var teams = await db.Teams.AsNoTracking().Where(row => teamIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, context.CancellationToken);
        var lecturers = await db.Lecturers.AsNoTracking().Where(row => lecturerIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, context.CancellationToken);
        var rows = found.Take(mostRows).GroupBy(each => (each.Site, each.TeamId, each.LecturerId, Topic: ClosedWords.BranchOf(each.Topic))).Select(group => new NetworkRow
        {
            Site = group.Key.Site,
            TeamId = group.Key.TeamId.ToString(),
            TeamName = teams[group.Key.TeamId],
            LecturerId = group.Key.LecturerId?.ToString() ?? "",
            LecturerName = group.Key.LecturerId is { } lecturer ? lecturers[lecturer] : "",
            Topic = group.Key.Topic,
            Sessions = group.Sum(each => each.Sessions),
        });
        return new LectureNetwork { From = ChinaTime.Text(from), To = ChinaTime.Text(to), Rows = { rows }, LeftOut = Math.Max(0, found.Count - mostRows) };
    }
}
