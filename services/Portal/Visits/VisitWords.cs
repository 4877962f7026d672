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
}
