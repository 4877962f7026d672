namespace CivPractice.EndToEnd.Tests;

/// <summary>Events take a moment. Waits for what must come, with a limit that says what was missing.</summary>
public static class Eventually
{
    /// <param name="check">Null when it holds, else what is missing.</param>
    public static async Task TrueAsync(Func<Task<string?>> check)
    {
        string? missing = null;
        for (var until = DateTime.UtcNow.AddSeconds(90); DateTime.UtcNow < until; await Task.Delay(200))
            if ((missing = await check()) is null) return;
        Assert.Fail(missing!);
    }
}
