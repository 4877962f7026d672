using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Portal.Activities;
using CivPractice.Portal.Shared;

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

    public static (string Text, string Kind) Said(this OfferStatus status) => status switch
    {
        OfferStatus.OfferOpen => ("可预约", "good"),
        OfferStatus.OfferTaken => ("已约满", "info"),
        OfferStatus.OfferWithdrawn => ("已撤回", ""),
        _ => ("未知", ""),
    };

    /// <summary>What was chosen of a closed list; where that is 其他, what was written beside it.</summary>
    public static string Told(this Typed typed, string field) => typed[field] == SessionWords.Other && typed.Has($"{field}Other") ? typed[$"{field}Other"] : typed[field];

    /// <summary>What stands there, to be told otherwise: in words of the list, or beside 其他.</summary>
    public static void SuggestTold(this Typed typed, string field, string value, IEnumerable<(string Value, string Text)> words)
    {
        var known = value.Length == 0 || words.Any(word => word.Value == value);
        typed.Suggest(field, known ? value : SessionWords.Other);
        if (!known) typed.Suggest($"{field}Other", value);
    }

    /// <summary>The marks that were chosen in <see cref="MarkFields"/>.</summary>
    public static LectureMarks MarksOf(Typed typed) => new()
    {
        TaskField = typed.Choice<LectureTaskField>("marks.taskField"),
        Purposes = { typed.All("marks.purposes").Select(value => Enum.TryParse<LecturePurpose>(value, out var purpose) ? purpose : LecturePurpose.Unspecified).Where(purpose => purpose != LecturePurpose.Unspecified) },
    };

    public static void SuggestMarks(this Typed typed, LectureMarks? marks)
    {
        if (marks is null) return;
        if (marks.TaskField != LectureTaskField.Unspecified) typed.Suggest("marks.taskField", $"{marks.TaskField}");
        if (marks.Purposes.Count > 0) typed.Suggest("marks.purposes", marks.Purposes.Select(purpose => $"{purpose}"));
    }

    // Numbered as those of activities, so that both are said in the same words.
    public static string Said(this LectureTaskField field) => ((TaskField)(int)field).Said();

    public static string Said(this LecturePurpose purpose) => ((ActivityPurpose)(int)purpose).Said();

    /// <summary>A field of a session in the words of the form.</summary>
    public static string Field(string field) => field switch
    {
        "title" => "题目",
        "topic" => "主题",
        "method" => "方法",
        "form" => "形式",
        "placeKind" => "走进哪里",
        "audienceKind" => "讲给谁听",
        "place" => "具体地点",
        "venue" => "阵地",
        "taskField" => "任务领域",
        "purposes" => "目的",
        _ => field,
    };

    /// <summary>Choices, and first among them the one that stands there already where it is no choice any more.</summary>
    public static IReadOnlyList<(string Value, string Text)> With(IReadOnlyList<(string Value, string Text)> choices, string value, string text) =>
        value.Length == 0 || choices.Any(choice => choice.Value == value) ? choices : [(value, text), .. choices];

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

    /// <summary>What somebody who listened may choose from.</summary>
    public static readonly IReadOnlyList<(string Value, string Text)> Ratings = [("5", "5 很满意"), ("4", "4 满意"), ("3", "3 一般"), ("2", "2 不太满意"), ("1", "1 不满意")];

    /// <summary>As far as the map says it, 约 3 公里; where it does not, by the codes of the sites.</summary>
    public static string Near(this Proposal one) => one.HasMetres ? Way(one.Metres) : one.Distance switch { 0 => "同村（社区）", 1 => "同乡镇（街道）", _ => "同县区" };

    /// <summary>约 3 公里: as the crow flies, the road is longer; 不到 1 公里 below that.</summary>
    public static string Way(int metres) => metres < 1_000 ? "不到 1 公里" : $"约 {(metres + 500) / 1_000} 公里";

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

    public static IEnumerable<(string Value, string Text)> OfferStatuses { get; } = [.. Enum.GetValues<OfferStatus>().Where(one => one != 0).Select(one => (one.ToString(), one.Said().Text))];
    public static IEnumerable<(string Value, string Text)> Methods { get; } = Words(SessionWords.Methods.Select(each => each.Word));
    public static IEnumerable<(string Value, string Text)> Forms { get; } = Words(SessionWords.Forms.Select(each => each.Word));

    /// <summary>The branches of the topic tree (一级主题), to narrow a list by.</summary>
    public static IEnumerable<(string Value, string Text)> Branches { get; } = Words(TopicTree.Branches.Select(branch => branch.Name));

    /// <summary>Every word of the topic tree, branches and leaves.</summary>
    public static IEnumerable<(string Value, string Text)> Topics { get; } = Words(TopicTree.Branches.SelectMany(branch => branch.Leaves.Select(leaf => $"{branch.Name}/{leaf.Name}").Prepend(branch.Name)));

    public static IEnumerable<(string Value, string Text)> TaskFields { get; } = [.. Enum.GetValues<LectureTaskField>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];
    public static IEnumerable<(string Value, string Text)> Purposes { get; } = [.. Enum.GetValues<LecturePurpose>().Where(one => one != 0).Select(one => (one.ToString(), one.Said()))];

    /// <summary>Branches alone, without 其他: what a lecturer is asked for.</summary>
    public static IEnumerable<(string Value, string Text)> AskedFor { get; } = [.. TopicTree.Branches.Select(branch => (branch.Name, branch.Name))];

    public static IEnumerable<(string Value, string Text)> Weekdays { get; } = [.. Enumerable.Range(1, 7).Select(day => ($"{day}", $"周{"一二三四五六日"[day - 1]}"))];

    static IEnumerable<(string, string)> Words(IEnumerable<string> words) => [.. words.Append(SessionWords.Other).Select(word => (word, word))];

    /// <summary>Channels by which somebody speaks to people who are there.</summary>
    public static IEnumerable<(string Value, string Text)> InPerson { get; } = [.. new[] { Channel.DoorToDoor, Channel.Meeting, Channel.Performance }.Select(one => (one.ToString(), one.Said()))];
    public static IEnumerable<(string Value, string Text)> BoardKinds { get; } = [.. new[] { Channel.PublicityBoard, Channel.NewspaperBoard }.Select(one => (one.ToString(), one.Said()))];

    /// <summary>The usual steps of a moral lecture (道德讲堂).</summary>
    public static IEnumerable<(string Value, string Text)> MoralSteps { get; } = [.. new[] { "自我反省", "唱歌曲", "学模范", "诵经典", "谈感悟", "送吉祥" }.Select(one => (one, one))];

    /// <summary>Usual kinds of audience; anything else may be, too.</summary>
    public static IEnumerable<string> AudienceKinds { get; } = ["党员", "干部", "村民", "居民", "职工", "学生", "老年人", "妇女"];

    /// <summary>The kinds of place (六进) as the county's dictionary says them: which six they are differs from place to place. The usual ones where it says nothing, or does not answer.</summary>
    public static async Task<IReadOnlyList<(string Value, string Text)>> PlaceKindsAsync(DictionariesClient words, string prefix)
    {
        var told = await Part.Of(words.ListWordsAsync(new ListWordsRequest { Prefix = prefix, List = WordList.SixEnter, PageSize = 50 }));
        List<string> own = [.. told.Value?.Words.Where(word => word.ValidTo.Length == 0).Select(word => word.Text.TrimStart('进')).Distinct() ?? []];
        return [.. (own.Count > 0 ? own : usualPlaces).Select(one => (one, one))];
    }

    static readonly List<string> usualPlaces = ["农村", "社区", "企业", "机关", "校园", "网络"];
}
