using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Report.Figures;
using CivPractice.Report.Files;
using CivPractice.Report.V1;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Report.Evidence;

/// <summary>
/// The evidence for a clause of an assessment (评审材料包): what the clause says, the numbers that answer it with their definitions, the rows behind each as their owner exports them, the photos and documents that belong to them, and an index of it all with
/// hashes and the moment of reading. Nobody fills a form for it.
/// </summary>
public sealed class EvidenceBundle(ClauseReader reader, ClauseFiles files, OwnerHttp http, ReportDb db, CallerScope scope)
{
    const string index = "目录.csv", cover = "说明.txt";

    static readonly IReadOnlyList<string> headings = ["文件", "指标", "名称", "数", "时间", "口径", "层级", "定义", "行数", "SHA-256", "取数时刻"];

    /// <summary>What would be in it. A list is counted by reading it through.</summary>
    public async Task<EvidenceContents> ContentsAsync(GetEvidenceRequest request, string authorization, CancellationToken cancel)
    {
        var clause = await reader.ReadAsync(request, authorization, cancel);
        var rows = new long[clause.Answers.Count];
        // The owners at once, and each of them one list after the other: it lets a few read at a time, and others want to, too.
        await Task.WhenAll(clause.Answers.Index().Where(each => each.Item.List.Length > 0).GroupBy(each => each.Item.Owner).Select(async owner =>
        {
            foreach (var (at, answer) in owner)
            {
                await using var meter = new CsvMeter(null);
                rows[at] = await CopyAsync(answer, meter, authorization, cancel) ? meter.Rows : -1;
            }
        }));
        var counts = await Task.WhenAll(clause.Answers.Select(async answer => (await files.ListAsync(clause, answer, authorization, cancel))?.Count ?? 0));
        return clause.Shown(rows, counts);
    }

    /// <exception cref="Fault">What is wrong with the question; SERVICE_UNAVAILABLE where an owner does not hand out its rows: half a bundle proves nothing.</exception>
    public async Task<(string Name, Stream File)> MakeAsync(GetEvidenceRequest request, string authorization, CancellationToken cancel)
    {
        var clause = await reader.ReadAsync(request, authorization, cancel);
        // On disk, and gone with the answer: memory does not grow with the rows, and what fails on the way is a fault and not half a file.
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"civ-evidence-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var lines = new List<IReadOnlyList<string>>();
            using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
            {
                foreach (var answer in clause.Answers) lines.Add(Line(answer, clause.ReadAt, answer.List.Length > 0 ? await RowsAsync(zip, answer, authorization, cancel) : null));
                lines.AddRange(await files.PutAsync(zip, clause, authorization, cancel));
                var hash = await IndexAsync(zip, lines, cancel);
                await TextAsync(zip, cover, Cover(clause, hash), cancel);
                db.Audit(scope.Caller.County, "evidence.export", $"{string.Join(' ', clause.Answers.Select(answer => answer.Indicator.Id))} {hash}");
                await db.SaveChangesAsync(cancel);
            }
            file.Position = 0;
            return ($"材料包_{clause.Scope.Prefix}_{ChinaTime.Text(ChinaTime.Day(clause.ReadAt))}.zip", file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    Task<bool> CopyAsync(Answer answer, CsvMeter meter, string authorization, CancellationToken cancel) =>
        http.ReadAsync(answer.Owner, QueryHelpers.AddQueryString(answer.List, [new("format", "csv"), ExportFilters.Nameless]), authorization, body => body.CopyToAsync(meter, cancel), cancel);

    async Task<(long Rows, string Hash)> RowsAsync(ZipArchive zip, Answer answer, string authorization, CancellationToken cancel)
    {
        await using var entry = zip.CreateEntry(answer.File).Open();
        await using var meter = new CsvMeter(entry);
        if (!await CopyAsync(answer, meter, authorization, cancel)) throw Fault.Unavailable();
        return (meter.Rows, meter.Hash);
    }

    static string[] Line(Answer answer, DateTimeOffset readAt, (long Rows, string Hash)? file) =>
    [
        answer.File, answer.Indicator.Id, answer.Indicator.Name, answer.Number.Phrase, answer.Period, answer.Indicator.Calibre.Said(), answer.Indicator.Tiers.Said(), answer.Indicator.Definition,
        file?.Rows.ToString(CultureInfo.InvariantCulture) ?? "", file?.Hash ?? "", ChinaTime.Text(readAt),
    ];

    // The index holds the hash of every list, so that its own hash stands for the whole bundle.
    static async Task<string> IndexAsync(ZipArchive zip, List<IReadOnlyList<string>> lines, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await SheetWriter.WriteCsvAsync(bytes, headings, lines.ToAsyncEnumerable(), cancel);
        await using var entry = zip.CreateEntry(index).Open();
        await entry.WriteAsync(bytes.ToArray(), cancel);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    static async Task TextAsync(ZipArchive zip, string name, string text, CancellationToken cancel)
    {
        await using var entry = zip.CreateEntry(name).Open();
        await entry.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + text), cancel);
    }

    static string Cover(Clause clause, string hash)
    {
        var text = new StringBuilder($"条款：{clause.Words}\n范围：{clause.Scope.Prefix}\n时间：{ChinaTime.Text(clause.From)} 至 {ChinaTime.Text(clause.To)}\n取数时刻：{ChinaTime.Text(clause.ReadAt)}\n目录校验码（{index} 的 SHA-256）：{hash}\n\n");
        text.Append("附件：照片（有可辨认的人的，都已征得同意）和现行文件在“附件”文件夹，逐个列在目录里；没有收入的列在“未收入的附件.csv”并写明原因。没有附件时两者都没有。\n\n");
        foreach (var answer in clause.Answers)
        {
            var indicator = answer.Indicator;
            text.Append($"{indicator.Id} {indicator.Name}：{answer.Number.Phrase}（{answer.Period}；{indicator.Calibre.Said()}，{indicator.Tiers.Said()}）\n定义：{indicator.Definition}\n");
            text.Append(answer.File.Length > 0 ? $"明细：见“{answer.File}”{(answer.IsOfTheMoment ? "" : "（提取时的现状）")}\n\n" : "明细：含个人信息或没有可导出的清单，不随材料包提供\n\n");
        }
        return text.ToString();
    }
}
