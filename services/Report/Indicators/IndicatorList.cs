using CivPractice.Platform.Faults;
using CivPractice.Report.V1;
using CivPractice.Report.Words;
using static CivPractice.Report.V1.PeriodKind;

namespace CivPractice.Report.Indicators;

/// <summary>
/// The dictionary of indicators (指标字典). One that nobody measures yet has null in place of what it counts (尚未计量); no report speaks of it. To measure it is that
/// one line: the owner's measure in its place.
/// </summary>
public static class IndicatorList
{
    /// <summary>Of the dictionary as a whole: moves with any entry.</summary>
    public const int Version = 5;

    public static readonly IReadOnlyList<Indicator> All =
    [
        new("F01", "阵地资源", "资源库中尚未退出的阵地资源，不论类别、自有还是共享。", new("organization", "venues.pool"), new Exactly("个"), AsOf),
        new("F02", "中心、所覆盖", "本级中心、所在运行的县区和乡镇、街道，占应建中心、所的行政区划的比例；分中心等加后缀的站点不顶替别处的空缺。", new("organization", "divisions.covered", "Center", "Institute") { OutOf = "divisions.due" }, new Covered(), AsOf) { Version = 2 },
        new("F03", "站覆盖", "本村（社区）的站在运行的行政村、社区，占应建站的行政村、社区的比例；分站、点等加后缀的站点不顶替别处的空缺。", new("organization", "divisions.covered", "Station") { OutOf = "divisions.due" }, new Covered(), AsOf) { Version = 2 },
        new("F04", "实践所", "运行中的新时代文明实践所。", new("organization", "sites.running", "Institute"), new Exactly("个"), AsOf),
        new("F05", "实践站", "运行中的新时代文明实践站。", new("organization", "sites.running", "Station"), new Exactly("个"), AsOf),
        new("F06", "应急响应志愿者", "响应应急动员的志愿者。一人响应同一次动员几次只计一次，响应两次动员各计一次；演练不计。", new("activity", "mobilizations.volunteers"), new CutOff("名", 1), SinceEvent),
        new("F07", "小区", "社区登记的小区，不含已撤销的。", new("organization", "neighbourhoods"), new Exactly("个"), AsOf),
        new("F08", "小区居民", "各小区最近一次登记的居民数相加，是登记的属性，不是去重的人数。", new("organization", "neighbourhoods.residents"), new Roughly("人", 2), AsOf),
        new("F09", "协调小组成员单位", "志愿服务工作协调小组中有文件条款明确职责的成员单位。", new("organization", "member-units.bound"), new CutOff("家", 1), AsOf),
        new("F10", "队伍类别", "字典中志愿服务队伍的固定类别（“10+N”中的 10 类），地方增设的不计。每个县区各有一份字典，全市取最少的一个县区的，不相加。", new("organization", "dictionaries.team-kinds", "Ten") { IsLeastOfCounties = true }, new Exactly("类"), AsOf) { Tiers = TierScope.OwnTier },
        new("F11", "协会公益活动", "社会组织（协会）全年结项的公益活动，不计入 F21。", new("activity", "associations.activities"), new Exactly("次"), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F12", "协会出动志愿者", "协会公益活动的到场志愿者，按人次计：一人来几次计几次。", new("activity", "associations.volunteers"), new CutOff("人次", 2), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F13", "协会帮扶困难群众", "协会全年帮扶的困难群众，按人计：同一个协会的一人受助几次只计一次，在首次受助那天。几个年度、几个协会不能当作去重的人数相加。", new("activity", "associations.helped"), new Exactly("人"), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F14", "协会捐助资金", "协会全年收到的捐助资金，以分记账，不含实物。", new("activity", "donations.money.fen"), new InYuan(1), CalendarYear) { Tiers = TierScope.OwnTier },
        new("F15", "全国系统注册志愿者", "有全国志愿服务信息系统编号的志愿者。全市一人只计一次；县区各自去重，相加可能大于全市。",
            new("volunteer", "volunteers.registry.city") { WithinACounty = "volunteers.registry" }, new Exactly("人"), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F16", "全国系统服务时长", "来自全国志愿服务信息系统的服务时长，以分钟记账，累计到截止日。", new("volunteer", "hours.registry.minutes"), new InHours(), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F17", "全国系统志愿服务队伍", "有全国志愿服务信息系统编号的志愿服务队伍。与 F19 口径不同，不相加。", new("volunteer", "teams.registry"), new Exactly("个"), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F18", "全国系统志愿服务项目", "有全国志愿服务信息系统编号的志愿服务项目，已结束的也计。", new("activity", "projects.registry"), new Exactly("个"), AsOf) { Calibre = Calibre.NationalRegistry },
        new("F19", "文明实践志愿服务队", "各中心组建的文明实践志愿服务队。与 F17 口径不同，不相加。", new("volunteer", "teams.practice"), new CutOff("支", 1), AsOf),
        new("F20", "文明实践志愿服务队队员", "文明实践志愿服务队的在册队员；一人在两支队各计一次，不是去重的人数。与 F15 口径不同，不相加。", new("volunteer", "memberships.practice"), new InWan("人", 1), AsOf),
        new("F21", "文明实践活动", "各中心（所、站）全年结项的活动，按活动开始的日子计。宣讲另计（F23），协会的公益活动另计（F11）。", new("activity", "activities.completed"), new Exactly("场"), CalendarYear),
        new("F22", "志愿服务品牌", "认定的志愿服务品牌，不论级别，从认定之日起计。", new("volunteer", "brands"), new Exactly("个"), AsOf),
        new("F23", "理论宣讲", "各中心（所、站）全年已宣讲的场次，按开始的日子计。宣讲按宣讲计，活动按活动计（F21），两者不相加。", new("lecture", "lectures.held"), new Exactly("场"), CalendarYear),
        new("F24", "宣讲听众", "清点的听众，按人次计；估算和扫码的另计，不相加。", new("lecture", "lectures.audience.headcount"), new Exactly("人次"), CalendarYear),
        new("F25", "宣讲队伍", "登记的宣讲队伍，不论级别。从登记之日起计，不能倒推。", new("lecture", "lecturer-teams"), new Exactly("支"), AsRecorded),
        new("F26", "宣讲队员", "宣讲队伍中登记的宣讲员；一人在两支队各计一次。从登记之日起计，不能倒推。", new("lecture", "lecturers"), new Exactly("人"), AsRecorded),
        new("F27", "个人荣誉", "已核验且未撤销的个人荣誉，按获评之日计；一人获得两项各计一次。以下各项是其中的几类。", new("organization", "honours.persons"), new Exactly("人次"), AsOf),
        new("F27A", "全国道德模范（含提名）", "F27 中的全国道德模范（含提名）。", new("organization", "honours.persons", "National/全国道德模范"), new Exactly("名"), AsOf),
        new("F27B", "山西道德模范（含提名）", "F27 中的山西道德模范（含提名）。", new("organization", "honours.persons", "Provincial/山西道德模范"), new Exactly("名"), AsOf),
        new("F27C", "中国好人榜", "F27 中的中国好人榜。", new("organization", "honours.persons", "National/中国好人榜"), new Exactly("名"), AsOf),
        new("F27D", "山西好人", "F27 中的山西好人。", new("organization", "honours.persons", "Provincial/山西好人"), new Exactly("名"), AsOf),
        new("F27E", "新时代山西好少年", "F27 中的新时代山西好少年。", new("organization", "honours.persons", "Provincial/新时代山西好少年"), new Exactly("名"), AsOf),
        new("F28", "建设试点", "列为全国、省级、市级试点且没有终止的县区；只知道月份的从当月一日起计。", new("organization", "pilots"), new Exactly("个"), AsOf) { Tiers = TierScope.OwnTier },
        new("F28A", "全国试点", "F28 中的全国试点。", new("organization", "pilots", "NationalLevel"), new Exactly("个"), AsOf) { Tiers = TierScope.OwnTier },
        new("F28B", "省级试点", "F28 中的省级试点。", new("organization", "pilots", "ProvincialLevel"), new Exactly("个"), AsOf) { Tiers = TierScope.OwnTier },
        new("F28C", "市级试点", "F28 中的市级试点。", new("organization", "pilots", "MunicipalLevel"), new Exactly("个"), AsOf) { Tiers = TierScope.OwnTier },
        new("F29", "获省级表彰的志愿服务组织", "获得省级荣誉、已核验且未撤销的志愿服务组织，一个组织获得两项各计一次。", new("organization", "honours.organizations", "Provincial/*"), new Exactly("个次"), AsOf),
        new("R01", "志愿服务记录时长", "全年记入时长台账的分钟，不论来源，更正后的净数，按服务的日子计（志愿服务记录与证明出具办法 第十八条）。", new("volunteer", "hours.minutes"), new InHours(), CalendarYear),
        new("R02", "志愿者参与", "结项活动的到场志愿者，按人次计。", new("activity", "attendances"), new Exactly("人次"), CalendarYear),
        new("R03", "志愿服务记录证明", "全年出具的志愿服务记录证明，后来撤销或替换的也计，另见 R04。", new("volunteer", "certificates.issued"), new Exactly("份"), CalendarYear) { Version = 2 },
        new("R04", "撤销和替换的记录证明", "全年撤销或由新证明替换的志愿服务记录证明，不论哪一年出具，按撤销或替换的日子计。", new("volunteer", "certificates.ended"), new Exactly("份"), CalendarYear),
        new("R05", "时长更正", "全年由人更正的时长记录，按更正的日子计，一条记录更正两次各计一次。", new("volunteer", "hours.corrections"), new Exactly("次"), CalendarYear),
        new("R06", "所双岗配齐", "运行中的实践所里，所长和组宣委员都有人在任的，占运行中的实践所的比例。", new("organization", "sites.staffed", "Institute") { OutOf = "sites.running" }, new Covered(), AsOf),
        new("R07", "站专管员配备", "运行中的实践站里，有专管员在任的，占运行中的实践站的比例。", new("organization", "sites.staffed", "Station") { OutOf = "sites.running" }, new Covered(), AsOf),
        new("R08", "县区总队覆盖", "成立了志愿服务总队的县区，占应建中心的县区的比例；全市自己的总队不计。", new("volunteer", "corps", "Center") { OutOf = "divisions.due", OutOfOwner = "organization" }, new Covered(), AsOf),
        new("R09", "县区实施方案覆盖", "制定了新时代文明实践中心实施方案的县区，占应建中心的县区的比例；后来被新方案替代的也算制定过。", new("organization", "plans", "Center") { OutOf = "divisions.due" }, new Covered(), AsOf),
        new("R10", "职责落实", "当年至少有一场结项活动的成员单位职责，占成员单位全部职责的比例；一条职责一年只计一次。", new("organization", "duties.active") { OutOf = "duties" }, new Covered(), CalendarYear),
        new("R11", "星级实践所、站", "评定了星级且没有摘星的实践所、站，一个站点只计现在的一次评定。", new("organization", "sites.starred"), new Exactly("个"), AsOf),
        new("R12", "文明实践基地", "授牌且没有摘牌的文明实践基地，不论主题。", new("organization", "bases"), new Exactly("个"), AsOf),
        new("R13", "文明创建命名", "公示期满予以命名且没有撤销的村镇、单位、校园、家庭和星级文明户。", new("organization", "creation.named"), new Exactly("个"), AsOf),
        new("R14", "文明创建授牌", "R13 中已授牌的，从授牌之日起计。", new("organization", "creation.plaqued"), new Exactly("个"), AsOf),
        new("R15", "评选推荐人选", "全年推荐参加道德模范、身边好人、新时代好少年评选的人选，按推荐的日子计；一人参加两项评选各计一次。", new("organization", "selection.candidates"), new Exactly("人次"), CalendarYear),
        new("R16", "评选当选", "全年公示期满当选的人选，按当选的日子计，后来撤销的不计；当选的荣誉另见 F27，两者不相加。", new("organization", "selection.winners"), new Exactly("人次"), CalendarYear),
        new("R17", "五有达标", "五项都达标的站点，占运行中的站点的比例。", new("organization", "five-haves.all") { OutOf = "sites.running" }, new AsShare(), AsRecorded),
        new("R18", "到访群众", "全年到站点活动的群众，按人次计，只计清点的；估算的另计，不相加。", new("organization", "visits", "HeadCount"), new Exactly("人次"), CalendarYear),
        new("R19", "民生实事按期完成", "全年到期的民生实事里，按期完成的占的比例。", new("organization", "livelihood.in-time") { OutOf = "livelihood.items" }, new AsShare(), CalendarYear),
        new("R20", "群众需求", "全年收到的群众需求，按提出的日子计。", new("activity", "needs.posted"), new Exactly("件"), CalendarYear),
        new("R21", "需求办结", "全年办结的群众需求，按办结的日子计；重开的从前一次办结里减去，以最后一次为准。", new("activity", "needs.done"), new Exactly("件"), CalendarYear),
        new("R22", "接单用时", "全年首次接单的需求，从提出到接单平均用了几个工作日；当天接单计 0。平均数不能相加，要用合计重新算。", new("activity", "needs.accepted.days") { OutOf = "needs.accepted" }, new OnAverage("个工作日"), CalendarYear),
        new("R23", "办结用时", "全年办结的需求，从提出到办结平均用了几个工作日。平均数不能相加，要用合计重新算。", new("activity", "needs.done.days") { OutOf = "needs.done" }, new OnAverage("个工作日"), CalendarYear),
        new("R24", "需求满意", "全年评价过的需求里，最后一次评 4 分、5 分的占的比例。", new("activity", "needs.satisfied") { OutOf = "needs.rated" }, new AsShare(), CalendarYear),
        new("R25", "精准活动", "全年结项的文明实践活动里，由群众需求产生的占的比例。", new("activity", "activities.from-needs") { OutOf = "activities.completed" }, new AsShare(), CalendarYear),
        new("R26", "单位参与活动", "全年结项的文明实践活动的主办、承办、协办单位，按场次计：一场有几家单位，每家各计一次，不能当作活动的场数（F21）。", new("activity", "activities.units"), new Exactly("场次"), CalendarYear),
        new("R27", "群众参与", "全年结项的文明实践活动里不是志愿者的参加者，按人次计。", new("activity", "attendees"), new Exactly("人次"), CalendarYear),
        new("R28", "入户走访", "全年的入户走访，一户走访几次计几次。", new("activity", "home-visits"), new Exactly("次"), CalendarYear),
        new("R29", "党员志愿者", "志愿者类别登记为党员的。一人有两种类别，两类各计一次；在两个县区登记的，各计一次，不是去重的人数。", new("volunteer", "volunteers.kinds", "党员"), new Exactly("人"), AsOf),
        new("R30", "青年志愿者", "志愿者类别登记为青年的，计法同 R29，两者不相加。", new("volunteer", "volunteers.kinds", "青年"), new Exactly("人"), AsOf),
        new("R31", "道德讲堂", "F23 中的道德讲堂，按开始的日子计。", new("lecture", "lectures.moral"), new Exactly("场"), CalendarYear),
        new("R32", "点讲", "全年登记为已宣讲的群众点讲，按登记的日子计：跨年补记的计入登记的那年，与按宣讲日子计的 F23 年份可以不同，不相加。", new("lecture", "lectures.orders.held"), new Exactly("单"), CalendarYear) { Version = 2 },
        new("R33", "排期兑现", "全年事先排期的宣讲里，已宣讲的占的比例；事后补记的不计。", new("lecture", "lectures.planned.held") { OutOf = "lectures.planned" }, new AsShare(), CalendarYear),
        new("R34", "听众满意", "全年宣讲的听众评价里（凭评价码的和纸条上的），4 分、5 分的占的比例，按宣讲的日子计；点讲的反馈另计。", new("lecture", "lectures.feedback.satisfied") { OutOf = "lectures.feedback" }, new AsShare(), CalendarYear),
        new("R35", "常住人口", "县区最近一次登记的常住人口，来自人口普查或统计公报，不由乡镇、村（社区）的数相加；全市由各县区相加。不是本平台数的人，也不是去重的小区居民（F08）。",
            new("organization", "divisions.residents", "Center"), new InWan("人", 4), AsOf) { Calibre = Calibre.OfficialCount, Tiers = TierScope.OwnTier },
        new("R36", "群众满意", "全年登记的群众心声带的评分里，4 分、5 分的占的比例，按说的日子计，公开不公开都计；没有评分的不计。需求的评价另见 R24，听众的另见 R34。",
            new("organization", "quotes.satisfied") { OutOf = "quotes.rated" }, new AsShare(), CalendarYear),
    ];

    static readonly Dictionary<string, Indicator> byId = All.ToDictionary(indicator => indicator.Id);

    public static Indicator? Find(string id) => byId.GetValueOrDefault(id);

    /// <exception cref="Fault">NOT_FOUND.</exception>
    public static Indicator Get(string id) => Find(id) ?? throw Fault.NotFound($"指标“{id}”");
}
