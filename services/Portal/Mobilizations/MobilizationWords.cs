using CivPractice.Activity.V1;

namespace CivPractice.Portal.Mobilizations;

/// <summary>Mobilizations in the people's words.</summary>
public static class MobilizationWords
{
    public static string Said(this EmergencyLevel level) => level switch
    {
        EmergencyLevel.LevelOne => "Ⅰ级",
        EmergencyLevel.LevelTwo => "Ⅱ级",
        EmergencyLevel.LevelThree => "Ⅲ级",
        EmergencyLevel.LevelFour => "Ⅳ级",
        _ => "",
    };

    public static (string Text, string Kind) State(this Mobilization row) => (row.Drill, row.EndedAt is not null) switch
    {
        (true, false) => ("演练中", "info"),
        (true, true) => ("演练已结束", ""),
        (false, false) => ("动员中", "bad"),
        _ => ("已结束", ""),
    };
}
