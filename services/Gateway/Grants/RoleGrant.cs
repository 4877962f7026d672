using CivPractice.Gateway.Counties;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Gateway.Grants;

/// <summary>A role over a subtree of sites (授权), from one civil day to another, both inclusive.</summary>
public sealed class RoleGrant : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid Person { get; init; }
    public required string Role { get; init; }
    public required string Prefix { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; private set; }
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Set when the grant was withdrawn at once, whatever its last day.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>The appointment (任职) that it follows; null for one that somebody gave.</summary>
    public Guid? Appointment { get; private set; }

    /// <summary>Version of the appointment that it knows.</summary>
    public long AppointmentVersion { get; private set; }

    public static RoleGrant Give(Guid person, Role role, string prefix, DateOnly from, DateOnly? to, DateTimeOffset now) => new()
    {
        County = Tenants.Of(prefix),
        Id = Guid.CreateVersion7(now),
        Person = person,
        Role = role.Name,
        Prefix = prefix,
        From = from,
        To = to,
        GrantedAt = now,
    };

    /// <summary>The role that a post gives, for the time of the appointment.</summary>
    public static RoleGrant Follow(Guid person, Role role, string prefix, DateOnly from, DateOnly? to, Guid appointment, long version, DateTimeOffset now)
    {
        var grant = Give(person, role, prefix, from, to, now);
        (grant.Appointment, grant.AppointmentVersion) = (appointment, version);
        return grant;
    }

    /// <summary>Whether a version of the appointment is news.</summary>
    public bool Learn(long version)
    {
        if (version <= AppointmentVersion) return false;
        AppointmentVersion = version;
        return true;
    }

    /// <summary>Ends with the appointment's last day, which may be over; never later than it ended already, since somebody may have withdrawn it.</summary>
    public void Lapse(DateOnly? to)
    {
        if (EndedAt is not null || to is null || To <= to) return;
        // An appointment that never began leaves a grant that never counted.
        To = to;
        Version++;
    }

    /// <summary>The same role over another site, from a day on to the same last day; this one ends at once.</summary>
    public RoleGrant MoveTo(string prefix, DateOnly day, DateTimeOffset now)
    {
        var next = new RoleGrant { County = County, Id = Guid.CreateVersion7(now), Person = Person, Role = Role, Prefix = prefix, From = From > day ? From : day, To = To, GrantedAt = now };
        (next.Appointment, next.AppointmentVersion) = (Appointment, AppointmentVersion);
        (EndedAt, Appointment) = (now, null);
        Version++;
        return next;
    }

    /// <summary>Whether it counts on any day of a period; one without a last day has no end.</summary>
    public bool Overlaps(DateOnly from, DateOnly? to) => EndedAt is null && From <= (to ?? DateOnly.MaxValue) && from <= (To ?? DateOnly.MaxValue);

    /// <summary>Whether it counts no more, today and ever after.</summary>
    public bool IsOver(DateOnly today) => EndedAt is not null || To < today;

    /// <summary>Ends the grant with a last day, or at once without one.</summary>
    /// <exception cref="Fault">GRANT_ENDED, PERIOD_REVERSED, GRANT_NOT_EXTENDED.</exception>
    public void End(DateOnly? to, DateTimeOffset now)
    {
        if (IsOver(ChinaTime.Day(now))) throw Fault.Precondition("GRANT_ENDED", "这项授权已经结束");
        if (to < From) throw Fault.Invalid("to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        // Who gives a grant is asked more than who ends one.
        if (to > To) throw Fault.Invalid("to", "GRANT_NOT_EXTENDED", $"这项授权到 {To:yyyy-MM-dd} 为止,不能用结束来延长,请另行授权");
        if (to is null) EndedAt = now;
        else To = to;
        Version++;
    }

    public V1.Grant ToMessage() => new()
    {
        Id = Id.ToString(),
        PersonId = Person.ToString(),
        Role = Role,
        Prefix = Prefix,
        From = From.ToString("yyyy-MM-dd"),
        To = (EndedAt is { } ended && !(To < ChinaTime.Day(ended)) ? ChinaTime.Day(ended) : To)?.ToString("yyyy-MM-dd") ?? "",
    };
}
