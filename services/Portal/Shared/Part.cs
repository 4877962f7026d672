namespace CivPractice.Portal.Shared;

/// <summary>A part of a page that may be missing while the rest stands.</summary>
public sealed record Part<T>(T? Value, Refusal? Missing) where T : class;

public static class Part
{
    /// <summary>Waits for a call; a refusal becomes the part's own notice instead of the page's.</summary>
    public static Task<Part<T>> Of<T>(Grpc.Core.AsyncUnaryCall<T> call) where T : class => Of(call.ResponseAsync);

    public static async Task<Part<T>> Of<T>(Task<T> call) where T : class
    {
        try { return new Part<T>(await call, null); }
        catch (Exception exception) when (Refusal.Of(exception) is { } refusal) { return new Part<T>(null, refusal); }
    }
}
