using CivPractice.Testing;

namespace CivPractice.Faults;

/// <summary>
/// One client of the run. It acts for its own volunteers, one write at a time: they sign up for activities of the coming days and cancel, sign up for
/// today's, check in and out, and change their skills.
/// </summary>
public sealed class VolunteerClient(Writer writer, Notebook notebook, IReadOnlyList<CrowdVolunteer> mine, IReadOnlyList<CrowdActivity> coming, IReadOnlyList<CrowdActivity> today)
{
    // A check-out after less than a minute would give no minutes.
    static readonly TimeSpan service = TimeSpan.FromSeconds(61);
    static readonly TimeSpan near = TimeSpan.FromSeconds(75);

    readonly Random random = new();

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var volunteer = mine[random.Next(mine.Count)];
            var dice = random.NextDouble();
            if (dice < 0.15) await SetSkillAsync(volunteer);
            else if (dice < 0.65 && await AttendAsync(volunteer)) continue;
            else await PlanAsync(volunteer, coming[random.Next(coming.Count)]);
        }
    }

    /// <summary>Signs up and checks in.</summary>
    public async Task ServeAsync(CrowdVolunteer volunteer, CrowdActivity activity)
    {
        await SignUpAsync(volunteer, activity);
        if (await CheckAsync(volunteer, activity, "checkIn") is { } at) notebook.For(activity.Id, volunteer.PersonId).In = at;
    }

    // Each change is another one, so that each makes one version and one event.
    async Task SetSkillAsync(CrowdVolunteer volunteer)
    {
        var times = notebook.Skills.GetValueOrDefault(volunteer.PersonId).Times + 1;
        var skill = $"技能{times}";
        if (await writer.WriteAsync(volunteer.User, "skills set", $"/volunteers/{volunteer.PersonId}:setSkills", new { skills = new[] { skill } }) is not null)
            notebook.Skills[volunteer.PersonId] = (skill, times);
    }

    Task PlanAsync(CrowdVolunteer volunteer, CrowdActivity activity) =>
        notebook.For(activity.Id, volunteer.PersonId).Stands ? CancelAsync(volunteer, activity) : SignUpAsync(volunteer, activity);

    /// <summary>The next step at one of today's activities; false when there is none to take.</summary>
    async Task<bool> AttendAsync(CrowdVolunteer volunteer)
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var activity in today.Where(activity => activity.StartsAt - now < near && now < activity.EndsAt + near).OrderBy(_ => random.Next()))
        {
            var standing = notebook.For(activity.Id, volunteer.PersonId);
            if (now < standing.Rests) continue;
            var open = activity.StartsAt > now;
            if (!standing.Stands)
            {
                if (!open) continue;
                await SignUpAsync(volunteer, activity);
            }
            else if (standing.In is null)
            {
                if (open && random.NextDouble() < 0.15) await CancelAsync(volunteer, activity);
                else if (await CheckAsync(volunteer, activity, "checkIn") is { } at) standing.In = at;
            }
            else if (standing.Out is null && now - standing.In > service)
            {
                if (await CheckAsync(volunteer, activity, "checkOut") is { } at) standing.Out = at;
            }
            else continue;
            return true;
        }
        return false;
    }

    async Task SignUpAsync(CrowdVolunteer volunteer, CrowdActivity activity)
    {
        if (await writer.WriteAsync(volunteer.User, "signed up", $"/activities/{activity.Id}/signUps", new { postId = activity.PostId, riskAccepted = true }) is null) return;
        var standing = notebook.For(activity.Id, volunteer.PersonId);
        (standing.SignUps, standing.Stands) = (standing.SignUps + 1, true);
    }

    async Task CancelAsync(CrowdVolunteer volunteer, CrowdActivity activity)
    {
        if (await writer.WriteAsync(volunteer.User, "cancelled", $"/activities/{activity.Id}/signUps:cancel", new { reason = "临时有事" }) is not null)
            notebook.For(activity.Id, volunteer.PersonId).Stands = false;
    }

    async Task<DateTimeOffset?> CheckAsync(CrowdVolunteer volunteer, CrowdActivity activity, string step)
    {
        // On the waiting list, or on a list that is closed.
        var answer = await writer.WriteAsync(volunteer.User, step == "checkIn" ? "checked in" : "checked out", $"/activities/{activity.Id}/signUps:{step}", new { code = activity.Code });
        if (answer is null) notebook.For(activity.Id, volunteer.PersonId).Rests = DateTimeOffset.UtcNow.AddSeconds(15);
        return answer?[step == "checkIn" ? "checkedInAt" : "checkedOutAt"]?.GetValue<DateTimeOffset>();
    }
}
