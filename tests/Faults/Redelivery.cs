using System.Text.RegularExpressions;
using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Faults;

/// <summary>
/// The gap that an outbox has: published, but not yet deleted. The run hits it on purpose. The broker is frozen, so that the publisher of an activity's
/// attendances sends them and waits for the confirmation; then the publisher is frozen, the broker goes on and the consumer applies them; then the
/// publisher is killed. Its rows come back with the transaction that ends with it, and are published a second time under the same ids.
/// </summary>
public sealed partial class Redelivery(Stack stack, Killer killer, Rows rows)
{
    const string waiting =
        """
        select count(*) from pg_stat_activity
        where datname = 'civ_activity' and usename = 'civ_jobs' and state = 'idle in transaction' and query like 'delete from outbox_message%'
        """;

    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <param name="publish">Makes Activity commit events.</param>
    /// <returns>How many messages the consumers had applied when their publisher was killed, and how many of these they told to have been delivered again.</returns>
    public async Task<(long Applied, long Absorbed)> ForceAsync(Func<Task> publish)
    {
        var (broker, publisher) = (stack.Pid(Killer.Rabbit), stack.Pid("activity"));
        Processes.Stop(broker);
        try
        {
            await publish();
            await UntilAsync("the publisher waits for the broker", async () => await rows.CountAsync("postgres", waiting) > 0);
            // What it sent is on its way in the sockets.
            await Task.Delay(500);
            Processes.Stop(publisher);
        }
        finally { Processes.Continue(broker); }

        var ids = (await rows.ListAsync(Rows.Activity, "select id from outbox_message", row => row.GetGuid(0))).ToArray();
        try { await UntilAsync("the consumer applied what was published", async () => await AppliedAsync(ids) > 0); }
        catch (TimeoutException) { /* nothing arrived: the finding says so */ }
        await Task.Delay(1000);
        var applied = await AppliedAsync(ids);
        Processes.Kill(publisher);
        await killer.BackAsync("activity", publisher);
        await UntilAsync("the outbox is empty", async () => await rows.CountAsync(Rows.Activity, "select count(*) from outbox_message") == 0);
        var absorbed = 0;
        await UntilAsync("the inbox told", () => Task.FromResult((absorbed = Told().Count(ids.Contains)) >= applied), fails: false);
        return (applied, absorbed);
    }

    /// <summary>Ids of the messages that consumers, by their logs, were given again and took without an effect.</summary>
    public IReadOnlyList<Guid> Told() =>
        [.. Directory.EnumerateFiles(Path.Combine(stack.Data, "logs"), "*.log").SelectMany(File.ReadLines).Select(line => Absorbed().Match(line)).Where(match => match.Success).Select(match => Guid.Parse(match.Groups[1].Value))];

    Task<long> AppliedAsync(Guid[] ids) => rows.CountAsync(Rows.Volunteer, "select count(*) from inbox_message where message_id = any($1)", ids);

    static async Task UntilAsync(string what, Func<Task<bool>> holds, bool fails = true)
    {
        for (var until = DateTime.UtcNow + patience; DateTime.UtcNow < until; await Task.Delay(50))
            try { if (await holds()) return; }
            catch (NpgsqlException) { }
        if (fails) throw new TimeoutException($"Waited in vain until {what}.");
    }

    [GeneratedRegex("was delivered again and changed nothing: \\S+ ([0-9a-f-]{36})")]
    private static partial Regex Absorbed();
}
