using CivPractice.Platform.V1;

namespace CivPractice.Volunteer.V1;

/// <summary>Associations (协会、志愿服务组织) of a county are new or other than before: a batch of an import, or one.</summary>
/// <param name="County">The county of all of them, six digits.</param>
/// <param name="Associations">Some thousands at most, each once.</param>
/// <param name="Version">Of the message, which never changes: 1.</param>
public sealed record AssociationsChanged(string County, IReadOnlyList<AssociationFact> Associations, long Version = 1) : IEvent;

/// <summary>An association as others keep it.</summary>
/// <param name="Number">Registration number, by which everybody knows it.</param>
/// <param name="Name">Its public name.</param>
/// <param name="Site">Code of the site that it belongs to.</param>
/// <param name="Version">Version of the association, from 1.</param>
public sealed record AssociationFact(string Number, string Name, string Site, long Version);
