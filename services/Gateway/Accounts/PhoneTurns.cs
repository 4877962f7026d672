namespace CivPractice.Gateway.Accounts;

/// <summary>
/// One password of a phone at a time in this process. Since a try counts as failed until it was compared, a family that signs in at the same moment
/// would otherwise lock itself out. A few hundred turns for all phones: sharing one costs a wait, no more.
/// </summary>
public sealed class PhoneTurns
{
    readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<T> TakeAsync<T>(byte[] phoneHash, Func<Task<T>> work, CancellationToken cancel)
    {
        var turn = turns[phoneHash[0]];
        await turn.WaitAsync(cancel);
        try { return await work(); }
        finally { turn.Release(); }
    }
}
