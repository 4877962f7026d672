using CivPractice.Testing;

namespace CivPractice.Faults;

/// <summary>The station's clerk closes the lists of today's activities while everything else goes on, so that hours arise under fire too.</summary>
public sealed class ClerkClient(Writer writer, Notebook notebook, User clerk, IReadOnlyList<CrowdActivity> today)
{
    static readonly TimeSpan after = TimeSpan.FromSeconds(20);

    readonly HashSet<string> closed = [];

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            foreach (var activity in Due(after)) await CloseAsync(activity);
            await Task.Delay(200, CancellationToken.None);
        }
    }

    /// <summary>At the end: all that have begun.</summary>
    public async Task CloseRestAsync()
    {
        foreach (var activity in Due(TimeSpan.Zero)) await CloseAsync(activity);
    }

    List<CrowdActivity> Due(TimeSpan late) => [.. today.Where(activity => DateTimeOffset.UtcNow > activity.StartsAt + late && !closed.Contains(activity.Id))];

    async Task CloseAsync(CrowdActivity activity)
    {
        // Who forgot to check out gets the planned time, whole minutes.
        foreach (var ((_, person), standing) in notebook.Standings.Where(pair => pair.Key.Activity == activity.Id))
            if (standing.In is not null && standing.Out is null)
                await writer.WriteAsync(clerk, "minutes set", $"/activities/{activity.Id}/signUps:setMinutes", new { personId = person, minutes = (int)(activity.EndsAt - activity.StartsAt).TotalMinutes, reason = "现场确认" });
        if (await writer.WriteAsync(clerk, "completed", $"/activities/{activity.Id}:complete", new { attendees = 3, outcome = "顺利" }) is not null) closed.Add(activity.Id);
    }
}
