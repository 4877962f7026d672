using CivPractice.AppHost.Local;

namespace CivPractice.Testing;

/// <summary>
/// Ports of this test process alone, from the blocks that the Local host claims for its stacks: what is named now and listened on later is nobody else's
/// meanwhile, although two lanes of tests run side by side.
/// </summary>
public static class Ports
{
    /// <summary>Where nobody listens, now and later.</summary>
    public const string Nowhere = "http://127.0.0.1:1";

    static readonly Lock gate = new();
    static readonly Stack<AppHost.Local.Ports> blocks = new([Claim()]);   // each holds its claim as long as the process lives

    /// <summary>A port that was not given before and that nobody listens on.</summary>
    public static int Next()
    {
        lock (gate)
            for (; ; blocks.Push(Claim()))
                try { return blocks.Peek().Next(); }
                catch (RefusalException) { }   // the block is used up
    }

    static AppHost.Local.Ports Claim() => AppHost.Local.Ports.Claim($"{Guid.NewGuid()}");
}
