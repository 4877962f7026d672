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
        _ => ("未知", ""),
    };

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

    /// <summary>The six kinds of place (六进).</summary>
    public static IEnumerable<(string Value, string Text)> PlaceKinds { get; } = [.. new[] { "农村", "社区", "企业", "机关", "校园", "网络" }.Select(one => (one, one))];
}
