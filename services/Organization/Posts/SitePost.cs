using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Posts;

/// <summary>A post of a site (岗位), e.g. 中心主任, 所长, 站长, 专管员.</summary>
public sealed class SitePost : IMovingRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];
    public required string Title { get; init; }

    /// <summary>How many may hold it at one time.</summary>
    public required int Places { get; init; }

    /// <summary>The office that holds it by right (当然担任); empty when appointed freely.</summary>
    public string ExOfficio { get; init; } = "";

    /// <summary>Stable name of the role that it gives over the site; empty for none.</summary>
    public string Role { get; init; } = "";

    /// <summary>The day from which it is to be filled (设岗日期); null where that is not known: then the first holder's first day, or else the site's opening.</summary>
    public DateOnly? EstablishedOn { get; init; }

    /// <summary>Counts appointments, so that two appointments at once do not both find the place free.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    /// <summary>The days on which it was a post of a site; the day of a move is the new one's.</summary>
    public List<Stretch> StoodAt(string site) => Stretch.Union(MovedFrom.Append(Site).Select((where, i) => (where, Days: new Stretch(i == 0 ? DateOnly.MinValue : MovedOn[i - 1], i < MovedOn.Length ? MovedOn[i] : Stretch.Forever)))
        .Where(each => each.where == site).Select(each => each.Days));

    /// <summary>Appoints somebody from a day on.</summary>
    /// <param name="running">Who holds it on some day from then on.</param>
    /// <exception cref="Fault">POST_HELD when every place is taken on some day from then on.</exception>
    public PostAppointment Appoint(IReadOnlyCollection<PostAppointment> running, Guid person, string name, DateOnly from, DateOnly? to = null, string document = "")
    {
        var overlapping = running.Where(held => held.Overlaps(from, to)).ToList();
        if (overlapping.Any(held => held.Person == person)) throw Fault.Precondition("POST_HELD", $"{name}已在任{Title}");
        if (MostAtOnce(overlapping, from) >= Places) throw Fault.Precondition("POST_HELD", $"{Title}已由{string.Join("、", overlapping.Select(held => held.PersonName))}担任,请先办理离任");
        Version++;
        return new PostAppointment { County = County, Id = Guid.CreateVersion7(), PostId = Id, Person = person, PersonName = name, From = from, To = to, Document = document, Single = Places == 1 };
    }

    /// <summary>The holder's time ends on the day before, as was foreseen or sooner, and the next one's begins: one step (继任).</summary>
    /// <exception cref="Fault">APPOINTMENT_ENDED, ENDED_BEFORE_BEGUN, POST_HELD.</exception>
    public PostAppointment Succeed(PostAppointment holder, IReadOnlyCollection<PostAppointment> running, Guid person, string name, DateOnly from, string document)
    {
        if (holder.Person == person) throw Fault.Invalid("personId", "SAME_PERSON", $"{name}已在任{Title}");
        if (holder.To != from.AddDays(-1)) holder.End(from.AddDays(-1));
        return Appoint([.. running.Where(held => held.Id != holder.Id)], person, name, from, document: document);
    }

    // Places are taken and given back only on first days: the fullest day is one of them.
    static int MostAtOnce(List<PostAppointment> held, DateOnly from) =>
        held.Select(each => each.From > from ? each.From : from).Append(from).Max(day => held.Count(each => each.Overlaps(day, day)));

    /// <param name="holders">Whose time has not ended.</param>
    public Post ToProto(IEnumerable<PostAppointment> holders, DateOnly today) => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Title = Title,
        Places = Places,
        ExOfficio = ExOfficio,
        Role = Role,
        EstablishedOn = EstablishedOn is { } day ? ChinaTime.Text(day) : "",
        Holders = { holders.Where(held => held.From <= today).Select(held => held.ToProto()) },
        Coming = { holders.Where(held => held.From > today).Select(held => held.ToProto()) },
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
    public DateOnly? To { get; set; }

    /// <summary>When it was recorded that the time ended; null while that is not so, or where the end was known from the beginning.</summary>
    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Number of the document that appoints (任命文件).</summary>
    public string Document { get; init; } = "";

    /// <summary>The post has one place: PostgreSQL itself lets no other time of it overlap.</summary>
    public bool Single { get; init; }
    public long Version { get; private set; } = 1;

    /// <summary>Whether it runs on some day of a period; one without a last day has no end.</summary>
    public bool Overlaps(DateOnly from, DateOnly? to) => From <= (to ?? DateOnly.MaxValue) && from <= (To ?? DateOnly.MaxValue);

    /// <summary>The time ends with a day, before the last day that was foreseen: a time is never made longer.</summary>
    /// <exception cref="Fault">APPOINTMENT_ENDED, or ENDED_BEFORE_BEGUN.</exception>
    public void End(DateOnly on)
    {
        if (To <= on) throw Fault.Precondition("APPOINTMENT_ENDED", $"已于 {To:yyyy-MM-dd} 离任");
        if (on < From) throw Fault.Invalid("to", "ENDED_BEFORE_BEGUN", $"离任日期不能早于任职日期 {From:yyyy-MM-dd}");
        To = on;
        Version++;
    }

    /// <summary>The post went to another site with it: whoever follows it must be told.</summary>
    public void Touch() => Version++;

    public AppointmentChanged Changed(SitePost post) => new(County, Id, Person, post.Site, post.Role, From, To, Version);

    public Appointment ToProto() => new()
    {
        Id = Id.ToString(),
        PostId = PostId.ToString(),
        PersonId = Person.ToString(),
        PersonName = PersonName,
        From = ChinaTime.Text(From),
        To = To is { } day ? ChinaTime.Text(day) : "",
    };

    public HeldPost ToHeld() => new() { AppointmentId = Id.ToString(), PersonId = Person.ToString(), PersonName = PersonName, From = ChinaTime.Text(From), To = To is { } day ? ChinaTime.Text(day) : "", Document = Document };
}
