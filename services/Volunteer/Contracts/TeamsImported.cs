using CivPractice.Platform.V1;

namespace CivPractice.Volunteer.V1;

/// <summary>A batch of teams came by an import (批量导入): each as in <see cref="TeamChanged"/>, one message for all.</summary>
/// <param name="County">The county of all the teams, six digits.</param>
/// <param name="Teams">Some thousands at most, each once; each bears the version of its team.</param>
/// <param name="Version">Of the batch, which never changes: 1.</param>
public sealed record TeamsImported(string County, IReadOnlyList<TeamChanged> Teams, long Version = 1) : IEvent;
