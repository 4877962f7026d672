using CivPractice.Activity.V1;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Exports;
using CivPractice.Report.V1;
using CivPractice.Volunteer.V1;
using Google.Protobuf.Reflection;

namespace CivPractice.Gateway.Routing;

/// <summary>A file that goes to or comes from its owner: plain streamed HTTP, since client streaming is not transcoded.</summary>
/// <param name="Verb">GET or POST.</param>
/// <param name="Template">Path without the county.</param>
/// <param name="Owner">The service that answers.</param>
/// <param name="Permission">The permission's name, as the owner states it on the endpoint.</param>
/// <param name="ContentType">Of the request's body for POST, of the answer's for GET.</param>
/// <param name="Summary">What it does, in the words of the people.</param>
public sealed record FileEndpoint(string Verb, string Template, string Owner, string Permission, string ContentType, string Summary)
{
    /// <summary>Fields of a list's request that narrow what comes.</summary>
    public IReadOnlyList<FieldDescriptor> Filters { get; init; } = [];

    /// <summary>The forms it comes in; the first where none is asked for.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];
}

/// <summary>Every file endpoint of the platform; a test compares it with what the owners map.</summary>
public static class FileEndpoints
{
    /// <summary>The largest file that the gateway lets in.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    public static IReadOnlyList<FileEndpoint> All { get; } =
    [
        .. Imports("organization", "divisions", "sites.import", "行政区划"),
        .. Imports("organization", "sites", "sites.import", "站点"),
        .. Imports("organization", "venues", "sites.import", "阵地资源"),
        .. Imports("organization", "dictionaries", "honours.import", "本地字典"),
        .. Imports("organization", "bases", "honours.import", "实践基地"),
        .. Imports("organization", "site-stars", "sites.import", "星级站点"),
        .. Imports("organization", "honours", "honours.import", "荣誉"),
        .. Imports("organization", "livelihood", "livelihood.manage", "民生实事"),
        .. Imports("organization", "neighbourhoods", "sites.import", "小区"),
        .. Imports("organization", "posts", "posts.manage", "岗位任职"),
        .. Imports("organization", "pilots", "documents.manage", "试点"),
        .. Imports("organization", "documents", "documents.manage", "政策文件"),
        .. Imports("organization", "document-tasks", "documents.manage", "任务分工"),
        .. Imports("organization", "member-units", "documents.manage", "成员单位"),
        .. Imports("organization", "duties", "documents.manage", "单位职责"),
        .. Imports("organization", "meetings", "documents.manage", "会议"),
        .. Imports("organization", "decisions", "documents.manage", "会议决议"),
        .. Imports("volunteer", "volunteers", "volunteers.import", "志愿者"),
        .. Imports("volunteer", "teams", "volunteers.import", "队伍"),
        .. Imports("volunteer", "members", "volunteers.import", "队员"),
        .. Imports("volunteer", "hours", "volunteers.import", "时长"),
        .. Imports("volunteer", "associations", "volunteers.import", "协会"),
        .. Imports("volunteer", "brands", "volunteers.import", "品牌"),
        .. Imports("activity", "projects", "activities.import", "项目"),
        .. Imports("activity", "activities", "activities.import", "活动"),
        .. Imports("activity", "donations", "donations.import", "捐赠"),
        .. Imports("activity", "beneficiaries", "donations.import", "帮扶对象"),
        .. Imports("activity", "allocations", "donations.import", "发放"),
        .. Imports("activity", "mobilizations", "activities.import", "应急动员"),
        .. Imports("activity", "mobilization-tasks", "activities.import", "动员任务"),
        .. Imports("activity", "mobilization-shifts", "activities.import", "动员班次"),
        .. Imports("activity", "mobilization-sites", "activities.import", "站点响应"),
        .. Imports("activity", "mobilization-answers", "activities.import", "志愿者响应"),
        .. Imports("lecture", "lecturer-teams", "lectures.import", "宣讲队伍"),
        .. Imports("lecture", "lecturers", "lectures.import", "宣讲员"),
        .. Imports("lecture", "sessions", "lectures.import", "宣讲场次"),
        .. Imports("report", "snapshots", "snapshots.import", "外部系统快照"),
        new("POST", "/api/documents/{documentId}/files", "organization", "documents.manage", "application/octet-stream", "上传政策文件的附件(PDF、docx 或 UTF-8 文本,最大 20 MB;fileName 为文件名)"),
        new("GET", "/api/documents/{documentId}/files/{file}", "organization", "documents.read", "application/octet-stream", "下载政策文件的附件"),
        .. Photos("organization", "sites", "sites.read", "sites.photos", "站点照片"),
        .. Photos("organization", "venues", "sites.read", "venues.manage", "阵地照片"),
        .. Photos("activity", "activities", "activities.read", "activities.manage", "活动照片"),
        .. Photos("lecture", "sessions", "lectures.read", "lectures.manage", "宣讲照片"),
        .. Photos("volunteer", "teams", "teams.read", "teams.manage", "队伍标志(一张,再传就替换)"),
        .. Photos("volunteer", "brands", "teams.read", "associations.manage", "品牌标志(一张,再传就替换)"),
        .. Photos("organization", "news", "sites.read", "news.write", "新闻图片"),
        new("POST", "/api/sessions/{sessionId}/materials", "lecture", "lectures.manage", "application/octet-stream", "上传宣讲材料(PDF、docx 或 UTF-8 文本,最大 20 MB,一场最多 10 份;fileName 为文件名)"),
        new("GET", "/api/sessions/{sessionId}/materials/{material}", "lecture", "lectures.read", "application/octet-stream", "下载宣讲材料"),
        Export("organization", "divisions", "行政区划", ListDivisionsRequest.Descriptor),
        Export("organization", "sites", "站点", ListSitesRequest.Descriptor),
        Export("organization", "venues", "阵地资源", ListVenuesRequest.Descriptor),
        Export("organization", "honours", "荣誉", ListHonoursRequest.Descriptor, "status"),
        Export("organization", "neighbourhoods", "小区", ListNeighbourhoodsRequest.Descriptor),
        Export("organization", "pilots", "试点", ListPilotsRequest.Descriptor),
        Export("organization", "documents", "政策文件", ListDocumentsRequest.Descriptor),
        Export("organization", "document-tasks", "任务分工", ListDocumentTasksRequest.Descriptor),
        Export("organization", "member-units", "成员单位", ListMemberUnitsRequest.Descriptor),
        Export("organization", "duties", "单位职责", ListMemberUnitsRequest.Descriptor),
        Export("organization", "meetings", "会议", ListMeetingsRequest.Descriptor),
        Export("organization", "decisions", "会议决议", ListDecisionsRequest.Descriptor),
        Export("volunteer", "volunteers", "志愿者", ListVolunteersRequest.Descriptor, "query"),
        Export("volunteer", "teams", "志愿服务队", ListTeamsRequest.Descriptor),
        Export("volunteer", "members", "队员", ListTeamsRequest.Descriptor),
        Export("volunteer", "hours", "服务时长", ListHoursRequest.Descriptor),
        Export("activity", "needs", "需求", ListNeedsRequest.Descriptor),
        Export("activity", "projects", "项目", ListProjectsRequest.Descriptor),
        Export("activity", "activities", "活动", ListActivitiesRequest.Descriptor, "query"),
        Export("activity", "donations", "捐赠", ListDonationsRequest.Descriptor),
        Export("activity", "allocations", "发放", ListAllocationsRequest.Descriptor),
        Export("lecture", "lecturer-teams", "宣讲队伍", ListLecturerTeamsRequest.Descriptor),
        Export("lecture", "lecturers", "宣讲员", ListLecturerTeamsRequest.Descriptor),
        Export("lecture", "sessions", "宣讲场次", ListSessionsRequest.Descriptor),
        .. new[] { "organization", "volunteer", "activity", "lecture", "report" }.Select(owner => new FileEndpoint("GET", $"/api/{owner}/entries", owner, "figures.read", "application/json", "一段时间内各月手工登记和文件导入的次数(prefix、from、to),不涉及人")),
        Report("/api/evidence", "figures.read", "评审材料包") with { ContentType = "application/zip", Formats = [], Filters = [.. GetEvidenceRequest.Descriptor.Fields.InDeclarationOrder()] },
        Report("/api/scheduledFiles/{id}/file", "figures.read", "定期报表的文件") with { ContentType = "application/octet-stream", Formats = [] },
        Report("/api/yearReport/file", "figures.read", "年度报告") with { Filters = [.. GetYearReportRequest.Descriptor.Fields.InDeclarationOrder()] },
        Report("/api/reports/{id}/file", "figures.read", "定稿的年度报告"),
        Report("/api/statistics/file", "statistics.read", "公布的统计"),
    ];

    static FileEndpoint Report(string path, string permission, string title) => new("GET", path, "report", permission, "text/plain", title) { Formats = ["txt", "docx", "xlsx"] };

    // What CivPractice.Platform.Exports.ExportEndpoints maps for each list; it asks for the list's own permission besides.
    static FileEndpoint Export(string owner, string list, string title, MessageDescriptor request, params string[] without) =>
        new("GET", $"/api/exports/{list}", owner, "lists.export", "text/csv", $"导出{title};format=xlsx 为 xlsx") { Filters = [.. ExportFilters.Of(request).Where(field => !without.Contains(field.JsonName))], Formats = ["csv", "xlsx"] };

    // What CivPractice.Platform.Files.PhotoEndpoints maps for each kind.
    static IEnumerable<FileEndpoint> Photos(string owner, string kind, string read, string keep, string title) =>
    [
        new("POST", $"/api/{kind}/{{subject}}/photos", owner, keep, "multipart/form-data", $"上传{title}:file(JPEG、PNG、WebP,最大 10 MB)、alt(替代文字)、caption、people(NOBODY、CONSENT_GIVEN、CONSENT_MISSING)"),
        new("GET", $"/api/{kind}/{{subject}}/photos/{{photo}}", owner, read, "image/jpeg", $"{title};size=small 为小图"),
    ];

    // What CivPractice.Platform.Imports.ImportEndpoints maps for each kind.
    static IEnumerable<FileEndpoint> Imports(string owner, string kind, string permission, string title)
    {
        var path = $"/api/imports/{kind}";
        return
        [
            new("POST", path, owner, permission, "application/octet-stream", $"上传{title}文件(CSV 或 xlsx),先核对,再导入;start=true 核对后直接导入"),
            new("GET", path, owner, permission, "application/json", $"最近的{title}导入"),
            new("GET", $"{path}/template", owner, permission, "text/csv", $"{title}导入模板"),
            new("GET", $"{path}/{{id}}", owner, permission, "application/json", $"一次{title}导入的进度和问题"),
            new("POST", $"{path}/{{id}}/start", owner, permission, "application/json", $"核对过的{title}开始导入"),
            new("POST", $"{path}/{{id}}/cancel", owner, permission, "application/json", $"停止一次{title}导入,已导入的行保留"),
            new("GET", $"{path}/{{id}}/rejected", owner, permission, "text/csv", $"没有导入的{title}行和原因"),
            new("GET", $"{path}/{{id}}/remarks", owner, permission, "text/csv", $"导入了但有说明的{title}行"),
        ];
    }
}
