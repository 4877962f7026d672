using CivPractice.Activity.V1;

namespace CivPractice.Portal.Needs;

/// <summary>The states of a need (需求) in the people's words.</summary>
public static class NeedWords
{
    /// <summary>For the list of the staff: what is to be done.</summary>
    public static (string Text, string Kind) Said(this NeedStatus status) => status switch
    {
        NeedStatus.NeedPosted => ("待核实", "warn"),
        NeedStatus.NeedVerified => ("待派单", "warn"),
        NeedStatus.NeedDispatched => ("已派单", "info"),
        NeedStatus.NeedAccepted => ("已接单", "info"),
        NeedStatus.NeedInService => ("服务中", "info"),
        NeedStatus.NeedDone => ("已完成", "good"),
        NeedStatus.NeedRated => ("已评价", "good"),
        NeedStatus.NeedRefused => ("已拒绝", "bad"),
        NeedStatus.NeedWithdrawn => ("已撤回", ""),
        NeedStatus.NeedReferred => ("已转介", ""),
        NeedStatus.NeedMerged => ("已合并", ""),
        _ => ("未知", ""),
    };

    /// <summary>For the asker: what has happened.</summary>
    public static string Told(this NeedStatus status) => status switch
    {
        NeedStatus.NeedPosted => "已收到",
        NeedStatus.NeedVerified => "已核实",
        NeedStatus.NeedDispatched => "已派给志愿服务队",
        NeedStatus.NeedAccepted => "队伍已接单",
        NeedStatus.NeedInService => "服务已安排",
        NeedStatus.NeedDone => "已办完",
        NeedStatus.NeedRated => "您已评价",
        NeedStatus.NeedRefused => "没有受理",
        NeedStatus.NeedWithdrawn => "您已撤回",
        NeedStatus.NeedReferred => "已转给其他单位",
        NeedStatus.NeedMerged => "已和同样的需求合并办理",
        _ => "有进展",
    };

    /// <summary>What comes next for the asker; empty when nothing does.</summary>
    public static string Next(this NeedStatus status) => status switch
    {
        NeedStatus.NeedPosted => "等站点核实",
        NeedStatus.NeedVerified => "等派给合适的队伍",
        NeedStatus.NeedDispatched => "等队长接单",
        NeedStatus.NeedAccepted => "等队伍安排上门时间",
        NeedStatus.NeedInService => "等志愿者来服务",
        NeedStatus.NeedDone => "请您评价",
        _ => "",
    };

    /// <summary>Why a team is suggested: how near it is, what of the need is its business, and what it has at hand.</summary>
    public static string Why(TeamSuggestion team) => string.Join("，", new[]
    {
        team.Distance switch { 0 => "同一个站点", 1 => "同一个乡镇（街道）", _ => "本县区" },
        team.About.Length > 0 ? $"需求说到“{team.About}”，是{team.Category}的事" : team.Category,
        team.OpenNeeds > 0 ? $"手上还有 {team.OpenNeeds} 个需求" : "手上没有别的需求",
    });

    /// <summary>Nothing more is waited for.</summary>
    public static bool IsClosed(this NeedStatus status) => status is NeedStatus.NeedDone or NeedStatus.NeedRated or NeedStatus.NeedRefused or NeedStatus.NeedWithdrawn or NeedStatus.NeedReferred or NeedStatus.NeedMerged;

    /// <summary>The asker can take it back until it is served.</summary>
    public static bool CanWithdraw(this NeedStatus status) => status is NeedStatus.NeedPosted or NeedStatus.NeedVerified or NeedStatus.NeedDispatched or NeedStatus.NeedAccepted;

    /// <summary>What a list is narrowed to by the figure that opened it; null for none.</summary>
    public static string? Figure(string name) => name switch
    {
        "needs.posted" => "这些天提出的需求",
        "needs.accepted" or "needs.accepted.days" => "这些天首次接单的需求",
        "needs.done" or "needs.done.days" => "这些天办结的需求",
        "needs.rated" => "这些天评价的需求",
        "needs.satisfied" => "这些天评为满意的需求",
        _ => null,
    };

    public static IEnumerable<(string Value, string Text)> Statuses { get; } = [.. Enum.GetValues<NeedStatus>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];
}
