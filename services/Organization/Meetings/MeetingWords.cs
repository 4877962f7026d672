using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Meetings;

/// <summary>Kinds and states as they stand in files.</summary>
static class MeetingWords
{
    static readonly Dictionary<string, MeetingKind> kinds = new()
    {
        ["协调小组会议"] = MeetingKind.GroupMeeting,
        ["联席会议"] = MeetingKind.JointMeeting,
        ["工作例会"] = MeetingKind.WorkMeeting,
        ["例会"] = MeetingKind.WorkMeeting,
        ["专题会议"] = MeetingKind.SpecialMeeting,
        ["专题会"] = MeetingKind.SpecialMeeting,
    };

    static readonly Dictionary<string, DecisionState> states = new()
    {
        [""] = DecisionState.DecisionOpen,
        ["待办"] = DecisionState.DecisionOpen,
        ["办理中"] = DecisionState.DecisionUnderWay,
        ["已完成"] = DecisionState.DecisionDone,
    };

    public static MeetingKind KindOf(Check check, string column, string text)
    {
        if (kinds.TryGetValue(text, out var kind)) return kind;
        // Told once; it passes for one afterwards.
        check.That(false, column, "UNKNOWN_VALUE", $"{column}应为协调小组会议、联席会议、工作例会或专题会议,现在是“{text}”");
        return MeetingKind.WorkMeeting;
    }

    public static DecisionState StateOf(Check check, string column, string text)
    {
        check.That(states.TryGetValue(text, out var state), column, "UNKNOWN_VALUE", $"{column}应为待办、办理中或已完成,现在是“{text}”");
        return state;
    }

    public static string Said(this MeetingKind kind) => kinds.FirstOrDefault(each => each.Value == kind).Key ?? "";

    public static string Said(this DecisionState state) => states.FirstOrDefault(each => each.Key.Length > 0 && each.Value == state).Key ?? "";
}
