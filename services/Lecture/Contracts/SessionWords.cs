namespace CivPractice.Lecture.V1;

/// <summary>How a session is given: the method (方法: 现身说法、实例讲解、入百家进万户) and the form (形式: 宣讲会、微党课、大课堂). Channels are another thing: by what people are reached. Each word stands with other names of the same.</summary>
public static class SessionWords
{
    /// <summary>Told in words of its own.</summary>
    public const string Other = "其他";

    public static readonly IReadOnlyList<(string Word, string[] Also)> Methods =
    [
        ("现身说法", ["现身说教", "现身讲述"]), ("实例讲解", ["案例讲解", "以案说法", "举例讲解"]), ("入百家进万户", ["入户宣讲", "上门宣讲", "进百家入万户"]),
        ("专题讲解", ["理论讲解", "专题讲座", "专题宣讲"]), ("互动问答", ["互动交流", "问答", "有奖问答"]), ("文艺宣讲", ["文艺演出", "快板", "快板宣讲"]),
    ];

    public static readonly IReadOnlyList<(string Word, string[] Also)> Forms =
    [
        ("宣讲会", ["宣讲报告会", "报告会"]), ("微党课", ["党课", "微课堂"]), ("大课堂", ["大讲堂", "百姓课堂"]), ("院坝会", ["小院会", "庭院会", "板凳会"]), ("座谈会", ["座谈", "茶话会"]), ("线上课堂", ["网络直播", "直播", "线上宣讲"]),
    ];
}
