using CivPractice.Volunteer.V1;

namespace CivPractice.Portal.Record;

/// <summary>Requests to correct records, in the people's words.</summary>
public static class CorrectionWords
{
    public static string Said(this CorrectionAbout about) => about switch
    {
        CorrectionAbout.RecordedHours => "已记的时长有误",
        CorrectionAbout.MissingHours => "时长漏记了",
        CorrectionAbout.ProfileRecord => "个人信息有误",
        CorrectionAbout.OtherRecord => "其他记录有误",
        _ => "",
    };

    public static IEnumerable<(string Value, string Text)> Abouts => Enum.GetValues<CorrectionAbout>().Where(about => about != CorrectionAbout.Unspecified).Select(about => (about.ToString(), about.Said()));

    public static (string Text, string Kind) State(this CorrectionRequest request) => request.Status switch
    {
        CorrectionStatus.CorrectionAsked => request.Overdue ? ("超期未答复", "bad") : ("待答复", "warn"),
        CorrectionStatus.CorrectionAccepted => ("已更正", "good"),
        CorrectionStatus.CorrectionRefused => ("未更正", ""),
        _ => ("已撤回", ""),
    };
}
