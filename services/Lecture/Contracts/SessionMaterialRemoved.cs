using CivPractice.Platform.V1;

namespace CivPractice.Lecture.V1;

/// <summary>A file of a session was taken away. Its content goes after the row, and only if no other row names it.</summary>
/// <param name="Hash">SHA-256 of the content.</param>
/// <param name="Version">Always 1: a file is taken away once.</param>
public sealed record SessionMaterialRemoved(string County, Guid Id, string Hash, long Version) : IEvent;
