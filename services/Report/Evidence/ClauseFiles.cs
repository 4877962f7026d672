using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using CivPractice.Platform;
using CivPractice.Platform.Imports;
using CivPractice.Platform.V1;
using CivPractice.Report.Figures;
using Grpc.Core;
using ActivityEvidenceClient = CivPractice.Activity.V1.ActivityEvidence.ActivityEvidenceClient;
using EvidenceFilesClient = CivPractice.Organization.V1.EvidenceFiles.EvidenceFilesClient;
using SessionEvidenceClient = CivPractice.Lecture.V1.SessionEvidence.SessionEvidenceClient;

namespace CivPractice.Report.Evidence;

/// <summary>A file that proves a row of an answer.</summary>
/// <param name="Owner">Who hands it out.</param>
public sealed record ProvingFile(Answer Answer, string Owner, EvidenceFile File);

/// <summary>
/// Photos and documents behind a clause (佐证文件): each owner lists those of its own lists, and they go into the bundle as far as it reaches; whatever does not is named, with its reason.
/// </summary>
public sealed class ClauseFiles(EvidenceFilesClient organization, ActivityEvidenceClient activity, SessionEvidenceClient lecture, OwnerHttp http)
{
    /// <summary>What a bundle holds of them at most: files, and bytes of them all.</summary>
    public const int Most = 200;
    public const long MostBytes = 64L * 1024 * 1024;

    /// <summary>How many are named of one list.</summary>
    const int mostNamed = 2000;

    const string leftOut = "未收入的附件.csv";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(3);
    static readonly IReadOnlyList<string> headings = ["指标", "所属", "附件", "字节", "原因", "SHA-256"];

    // Which list has files, and whose.
    (string Owner, Func<ListEvidenceFilesRequest, CallOptions, AsyncUnaryCall<ListEvidenceFilesResponse>> Ask)? Place(string list) => list switch
    {
        "sites" or "venues" or "documents" => ("organization", organization.ListEvidenceFilesAsync),
        "activities" => ("activity", activity.ListActivityEvidenceAsync),
        "sessions" => ("lecture", lecture.ListSessionEvidenceAsync),
        _ => null,
    };

    // What stands is asked of by its day; what happened, by the filters of its rows.
    static ListEvidenceFilesRequest Question(Clause clause, Answer answer) => new()
    {
        List = answer.ListName,
        Prefix = clause.Scope.Prefix,
        On = answer.To is { } to ? ChinaTime.Text(to) : "",
        Filters = answer.Filters,
        PageSize = 200,
    };

    /// <summary>Files of an answer's rows, in the order in which they go in; more than 2,000 are not named. Null where the owner does not answer.</summary>
    public async Task<IReadOnlyList<ProvingFile>?> ListAsync(Clause clause, Answer answer, string authorization, CancellationToken cancel)
    {
        if (Place(answer.ListName) is not { } place) return [];
        var files = new List<ProvingFile>();
        try
        {
            for (var token = ""; ;)
            {
                var page = await place.Ask(new ListEvidenceFilesRequest(Question(clause, answer)) { PageToken = token }, new CallOptions(OwnerTallies.As(authorization), DateTime.UtcNow + patience, cancel));
                files.AddRange(page.Files.Select(file => new ProvingFile(answer, place.Owner, file)));
                if (page.NextPageToken.Length == 0 || files.Count >= mostNamed) return files;
                token = page.NextPageToken;
            }
        }
        catch (RpcException silent) when (silent.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { return null; }
    }

    /// <summary>Puts the files of a clause into the bundle, and a list of those that are left out; gives their lines of the index.</summary>
    /// <exception cref="Platform.Faults.Fault">SERVICE_UNAVAILABLE where an owner does not say what there is.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> PutAsync(ZipArchive zip, Clause clause, string authorization, CancellationToken cancel)
    {
        var (lines, missing, known) = (new List<IReadOnlyList<string>>(), new List<IReadOnlyList<string>>(), new HashSet<string>());
        var (count, bytes) = (0, 0L);
        foreach (var answer in clause.Answers)
            foreach (var file in await ListAsync(clause, answer, authorization, cancel) ?? throw Platform.Faults.Fault.Unavailable())
            {
                // Two numbers may stand on the same rows.
                if (!known.Add(file.File.Path)) continue;
                var (why, content) = count >= Most ? ($"附件最多 {Most} 个", null)
                    : bytes + file.File.Size > MostBytes ? ($"附件合计最多 {MostBytes / 1024 / 1024} MB", null)
                    : await FetchAsync(file, authorization, cancel);
                if (content is null)
                {
                    missing.Add([answer.Indicator.Id, file.File.Of, file.File.Name + file.File.Ending, file.File.Size.ToString(CultureInfo.InvariantCulture), why, file.File.Hash]);
                    continue;
                }
                count++;
                bytes += content.Length;
                var name = Name(count, file.File);
                await using (var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open()) await entry.WriteAsync(content, cancel);
                lines.Add([name, answer.Indicator.Id, $"{file.File.Of}：{file.File.Name}", "", "", "", "", "", "", file.File.Hash, ChinaTime.Text(clause.ReadAt)]);
            }
        if (missing.Count > 0) lines.Add(await NameAsync(zip, missing, clause, cancel));
        return lines;
    }

    // Whole or not at all: what is not what its owner says proves nothing.
    async Task<(string Why, byte[]? Content)> FetchAsync(ProvingFile file, string authorization, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        if (!await http.ReadAsync(file.Owner, file.File.Path, authorization, body => body.CopyToAsync(content, cancel), cancel)) return ("暂时取不到", null);
        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray())) == file.File.Hash ? ("", content.ToArray()) : ("内容与登记的校验码不符", null);
    }

    static async Task<IReadOnlyList<string>> NameAsync(ZipArchive zip, List<IReadOnlyList<string>> missing, Clause clause, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await SheetWriter.WriteCsvAsync(bytes, headings, missing.ToAsyncEnumerable(), cancel);
        await using (var entry = zip.CreateEntry(leftOut).Open()) await entry.WriteAsync(bytes.ToArray(), cancel);
        return [leftOut, "", "没有收入材料包的附件", "", "", "", "", "", missing.Count.ToString(CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), ChinaTime.Text(clause.ReadAt)];
    }

    /// <summary>A name within the bundle that every file system takes: numbered, without folders of its own.</summary>
    internal static string Name(int number, EvidenceFile file)
    {
        var words = string.Concat($"{file.Of} {file.Name}".Where(c => !char.IsControl(c) && !"/\\<>:\"|?*".Contains(c, StringComparison.Ordinal))).Trim(' ', '.');
        // Never half of a character that takes two places.
        var length = Math.Min(words.Length, 60);
        if (length > 0 && length < words.Length && char.IsHighSurrogate(words[length - 1])) length--;
        var ending = file.Ending.Length is > 1 and <= 6 && file.Ending[1..].All(char.IsAsciiLetterOrDigit) ? file.Ending : "";
        return string.Create(CultureInfo.InvariantCulture, $"附件/{number:000} {words[..length].Trim()}{ending}");
    }
}
