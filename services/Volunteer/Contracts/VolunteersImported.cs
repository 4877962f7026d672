using CivPractice.Platform.V1;

namespace CivPractice.Volunteer.V1;

/// <summary>A batch of volunteers came by an import (批量导入): each as in <see cref="VolunteerChanged"/>, one message for all.</summary>
/// <param name="County">The county of all the profiles, six digits.</param>
/// <param name="Volunteers">Some thousands at most; each bears the version of its profile.</param>
/// <param name="Version">Of the batch, which never changes: 1.</param>
public sealed record VolunteersImported(string County, IReadOnlyList<VolunteerChanged> Volunteers, long Version = 1) : IEvent;
