using System.Globalization;
using CivPractice.Activity.V1;

namespace CivPractice.Portal.Visits;

/// <summary>Home visits in the people's words.</summary>
public static class VisitWords
{
    public static string Said(this VisitPurpose purpose) => purpose switch
    {
        VisitPurpose.Care => "关心关爱",
        VisitPurpose.Condolence => "上门慰问",
        VisitPurpose.Survey => "走访了解",
        VisitPurpose.Emergency => "应急排查",
        _ => "",
    };

    /// <summary>Visits per visitor (人均走访): 2.5.</summary>
    /// <param name="visitors">1 or more.</param>
    public static string Mean(int visits, int visitors) => ((decimal)visits / visitors).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>Share of households visited (走访率): 66.7%; nothing where nobody knows how many there are.</summary>
    public static string Share(int visited, int households) => households == 0 ? "" : $"{(100m * visited / households).ToString("0.0", CultureInfo.InvariantCulture)}%";
}
