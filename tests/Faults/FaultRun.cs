using System.Diagnostics;
using CivPractice.Testing;

namespace CivPractice.Faults;

/// <param name="Seconds">Least length of the load; it goes on until every part was killed often enough.</param>
/// <param name="Clients">How many volunteers' clients write at once; the clerk comes on top.</param>
/// <param name="Kills">How often each part is killed.</param>
/// <param name="KeepData">Leaves the data folder for a look, as a run with a finding does.</param>
public sealed record FaultOptions(int Seconds = 60, int Clients = 16, int Kills = 3, bool KeepData = false)
{
    public Action<string> Say { get; init; } = _ => { };
}

/// <summary>The whole run: the stack with a crowd, load and kills at once, rest, and the account of it.</summary>
public static class FaultRun
{
    const int volunteers = 160, helpers = 10, chains = 4;
    static readonly TimeSpan slot = TimeSpan.FromSeconds(60), killTakes = TimeSpan.FromSeconds(10), settles = TimeSpan.FromSeconds(90);

    public static async Task<FaultReport> RunAsync(FaultOptions options)
    {
        var clock = Stopwatch.StartNew();
        void Say(string line) => options.Say($"{clock.Elapsed.TotalSeconds,6:0.0} s  {line}");
        var data = Directory.CreateDirectory(Path.Combine("/var/tmp", $"civ-faults-{Guid.NewGuid():N}")).FullName;
        var report = new FaultReport();
        await using (var stack = await Stack.StartAsync(new Dictionary<string, string> { ["CIV_RATE_LIMIT"] = "off" }, data))
        {
            Say($"stack is ready at {stack.Gateway}, data in {data}");
            var world = await DemoWorld.LoadAsync(stack);
            Say("demo data are loaded");
            await using var rows = new Rows(stack);
            try { await RunAsync(options, stack, world, rows, report, Say); }
            finally { await File.WriteAllTextAsync(Path.Combine(data, "logs", "host.log"), stack.Output); }
        }
        if (report.Holds && !options.KeepData) Directory.Delete(data, recursive: true);
        else options.Say($"The data folder is kept: {data}");
        return report;
    }

    static async Task RunAsync(FaultOptions options, Stack stack, DemoWorld world, Rows rows, FaultReport report, Action<string> say)
    {
        var crowd = new Crowd(world);
        var people = await crowd.VolunteersAsync(volunteers);
        var others = await crowd.VolunteersAsync(helpers);
        var coming = await crowd.ActivitiesAsync(40, volunteers / 2, DateTimeOffset.UtcNow.AddDays(2), TimeSpan.FromHours(1));
        // Today's: one begins every quarter of a minute for another quarter of the people, with places for most of them.
        var expected = TimeSpan.FromSeconds(options.Seconds) + options.Kills * (Killer.Services.Count + 2) * killTakes;
        var (soon, length) = (DateTimeOffset.UtcNow.AddSeconds(30), (int)(expected / slot) + 2);
        var today = new List<IReadOnlyList<CrowdActivity>>();
        for (var chain = 0; chain < chains; chain++) today.Add(await crowd.ActivitiesAsync(length, volunteers / chains * 3 / 4, soon + slot / chains * chain, slot));
        say($"{volunteers + helpers} volunteers are signed in, {coming.Count + length * chains} activities are published");

        var notebook = new Notebook();
        var writer = new Writer(notebook);
        var audited = await Checker.AuditedAsync(rows);
        using var stop = new CancellationTokenSource();
        // Each client has its own people, and these belong to one of the chains.
        var clients = Enumerable.Range(0, options.Clients).Select(client => new VolunteerClient(writer, notebook,
            [.. people.Where((_, i) => i % options.Clients == client)], coming, today[client % chains])).ToList();
        var clerk = new ClerkClient(writer, notebook, await world.SignInAsync("station-clerk"), [.. today.SelectMany(chain => chain)]);
        var load = Stopwatch.StartNew();
        var working = clients.Select(client => Task.Run(() => client.RunAsync(stop.Token))).Append(Task.Run(() => clerk.RunAsync(stop.Token))).ToList();

        var killer = new Killer(stack, line => say($"{line}, {notebook.Total} writes so far"));
        for (var round = 0; round < options.Kills; round++) await killer.RoundAsync(round);
        if (TimeSpan.FromSeconds(options.Seconds) - load.Elapsed is { Ticks: > 0 } rest) await Task.Delay(rest);
        await stop.CancelAsync();
        await Task.WhenAll(working);
        load.Stop();
        var redelivery = new Redelivery(stack, killer, rows);
        say($"load is over after {load.Elapsed.TotalSeconds:0} s: {notebook.Total} writes acknowledged, {notebook.Retries} tries again; refused by rule: {string.Join(", ", notebook.Refused.Select(pair => $"{pair.Key} {pair.Value}"))}");

        await clerk.CloseRestAsync();
        await SettleAsync(rows, stack, say);
        var before = redelivery.Told().Count;
        var (applied, absorbed, served) = await ForceRedeliveryAsync(redelivery, crowd, others, writer, notebook, world, say);
        await SettleAsync(rows, stack, say);

        report.Summary = $"{load.Elapsed.TotalSeconds:0} s of load, {options.Clients} clients, {killer.Kills.Count} kills, {notebook.Total} writes acknowledged";
        report.AtLeast("kills of each part", options.Kills, Killer.Services.Append(Killer.Rabbit).Append(Killer.Database).Min(part => killer.Kills.Count(kill => kill.Part == part)));
        await new Checker(rows, notebook, report, [.. coming, .. today.SelectMany(chain => chain), served], audited).RunAsync();
        foreach (var database in await rows.DatabasesWithAsync("outbox_message")) report.Equal($"events left in the outbox of {database}", 0, await rows.CountAsync(database, "select count(*) from outbox_message"));
        var queues = await Broker.QueuesAsync(stack);
        report.AtLeast("queues of the broker", 4, queues.Count);
        report.None("queues that are not empty, those of errors included", [.. queues.Where(queue => queue.Messages > 0).Select(queue => $"{queue.Name} {queue.Messages}")]);
        say($"messages delivered again and absorbed: {before} under load, {absorbed} of the {applied} that were forced");
        report.AtLeast("messages applied when their publisher was killed", 1, applied);
        report.AtLeast("of these absorbed when they came again", applied, absorbed);
    }

    /// <summary>Waits until every event was published and applied; the findings tell what is left after the patience.</summary>
    static async Task SettleAsync(Rows rows, Stack stack, Action<string> say)
    {
        var clock = Stopwatch.StartNew();
        for (; clock.Elapsed < settles; await Task.Delay(500))
        {
            var left = 0L;
            foreach (var database in await rows.DatabasesWithAsync("outbox_message")) left += await rows.CountAsync(database, "select count(*) from outbox_message");
            if (left == 0 && (await Broker.QueuesAsync(stack)).Sum(queue => queue.Messages) == 0) break;
        }
        say($"at rest after {clock.Elapsed.TotalSeconds:0.0} s");
    }

    // A small activity of its own: those serve who have no other, and the list is closed at the moment that the redelivery needs.
    static async Task<(long Applied, long Absorbed, CrowdActivity Served)> ForceRedeliveryAsync(Redelivery redelivery, Crowd crowd, IReadOnlyList<CrowdVolunteer> people, Writer writer, Notebook notebook, DemoWorld world, Action<string> say)
    {
        var activity = (await crowd.ActivitiesAsync(1, helpers, DateTimeOffset.UtcNow.AddSeconds(8), slot))[0];
        var client = new VolunteerClient(writer, notebook, people, [], [activity]);
        foreach (var volunteer in people) await client.ServeAsync(volunteer, activity);
        var clerk = new ClerkClient(writer, notebook, await world.SignInAsync("station-clerk"), [activity]);
        if (activity.StartsAt - DateTimeOffset.UtcNow is { Ticks: > 0 } early) await Task.Delay(early + TimeSpan.FromSeconds(1));
        say("freezing broker and publisher, so that a message is published twice");
        var (applied, absorbed) = await redelivery.ForceAsync(clerk.CloseRestAsync);
        return (applied, absorbed, activity);
    }
}
