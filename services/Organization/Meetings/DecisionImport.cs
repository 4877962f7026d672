using System.Globalization;
using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Organization.Meetings;

/// <summary>What a row of the file must fit: the county's meetings, and the day.</summary>
public sealed record DecisionsAtImport(string County, DateOnly Today, IReadOnlyDictionary<(string Title, DateOnly HeldOn), Guid> Meetings);

/// <summary>A decision as the file tells, and how it stands; no step where nothing was begun.</summary>
public sealed record ImportedDecision(MeetingDecision Decision, DecisionStep? Step);

/// <summary>Decisions of meetings from a list (决议导入). One that is known by meeting and number stays as it is.</summary>
public sealed class DecisionImport(TimeProvider clock) : ImportKind<OrganizationDb, DecisionsAtImport, ImportedDecision>
{
    public const string Path = "decisions";
    const string meeting = "会议", held = "召开日期", no = "序号", text = "决议", responsible = "责任单位", due = "完成时限", state = "状态", done = "完成日期", note = "落实情况";

    public override string Name => Path;
    public override string Title => "会议决议";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(meeting, true, "某县新时代文明实践中心第一季度工作例会"), new(held, true, "2021-03-05"), new(no, true, "1"), new(text, true, "六月底前把各站专管员配齐", "text"), new(responsible, true, "县委组织部", "responsibleUnit"),
        new(due, true, "2021-06-30", "dueOn"), new(state, false, "办理中"), new(done, false, ""), new(note, false, ""),
    ];

    protected override async Task<DecisionsAtImport> KnowAsync(OrganizationDb db, ImportJob job, CancellationToken cancel) => new(job.County, ChinaTime.Today(clock),
        (await db.Meetings.AsNoTracking().Where(row => row.County == job.County).Select(row => new { row.Title, row.HeldOn, row.Id }).ToListAsync(cancel)).ToDictionary(row => (row.Title, row.HeldOn), row => row.Id));

    protected override ImportedDecision Read(ImportRow row, Check check, DecisionsAtImport known)
    {
        var id = Guid.Empty;
        if (Cells.TryDay(row[held], known.Today, out var day)) check.That(known.Meetings.TryGetValue((row[meeting].Trim(), day), out id), meeting, "UNKNOWN_MEETING", $"没有 {ChinaTime.Text(day)} 召开的“{row[meeting]}”");
        else check.That(false, held, "INVALID_DATE", $"{held}应写成 2021-03-05 这样的日期");
        check.That(int.TryParse(row[no].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 999, no, "OUT_OF_RANGE", $"{no}应为 1 到 999");
        var request = new CreateDecisionRequest { Text = row[text], ResponsibleUnit = row[responsible], DueOn = Cells.TryDay(row[due], known.Today, out var last) ? ChinaTime.Text(last) : row[due] };
        var decision = MeetingForm.Read(check, request, known.County, id, day, number, Guid.CreateVersion7(clock.GetUtcNow()));

        var stands = MeetingWords.StateOf(check, state, row[state]);
        check.That(stands == DecisionState.DecisionDone || row[done].Length == 0, done, "DECISION_STATE", $"填了{done},{state}应是“已完成”");
        check.That(stands != DecisionState.DecisionOpen || row[note].Length == 0, note, "DECISION_STATE", $"填了{note},{state}应是“办理中”或“已完成”");
        DateOnly? on = null;
        if (stands == DecisionState.DecisionDone)
        {
            if (Cells.TryDay(row[done], known.Today, out var over)) MeetingForm.Done(check, done, over, day, known.Today);
            else check.That(false, done, "INVALID_DATE", $"已完成的决议要填{done}");
            on = over;
        }
        return new ImportedDecision(decision, decision.Came(stands, check.Optional(note, note, row[note], most: 500), on, clock.GetUtcNow()));
    }

    protected override async Task<BatchResult> TakeAsync(OrganizationDb db, ImportJob job, IReadOnlyList<(int Number, ImportedDecision Row)> rows, CancellationToken cancel)
    {
        var rejected = new List<RowFault>();
        var apart = Twins.Apart(rows, row => (row.Decision.MeetingId, row.Decision.No), no, "同一项决议", rejected);
        var ids = apart.Select(each => each.Row.Decision.MeetingId).Distinct().ToArray();
        var meetings = await db.Meetings.Where(row => row.County == job.County && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var known = (await db.Decisions.Where(row => row.County == job.County && ids.Contains(row.MeetingId)).Select(row => new { row.MeetingId, row.No }).ToListAsync(cancel)).Select(row => (row.MeetingId, row.No)).ToHashSet();
        var added = 0;
        foreach (var (number, (decision, step)) in apart.Where(each => !known.Contains((each.Row.Decision.MeetingId, each.Row.Decision.No))))
        {
            var of = meetings[decision.MeetingId];
            if (of.Decisions >= HeldMeeting.MostDecisions)
            {
                rejected.Add(new RowFault(number, meeting, "TOO_MANY_DECISIONS", $"一次会议最多登记 {HeldMeeting.MostDecisions} 项决议"));
                continue;
            }
            db.Enter(decision, of);
            if (step is not null) db.Add(step);
            added++;
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
