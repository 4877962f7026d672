using System.IO.Compression;
using System.Text;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Report.Figures;
using CivPractice.Report.Files;
using CivPractice.Report.Indicators;
using CivPractice.Report.V1;
using CivPractice.Report.Years;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Report.Evidence;

/// <summary>
/// The evidence for a clause of an assessment (评审材料包): what the clause says, the numbers that answer it with their definitions, and the rows behind each as their owner exports them. Nobody fills a form for it.
/// </summary>
public sealed class EvidenceBundle(YearReports years, OwnerHttp http, ReportDb db, CallerScope scope)
{
    const int mostIndicators = 10;

    static readonly Dictionary<string, (string Owner, string List)> exports = new()
    {
        ["sites"] = ("organization", "sites"),
        ["venues"] = ("organization", "venues"),
        ["teams"] = ("volunteer", "teams"),
        ["projects"] = ("activity", "projects"),
        ["activities"] = ("activity", "activities"),
        ["sessions"] = ("lecture", "sessions"),
        ["lecturerTeams"] = ("lecture", "lecturer-teams"),
        ["honours"] = ("organization", "honours"),
    };

    /// <param name="clause">The clause's words, for the cover.</param>
    /// <param name="ids">Indicators that answer it.</param>
    /// <exception cref="Fault">What is wrong with the question; SERVICE_UNAVAILABLE where an owner does not hand out its rows: half a bundle proves nothing.</exception>
    public async Task<(string Name, Stream File)> MakeAsync(string clause, IReadOnlyList<string> ids, GetYearReportRequest request, string authorization, CancellationToken cancel)
    {
        var check = new Check();
        var words = check.Text("clause", "条款", clause, 200, least: 2);
        check.That(ids.Count is > 0 and <= mostIndicators, "indicators", "OUT_OF_RANGE", $"请选 1 到 {mostIndicators} 个指标");
        check.Done();
        var indicators = ids.Distinct().Select(IndicatorList.Get).ToList();
        var numbers = new List<ReportNumber>();
        foreach (var indicator in indicators) numbers.Add(await years.NumberAsync(indicator, request, authorization, cancel));

        db.Audit(scope.Caller.County, "evidence.export", string.Join(' ', ids));
        await db.SaveChangesAsync(cancel);
        // On disk, and gone with the answer: memory does not grow with the rows, and what fails on the way is a fault and not half a file.
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"civ-evidence-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            {
                await TextAsync(zip, "说明.txt", Cover(words, numbers), cancel);
                foreach (var number in numbers.Where(number => number.Rows.Length > 0)) await RowsAsync(zip, number, authorization, cancel);
            }
            file.Position = 0;
            return ($"材料包_{scope.Caller.County}_{ChinaTime.Text(years.Today)}.zip", file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    async Task RowsAsync(ZipArchive zip, ReportNumber number, string authorization, CancellationToken cancel)
    {
        var (path, query) = number.Rows.Split('?', 2) is [var list, var rest] ? (list, "?" + rest) : (number.Rows, "");
        if (!exports.TryGetValue(path, out var export)) return;
        await using var entry = zip.CreateEntry($"{number.Indicator} {number.Name}.csv").Open();
        if (!await http.ReadAsync(export.Owner, QueryHelpers.AddQueryString($"/api/exports/{export.List}{query}", "format", "csv"), authorization, body => body.CopyToAsync(entry, cancel), cancel)) throw Fault.Unavailable();
    }

    static async Task TextAsync(ZipArchive zip, string name, string text, CancellationToken cancel)
    {
        await using var entry = zip.CreateEntry(name).Open();
        await entry.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + text), cancel);
    }

    static string Cover(string clause, IReadOnlyList<ReportNumber> numbers)
    {
        var text = new StringBuilder($"条款：{clause}\n\n");
        foreach (var number in numbers)
        {
            var indicator = IndicatorList.Get(number.Indicator);
            text.Append($"{number.Indicator} {number.Name}：{number.Phrase}（{number.Period}；{number.Calibre.Said()}，{number.Tiers.Said()}）\n定义：{indicator.Definition}\n");
            text.Append(number.Rows.Length > 0 ? $"明细：见“{number.Indicator} {number.Name}.csv”{(number.RowsOfTheMoment ? "" : "（提取时的现状）")}\n\n" : "明细：含个人信息，不随材料包提供\n\n");
        }
        return text.ToString();
    }
}
