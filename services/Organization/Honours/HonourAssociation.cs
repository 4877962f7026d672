using CivPractice.Platform.Database;

namespace CivPractice.Organization.Honours;

/// <summary>An organization's honour belongs to an association (志愿服务组织) of Volunteer; at most one each.</summary>
public sealed class HonourAssociation : ICountyRow
{
    public const int MostNumber = 40;

    public required string County { get; init; }
    public required Guid HonourId { get; init; }

    /// <summary>Registration number, by which everybody knows it.</summary>
    public required string Number { get; set; }

    /// <summary>Its name when it was tied, so that nobody need ask for it; it never changes there.</summary>
    public required string Name { get; set; }

    public V1.HonourLink ToProto() => new() { HonourId = HonourId.ToString(), AssociationNumber = Number, AssociationName = Name };
}
