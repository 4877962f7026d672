using System.Text.Json;
using CivPractice.Activity.Mobilizations;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using VolunteerAnswer = CivPractice.Activity.Mobilizations.VolunteerAnswer;

namespace CivPractice.Activity.Imports;

/// <summary>A volunteer's answer as the file tells: of whom it knows a number, the platform's or the national system's.</summary>
public sealed record ImportedVolunteerAnswer(string Mobilization, string Volunteer, Placed At, string Kind, string[] TaskKinds, DateTimeOffset AnsweredAt);

/// <summary>Answers of volunteers (志愿者响应) to a mobilization. Who stands in it twice, or answered before, is one person.</summary>
public sealed class VolunteerAnswerImport : ImportKind<ActivityDb, KnownAtImport, ImportedVolunteerAnswer>
{
    public const string Path = "mobilization-answers";
    const string number = "动员编号", volunteer = "志愿者编号", site = "站点", kind = "类别", tasks = "任务", at = "响应时间";

    public override string Name => Path;
    public override string Title => "志愿者响应";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
        [new(number, true, "YJ-2022-01"), new(volunteer, true, "140322V000001"), new(site, true, "140322100801"), new(kind, false, "党员"), new(tasks, false, "消毒"), new(at, true, "2022-03-10 09:30")];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedVolunteerAnswer Read(ImportRow row, Check check, KnownAtImport known)
    {
        var (code, who) = (check.Text(number, number, row[number], Mobilization.MostNumber), check.Text(volunteer, volunteer, row[volunteer], 40));
        var place = known.Place(check, site, row[site], _ => true);
        var sort = check.Optional(kind, kind, row[kind], 20);
        var wanted = row.Words(tasks).Distinct().ToArray();
        var moment = known.Moment(check, at, row[at]);
        check.Done();
        return new ImportedVolunteerAnswer(code, who, place!, sort, wanted, moment);
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedVolunteerAnswer Row)> rows, CancellationToken cancel)
    {
        var (rejected, fresh) = (new List<RowFault>(), new List<(Mobilization Of, VolunteerAnswer Row)>());
        var (numbers, names) = (rows.Select(each => each.Row.Mobilization).Distinct().ToArray(), rows.Select(each => each.Row.Volunteer).Distinct().ToArray());
        var calls = await db.Mobilizations.AsNoTracking().Where(row => row.County == job.County && numbers.Contains(row.Number)).ToDictionaryAsync(row => row.Number, StringComparer.Ordinal, cancel);
        var people = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var row in await db.Volunteers.Where(row => row.County == job.County && (names.Contains(row.Number) || names.Contains(row.RegistryNumber))).Select(row => new { row.PersonId, row.Number, row.RegistryNumber }).ToListAsync(cancel))
        {
            if (row.Number.Length > 0) people.TryAdd(row.Number, row.PersonId);
            if (row.RegistryNumber.Length > 0) people.TryAdd(row.RegistryNumber, row.PersonId);
        }
        var ids = people.Values.Distinct().ToArray();
        var known = (await db.VolunteerAnswers.Where(row => row.County == job.County && numbers.Contains(row.Mobilization) && ids.Contains(row.PersonId)).Select(row => new { row.Mobilization, row.PersonId }).ToListAsync(cancel)).Select(row => (row.Mobilization, row.PersonId)).ToHashSet();
        foreach (var (line, row) in rows)
        {
            if (!calls.TryGetValue(row.Mobilization, out var call)) rejected.Add(new RowFault(line, number, "UNKNOWN_MOBILIZATION", $"本县没有动员 {row.Mobilization}"));
            else if (!people.TryGetValue(row.Volunteer, out var person)) rejected.Add(new RowFault(line, volunteer, "UNKNOWN_PERSON", "本县名册里没有这个编号,请先导入志愿者"));
            else if (!call.Calls(row.At.Site)) rejected.Add(new RowFault(line, site, "NOT_CALLED", "这个站点不在动员范围内"));
            else if (row.AnsweredAt < call.StartsAt || row.AnsweredAt > call.EndedAt) rejected.Add(new RowFault(line, at, "OUT_OF_RANGE", "响应时间应在动员期间"));
            else if (known.Add((row.Mobilization, person)))
                fresh.Add((call, new VolunteerAnswer { County = job.County, Mobilization = call.Number, PersonId = person, Site = row.At.Site, Kind = row.Kind, TaskKinds = row.TaskKinds, AnsweredAt = row.AnsweredAt }));
        }
        foreach (var (call, row) in fresh) db.Count(call, row);
        var json = JsonSerializer.Serialize(fresh.Select(each => new { mobilization = each.Row.Mobilization, person = each.Row.PersonId, site = each.Row.Site, kind = each.Row.Kind, tasks = each.Row.TaskKinds, at = each.Row.AnsweredAt }));
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into volunteer_answer (county, mobilization, person_id, site, kind, task_kinds, answered_at)
            select {job.County}, mobilization, person, site, kind, tasks, at from jsonb_to_recordset({json}::jsonb) as r(mobilization text, person uuid, site text, kind text, tasks text[], at timestamptz)
            """, cancel);
        return new BatchResult(fresh.Count, rows.Count - fresh.Count - rejected.Count, rejected);
    }
}
