using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Posts;

/// <summary>A post of a site (岗位), e.g. 中心主任, 所长, 站长, 专管员.</summary>
public sealed class SitePost : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; init; }
    public required string Title { get; init; }

    /// <summary>How many may hold it at one time.</summary>
    public required int Places { get; init; }

    /// <summary>The office that holds it by right (当然担任); empty when appointed freely.</summary>
    public string ExOfficio { get; init; } = "";

    /// <summary>Counts appointments, so that two appointments at once do not both find the place free.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Appoints somebody from a day on.</summary>
    /// <exception cref="Fault">POST_HELD when every place is taken on some day from then on.</exception>
    public PostAppointment Appoint(IReadOnlyCollection<PostAppointment> running, Guid person, string name, DateOnly from)
    {
        var overlapping = running.Where(held => held.To is null || held.To >= from).ToList();
        if (overlapping.Any(held => held.Person == person)) throw Fault.Precondition("POST_HELD", $"{name}已在任{Title}");
        if (overlapping.Count >= Places) throw Fault.Precondition("POST_HELD", $"{Title}已由{string.Join("、", overlapping.Select(held => held.PersonName))}担任,请先办理离任");
        Version++;
        return new PostAppointment { County = County, Id = Guid.CreateVersion7(), PostId = Id, Person = person, PersonName = name, From = from };
    }

    public Post ToProto(IEnumerable<PostAppointment> holders) => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Title = Title,
        Places = Places,
        ExOfficio = ExOfficio,
        Holders = { holders.Select(held => held.ToProto()) },
    };
}

/// <summary>Somebody's time in a post (任职), dated.</summary>
public sealed class PostAppointment : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid PostId { get; init; }
    public required Guid Person { get; init; }
    public required string PersonName { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The last day; null while it runs.</summary>
    public DateOnly? To { get; private set; }

    /// <exception cref="Fault">APPOINTMENT_ENDED, or ENDED_BEFORE_BEGUN.</exception>
    public void End(DateOnly on)
    {
        if (To is not null) throw Fault.Precondition("APPOINTMENT_ENDED", $"已于 {To:yyyy-MM-dd} 离任");
        if (on < From) throw Fault.Invalid("to", "ENDED_BEFORE_BEGUN", $"离任日期不能早于任职日期 {From:yyyy-MM-dd}");
        To = on;
    }

    public Appointment ToProto() => new()
    {
        Id = Id.ToString(),
        PostId = PostId.ToString(),
        PersonId = Person.ToString(),
        PersonName = PersonName,
        From = From.ToString("yyyy-MM-dd"),
        To = To?.ToString("yyyy-MM-dd") ?? "",
    };
}
