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

    /// <summary>The mobilization (应急动员) for which it was made; null for one of every day.</summary>
    public string? Mobilization { get; init; }

    /// <summary>小区; empty where nobody said.</summary>
    public string Neighbourhood { get; init; } = "";

    /// <summary>3 号楼 2 单元 501 becomes 3 号楼**: the building, and nothing of the door.</summary>
    public static string Mask(string household) => household.Length <= 4 ? $"{household[..1]}**" : $"{household[..4]}**";
}

/// <summary>How many households of a neighbourhood are to be visited in a mobilization (应走访户数), where the list of neighbourhoods does not say it, or says it wrong.</summary>
public sealed class VisitTarget : ICountyRow
{
    public const int Most = 100_000;

    public required string County { get; init; }
    public required string Mobilization { get; init; }
    public required string Site { get; init; }

    /// <summary>小区; empty for the whole site.</summary>
    public required string Neighbourhood { get; init; }

    /// <summary>1 or more.</summary>
    public required int Households { get; set; }

    /// <summary>Share of households visited (走访率) in tenths of a percent; null where nobody said how many there are.</summary>
    public static int? Share(int visited, int households) => households == 0 ? null : (int)Math.Round(1000m * visited / households, MidpointRounding.AwayFromZero);
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
