using CivPractice.Activity.Mobilizations;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Mobilization = CivPractice.Activity.Mobilizations.Mobilization;

namespace CivPractice.Activity.Imports;

/// <summary>A call as the file tells.</summary>
public sealed record ImportedMobilization(
    string Number, string Event, EmergencyLevel Level, string IssuedBy, string Command, string Call, string Area, string[] TaskKinds, int Needed, DateTimeOffset StartsAt, DateTimeOffset? EndedAt, bool Drill);

/// <summary>Mobilizations of the past (应急动员) from a county's own list, known by their numbers.</summary>
public sealed class MobilizationImport : ImportKind<ActivityDb, KnownAtImport, ImportedMobilization>
{
    public const string Path = "mobilizations";
    const string number = "编号", happened = "事件", level = "级别", issued = "发布单位", command = "统一指挥", call = "号召", area = "范围", tasks = "任务", needed = "需要人数", starts = "开始时间", ended = "结束时间", drill = "演练";

    static readonly Dictionary<string, EmergencyLevel> levels = new()
    {
        ["一级"] = EmergencyLevel.LevelOne,
        ["Ⅰ级"] = EmergencyLevel.LevelOne,
        ["二级"] = EmergencyLevel.LevelTwo,
        ["Ⅱ级"] = EmergencyLevel.LevelTwo,
        ["三级"] = EmergencyLevel.LevelThree,
        ["Ⅲ级"] = EmergencyLevel.LevelThree,
        ["四级"] = EmergencyLevel.LevelFour,
        ["Ⅳ级"] = EmergencyLevel.LevelFour,
    };

    public override string Name => Path;
    public override string Title => "应急动员";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(number, true, "YJ-2022-01"), new(happened, true, "疫情防控"), new(level, true, "二级"), new(issued, true, "县新时代文明实践中心"), new(command, true, "县疫情防控指挥部"), new(call, true, "请志愿者就近报到"), new(area, true, "140322"),
        new(tasks, true, "消毒、宣传、登记"), new(needed, true, "1800"), new(starts, true, "2022-03-10 08:00"), new(ended, false, ""), new(drill, false, "否"),
    ];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedMobilization Read(ImportRow row, Check check, KnownAtImport known)
    {
        var code = Mobilization.ReadNumber(check, number, row[number]);
        var (what, by, who, said) = (check.Text(happened, happened, row[happened], 60, least: 2), check.Text(issued, issued, row[issued], 60), check.Text(command, command, row[command], 60), check.Text(call, call, row[call], 2000));
        check.That(levels.TryGetValue(row[level], out var grave), level, "UNKNOWN_VALUE", $"{level}应为一级、二级、三级或四级");
        var at = known.Place(check, area, row[area], site => site.ClosedOn is null);
        var kinds = row.Words(tasks).Distinct().ToArray();
        check.That(kinds.Length is > 0 and <= Mobilization.MostTaskKinds && kinds.All(kind => kind.Length <= 20), tasks, "REQUIRED", $"请列出任务,最多 {Mobilization.MostTaskKinds} 种");
        check.That(Cells.TryCount(row[needed], out var people) && people is > 0 and <= 1_000_000, needed, "INVALID_NUMBER", $"{needed}应为 1 到 1000000 的整数");
        var began = known.Moment(check, starts, row[starts]);
        DateTimeOffset? over = row[ended].Length == 0 ? null : known.Moment(check, ended, row[ended]);
        check.That(over is null || over > began, ended, "ENDS_BEFORE_START", "结束时间应晚于开始时间");
        check.That(Cells.TryYes(row[drill], out var exercise), drill, "UNKNOWN_VALUE", $"{drill}应填“是”或“否”");
        check.Done();
        return new ImportedMobilization(code, what, grave, by, who, said, at!.Site, kinds, people, began, over, exercise);
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedMobilization Row)> rows, CancellationToken cancel)
    {
        var (rejected, added) = (new List<RowFault>(), 0);
        var apart = Twins.Apart(rows, row => row.Number, number, "同一次动员", rejected);
        var numbers = apart.Select(each => each.Row.Number).ToArray();
        var known = (await db.Mobilizations.Where(row => row.County == job.County && numbers.Contains(row.Number)).Select(row => row.Number).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var (line, row) in apart.Where(each => !known.Contains(each.Row.Number)))
        {
            var made = new Mobilization
            {
                County = job.County,
                Number = row.Number,
                Event = row.Event,
                Level = row.Level,
                IssuedBy = row.IssuedBy,
                Command = row.Command,
                Call = row.Call,
                Area = row.Area,
                TaskKinds = row.TaskKinds,
                Needed = row.Needed,
                StartsAt = row.StartsAt,
                Drill = row.Drill,
                ImportJobId = job.Id,
                ImportRow = line,
            };
            if (row.EndedAt is { } over) made.End(over);
            db.Add(made);
            added++;
        }
        return new BatchResult(added, rows.Count - added - rejected.Count, rejected);
    }
}
