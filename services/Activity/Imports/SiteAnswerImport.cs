using System.Text.Json;
using CivPractice.Activity.Mobilizations;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using SiteAnswer = CivPractice.Activity.Mobilizations.SiteAnswer;

namespace CivPractice.Activity.Imports;

/// <summary>A site's answer as the file tells.</summary>
public sealed record ImportedSiteAnswer(string Mobilization, Placed At, DateTimeOffset AnsweredAt, string Note);

/// <summary>Answers of sites (站点响应) to a mobilization; a site answers once.</summary>
public sealed class SiteAnswerImport : ImportKind<ActivityDb, KnownAtImport, ImportedSiteAnswer>
{
    public const string Path = "mobilization-sites";
    const string number = "动员编号", site = "站点", at = "响应时间", note = "说明";

    public override string Name => Path;
    public override string Title => "站点响应";

    public override IReadOnlyList<ImportColumn> Columns { get; } = [new(number, true, "YJ-2022-01"), new(site, true, "140322100801"), new(at, true, "2022-03-10 09:30"), new(note, false, "")];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedSiteAnswer Read(ImportRow row, Check check, KnownAtImport known)
    {
        var code = check.Text(number, number, row[number], Mobilization.MostNumber);
        var place = known.Place(check, site, row[site], _ => true);
        check.That(place is null || !known.IsCenter(place.Site), site, "NOT_CALLED", "由所和站响应,中心是号召的一方");
        var moment = known.Moment(check, at, row[at]);
        var said = check.Optional(note, note, row[note], 500);
        check.Done();
        return new ImportedSiteAnswer(code, place!, moment, said);
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedSiteAnswer Row)> rows, CancellationToken cancel)
    {
        var (rejected, fresh) = (new List<RowFault>(), new List<(Mobilization Of, SiteAnswer Row)>());
        var apart = Twins.Apart(rows, row => (row.Mobilization, row.At.Site), site, "同一个站点的响应", rejected);
        var numbers = apart.Select(each => each.Row.Mobilization).Distinct().ToArray();
        var calls = await db.Mobilizations.AsNoTracking().Where(row => row.County == job.County && numbers.Contains(row.Number)).ToDictionaryAsync(row => row.Number, StringComparer.Ordinal, cancel);
        var known = (await db.SiteAnswers.Where(row => row.County == job.County && numbers.Contains(row.Mobilization)).Select(row => new { row.Mobilization, row.Site }).ToListAsync(cancel)).Select(row => (row.Mobilization, row.Site)).ToHashSet();
        foreach (var (line, row) in apart)
        {
            if (!calls.TryGetValue(row.Mobilization, out var call)) rejected.Add(new RowFault(line, number, "UNKNOWN_MOBILIZATION", $"本县没有动员 {row.Mobilization}"));
            else if (!call.Calls(row.At.Site)) rejected.Add(new RowFault(line, site, "NOT_CALLED", "这个站点不在动员范围内"));
            else if (row.AnsweredAt < call.StartsAt || row.AnsweredAt > call.EndedAt) rejected.Add(new RowFault(line, at, "OUT_OF_RANGE", "响应时间应在动员期间"));
            else if (known.Add((row.Mobilization, row.At.Site)))
                fresh.Add((call, new SiteAnswer { County = job.County, Mobilization = call.Number, Site = row.At.Site, AnsweredAt = row.AnsweredAt, Note = row.Note }));
        }
        foreach (var (call, row) in fresh) db.Count(call, row);
        var json = JsonSerializer.Serialize(fresh.Select(each => new { mobilization = each.Row.Mobilization, site = each.Row.Site, at = each.Row.AnsweredAt, note = each.Row.Note }));
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into site_answer (county, mobilization, site, answered_at, note)
            select {job.County}, mobilization, site, at, note from jsonb_to_recordset({json}::jsonb) as r(mobilization text, site text, at timestamptz, note text)
            """, cancel);
        return new BatchResult(fresh.Count, rows.Count - fresh.Count - rejected.Count, rejected);
    }
}
