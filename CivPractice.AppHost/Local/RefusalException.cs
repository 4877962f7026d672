namespace CivPractice.AppHost.Local;

/// <summary>The host cannot go on, and its message says why to the person who started it.</summary>
public sealed class RefusalException(string message) : Exception(message);
