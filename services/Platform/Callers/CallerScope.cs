using CivPractice.Platform.Faults;

namespace CivPractice.Platform.Callers;

/// <summary>Whose rows this request, or this event, may touch: what row-level security is told.</summary>
public sealed class CallerScope
{
    Caller? caller;
    Fault? unread;

    /// <summary>Who calls. Only a request has a caller; an event has none.</summary>
    /// <exception cref="Fault">SIGN_IN_REQUIRED, or why it cannot be said who calls.</exception>
    public Caller Caller
    {
        get => caller ?? throw unread ?? Fault.SignInRequired();
        set
        {
            caller = value;
            PersonalCounty = value.PersonalCounty;
            Counties = value.Counties;
            Person = value.Person;
        }
    }

    public string PersonalCounty { get; private set; } = "";
    public IReadOnlyList<string> Counties { get; private set; } = [];
    public Guid? Person { get; private set; }

    /// <summary>The caller's token could not be checked: whoever asks for the caller is told why. What needs no caller (health) goes on.</summary>
    public void LeaveUnread(Fault why) => unread = why;

    /// <summary>The scope of an event's consumer or a scheduled job: the county that the fact concerns.</summary>
    public void ActFor(string county) => ActFor(county, [county]);

    /// <summary>Personal rows of one county (or of none), other rows of several.</summary>
    public void ActFor(string personalCounty, IReadOnlyList<string> counties)
    {
        PersonalCounty = personalCounty;
        Counties = counties;
    }

    /// <summary>Work for one person before a caller is known: the gateway reads the grants of whoever signs in.</summary>
    public void ActAs(Guid person) => Person = person;
}
