using CivPractice.Organization.Sites;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Livelihood;

/// <summary>What a row of the file must fit: the county's sites, and the day.</summary>
public sealed record LivelihoodAtImport(string County, Platform.Imports.SitesAtImport Sites, DateTimeOffset Now)
{
    public DateOnly Today => ChinaTime.Day(Now);
}

/// <summary>An item as the file tells, how it ended, and where the file puts it.</summary>
public sealed record ImportedItem(LivelihoodItem Item, DateOnly? FinishedOn, string Result, PlaceAtImport Place);

/// <summary>Livelihood items of a year from a list (民生实事导入). One that is known by its year and title stays as it is, but is finished by a row that says so.</summary>
public sealed class LivelihoodImport : ImportKind<OrganizationDb, LivelihoodAtImport, ImportedItem>
{
    public const string Path = "livelihood";
    const string year = "年份", title = "事项", unit = "责任单位", due = "完成时限", site = "站点", finished = "办结日期", result = "结果";

    public override string Name => Path;
    public override string Title => "民生实事";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(year, true, "2026", "year"), new(title, true, "改造 12 个老旧小区", "title"), new(unit, true, "县住建局", "responsibleUnit"), new(due, true, "2026-11-30", "dueOn"), new(site, false, "140322", "site"),
        new(finished, false, "", "finishedOn"), new(result, false, "", "result"),
    ];

    protected override async Task<LivelihoodAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(job.County, await db.SitesAtImportAsync(job.County, cancel), db.Clock.GetUtcNow());

    protected override ImportedItem Read(ImportRow row, Check check, LivelihoodAtImport known)
    {
        // The county's own, where the file names no site.
        var place = known.Sites.Living(check, site, row[site].Length > 0 ? row[site] : known.County);
        var on = row[finished].Length == 0 ? (DateOnly?)null : check.Day("finishedOn", finished, Day(row[finished]));
        check.That(on is null || on <= known.Today, "finishedOn", "DATE_IN_FUTURE", "办结日期不能晚于今天");
        var item = LivelihoodRows.Read(check, CellWords.Whole(check, year, row[year].TrimEnd('年', '度')), row[title], row[unit], Day(row[due]), known.County, place.Code, Guid.CreateVersion7(known.Now));
        return new ImportedItem(item, on, check.Text("result", result, row[result], most: 300, least: on is null ? 0 : 2), place);

        string Day(string cell) => Cells.TryDay(cell, known.Today, out var day) ? ChinaTime.Text(day) : cell;
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedItem Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.Item.Year, row.Item.Title), title, "同一件实事", rejected);
        var years = apart.Select(each => each.Row.Item.Year).Distinct().ToArray();
        var known = (await db.LivelihoodItems.Where(row => row.County == job.County && years.Contains(row.Year)).ToListAsync(cancel)).ToDictionary(row => (row.Year, row.Title));
        var (added, completed, merged) = (0, 0, new List<RowFault>());
        foreach (var (number, row) in apart)
        {
            if (!known.TryGetValue((row.Item.Year, row.Item.Title), out var item))
            {
                db.Enter(item = row.Item);
                added++;
                if (row.Place.IsMerged) merged.Add(row.Place.Remark(number, site));
            }
            else if (row.FinishedOn is not null && item.FinishedOn is null) completed++;
            else continue;
            if (row.FinishedOn is { } on) db.Finish(item, on, row.Result);
        }
        return new BatchResult(added, apart.Count - added - completed, rejected) { Completed = completed, Remarks = merged };
    }
}
