using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>Somebody's time in a post began or is other than before (任职变更). Rights follow it: the gateway gives and ends grants by it.</summary>
/// <param name="Site">Code of the post's site.</param>
/// <param name="Role">Stable name of the role that the post gives over the site; empty for none.</param>
/// <param name="To">Last day; null while it runs.</param>
/// <param name="Version">Of the appointment.</param>
public sealed record AppointmentChanged(string County, Guid AppointmentId, Guid PersonId, string Site, string Role, DateOnly From, DateOnly? To, long Version) : IEvent;
