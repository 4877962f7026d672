using CivPractice.Activity.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Activity.Visits;

/// <summary>A home visit (入户走访): who went, to which household (masked), why, and whether somebody must go again. What is sensitive stands in <see cref="VisitNote"/>.</summary>
public sealed class HomeVisit : ICountyRow
{
    public const string HouseholdPurpose = "household";

    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; init; }
    public required Guid VisitorPersonId { get; init; }
    public required DateOnly VisitedOn { get; init; }

    /// <summary>Keyed hash of the address: the same household is known again, and cannot be read.</summary>
    public required byte[] HouseholdHash { get; init; }

    /// <summary>As lists show it.</summary>
    public required string Household { get; init; }
    public required VisitPurpose Purpose { get; init; }
    public required BeneficiaryCategory Category { get; init; }
    public required string Gift { get; init; }
    public required int Persons { get; init; }
    public required bool FoundSomething { get; init; }
    public bool FollowUp { get; set; }
    public required DateTimeOffset ConsentAt { get; init; }

    /// <summary>3 号楼 2 单元 501 becomes 3 号楼**: the building, and nothing of the door.</summary>
    public static string Mask(string household) => household.Length <= 4 ? $"{household[..1]}**" : $"{household[..4]}**";
}

/// <summary>A sensitive note of a visit (敏感情况): sealed, read with a reason only, and deleted when its time is over (PIPL Art. 19, 28: no longer than needed, and only with a special need).</summary>
public sealed class VisitNote : ICountyRow
{
    public const string NotePurpose = "visit-note";

    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90);

    public required string County { get; init; }
    public required Guid VisitId { get; init; }
    public required byte[] Note { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
