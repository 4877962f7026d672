using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace CivPractice.Demo.Load;

/// <summary>
/// Imports one file: sends it, looks at what the check found, starts, waits. The name under which it is sent carries a hash of the file, so that a second run
/// sees what the first one sent, and sends nothing twice.
/// </summary>
sealed class FileImport(Office office, ExpectedFindings planted)
{
    /// <summary>How long events on their way from another service are waited for, and how often a line tells how far it is.</summary>
    static readonly TimeSpan patience = TimeSpan.FromMinutes(2), telling = TimeSpan.FromSeconds(5);

    /// <param name="kind">Kind of import.</param>
    /// <param name="file">The file's name without its ending, in the county's folder.</param>
    /// <param name="title">For the line on the screen.</param>
    /// <param name="cancel">Stops; a later run goes on.</param>
    public async Task RunAsync(string kind, string file, string title, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var path = Find(office.Folder, file) ?? throw new WrongInput($"缺少文件 {Path.Combine(office.Folder, file)}.csv(或 .xlsx)");
        var content = await File.ReadAllBytesAsync(path, cancel);
        var name = SentName(path, content);
        var imports = $"imports/{kind}";

        for (var until = DateTime.UtcNow + patience; ; await Task.Delay(1000, cancel))
        {
            var job = await FindAsync(imports, name, cancel) ?? await SendAsync(imports, name, content, cancel);
            if (job is null) continue;
            if (job.State == "DONE")
            {
                Console.WriteLine($"{office.Name} {title}:已有 {job.Rows} 行");
                return;
            }
            job = await UntilAsync(imports, job, title, state => state != "CHECKING", cancel);
            if (job.State == "CHECKED")
            {
                var odd = Unexplained(path, job);
                // Sites and teams that another service just took are on their way.
                if (odd.Count > 0 && odd.TrueForAll(fault => fault.Reason is "UNKNOWN_SITE" or "UNKNOWN_TEAM" or "UNKNOWN_PERSON" or "UNKNOWN_ASSOCIATION") && DateTime.UtcNow < until)
                {
                    await StepAsync(imports, job, "cancel", cancel);
                    continue;
                }
                if (odd.Count > 0)
                {
                    await StepAsync(imports, job, "cancel", cancel);
                    throw Rejected(path, odd);
                }
                await StepAsync(imports, job, "start", cancel);
            }
            job = await UntilAsync(imports, job, title, state => state is not ("CHECKED" or "RUNNING"), cancel);
            if (job.State != "DONE") throw new WrongInput($"{path} 没有导入:{job.State} {job.Message}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{office.Name} {title}:新增 {job.Added},补充 {job.Completed},已有 {job.Unchanged},未导入 {job.Rejected},有说明 {job.Remarked},{watch.Elapsed.TotalSeconds:0.0} 秒"));
            if (Unexplained(path, job) is { Count: > 0 } rejected) throw Rejected(path, rejected);
            return;
        }
    }

    /// <summary>The file of that name, be it csv or xlsx; null when there is none.</summary>
    public static string? Find(string folder, string file) => new[] { ".csv", ".xlsx" }.Select(ending => Path.Combine(folder, file + ending)).FirstOrDefault(File.Exists);

    /// <summary>E.g. sites.3f9a01bc.csv.</summary>
    public static string SentName(string path, byte[] content) =>
        $"{Path.GetFileNameWithoutExtension(path)}.{Convert.ToHexStringLower(SHA256.HashData(content))[..8]}{Path.GetExtension(path)}";

    // What was cancelled or failed is sent anew; what stands is gone on with.
    async Task<Import?> FindAsync(string imports, string name, CancellationToken cancel) =>
        (await office.Door.GetAsync<ImportList>(imports, cancel)).Imports.FirstOrDefault(job => job.FileName == name && job.State is not ("CANCELLED" or "FAILED"));

    // Null when it is not known whether it arrived.
    async Task<Import?> SendAsync(string imports, string name, byte[] content, CancellationToken cancel)
    {
        try { return await office.Door.UploadAsync<Import>($"{imports}?fileName={Uri.EscapeDataString(name)}", content, cancel); }
        catch (HttpRequestException) { return null; }
        catch (Refusal refusal) when (refusal.Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout) { return null; }
    }

    async Task<Import> UntilAsync(string imports, Import job, string title, Func<string, bool> reached, CancellationToken cancel)
    {
        var told = Stopwatch.StartNew();
        for (var wait = 50; ; wait = Math.Min(wait * 2, 1000))
        {
            job = await office.Door.GetAsync<Import>($"{imports}/{job.Id}", cancel);
            if (reached(job.State)) return job;
            if (told.Elapsed >= telling)
            {
                Console.WriteLine($"{office.Name} {title}:{(job.State == "CHECKING" ? $"已核对 {job.Read} 行" : $"已导入 {job.Read} 行,共 {job.Rows} 行")}");
                told.Restart();
            }
            await Task.Delay(wait, cancel);
        }
    }

    async Task StepAsync(string imports, Import job, string step, CancellationToken cancel)
    {
        try { await office.Door.PostAsync<Import>($"{imports}/{job.Id}/{step}", new { }, cancel); }
        catch (Refusal refusal) when (refusal.Reason == "IMPORT_STATE") { /* it was done, and the answer was lost */ }
    }

    List<Finding> Unexplained(string path, Import job) => planted.Unexplained(office.County, Path.GetFileName(path), job.Faults ?? []);

    static WrongInput Rejected(string path, List<Finding> faults) =>
        new($"{path} 有不该拒绝的行,至少 {faults.Count} 行:{string.Join(";", faults.Take(5).Select(fault => $"第 {fault.Row} 行 {fault.Column}:{fault.Message}({fault.Reason})"))}");
}
