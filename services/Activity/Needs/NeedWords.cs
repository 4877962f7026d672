using CivPractice.Activity.V1;

namespace CivPractice.Activity.Needs;

/// <summary>The states of a need as people call them.</summary>
public static class NeedWords
{
    public static string Title(this NeedStatus status) => status switch
    {
        NeedStatus.NeedPosted => "待核实",
        NeedStatus.NeedVerified => "待派单",
        NeedStatus.NeedDispatched => "已派单",
        NeedStatus.NeedAccepted => "已接单",
        NeedStatus.NeedInService => "服务中",
        NeedStatus.NeedDone => "已完成",
        NeedStatus.NeedRated => "已评价",
        NeedStatus.NeedRefused => "已拒绝",
        NeedStatus.NeedWithdrawn => "已撤回",
        NeedStatus.NeedReferred => "已转介",
        NeedStatus.NeedMerged => "已合并",
        _ => "未知",
    };
}
