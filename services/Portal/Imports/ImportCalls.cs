using System.Net.Http.Headers;
using System.Text.Json;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Grpc.Core;

namespace CivPractice.Portal.Imports;

/// <summary>A kind of import as people meet it: its name in addresses, its owner, its title, the permission to bring one, and the page that lists what came in.</summary>
public sealed record ImportSort(string Name, string Owner, string Title, string Permission, string Page)
{
    /// <summary>In the order in which a county moves in: each leans on those before it.</summary>
    public static IReadOnlyList<ImportSort> All { get; } =
    [
        new("divisions", "organization", "行政区划", "sites.import", "sites"),
        new("sites", "organization", "站点", "sites.import", "sites"),
        new("venues", "organization", "阵地资源", "sites.import", "venues"),
        new("dictionaries", "organization", "本地字典", "honours.import", "work/dictionaries"),
        new("livelihood", "organization", "民生实事", "livelihood.manage", "livelihood"),
        new("bases", "organization", "实践基地", "honours.import", "bases"),
        new("honours", "organization", "荣誉", "honours.import", "honours"),
        new("neighbourhoods", "organization", "小区", "sites.import", "sites"),
        new("posts", "organization", "岗位任职", "posts.manage", "sites"),
        new("pilots", "organization", "试点", "documents.manage", "pilots"),
        new("documents", "organization", "政策文件", "documents.manage", "work/documents"),
        new("document-tasks", "organization", "任务分工", "documents.manage", "work/documents"),
        new("member-units", "organization", "成员单位", "documents.manage", "work/member-units"),
        new("duties", "organization", "单位职责", "documents.manage", "work/member-units"),
        new("meetings", "organization", "会议", "documents.manage", "work/meetings"),
        new("decisions", "organization", "会议决议", "documents.manage", "work/meetings"),
        new("volunteers", "volunteer", "志愿者", "volunteers.import", "work/volunteers"),
        new("teams", "volunteer", "队伍", "volunteers.import", "work/teams"),
        new("members", "volunteer", "队员", "volunteers.import", "work/teams"),
        new("hours", "volunteer", "时长", "volunteers.import", "work/hours"),
        new("associations", "volunteer", "志愿服务组织", "volunteers.import", "associations"),
        new("brands", "volunteer", "品牌", "volunteers.import", "brands"),
        new("projects", "activity", "志愿服务项目", "activities.import", "work/projects"),
        new("activities", "activity", "往期活动", "activities.import", "work/activities"),
        new("donations", "activity", "捐赠", "donations.import", "donations"),
        new("beneficiaries", "activity", "帮扶对象", "donations.import", "work/beneficiaries"),
        new("allocations", "activity", "发放", "donations.import", "donations"),
        new("mobilizations", "activity", "应急动员", "activities.import", "mobilizations"),
        new("mobilization-sites", "activity", "站点响应", "activities.import", "mobilizations"),
        new("mobilization-answers", "activity", "志愿者响应", "activities.import", "mobilizations"),
        new("lecturer-teams", "lecture", "宣讲队伍", "lectures.import", "lecturer-teams"),
        new("lecturers", "lecture", "宣讲员", "lectures.import", "lecturer-teams"),
        new("sessions", "lecture", "宣讲场次", "lectures.import", "work/lectures"),
        new("snapshots", "report", "外部系统快照", "snapshots.import", "snapshots"),
    ];
}

/// <summary>The services' import endpoints, asked with the caller's own token.</summary>
public sealed class ImportCalls(IHttpClientFactory clients, IConfiguration configuration, IHttpContextAccessor accessor)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(8);

    // A file of 64 MB over a slow line of the house's own.
    static readonly TimeSpan uploadPatience = TimeSpan.FromMinutes(2);

    public Task<ImportList> ListAsync(ImportSort sort) => SendAsync<ImportList>(sort, HttpMethod.Get, "", null, patience);

    public Task<ImportShown> ShowAsync(ImportSort sort, string id) => SendAsync<ImportShown>(sort, HttpMethod.Get, $"/{Uri.EscapeDataString(id)}", null, patience);

    /// <param name="deed">start or cancel.</param>
    public Task<ImportShown> StepAsync(ImportSort sort, string id, string deed) => SendAsync<ImportShown>(sort, HttpMethod.Post, $"/{Uri.EscapeDataString(id)}/{deed}", null, patience);

    public async Task<ImportShown> UploadAsync(ImportSort sort, IFormFile file)
    {
        await using var stream = file.OpenReadStream();
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var name = file.FileName.Length > 100 ? file.FileName[^100..] : file.FileName;
        return await SendAsync<ImportShown>(sort, HttpMethod.Post, $"?fileName={Uri.EscapeDataString(name)}", content, uploadPatience);
    }

    /// <exception cref="Fault">What the service refused, in its own words; SERVICE_UNAVAILABLE when it does not answer.</exception>
    async Task<T> SendAsync<T>(ImportSort sort, HttpMethod verb, string path, HttpContent? content, TimeSpan longest)
    {
        var http = accessor.HttpContext!;
        using var client = clients.CreateClient();
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patient.CancelAfter(longest);
        using var request = new HttpRequestMessage(verb, $"{configuration[$"services:{sort.Owner}:http:0"] ?? "http://localhost:1"}/api/imports/{sort.Name}{path}") { Content = content };
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } token) request.Headers.TryAddWithoutValidation("authorization", token);
        try
        {
            using var answer = await client.SendAsync(request, patient.Token);
            await using var body = await answer.Content.ReadAsStreamAsync(patient.Token);
            return answer.IsSuccessStatusCode ? (await JsonSerializer.DeserializeAsync<T>(body, JsonSerializerOptions.Web, patient.Token))! : throw await FaultOfAsync(body, patient.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or OperationCanceledException && !http.RequestAborted.IsCancellationRequested) { throw Fault.Unavailable(); }
    }

    static async Task<Fault> FaultOfAsync(Stream body, CancellationToken cancel)
    {
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancel);
        var reason = json.RootElement.GetProperty("details").EnumerateArray().Select(detail => detail.TryGetProperty("reason", out var text) ? text.GetString() : null).FirstOrDefault(text => text is not null) ?? "";
        return new Fault((StatusCode)json.RootElement.GetProperty("code").GetInt32(), reason, json.RootElement.GetProperty("message").GetString() ?? "");
    }
}
