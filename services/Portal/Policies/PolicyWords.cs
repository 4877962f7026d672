using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Portal.Cockpit;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Policies;

/// <summary>Levels, states and phases in the people's words.</summary>
public static class PolicyWords
{
    public static string Said(this PolicyLevel level) => level switch
    {
        PolicyLevel.NationalLevel => "中央、全国",
        PolicyLevel.ProvincialLevel => "省级",
        PolicyLevel.MunicipalLevel => "市级",
        PolicyLevel.CountyLevel => "县级",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> Levels { get; } = [.. Enum.GetValues<PolicyLevel>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static string Said(this DocumentTaskState state) => state switch
    {
        DocumentTaskState.TaskOpen => "未开始",
        DocumentTaskState.TaskUnderWay => "进行中",
        DocumentTaskState.TaskDone => "已完成",
        DocumentTaskState.TaskDropped => "不再实施",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> States { get; } = [.. Enum.GetValues<DocumentTaskState>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>As a chip: what is late is bad, what is done is good.</summary>
    public static (string Text, string Kind) Chip(this DocumentTask task) => task.Overdue ? ("逾期", "bad")
        : (task.State.Said(), task.State switch { DocumentTaskState.TaskDone => "good", DocumentTaskState.TaskUnderWay => "info", _ => "" });

    public static string Said(this MeetingKind kind) => kind switch
    {
        MeetingKind.GroupMeeting => "协调小组会议",
        MeetingKind.JointMeeting => "联席会议",
        MeetingKind.WorkMeeting => "工作例会",
        MeetingKind.SpecialMeeting => "专题会议",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> MeetingKinds { get; } = [.. Enum.GetValues<MeetingKind>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static string Said(this DecisionState state) => state switch
    {
        DecisionState.DecisionOpen => "待办",
        DecisionState.DecisionUnderWay => "办理中",
        DecisionState.DecisionDone => "已完成",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> DecisionStates { get; } = [.. Enum.GetValues<DecisionState>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static (string Text, string Kind) Chip(this DecisionState state) => (state.Said(), state switch { DecisionState.DecisionDone => "good", DecisionState.DecisionUnderWay => "info", _ => "" });

    /// <inheritdoc cref="Chip(DocumentTask)"/>
    public static (string Text, string Kind) Chip(this Decision decision) => decision.Overdue ? ("逾期", "bad") : decision.State.Chip();

    public static string Said(this SitePhase phase) => phase switch
    {
        SitePhase.PilotPhase => "试点",
        SitePhase.ExtensionPhase => "拓展",
        SitePhase.FullPhase => "全面覆盖",
        _ => "",
    };

    public static string Said(this PostAlarmKind kind) => kind switch
    {
        PostAlarmKind.PostVacant => "空缺",
        PostAlarmKind.PostOverfilled => "超配",
        PostAlarmKind.OfficeHeldByTwo => "同一职务有两人",
        _ => "",
    };

    /// <summary>As a chip: who is missing is to be found, who is too many is a mistake.</summary>
    public static (string Text, string Kind) Chip(this PostAlarm alarm) => (alarm.Kind.Said(), alarm.Kind == PostAlarmKind.PostVacant ? "warn" : "bad");

    public static IEnumerable<(string Value, string Text)> Alarms { get; } = [("", "全部"), .. Enum.GetValues<PostAlarmKind>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static IEnumerable<(string Value, string Text)> Phases { get; } = [.. Enum.GetValues<SitePhase>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>Posts that nearly every site has; a local one goes by its own name.</summary>
    public static IReadOnlyList<string> PostTitles { get; } = ["中心主任", "中心副主任", "办公室主任", "志愿服务总队总队长", "所长", "副所长", "组宣委员", "站长", "副站长", "专管员"];

    public static IReadOnlyList<string> DocumentKinds { get; } = ["指导意见", "工作措施", "任务分工", "实施方案", "工作规则"];

    /// <summary>Roles that a post may give over its site.</summary>
    public static IReadOnlyList<(string Value, string Text)> PostRoles { get; } = [.. new[] { Role.StationClerk, Role.InstituteClerk, Role.CenterOffice }.Select(role => (role.Name, role.Title))];

    public static string RoleTitle(string role) => Role.Find(role)?.Title ?? "";

    /// <summary>How many of the places somebody holds (配齐率); never more than there is.</summary>
    public static string Said(this GetPostCountResponse count) => count.Places == 0 ? "还没有设岗位"
        : $"{Say.Number(count.Posts)} 个岗位，应配 {Say.Number(count.Places)} 人，在任 {Say.Number(count.Filled)} 人，配齐率 {new Coverage(count.Filled, count.Places).Number}";

    public static string Said(this DeedKind kind) => kind switch
    {
        DeedKind.DeedTeam => "志愿服务队",
        DeedKind.DeedProject => "志愿服务项目",
        DeedKind.DeedActivity => "文明实践活动",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> Deeds { get; } = [.. Enum.GetValues<DeedKind>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>A file's size: 350 KB, 1.2 MB; rounded up, since nothing is 0.</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, (bytes + 1023) / 1024)} KB" : $"{Math.Ceiling(bytes / 1024m / 1024 * 10) / 10:0.0} MB";

    /// <summary>Names in a line, parted as people part them.</summary>
    public static string[] Units(string typed) => typed.Split(['、', ',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A day that may be known by its month or year only: 2019年10月.</summary>
    public static string Partial(string day) => day.Split('-') switch
    {
        [var year] => $"{year}年",
        [var year, var month] => $"{year}年{month.TrimStart('0')}月",
        _ => Say.Day(day),
    };
}
