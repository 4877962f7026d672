using CivPractice.Platform.V1;

namespace CivPractice.Organization.V1;

/// <summary>Several appointments at once, by an import or with a site that moved: each as in <see cref="AppointmentChanged"/>.</summary>
/// <param name="Version">Of the batch, which never changes: 1.</param>
public sealed record AppointmentsImported(string County, IReadOnlyList<AppointmentChanged> Appointments, long Version = 1) : IEvent;
