using System.Globalization;
using CivPractice.Activity.V1;
using CivPractice.Portal.Shared;
using Google.Protobuf.WellKnownTypes;

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

    public static (string Text, string Kind) Shown(this CallTaskState state) => state switch
    {
        CallTaskState.TaskOpen => ("待指派", "warn"),
        CallTaskState.TaskAssigned => ("已指派", "info"),
        CallTaskState.TaskDone => ("已完成", "good"),
        CallTaskState.TaskCancelled => ("已取消", ""),
        _ => ("", ""),
    };

    /// <summary>Who came over who was needed (到位率): 2 / 3（66.7%）; nothing before it was said who came.</summary>
    public static string Coverage(Shift shift) => shift.ConfirmedAt is null ? "" : Coverage(shift.Present, shift.Needed);

    /// <inheritdoc cref="Coverage(Shift)"/>
    public static string Coverage(int present, int needed) =>
        needed == 0 ? "还没有核对" : $"{Say.Number(present)} / {Say.Number(needed)}（{(100m * present / needed).ToString("0.0", CultureInfo.InvariantCulture)}%）";

    /// <summary>From the call until all places were taken.</summary>
    public static string Filled(Timestamp called, Timestamp? filled)
    {
        if (filled is null) return "还没有满员";
        var took = filled.ToDateTimeOffset() - called.ToDateTimeOffset();
        return took.TotalHours >= 1 ? $"{(int)took.TotalHours} 小时 {took.Minutes} 分钟" : $"{Math.Max(0, (int)took.TotalMinutes)} 分钟";
    }
}
