using System.Text.RegularExpressions;
using CivPractice.Lecture.V1;

namespace CivPractice.Lecture;

/// <summary>Levels, channels, ways of counting, kinds of lecturers, task fields and purposes in the words of files: written with the first word of each, read with any of them.</summary>
static partial class Words
{
    static readonly (Level Level, string[] Words)[] levels =
    [
        (Level.City, ["市"]), (Level.CountyLevel, ["县", "区", "县区"]), (Level.TownshipLevel, ["乡镇", "乡", "镇", "街道", "乡镇街道"]), (Level.Village, ["村", "社区", "村社区"]),
    ];

    static readonly (Channel Channel, string[] Words)[] channels =
    [
        (Channel.PublicityBoard, ["宣传栏"]), (Channel.NewspaperBoard, ["阅报栏"]), (Channel.CommunityRadio, ["社区广播", "广播"]), (Channel.Loudspeaker, ["乡村大喇叭", "大喇叭"]),
        (Channel.Performance, ["文艺汇演"]), (Channel.DoorToDoor, ["上门宣传"]), (Channel.Meeting, ["宣讲会"]),
    ];

    static readonly (CountMethod Method, string[] Words)[] methods = [(CountMethod.HeadCount, ["清点"]), (CountMethod.Estimate, ["估算"]), (CountMethod.Scans, ["扫码"])];

    static readonly (LecturerKind Kind, string[] Words)[] kinds =
    [
        (LecturerKind.TheoryExpert, ["理论专家"]), (LecturerKind.UnitSecretary, ["驻地单位党组织书记", "单位党组织书记"]), (LecturerKind.LecturerVolunteer, ["志愿者"]), (LecturerKind.OtherLecturer, ["其他"]),
    ];

    static readonly (LectureTaskField Field, string[] Words)[] fields =
    [
        (LectureTaskField.TheoryStudy, ["科学理论学习实践"]), (LectureTaskField.PolicyExplained, ["党的政策宣传宣讲"]), (LectureTaskField.CoreValues, ["主流价值培育践行"]),
        (LectureTaskField.CulturalLife, ["丰富群众文化生活"]), (LectureTaskField.ChangingCustoms, ["大力开展移风易俗"]), (LectureTaskField.DiseaseControl, ["扎实做好疫情防控"]),
    ];

    static readonly (LecturePurpose Purpose, string[] Words)[] purposes =
    [
        (LecturePurpose.PurposePublicity, ["宣传群众", "宣传"]), (LecturePurpose.PurposeEducation, ["教育群众", "教育"]), (LecturePurpose.PurposeCare, ["关心群众", "关心"]), (LecturePurpose.PurposeService, ["服务群众", "服务"]),
    ];

    /// <summary>市, 市级, 县（区）级 and so on; unspecified for what is none.</summary>
    public static Level LevelOf(string text) => Of(levels, Grade().Replace(text, ""));

    public static Channel ChannelOf(string text) => Of(channels, text.Replace("“", "", StringComparison.Ordinal).Replace("”", "", StringComparison.Ordinal));

    public static CountMethod CountMethodOf(string text) => Of(methods, text);

    public static LecturerKind KindOf(string text) => Of(kinds, text);

    public static LectureTaskField TaskFieldOf(string text) => Of(fields, text);

    public static LecturePurpose PurposeOf(string text) => Of(purposes, text);

    public static string Word(this LectureTaskField field) => Word(fields, field);

    public static string Word(this LecturePurpose purpose) => Word(purposes, purpose);

    public static string Word(this LecturerKind kind) => Word(kinds, kind);

    public static string Word(this Level level) => Word(levels, level);

    public static string Word(this Channel channel) => Word(channels, channel);

    public static string Word(this CountMethod method) => Word(methods, method);

    public static string Word(this SessionStatus status) => status switch { SessionStatus.Planned => "已排期", SessionStatus.Held => "已宣讲", SessionStatus.SessionCancelled => "已取消", SessionStatus.SessionVoided => "已作废", _ => "" };

    public static string Word(this OrderStatus status) => status switch
    {
        OrderStatus.OrderRequested => "待受理",
        OrderStatus.OrderScheduled => "已排期",
        OrderStatus.OrderHeld => "已宣讲",
        OrderStatus.OrderRated => "已反馈",
        OrderStatus.OrderRefused => "已拒绝",
        OrderStatus.OrderWithdrawn => "已撤回",
        _ => "",
    };

    /// <summary>All the words that a file may use, for whoever used another.</summary>
    public static readonly string
        Levels = string.Join('、', levels.Select(each => each.Words[0])), Channels = string.Join('、', channels.Select(each => each.Words[0])), CountMethods = string.Join('、', methods.Select(each => each.Words[0])),
        Kinds = string.Join('、', kinds.Select(each => each.Words[0])), TaskFields = string.Join('、', fields.Select(each => each.Words[0])), Purposes = string.Join('、', purposes.Select(each => each.Words[0]));

    static T Of<T>((T Value, string[] Words)[] all, string text) => all.FirstOrDefault(each => each.Words.Contains(text)).Value;

    static string Word<T>((T Value, string[] Words)[] all, T value) => all.FirstOrDefault(each => EqualityComparer<T>.Default.Equals(each.Value, value)).Words?[0] ?? "";

    [GeneratedRegex("[()（）]|级$")]
    private static partial Regex Grade();
}
