using CivPractice.Platform.Imports;
using CivPractice.Portal.Shared;

namespace CivPractice.Portal.Imports;

/// <summary>A kind of import as people meet it: its name in addresses, its owner, its title, the permission to bring one, and the page that lists what came in.</summary>
public sealed record ImportSort(string Name, string Owner, string Title, string Permission, string Page)
{
    /// <summary>In the order in which a county moves in: each leans on those before it.</summary>
    public static IReadOnlyList<ImportSort> All { get; } =
    [
        new("divisions", "organization", "行政区划", "sites.import", "divisions"),
        new("sites", "organization", "站点", "sites.import", "sites"),
        new("dictionaries", "organization", "本地字典", "honours.import", "workbench/dictionaries"),
        new("venues", "organization", "阵地资源", "sites.import", "venues"),
        new("livelihood", "organization", "民生实事", "livelihood.manage", "livelihood"),
        new("site-stars", "organization", "星级站点", "sites.import", "stars"),
        new("bases", "organization", "实践基地", "honours.import", "bases"),
        new("honours", "organization", "荣誉", "honours.import", "honours"),
        new("neighbourhoods", "organization", "小区", "sites.import", "sites"),
        new("posts", "organization", "岗位任职", "posts.manage", "sites"),
        new("pilots", "organization", "试点", "documents.manage", "pilots"),
        new("documents", "organization", "政策文件", "documents.manage", "workbench/documents"),
        new("document-tasks", "organization", "任务分工", "documents.manage", "workbench/documents"),
        new("member-units", "organization", "成员单位", "documents.manage", "workbench/member-units"),
        new("duties", "organization", "单位职责", "documents.manage", "workbench/member-units"),
        new("meetings", "organization", "会议", "documents.manage", "workbench/meetings"),
        new("decisions", "organization", "会议决议", "documents.manage", "workbench/meetings"),
        new("volunteers", "volunteer", "志愿者", "volunteers.import", "workbench/volunteers"),
        new("teams", "volunteer", "队伍", "volunteers.import", "workbench/teams"),
        new("members", "volunteer", "队员", "volunteers.import", "workbench/teams"),
        new("hours", "volunteer", "时长", "volunteers.import", "workbench/hours"),
        new("associations", "volunteer", "志愿服务组织", "volunteers.import", "associations"),
        new("brands", "volunteer", "品牌", "volunteers.import", "brands"),
        new("projects", "activity", "志愿服务项目", "activities.import", "workbench/projects"),
        new("activities", "activity", "往期活动", "activities.import", "workbench/activities"),
        new("donations", "activity", "捐赠", "donations.import", "donations"),
        new("beneficiaries", "activity", "帮扶对象", "donations.import", "workbench/beneficiaries"),
        new("allocations", "activity", "发放", "donations.import", "donations"),
        new("mobilizations", "activity", "应急动员", "activities.import", "mobilizations"),
        new("mobilization-tasks", "activity", "动员任务", "activities.import", "mobilizations"),
        new("mobilization-shifts", "activity", "动员班次", "activities.import", "mobilizations"),
        new("mobilization-sites", "activity", "站点响应", "activities.import", "mobilizations"),
        new("mobilization-answers", "activity", "志愿者响应", "activities.import", "mobilizations"),
        new("lecturer-teams", "lecture", "宣讲队伍", "lectures.import", "lecturer-teams"),
        new("lecturers", "lecture", "宣讲员", "lectures.import", "lecturer-teams"),
        new("sessions", "lecture", "宣讲场次", "lectures.import", "workbench/lectures"),
        new("snapshots", "report", "外部系统快照", "snapshots.import", "snapshots"),
    ];
}

/// <summary>The services' import endpoints, asked with the caller's own token.</summary>
public sealed class ImportCalls(OwnerFiles files)
{
    public Task<ImportList> ListAsync(ImportSort sort) => files.SendAsync<ImportList>(sort.Owner, HttpMethod.Get, PathOf(sort));

    public Task<ImportShown> ShowAsync(ImportSort sort, string id) => files.SendAsync<ImportShown>(sort.Owner, HttpMethod.Get, $"{PathOf(sort)}/{Uri.EscapeDataString(id)}");

    /// <param name="deed">start or cancel.</param>
    public Task<ImportShown> StepAsync(ImportSort sort, string id, string deed) => files.SendAsync<ImportShown>(sort.Owner, HttpMethod.Post, $"{PathOf(sort)}/{Uri.EscapeDataString(id)}/{deed}");

    public Task<ImportShown> UploadAsync(ImportSort sort, IFormFile file) => files.UploadAsync<ImportShown>(sort.Owner, PathOf(sort), file);

    static string PathOf(ImportSort sort) => $"/api/imports/{sort.Name}";
}
