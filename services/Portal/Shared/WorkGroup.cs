namespace CivPractice.Portal.Shared;

/// <summary>An entry of the workbench's menu. The path is one below the county's; without a permission it is open to all staff.</summary>
public sealed record WorkPlace(string Path, string Text, string? Permission = null, params string[] Also)
{
    /// <summary>Whether a path of the county lies at this entry: at its own page, at one below it, or at one that belongs to it though it has another address.</summary>
    public bool Holds(string path) => Also.Prepend(Path).Any(place => path == place || path.StartsWith(place + "/", StringComparison.Ordinal));
}

/// <summary>The workbench's menu in two rows: kinds of work, and the pages of the kind in which one is. Eighteen entries in one row are looked through, not found.</summary>
public sealed record WorkGroup(string Text, params WorkPlace[] Places)
{
    public static readonly IReadOnlyList<WorkGroup> All =
    [
        new("统计", new("cockpit", "总览", "figures.read"), new("report", "报告", "figures.read"), new("snapshots", "对账", "figures.read"), new("evidence", "佐证", "figures.read"), new("schedules", "定期报表", "figures.read"), new("checks", "抽查", "samples.read")),
        new("服务", new("work/needs", "需求", "needs.read"), new("work/activities", "活动", "activities.manage", "work/photos/activities"), new("work/projects", "项目", "activities.manage"),
            new("mobilizations", "应急", "mobilizations.answer", "work/mobilizations", "mobilization-tasks", "mobilization-shifts"), new("work/home-visits", "走访", "visits.record"),
            new("work/donations", "捐赠", "donations.manage", "work/beneficiaries")),
        new("队伍", new("work/teams", "队伍", null, "work/corps", "work/team-coverage"), new("work/volunteers", "志愿者", "volunteers.read"), new("work/hours", "时长", "hours.read"), new("work/certificates", "证明", "certificates.issue"), new("brands", "品牌"), new("associations", "组织")),
        new("宣讲", new("work/lectures", "场次", "lectures.manage", "work/photos/sessions"), new("work/lecture-orders", "点讲", "lectures.manage"), new("work/lecture-offers", "供讲", "lectures.manage"), new("lecturer-teams", "队伍", "lectures.manage"), new("lectures/courses", "课程", "lectures.manage"),
            new("lectures/boards", "宣传栏", "lectures.manage"), new("work/lecture-overview", "覆盖", "lectures.manage"), new("work/lecture-network", "网络", "lectures.manage"), new("work/lecture-questions", "群众的问题", "lectures.manage")),
        new("阵地", new("sites", "站点", null, "work/sites", "work/photos/sites", "neighbourhoods"), new("venues", "场所", "venues.manage", "work/venues", "work/photos/venues"), new("work/bookings", "预约", "venues.manage"), new("work/venue-use", "利用", "venues.manage"),
            new("work/visits", "到访", "visits.count"), new("bases", "基地"), new("work/five-haves", "五有", "assessments.read")),
        new("组织", new("work/posts", "岗位", "posts.read"), new("work/vacancies", "空缺", "posts.read"), new("work/office", "办公室", "posts.read"), new("work/documents", "文件", "documents.read"), new("work/meetings", "会议", "documents.read"), new("work/member-units", "成员单位", "documents.read"),
            new("work/schemes", "考核", "assessments.read"), new("pilots", "试点"), new("work/dictionaries", "字典", "dictionaries.manage")),
        new("风尚", new("civic", "风尚"), new("work/creation", "文明创建", "creation.declare", "creation"), new("honours", "荣誉", null, "work/honours"), new("livelihood", "民生实事", null, "work/livelihood"), new("news", "新闻", null, "work/news", "work/photos/news")),
    ];

    public bool Holds(string path) => Places.Any(place => place.Holds(path));
}
