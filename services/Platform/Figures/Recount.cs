namespace CivPractice.Platform.Figures;

/// <summary>How a measure is counted anew (复算) from the rows that it was counted from, by a way of its own: what both ways say must agree.</summary>
/// <param name="Rows">A query of the county $1 that gives site, civil day, dimension and number; lines of the same key are added up.</param>
/// <param name="IsDated">False where the rows do not keep the day that they were counted on: then the sums over all days are compared.</param>
public sealed record Recount(Measure Measure, string Rows, bool IsDated = true)
{
    /// <summary>In SQL: the civil day of a moment.</summary>
    public static string Day(string column) => $"({column} at time zone interval '8 hours')::date";

    /// <summary>In SQL: the name of an enumeration's value, as a figure's dimension says it.</summary>
    public static string Name<TEnum>(string column) where TEnum : struct, Enum =>
        $"case {column} {string.Join(' ', Enum.GetValues<TEnum>().Select(value => $"when {value:D} then '{value}'"))} end";
}
