using CivPractice.Lecture.V1;

namespace CivPractice.Portal.Lectures;

/// <summary>States and choices of lectures (理论宣讲) in the people's words.</summary>
public static class LectureWords
{
    public static (string Text, string Kind) Said(this SessionStatus status) => status switch
    {
        SessionStatus.Planned => ("已排期", "info"),
        SessionStatus.Held => ("已宣讲", "good"),
        SessionStatus.SessionCancelled => ("已取消", "bad"),
        SessionStatus.SessionVoided => ("已作废", "bad"),
        _ => ("未知", ""),
    };

    public static (string Text, string Kind) Said(this OrderStatus status) => status switch
    {
        OrderStatus.OrderRequested => ("待受理", "warn"),
        OrderStatus.OrderScheduled => ("已排期", "info"),
        OrderStatus.OrderHeld => ("已宣讲", "good"),
        OrderStatus.OrderRated => ("已反馈", "good"),
        OrderStatus.OrderRefused => ("已拒绝", "bad"),
        OrderStatus.OrderWithdrawn => ("已撤回", ""),
        _ => ("未知", ""),
    };

    public static (string Text, string Kind) Said(this ReviewState state) => state switch
    {
        ReviewState.ReviewWaiting => ("待审核", "warn"),
        ReviewState.ReviewApproved => ("已审核", "good"),
        ReviewState.ReviewReturned => ("已退回", "bad"),
        ReviewState.CourseRetired => ("已停用", ""),
        _ => ("未知", ""),
    };

    public static string Said(this LecturerKind kind) => kind switch
    {
        LecturerKind.TheoryExpert => "理论专家",
        LecturerKind.UnitSecretary => "驻地单位党组织书记",
        LecturerKind.LecturerVolunteer => "志愿者",
        LecturerKind.OtherLecturer => "其他",
        _ => "",
    };

    /// <summary>每周五 19:30, 每月15日 09:00.</summary>
    public static string Said(this RegularSlot slot) => $"{(slot.Rhythm == Rhythm.Weekly && slot.Day is >= 1 and <= 7 ? $"每周{"一二三四五六日"[slot.Day - 1]}" : $"每月{slot.Day}日")} {slot.Time}";

    /// <summary>By site codes, which nest like the divisions: the platform knows no roads.</summary>
    public static string Near(int distance) => distance switch { 0 => "同村（社区）", 1 => "同乡镇（街道）", _ => "同县区" };

    public static string Said(this Level level) => level switch
    {
        Level.City => "市级",
        Level.CountyLevel => "县（区）级",
        Level.TownshipLevel => "乡镇（街道）级",
        Level.Village => "村（社区）级",
        _ => "",
    };

    public static string Said(this Channel channel) => channel switch
    {
        Channel.PublicityBoard => "宣传栏",
        Channel.NewspaperBoard => "阅报栏",
        Channel.CommunityRadio => "社区广播",
        Channel.Loudspeaker => "乡村大喇叭",
        Channel.Performance => "文艺汇演",
        Channel.DoorToDoor => "上门宣传",
        Channel.Meeting => "宣讲会",
        _ => "",
    };

    public static string Said(this CountMethod method) => method switch
    {
        CountMethod.HeadCount => "清点",
        CountMethod.Estimate => "估算",
        CountMethod.Scans => "扫码",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> Statuses { get; } = [.. Enum.GetValues<SessionStatus>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];
    public static IEnumerable<(string Value, string Text)> Levels { get; } = [.. Enum.GetValues<Level>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];
    public static IEnumerable<(string Value, string Text)> Channels { get; } = [.. Enum.GetValues<Channel>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];
    public static IEnumerable<(string Value, string Text)> CountMethods { get; } = [.. Enum.GetValues<CountMethod>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    public static IEnumerable<(string Value, string Text)> OrderStatuses { get; } = [.. Enum.GetValues<OrderStatus>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];
    public static IEnumerable<(string Value, string Text)> ReviewStates { get; } = [.. Enum.GetValues<ReviewState>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];
    public static IEnumerable<(string Value, string Text)> LecturerKinds { get; } = [.. Enum.GetValues<LecturerKind>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>Channels by which somebody speaks to people who are there.</summary>
    public static IEnumerable<(string Value, string Text)> InPerson { get; } = [.. new[] { Channel.DoorToDoor, Channel.Meeting, Channel.Performance }.Select(one => (one.ToString(), one.Said()))];
    public static IEnumerable<(string Value, string Text)> BoardKinds { get; } = [.. new[] { Channel.PublicityBoard, Channel.NewspaperBoard }.Select(one => (one.ToString(), one.Said()))];

    /// <summary>The usual steps of a moral lecture (道德讲堂).</summary>
    public static IEnumerable<(string Value, string Text)> MoralSteps { get; } = [.. new[] { "自我反省", "唱歌曲", "学模范", "诵经典", "谈感悟", "送吉祥" }.Select(one => (one, one))];

    /// <summary>Usual kinds of audience; anything else may be, too.</summary>
    public static IEnumerable<string> AudienceKinds { get; } = ["党员", "干部", "村民", "居民", "职工", "学生", "老年人", "妇女"];

    /// <summary>The six kinds of place (六进).</summary>
    public static IEnumerable<(string Value, string Text)> PlaceKinds { get; } = [.. new[] { "农村", "社区", "企业", "机关", "校园", "网络" }.Select(one => (one, one))];
}
