namespace CivPractice.Testing;

/// <summary>What begins soon: the rules under test look at the real clock.</summary>
public static class Moment
{
    /// <summary>Ends when the moment has passed; at once for one of the past.</summary>
    public static async Task PassedAsync(DateTimeOffset moment)
    {
        while (DateTimeOffset.UtcNow <= moment) await Task.Delay(100);
    }
}
