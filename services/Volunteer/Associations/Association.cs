using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Associations;

/// <summary>
/// An association (协会) or another volunteer organization (志愿服务组织). Everybody knows it by its registration number, which never changes. A village's or unit's group without a
/// registration may serve too (志愿服务条例 Art. 42).
/// </summary>
public sealed class Association : IMovingRow
{
    public const int MostNumber = 40;

    /// <summary>A number stands in addresses, which take a slash for the next part, and a part of dots only for one above.</summary>
    public static string ReadNumber(Check check, string field, string typed)
    {
        var number = check.Text(field, "登记证号", typed, MostNumber);
        check.That(number.Length == 0 || number.All(letter => letter is not ('/' or '\\')) && number.Trim('.').Length > 0, field, "INVALID_NUMBER", "登记证号里不能有斜杠,也不能只有句点");
        return number;
    }

    public required string County { get; init; }

    /// <summary>登记证号 or 统一社会信用代码; for a group without one a number of the county's own.</summary>
    public required string Number { get; init; }
    public required string Name { get; init; }
    public required AssociationKind Kind { get; init; }

    /// <summary>The site that it belongs to, at which its figures count.</summary>
    public required string Site { get; set; }
    public string[] MovedFrom { get; private set; } = [];
    public DateOnly[] MovedOn { get; private set; } = [];

    /// <summary>业务主管单位.</summary>
    public required string Supervisor { get; init; }
    public required DateOnly FoundedOn { get; init; }

    /// <summary>宗旨.</summary>
    public required string Purpose { get; init; }

    /// <summary>The import and its row that told of it; null where somebody did by hand.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }
    public long Version { get; private set; } = 1;

    public AssociationFact Fact() => new(Number, Name, Site, Version);

    /// <summary>Moves the figure by one.</summary>
    public void Count(VolunteerDb db) => db.Count(County, Site, FoundedOn, Measures.Associations);

    /// <summary>Moves the figure along with the latest move.</summary>
    public void CountMoved(VolunteerDb db) => db.CountMoved(this, FoundedOn, Measures.Associations);

    /// <summary>Its site closed and another one goes on with its work.</summary>
    public void Move(string to, DateOnly day)
    {
        (MovedFrom, MovedOn, Site) = ([.. MovedFrom, Site], [.. MovedOn, day], to);
        Version++;
    }

    public V1.Association Shown() => new()
    {
        Number = Number,
        Name = Name,
        Kind = Kind,
        Site = Site,
        Supervisor = Supervisor,
        FoundedOn = ChinaTime.Text(FoundedOn),
        Purpose = Purpose,
        Version = Version,
    };
}
