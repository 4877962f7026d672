using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>What Organization counts besides sites and venues: words, bases, honours, creation, use of venues, visits, livelihood items, news, 五有.</summary>
static class CivicMeasures
{
    /// <summary>Kinds of teams in a county's dictionary; the dimension says Ten or Local (10+N).</summary>
    public static readonly Measure TeamKinds = new("dictionaries.team-kinds", "队伍类别", "类", Stock: true);

    /// <summary>By theme.</summary>
    public static readonly Measure Bases = new("bases", "文明实践基地", "个", Stock: true);

    /// <summary>Verified ones on the day they were given; the dimension is level and kind, e.g. Provincial/山西好人.</summary>
    public static readonly Measure HonoursOfPersons = new("honours.persons", "个人荣誉", "人次");
    public static readonly Measure HonoursOfHouseholds = new("honours.households", "家庭荣誉", "户次");
    public static readonly Measure HonoursOfOrganizations = new("honours.organizations", "组织荣誉", "个次");

    /// <summary>Who bears a name of creation, by kind.</summary>
    public static readonly Measure CreationNamed = new("creation.named", "文明创建命名", "个", Stock: true);

    /// <summary>Re-checks by how they ended; those kept over all is the rate.</summary>
    public static readonly Measure CreationRechecked = new("creation.rechecked", "文明创建复查", "个次");

    /// <summary>Bookings that took place, on the day they began.</summary>
    public static readonly Measure BookingsDone = new("bookings.done", "阵地预约使用", "次");
    public static readonly Measure BookedMinutes = new("bookings.minutes", "阵地预约使用时长", "分钟");

    /// <summary>People who dropped in, by how they were counted: a head count and an estimate are not the same.</summary>
    public static readonly Measure Visits = new("visits", "到访", "人次");

    /// <summary>Ratings of 1 to 5 that residents gave with what they said (群众心声), on the day on which they said it; whether it is shown or not.</summary>
    public static readonly Measure Rated = new("quotes.rated", "群众评分", "人次");

    /// <summary>Of <see cref="Rated"/>, those of 4 and 5; over them it is the share of the satisfied (满意率).</summary>
    public static readonly Measure Satisfied = new("quotes.satisfied", "满意的群众评分", "人次");

    /// <summary>On the day they are due.</summary>
    public static readonly Measure LivelihoodItems = new("livelihood.items", "民生实事", "件");
    public static readonly Measure LivelihoodInTime = new("livelihood.in-time", "按期完成的民生实事", "件");
    public static readonly Measure NewsPublished = new("news.published", "发布新闻", "条");

    /// <summary>Sites that have one of the five, by criterion; and all five.</summary>
    public static readonly Measure FiveHaves = new("five-haves", "五有单项达标", "个", Stock: true);
    public static readonly Measure FiveHavesAll = new("five-haves.all", "五有达标站点", "个", Stock: true);

    /// <summary>Sites that bear stars, by how many.</summary>
    public static readonly Measure StarredSites = new("sites.starred", "星级实践所、站", "个", Stock: true);

    /// <summary>Who is named and got the plaque, by kind, from the day of the plaque.</summary>
    public static readonly Measure CreationPlaqued = new("creation.plaqued", "文明创建授牌", "个", Stock: true);

    /// <summary>Persons who were recommended in a selection, on that day, by kind.</summary>
    public static readonly Measure SelectionCandidates = new("selection.candidates", "评选推荐人选", "人次");

    /// <summary>Of these, the ones who were chosen, on the day of the result, by kind; not who lost the honour again.</summary>
    public static readonly Measure SelectionWinners = new("selection.winners", "评选当选", "人次");

    public static IReadOnlyList<Measure> All =>
    [
        TeamKinds, Bases, HonoursOfPersons, HonoursOfHouseholds, HonoursOfOrganizations, CreationNamed, CreationRechecked, BookingsDone, BookedMinutes, Visits, Rated, Satisfied,
        LivelihoodItems, LivelihoodInTime, NewsPublished, FiveHaves, FiveHavesAll, StarredSites, CreationPlaqued, SelectionCandidates, SelectionWinners,
    ];
}
