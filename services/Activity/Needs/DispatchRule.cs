using CivPractice.Platform.Database;

namespace CivPractice.Activity.Needs;

/// <summary>How a county hands out needs (派单规则). A county that has said nothing has its office dispatch each.</summary>
public sealed class DispatchRule : ICountyRow
{
    public required string County { get; init; }

    /// <summary>Leaders may take verified needs themselves (抢单).</summary>
    public required bool Grab { get; set; }
}
