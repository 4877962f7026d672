using CivPractice.Activity.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Activities;

/// <summary>Activities as everybody sees them.</summary>
public static class ActivityAnswers
{
    /// <summary>Answers for many activities with one look for the teams' names.</summary>
    public static async Task<List<V1.Activity>> ToWireAsync(this IReadOnlyCollection<PracticeActivity> rows, ActivityDb db, CancellationToken cancel)
    {
        var teams = rows.Where(row => row.TeamId is not null).Select(row => row.TeamId!.Value).Distinct().ToArray();
        var names = teams.Length == 0 ? [] : await db.Teams.Where(team => db.Scope.Counties.Contains(team.County) && teams.Contains(team.Id))
            .ToDictionaryAsync(team => team.Id, team => team.Name, cancel);
        var now = db.Clock.GetUtcNow();
        return [.. rows.Select(row => row.ToWire(row.TeamId is { } team ? names.GetValueOrDefault(team, "") : "", now))];
    }

    static V1.Activity ToWire(this PracticeActivity row, string teamName, DateTimeOffset now)
    {
        var wire = new V1.Activity
        {
            Id = row.Id.ToString(),
            Title = row.Title,
            Detail = row.Detail,
            Platform = row.Platform,
            LocalPlatform = row.LocalPlatform,
            Site = row.Site,
            TeamId = row.TeamId?.ToString() ?? "",
            TeamName = teamName,
            NeedId = row.NeedId?.ToString() ?? "",
            StartsAt = row.StartsAt.ToTimestamp(),
            EndsAt = row.EndsAt.ToTimestamp(),
            Place = row.Place,
            RiskNotice = row.RiskNotice,
            Audience = row.Audience,
            Insurance = row.Insurance,
            Status = row.Stage(now),
            Reason = row.Reason,
            Attendees = row.Attendees,
            Came = row.Came,
            Outcome = row.Outcome,
            ProjectId = row.ProjectId?.ToString() ?? "",
            SourceNumber = row.SourceNumber ?? "",
            RecordedVolunteers = row.RecordedVolunteers ?? 0,
            Association = row.Association ?? "",
            Marks = row.Marks.ToWire(),
            DueAt = row.DueAt?.ToTimestamp(),
            ArchivedAt = row.ArchivedAt?.ToTimestamp(),
            Overdue = row.Status == ActivityStatus.Recruiting && row.DueAt < now,
        };
        wire.Posts.AddRange(row.Posts.OrderBy(post => post.No).Select(post => new V1.ActivityPost
        {
            Id = post.Id.ToString(),
            Title = post.Title,
            Capacity = post.Capacity,
            Taken = post.Taken,
            Waiting = post.Waiting,
            Skill = post.Skill,
            LeastAge = post.LeastAge,
        }));
        return wire;
    }
}
