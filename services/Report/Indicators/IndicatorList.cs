using CivPractice.Platform.Faults;
using CivPractice.Report.V1;
using CivPractice.Report.Words;
using static CivPractice.Report.V1.PeriodKind;

namespace CivPractice.Report.Indicators;

/// <summary>
/// The dictionary of indicators (指标字典). One that nobody measures yet says <see cref="NotYet"/> in place of what it counts; no report speaks of it. To measure it is that
/// one line: the owner's measure in its place.
/// </summary>
public static class IndicatorList
{
    /// <summary>Of the dictionary as a whole: moves with any entry.</summary>
    public const int Version = 1;

    /// <summary>Not yet measured (尚未计量).</summary>
    static Counting? NotYet => null;

    public static readonly IReadOnlyList<Indicator> All =
    [
        new("F01", "阵地资源", "资源库中尚未退出的阵地资源，不论类别、自有还是共享。", new("organization", "venues.pool"), new Exactly("个"), AsOf),
        new("F02", "中心、所覆盖", "运行中的中心和所，占应建中心、所的行政区划的比例。", new("organization", "sites.running", "Center", "Institute") { OutOf = "divisions.due" }, new Covered(), AsOf),
        new("F03", "站覆盖", "运行中的站，占应建站的行政村、社区的比例。", new("organization", "sites.running", "Station") { OutOf = "divisions.due" }, new Covered(), AsOf),
        new("F04", "实践所", "运行中的新时代文明实践所。", new("organization", "sites.running", "Institute"), new Exactly("个"), AsOf),
        new("F05", "实践站", "运行中的新时代文明实践站。", new("organization", "sites.running", "Station"), new Exactly("个"), AsOf),
        new("F06", "应急响应志愿者", "响应应急动员的志愿者；一人响应几次只计一次，演练不计。", NotYet, new CutOff("名", 1), SinceEvent),
        new("F07", "小区", "社区登记的小区数，是登记的属性，不是行数。", NotYet, new Exactly("个"), AsRecorded) { Tiers = TierScope.OwnTier },
        new("F08", "居民", "社区登记的居民数，是登记的属性，不是行数。", NotYet, new Roughly("人", 2), AsRecorded) { Tiers = TierScope.OwnTier },
        new("F09", "协调小组成员单位", "志愿服务工作协调小组中有明确职责的成员单位。", NotYet, new CutOff("家", 1), AsOf) { Tiers = TierScope.OwnTier },
        new("F10", "队伍类别", "志愿服务队伍的固定类别（“10+N”中的 10 类）。", NotYet, new Exactly("类"), AsRecorded) { Tiers = TierScope.OwnTier },
        new("F11", "协会公益活动", "社会组织（协会）全年结项的公益活动，不计入 F21。", NotYet, new Exactly("次"), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F12", "协会出动志愿者", "协会公益活动的到场志愿者，按人次计：一人来几次计几次。", NotYet, new CutOff("人次", 2), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F13", "协会帮扶困难群众", "协会帮扶的困难群众，按人计：一人受助几次只计一次。", NotYet, new Exactly("人"), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F14", "协会捐助资金", "协会收到的捐助资金，以元计，不含实物。", NotYet, new InWan("元", 1), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F15", "全国系统注册志愿者", "有全国志愿服务信息系统编号的志愿者。全市一人只计一次；县区各自去重，相加可能大于全市。",
            new("volunteer", "volunteers.registry.city") { WithinACounty = "volunteers.registry" }, new Exactly("人"), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F16", "全国系统服务时长", "来自全国志愿服务信息系统的服务时长，以分钟记账，累计到截止日。", new("volunteer", "hours.registry.minutes"), new InHours(), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F17", "全国系统志愿服务队伍", "有全国志愿服务信息系统编号的志愿服务队伍。与 F19 口径不同，不相加。", new("volunteer", "teams.registry"), new Exactly("个"), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F18", "全国系统志愿服务项目", "有全国志愿服务信息系统编号的志愿服务项目，已结束的也计。", new("activity", "projects.registry"), new Exactly("个"), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F19", "文明实践志愿服务队", "各中心组建的文明实践志愿服务队。与 F17 口径不同，不相加。", new("volunteer", "teams.practice"), new CutOff("支", 1), AsOf),
        new("F20", "文明实践志愿服务队队员", "文明实践志愿服务队的在册队员；一人在两支队各计一次，不是去重的人数。与 F15 口径不同，不相加。", new("volunteer", "memberships.practice"), new InWan("人", 1), AsOf),
        new("F21", "文明实践活动", "各中心（所、站）全年结项的活动，按活动开始的日子计。宣讲另计（F23），协会的公益活动另计（F11）。", new("activity", "activities.completed"), new Exactly("场"), CalendarYear),
        new("F22", "志愿服务品牌", "认定的志愿服务品牌。", NotYet, new Exactly("个"), AsOf),
        new("F23", "理论宣讲", "各中心（所、站）全年已宣讲的场次，按开始的日子计。包含宣讲的活动只按活动计一次。", new("lecture", "lectures.held"), new Exactly("场"), CalendarYear),
        new("F24", "宣讲听众", "清点的听众，按人次计；估算和扫码的另计，不相加。", new("lecture", "lectures.audience.headcount"), new Exactly("人次"), CalendarYear),
        new("F25", "宣讲队伍", "登记的宣讲队伍，不论级别。从登记之日起计，不能倒推。", new("lecture", "lecturer-teams"), new Exactly("支"), AsRecorded),
        new("F26", "宣讲队员", "宣讲队伍中登记的宣讲员；一人在两支队各计一次。从登记之日起计，不能倒推。", new("lecture", "lecturers"), new Exactly("人"), AsRecorded),
        new("F27", "个人荣誉", "已命名且未撤销的个人荣誉，按类别和级别列出。", NotYet, new Exactly("人"), AsOf) { Tiers = TierScope.OwnTier },
        new("F28", "建设试点", "列为全国、省级、市级试点的县区，日期可以只到月。", NotYet, new Exactly("个"), AsOf) { Tiers = TierScope.OwnTier },
        new("F29", "获省级表彰的志愿服务组织", "获得省级表彰的志愿服务组织。", NotYet, new Exactly("个"), AsOf) { Tiers = TierScope.OwnTier },
        new("R01", "志愿服务记录时长", "全年记入时长台账的分钟，不论来源，更正后的净数，按服务的日子计（志愿服务记录与证明出具办法 第十八条）。", new("volunteer", "hours.minutes"), new InHours(), CalendarYear),
        new("R02", "志愿者参与", "结项活动的到场志愿者，按人次计。", new("activity", "attendances"), new Exactly("人次"), CalendarYear),
        new("R03", "志愿服务记录证明", "全年出具的志愿服务记录证明，已撤销的不计。", NotYet, new Exactly("份"), CalendarYear),
    ];

    static readonly Dictionary<string, Indicator> byId = All.ToDictionary(indicator => indicator.Id);

    public static Indicator? Find(string id) => byId.GetValueOrDefault(id);

    /// <exception cref="Fault">NOT_FOUND.</exception>
    public static Indicator Get(string id) => Find(id) ?? throw Fault.NotFound($"指标“{id}”");
}
