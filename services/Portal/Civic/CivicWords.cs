using CivPractice.Organization.V1;

namespace CivPractice.Portal.Civic;

/// <summary>Honours, bookings, creation, visits, livelihood items, news and assessments in the people's words.</summary>
public static class CivicWords
{
    public static string Said(this HonourLevel level) => level switch
    {
        HonourLevel.National => "国家级",
        HonourLevel.Provincial => "省级",
        HonourLevel.City => "市级",
        HonourLevel.County => "县级",
        _ => "",
    };

    public static string Said(this HonourBearer bearer) => bearer switch
    {
        HonourBearer.Person => "个人",
        HonourBearer.Household => "家庭",
        HonourBearer.Organization => "组织",
        _ => "",
    };

    public static (string Text, string Kind) Said(this HonourStatus status) => status switch
    {
        HonourStatus.Recorded => ("待核验", "warn"),
        HonourStatus.Verified => ("已核验", "good"),
        HonourStatus.Refused => ("未通过核验", "bad"),
        HonourStatus.Revoked => ("已撤销", "bad"),
        _ => ("未知", ""),
    };

    public static string Said(this NameConsent consent) => consent switch
    {
        NameConsent.Hidden => "不公开",
        NameConsent.Surname => "只公开姓氏",
        NameConsent.Full => "公开姓名",
        _ => "",
    };

    public static (string Text, string Kind) Said(this BookingStatus status) => status switch
    {
        BookingStatus.Requested => ("待确认", "warn"),
        BookingStatus.Confirmed => ("已确认", "info"),
        BookingStatus.InUse => ("使用中", "good"),
        BookingStatus.Done => ("已完成", ""),
        BookingStatus.Cancelled => ("已取消", "bad"),
        BookingStatus.NoShow => ("爽约", "bad"),
        _ => ("未知", ""),
    };

    public static string Said(this CreationKind kind) => kind switch
    {
        CreationKind.Village => "文明村镇",
        CreationKind.Unit => "文明单位",
        CreationKind.Campus => "文明校园",
        CreationKind.Family => "文明家庭",
        CreationKind.StarredHousehold => "星级文明户",
        CreationKind.MoralModel => "道德模范评选",
        CreationKind.GoodPerson => "身边好人评选",
        CreationKind.GoodYouth => "新时代好少年评选",
        _ => "",
    };

    public static string Said(this CandidateFigure figure) => figure switch { CandidateFigure.Named => "命名", CandidateFigure.Plaqued => "授牌", CandidateFigure.Recommended => "推荐人选", CandidateFigure.Chosen => "当选", _ => "" };

    public static (string Text, string Kind) Said(this CandidateStatus status) => status switch
    {
        CandidateStatus.Declared => ("已申报", "warn"),
        CandidateStatus.Reviewed => ("评议通过", "info"),
        CandidateStatus.Noticed => ("公示中", "info"),
        CandidateStatus.Named => ("已命名", "good"),
        CandidateStatus.Plaqued => ("已授牌", "good"),
        CandidateStatus.Kept => ("复查保留", "good"),
        CandidateStatus.Revoked => ("已撤销", "bad"),
        CandidateStatus.Refused => ("未通过", "bad"),
        CandidateStatus.Withdrawn => ("已撤回", ""),
        _ => ("未知", ""),
    };

    public static (string Text, string Kind) Said(this ObjectionDecision decision) => decision switch
    {
        ObjectionDecision.Open => ("待处理", "warn"),
        ObjectionDecision.Upheld => ("成立", "bad"),
        ObjectionDecision.Dismissed => ("不成立", ""),
        _ => ("未知", ""),
    };

    public static string Said(this HalfDay half) => half switch
    {
        HalfDay.Morning => "上午",
        HalfDay.Afternoon => "下午",
        HalfDay.Evening => "晚上",
        _ => "",
    };

    public static string Said(this VisitMethod method) => method switch
    {
        VisitMethod.HeadCount => "清点",
        VisitMethod.Counter => "计数器",
        VisitMethod.Estimate => "估算",
        _ => "",
    };

    public static (string Text, string Kind) Said(this ItemState state) => state switch
    {
        ItemState.Running => ("进行中", "info"),
        ItemState.Overdue => ("超期未完成", "bad"),
        ItemState.DoneInTime => ("按期完成", "good"),
        ItemState.DoneLate => ("超期完成", "warn"),
        _ => ("未知", ""),
    };

    public static (string Text, string Kind) Said(this NewsStatus status) => status switch
    {
        NewsStatus.Draft => ("草稿", ""),
        NewsStatus.Submitted => ("待审", "warn"),
        NewsStatus.Published => ("已发布", "good"),
        NewsStatus.TakenDown => ("已撤下", "bad"),
        _ => ("未知", ""),
    };

    public static string Said(this FiveHave criterion) => criterion switch
    {
        FiveHave.Venue => "有场地",
        FiveHave.Team => "有队伍",
        FiveHave.Activity => "有活动",
        FiveHave.Project => "有项目",
        FiveHave.Mechanism => "有机制",
        _ => "",
    };

    public static (string Text, string Kind) Said(this SchemeStatus status) => status switch
    {
        SchemeStatus.Draft => ("评分中", "warn"),
        SchemeStatus.Announced => ("已公布", "info"),
        SchemeStatus.Closed => ("已归档", ""),
        _ => ("未知", ""),
    };

    public static (string Text, string Kind) Said(this AppealStatus status) => status switch
    {
        AppealStatus.Open => ("申诉待处理", "warn"),
        AppealStatus.Upheld => ("申诉成立", "good"),
        AppealStatus.Dismissed => ("申诉不成立", ""),
        _ => ("", ""),
    };

    /// <summary>2026年 8 人评分，满意 87.5%; of a few only how many they are, of none nothing.</summary>
    public static string Satisfaction(GetSatisfactionResponse? ratings, string year) => ratings switch
    {
        null or { Rated: 0 } => "",
        { HasSatisfied: false } => $"{year}年 {ratings.Rated} 人评分",
        // Cut off: 99.96% is not 100.0%.
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{year}年 {ratings.Rated} 人评分，满意（4 分、5 分）{Math.Floor(1000m * ratings.Satisfied / ratings.Rated) / 10:0.0}%"),
    };

    public static string Said(this WordList list) => list switch
    {
        WordList.Platform => "平台",
        WordList.TeamKind => "队伍类别（10+N）",
        WordList.SixEnter => "六进",
        WordList.Channel => "宣讲渠道",
        WordList.Theme => "主题",
        WordList.Purpose => "目的",
        WordList.CrossWork => "结合的工作",
        WordList.TaskField => "任务领域",
        WordList.LinkedPlatform => "两中心一平台",
        WordList.Slogan => "工作思路",
        WordList.Mission => "使命任务",
        WordList.VenueKind => "阵地类别",
        _ => "",
    };

    /// <summary>The values of a choice, but for its zero.</summary>
    public static IEnumerable<(string Value, string Text)> Choices<TEnum>(Func<TEnum, string> said) where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Where(one => Convert.ToInt32(one, System.Globalization.CultureInfo.InvariantCulture) != 0).Select(one => (one.ToString(), said(one)))];

    public static IEnumerable<(string Value, string Text)> Levels { get; } = Choices<HonourLevel>(Said);
    public static IEnumerable<(string Value, string Text)> Bearers { get; } = Choices<HonourBearer>(Said);
    public static IEnumerable<(string Value, string Text)> Consents { get; } = Choices<NameConsent>(Said);
    public static IEnumerable<(string Value, string Text)> HonourStates { get; } = Choices<HonourStatus>(one => one.Said().Text);
    public static IEnumerable<(string Value, string Text)> BookingStates { get; } = Choices<BookingStatus>(one => one.Said().Text);
    public static IEnumerable<(string Value, string Text)> CreationKinds { get; } = Choices<CreationKind>(Said);
    public static IEnumerable<(string Value, string Text)> CandidateStates { get; } = Choices<CandidateStatus>(one => one.Said().Text);
    public static IEnumerable<(string Value, string Text)> HalfDays { get; } = Choices<HalfDay>(Said);
    public static IEnumerable<(string Value, string Text)> Methods { get; } = Choices<VisitMethod>(Said);
    public static IEnumerable<(string Value, string Text)> ItemStates { get; } = Choices<ItemState>(one => one.Said().Text);
    public static IEnumerable<(string Value, string Text)> NewsStates { get; } = Choices<NewsStatus>(one => one.Said().Text);
    public static IEnumerable<(string Value, string Text)> Criteria { get; } = Choices<FiveHave>(Said);
    public static IEnumerable<(string Value, string Text)> Lists { get; } = Choices<WordList>(Said);

    /// <summary>A selection (评选) of persons, whose winners get an honour.</summary>
    public static bool IsSelection(this CreationKind kind) => kind is CreationKind.MoralModel or CreationKind.GoodPerson or CreationKind.GoodYouth;

    /// <summary>A person of a selection is chosen; whoever else declares is named.</summary>
    public static (string Text, string Kind) Said(this Candidate one) => one.Status == CandidateStatus.Named && one.Kind.IsSelection() ? ("已当选", "good") : one.Status.Said();

    /// <summary>★★★.</summary>
    public static string Stars(int stars) => stars > 0 ? new string('★', stars) : "";

    /// <summary>Tenths of a point: 12.5.</summary>
    public static string Points(int tenths) => (tenths / 10m).ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>2021-11 as 2021年11月.</summary>
    public static string KnownDay(string day) => day.Length switch { 4 => $"{day}年", 7 => $"{day[..4]}年{day[5..].TrimStart('0')}月", _ => Shared.Say.Day(day) };
}
