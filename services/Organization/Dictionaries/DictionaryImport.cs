using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Dictionaries;

/// <summary>What a row of the file must fit.</summary>
public sealed record DictionaryAtImport(string County, DateOnly Today);

/// <summary>A county's words from its own list (字典导入). A word that is known gets the other names that are new.</summary>
public sealed class DictionaryImport : ImportKind<OrganizationDb, DictionaryAtImport, DictionaryEntry>
{
    public const string Path = "dictionaries";
    const string list = "字典", text = "词", aliases = "别名", note = "说明", link = "网址", from = "启用日期";

    static readonly Dictionary<string, WordList> lists = new()
    {
        ["平台"] = WordList.Platform,
        ["队伍类别"] = WordList.TeamKind,
        ["六进"] = WordList.SixEnter,
        ["宣讲渠道"] = WordList.Channel,
        ["主题"] = WordList.Theme,
        ["目的"] = WordList.Purpose,
        ["结合工作"] = WordList.CrossWork,
        ["任务领域"] = WordList.TaskField,
        ["两中心一平台"] = WordList.LinkedPlatform,
        ["工作思路"] = WordList.Slogan,
        ["使命任务"] = WordList.Mission,
        ["阵地类别"] = WordList.VenueKind,
    };

    public override string Name => Path;
    public override string Title => "本地字典";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
        [new(list, true, "队伍类别"), new(text, true, "红白理事服务"), new(aliases, false, "红白理事会、移风易俗服务"), new(note, false, ""), new(link, false, ""), new(from, false, "2019-10-01")];

    protected override Task<DictionaryAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => Task.FromResult(new DictionaryAtImport(job.County, ChinaTime.Today(db.Clock)));

    protected override DictionaryEntry Read(ImportRow row, Check check, DictionaryAtImport known)
    {
        check.That(lists.TryGetValue(row[list], out var of), list, "UNKNOWN_VALUE", $"{list}应为{string.Join('、', lists.Keys)},现在是“{row[list]}”");
        var since = StandardWords.Since;
        if (row[from].Length > 0) check.That(Cells.TryDay(row[from], known.Today, out since), from, "INVALID_DATE", $"{from}应写成 2019-10-01 这样的日期");
        var entry = StandardWords.New(known.County, of, check.Text(text, text, row[text], most: 60), since);
        entry.Say(check.Aliases(aliases, row.Words(aliases)), check.Optional(note, note, row[note], most: 200), check.Link(link, row[link]));
        return entry;
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, DictionaryEntry Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var known = await db.Words.Where(word => word.County == job.County).ToListAsync(cancel);
        var (added, completed) = (0, 0);
        foreach (var (number, row) in Twins.Apart(rows, row => (row.List, row.Text), text, "同一个词", rejected))
        {
            var same = known.FirstOrDefault(word => word.List == row.List && word.Text == row.Text);
            try
            {
                if (same is null)
                {
                    row.RefuseTwin(known);
                    db.Enter(row);
                    known.Add(row);
                    added++;
                }
                else if (row.Aliases.Except(same.Aliases).Any())
                {
                    row.RefuseTwin(known.Where(word => word != same));
                    same.Say([.. same.Aliases, .. row.Aliases], row.Note.Length > 0 ? row.Note : same.Note, row.Link.Length > 0 ? row.Link : same.Link);
                    completed++;
                }
            }
            catch (Fault twin) { rejected.Add(new RowFault(number, text, twin.Reason, twin.Message)); }
        }
        if (added + completed > 0) db.Tell(job.County, known);
        return new BatchResult(added, rows.Count - added - completed - rejected.Count, rejected) { Completed = completed };
    }
}
