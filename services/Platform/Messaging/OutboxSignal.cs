namespace CivPractice.Platform.Messaging;

/// <summary>Wakes the dispatcher of this process after a commit, so that it need not poll fast. What is missed is found by its slow poll.</summary>
public static class OutboxSignal
{
    static readonly SemaphoreSlim signal = new(0, 1);

    public static void Set()
    {
        try { if (signal.CurrentCount == 0) signal.Release(); }
        catch (SemaphoreFullException) { /* two commits at once: one signal is enough */ }
    }

    public static Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancel) => signal.WaitAsync(longest, cancel);
}
