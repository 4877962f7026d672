using System.Collections.Concurrent;
using System.Diagnostics;

namespace CivPractice.Testing;

/// <summary>
/// Starts processes that must not outlive the tests. Their death signal (<c>setpriv --pdeathsig</c>) follows the thread that started them, and a thread of the
/// pool ends after some idle seconds: so one permanent thread starts them all.
/// </summary>
static class Children
{
    static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> waiting = [];

    static Children()
    {
        var thread = new Thread(() =>
        {
            foreach (var (start, started) in waiting.GetConsumingEnumerable())
                try { started.SetResult(Process.Start(start)!); }
                catch (Exception exception) { started.SetException(exception); }
        })
        { IsBackground = true, Name = nameof(Children) };
        thread.Start();
    }

    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((start, started));
        return started.Task.GetAwaiter().GetResult();
    }
}
