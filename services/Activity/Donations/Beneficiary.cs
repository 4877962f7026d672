using CivPractice.Activity.V1;
using CivPractice.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Donations;

/// <summary>
/// Somebody whom an association helps (帮扶对象). Lists know a code and a category; the name is sealed, and opened for a reason that is written down (志愿服务条例 Art. 21:
/// nothing of those served is disclosed without their consent).
/// </summary>
public sealed class Beneficiary : ICountyRow
{
    public const int MostCode = 40;

    public const string NamePurpose = "beneficiary-name", IdentityPurpose = "beneficiary-identity";

    public required string County { get; init; }
    public required Guid Id { get; init; }

    /// <summary>编号, once in a county.</summary>
    public required string Code { get; init; }
    public required string Association { get; init; }
    public required string Site { get; init; }
    public required byte[] Name { get; init; }

    /// <summary>Keyed hash of the identity number, by which a second code of the same person is refused; null where none was given.</summary>
    public byte[]? IdentityHash { get; init; }
    public required BeneficiaryCategory Category { get; init; }
    public required DateTimeOffset ConsentAt { get; init; }

    /// <summary>The import and the row of its file that told of it; null for one that was entered here.</summary>
    public Guid? ImportJobId { get; init; }
    public int? ImportRow { get; init; }
}

/// <summary>An association helped a person in a civil year (首次帮扶): who is helped several times counts once, on the first day.</summary>
public sealed class BeneficiaryYear : ICountyRow
{
    public required string County { get; init; }
    public required string Association { get; init; }
    public required int Year { get; init; }
    public required Guid BeneficiaryId { get; init; }
    public required string Site { get; set; }
    public required DateOnly FirstOn { get; set; }
}
