namespace CivPractice.Platform;

/// <summary>The clock in PostgreSQL's own grain, whole microseconds: what is answered after a write is what a later read answers.</summary>
public sealed class StoredTime : TimeProvider
{
    public override DateTimeOffset GetUtcNow()
    {
        var now = base.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
