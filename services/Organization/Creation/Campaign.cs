using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Creation;

/// <summary>A campaign of creation (创建活动) of one kind and year, with its terms as data: how long the notice is, how long a bar, when it is looked at again.</summary>
public sealed class Campaign : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required CreationKind Kind { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }
    public required DateOnly DeclareFrom { get; init; }
    public required DateOnly DeclareTo { get; init; }
    public required int NoticeDays { get; init; }
    public required int BarMonths { get; init; }
    public required int RecheckMonths { get; init; }

    /// <summary>0 where the kind has no stars.</summary>
    public required int MostStars { get; init; }

    /// <summary>Of a selection: the honour that a winner gets, and 届.</summary>
    public string Honour { get; init; } = "";

    /// <summary>Who names: of a selection, the level of the honour; unspecified where nobody said it.</summary>
    public HonourLevel Level { get; init; }
    public int Round { get; init; }

    public V1.Campaign ToProto() => new()
    {
        Id = Id.ToString(),
        Kind = Kind,
        Title = Title,
        Year = Year,
        DeclareFrom = ChinaTime.Text(DeclareFrom),
        DeclareTo = ChinaTime.Text(DeclareTo),
        NoticeDays = NoticeDays,
        BarMonths = BarMonths,
        RecheckMonths = RecheckMonths,
        MostStars = MostStars,
        Honour = Honour,
        Level = Level,
        Round = Round,
    };
}
