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
        new("服务", new("workbench/needs", "需求", "needs.read"), new("workbench/activities", "活动", "activities.manage", "workbench/photos/activities"), new("workbench/projects", "项目", "activities.manage"),
            new("mobilizations", "应急", "mobilizations.answer", "workbench/mobilizations", "mobilization-tasks", "mobilization-shifts"), new("workbench/home-visits", "走访", "visits.record"),
            new("workbench/donations", "捐赠", "donations.manage", "workbench/beneficiaries")),
        new("队伍", new("workbench/teams", "队伍", null, "workbench/corps", "workbench/team-coverage"), new("workbench/volunteers", "志愿者", "volunteers.read"), new("workbench/hours", "时长", "hours.read"), new("workbench/certificates", "证明", "certificates.issue"), new("brands", "品牌"), new("associations", "组织")),
        new("宣讲", new("workbench/lectures", "场次", "lectures.manage", "workbench/photos/sessions"), new("workbench/lecture-orders", "点讲", "lectures.manage"), new("workbench/lecture-offers", "供讲", "lectures.manage"), new("lecturer-teams", "队伍", "lectures.manage"), new("lectures/courses", "课程", "lectures.manage"),
            new("lectures/boards", "宣传栏", "lectures.manage"), new("workbench/lecture-overview", "覆盖", "lectures.manage"), new("workbench/lecture-network", "网络", "lectures.manage"), new("workbench/lecture-questions", "群众的问题", "lectures.manage")),
        new("阵地", new("sites", "站点", null, "workbench/sites", "workbench/photos/sites", "neighbourhoods", "divisions"), new("venues", "场所", "venues.manage", "workbench/venues", "workbench/photos/venues"), new("workbench/bookings", "预约", "venues.manage"), new("workbench/venue-use", "利用", "venues.manage"),
            new("workbench/visits", "到访", "visits.count"), new("bases", "基地"), new("workbench/five-haves", "五有", "assessments.read")),
        new("组织", new("workbench/posts", "岗位", "posts.read"), new("workbench/vacancies", "空缺", "posts.read"), new("workbench/office", "办公室", "posts.read"), new("workbench/documents", "文件", "documents.read"), new("workbench/meetings", "会议", "documents.read"), new("workbench/member-units", "成员单位", "documents.read"),
            new("workbench/schemes", "考核", "assessments.read"), new("pilots", "试点"), new("workbench/dictionaries", "字典", "dictionaries.manage")),
        new("风尚", new("civic", "风尚"), new("workbench/creation", "文明创建", "creation.declare", "creation"), new("honours", "荣誉", null, "workbench/honours"), new("livelihood", "民生实事", null, "workbench/livelihood"), new("news", "新闻", null, "workbench/news", "workbench/photos/news")),
    ];

    public bool Holds(string path) => Places.Any(place => place.Holds(path));
}
