using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.V1;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Volunteer.Roster;

/// <summary>
/// A person as a volunteer of a county (志愿者档案): the eight basic fields of 志愿服务记录与证明出具办法 Art. 5, and who recorded them
/// with whose consent (Art. 6).
/// </summary>
public sealed class VolunteerProfile : IMovingRow
{
    /// <summary>Below this age a guardian's consent is needed (个人信息保护法 Art. 31), in full years.</summary>
    public const int LeastAgeAlone = 14;

    /// <summary>Below this age, and from <see cref="LeastAgeAlone"/> on, a guardian is told (民法典 Art. 17 to 19, 未成年人保护法 Art. 2), in full years.</summary>
    public const int FullAge = 18;

    /// <summary>Service areas of one volunteer.</summary>
    public const int MostAreas = 10;

    public required string County { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>Public number, never derived from the identity number.</summary>
    public required string Number { get; init; }
    public required string Name { get; init; }
    public required string Phone { get; init; }

    /// <summary>The identity number under the vault's key; opened only to be shown masked.</summary>
    public required byte[] IdentitySealed { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required Gender Gender { get; init; }

    /// <summary>Residential area (居住区域): a site's code.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];
    public required string[] Skills { get; set; }

    /// <summary>The kinds of service that somebody wants to give (服务类别); none where nobody asked yet.</summary>
    public string[] ServiceKinds { get; set; } = [];

    /// <summary>Half days of the week with time to serve (可服务时间), as <see cref="HalfDayOfWeek"/>.</summary>
    public int[] Availability { get; private set; } = [];

    /// <summary>Where somebody is ready to serve (服务区域): codes of sites, each with all below it. None: where they live.</summary>
    public string[] ServiceAreas { get; private set; } = [];

    /// <summary>An <see cref="EmergencyContact"/> under the vault's key; null where nobody is named.</summary>
    public byte[]? EmergencySealed { get; private set; }
    public required RegistrationSource Source { get; init; }
    public required DateTimeOffset ConsentAt { get; init; }

    /// <summary>Who recorded the consent: the volunteer or the clerk.</summary>
    public required Guid ConsentRecordedBy { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
    public string? GuardianName { get; set; }
    public string? GuardianPhone { get; set; }

    /// <summary>When it was recorded that a guardian knows (监护人知情), of a child below <see cref="LeastAgeAlone"/> that the guardian agrees; null where nothing of it is recorded.</summary>
    public DateTimeOffset? GuardianInformedAt { get; set; }

    /// <summary>The national system's number of the person (全国系统编号), once in a county.</summary>
    public string? RegistryNumber { get; init; }

    /// <summary>Whether the city counts its registered person here: no other county of it had told of a number before.</summary>
    public bool FirstInCity { get; init; }

    /// <summary>The import and its row that made this profile; null where somebody registered by hand.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }

    /// <summary>For the search; PostgreSQL keeps it.</summary>
    public string GivenName { get; private set; } = "";

    /// <inheritdoc cref="GivenName"/>
    public string PhoneTail { get; private set; } = "";
    public long Version { get; private set; } = 1;

    public static bool NeedsGuardian(DateOnly birthDate, DateOnly today) => IdentityNumber.AgeOn(birthDate, today) < LeastAgeAlone;

    public static bool IsMinor(DateOnly birthDate, DateOnly today) => IdentityNumber.AgeOn(birthDate, today) < FullAge;

    /// <summary>A guardian of a minor has been told.</summary>
    /// <exception cref="Fault">NOT_A_MINOR.</exception>
    public void NoteGuardian(string name, string phone, DateTimeOffset now)
    {
        if (!IsMinor(BirthDate, ChinaTime.Day(now))) throw Fault.Precondition("NOT_A_MINOR", $"这位志愿者已满 {FullAge} 周岁,不用登记监护人");
        (GuardianName, GuardianPhone, GuardianInformedAt) = (name, phone, now);
        Version++;
    }

    /// <summary>Replaces the skills (技能); false when they were the same.</summary>
    public bool SetSkills(string[] skills)
    {
        if (Skills.SequenceEqual(skills)) return false;
        Skills = skills;
        Version++;
        return true;
    }

    /// <summary>Replaces the kinds of service that somebody wants to give (服务类别); false when they were the same.</summary>
    public bool SetServiceKinds(string[] kinds)
    {
        if (ServiceKinds.SequenceEqual(kinds)) return false;
        ServiceKinds = kinds;
        Version++;
        return true;
    }

    /// <summary>Replaces when and where somebody is ready to serve; false when it was the same.</summary>
    public bool SetAvailability(int[] halfDays, string[] areas)
    {
        if (Availability.SequenceEqual(halfDays) && ServiceAreas.SequenceEqual(areas)) return false;
        (Availability, ServiceAreas) = (halfDays, areas);
        Version++;
        return true;
    }

    public void SetEmergencyContact(byte[]? contact)
    {
        EmergencySealed = contact;
        Version++;
    }

    /// <summary>The site of the residential area closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    /// <summary>Moves the figures of the profile along with its latest move.</summary>
    public void CountMoved(VolunteerDb db)
    {
        var day = ChinaTime.Day(RegisteredAt);
        db.CountMoved(this, day, Measures.Registered);
        if (RegistryNumber is not null) db.CountMoved(this, day, Measures.Registry);
        if (FirstInCity) db.CountMoved(this, day, Measures.RegistryCity);
    }

    public VolunteerChanged Changed() => new(County, PersonId, Name, BirthDate, Skills, Site, Version, Number, RegistryNumber ?? "");

    /// <summary>As people may see it: phone and identity number masked.</summary>
    /// <param name="kinds">Those that run today.</param>
    public V1.Volunteer Shown(PersonalVault vault, IEnumerable<string> kinds) => new()
    {
        PersonId = PersonId.ToString(),
        Number = Number,
        Name = Name,
        Phone = Masked.Phone(Phone),
        IdentityNumber = Masked.IdentityNumber(vault.Open(IdentityNumber.Purpose, IdentitySealed)),
        BirthDate = BirthDate.ToString("yyyy-MM-dd"),
        Gender = Gender,
        Site = Site,
        Skills = { Skills },
        Kinds = { kinds },
        RegisteredAt = RegisteredAt.ToTimestamp(),
        Source = Source,
        RegistryNumber = RegistryNumber ?? "",
        Availability = { Availability.Select(half => (HalfDayOfWeek)half) },
        ServiceAreas = { ServiceAreas },
        ServiceKinds = { ServiceKinds },
        HasEmergencyContact = EmergencySealed is not null,
        GuardianInformedAt = GuardianInformedAt?.ToTimestamp(),
    };
}
