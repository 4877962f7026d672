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

    /// <summary>What is known of somebody on a shift that has begun: 签到、签退、时长, or that he has not come.</summary>
    public static string Attendance(OnShift one, Shift shift, DateTimeOffset now)
    {
        var parts = new List<string>();
        if (one.CheckedInAt is not null) parts.Add($"签到 {Say.When(one.CheckedInAt, now)}");
        if (one.CheckedOutAt is not null) parts.Add($"签退 {Say.When(one.CheckedOutAt, now)}");
        if (one.Minutes > 0) parts.Add($"计 {Say.Served(one.Minutes)}");
        if (one.Reason.Length > 0) parts.Add(one.Reason);
        if (parts.Count > 0) return string.Join("，", parts);
        return one.Present ? "到场" : shift.ClosedAt is not null ? "没有到场" : "还没有签到";
    }

    /// <summary>The state of a shift as who is on it sees it.</summary>
    public static (string Text, string Kind) State(this MyShift row, DateTimeOffset now) => row switch
    {
        { Shift.ClosedAt: not null, Mine.Present: true } => (row.Drill ? "已结束" : "已计时", "good"),
        { Shift.ClosedAt: not null } => ("未到", "bad"),
        { Mine.CheckedOutAt: not null } => ("已签退", "info"),
        { Mine.CheckedInAt: not null } => ("已签到", "info"),
        _ => row.Shift.StartsAt.ToDateTimeOffset() > now ? ("未开始", "good") : ("待结算", "warn"),
    };

    /// <summary>From the call until all places were taken.</summary>
    public static string Filled(Timestamp called, Timestamp? filled)
    {
        if (filled is null) return "还没有满员";
        var took = filled.ToDateTimeOffset() - called.ToDateTimeOffset();
        return took.TotalHours >= 1 ? $"{(int)took.TotalHours} 小时 {took.Minutes} 分钟" : $"{Math.Max(0, (int)took.TotalMinutes)} 分钟";
    }
}
