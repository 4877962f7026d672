namespace CivPractice.Platform.V1;

/// <summary>A photo (照片) was taken away. Its contents go after the row, and only if no other row names them.</summary>
/// <param name="Owner">The service whose photo it was; nobody else's files are concerned.</param>
/// <param name="Hash">SHA-256 of the photo.</param>
/// <param name="SmallHash">SHA-256 of the small one.</param>
/// <param name="Version">Always 1: a photo is taken away once.</param>
public sealed record PhotoRemoved(string County, Guid Id, string Owner, string Hash, string SmallHash, long Version) : IEvent;
