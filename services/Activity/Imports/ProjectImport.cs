using CivPractice.Activity.Activities;
using CivPractice.Activity.Figures;
using CivPractice.Activity.Projects;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Imports;

/// <summary>A project as the file tells.</summary>
public sealed record ImportedProject(Placed At, ProjectPlan Plan);

/// <summary>Projects from a county's own list (项目导入). A project is known by its site and name, wherever its site went since.</summary>
public sealed class ProjectImport(TimeProvider clock) : ImportKind<ActivityDb, KnownAtImport, ImportedProject>
{
    public const string Path = "projects";
    const string name = "名称", category = "类别", platform = "平台", team = "队伍", site = "所属站点", group = "服务对象", goal = "目标", starts = "开始日期", ends = "结束日期", registry = "全国系统编号", budget = "预算(元)", award = "获奖", work = "结合工作";

    public override string Name => Path;
    public override string Title => "项目";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(name, true, "邻里修灯"), new(category, true, "便民利民服务"), new(platform, true, "科技"), new(team, false, ""), new(site, true, "140322100801"),
        new(group, false, "独居老人"), new(goal, false, "让独居老人家里的灯都亮着"), new(starts, true, "2021-03-05"), new(ends, false, ""), new(registry, false, ""),
        new(budget, false, "12000"), new(award, false, ""), new(work, false, "平安建设", "crossWork"),
    ];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedProject Read(ImportRow row, Check check, KnownAtImport known)
    {
        var today = ChinaTime.Day(known.Now);
        var title = check.Text(name, name, row[name], 60, least: 2);
        var kind = check.Text(category, category, row[category], 20, least: 2);
        var (served, local) = PlatformWords.Read(check, known.Words, platform, row[platform]);
        var first = Day(check, starts, row[starts], today);
        DateOnly? last = row[ends].Length == 0 ? null : Day(check, ends, row[ends], today);
        if (first is { } began)
        {
            check.That(Project.CanStart(began, today), starts, "OUT_OF_RANGE", "开始日期应在 1990 年以后、一年以内");
            check.That(last is not { } over || Project.CanEnd(over, began), ends, "ENDS_BEFORE_START", "结束日期应在开始日期以后、五十年以内");
        }
        // A project lives on at the successor of its site; one that was over by then, and has no successor to go to, stays.
        var at = known.Place(check, site, row[site], each => each.ClosedOn is null || (each.Successor.Length == 0 && last <= each.ClosedOn));
        var by = known.Team(check, team, row[team], at, first ?? DateOnly.MinValue);
        var number = check.Optional(registry, registry, row[registry], 40);
        var whom = check.Optional(group, group, row[group], 60);
        var aim = check.Optional(goal, goal, row[goal], 1000);
        var fen = 0L;
        check.That(row[budget].Length == 0 || (Cells.TryYuan(row[budget], out fen) && fen is > 0 and <= Project.MostFen), budget, "INVALID_AMOUNT", $"{budget}应为大于 0 的元数,最多两位小数,如 12000");
        var won = check.Optional(award, award, row[award], Project.MostAward);
        var joined = Marks.Work(check, "crossWork", [.. row.Words(work)], known.Words);
        check.Done();
        return new ImportedProject(at!, new ProjectPlan(title, kind, served, by, whom, aim, first!.Value, last, number.Length == 0 ? null : number, fen == 0 ? null : fen, won, string.Join('、', joined), local));
    }

    static DateOnly? Day(Check check, string column, string text, DateOnly today)
    {
        var read = Cells.TryDay(text, today, out var day, monthAlone: true);
        check.That(read, column, "INVALID_DATE", $"{column}应为 2021-03-05 这样的日期");
        return read ? day : null;
    }

    // Of one that is not saved yet PostgreSQL has said nothing.
    static string Named(Project row) => row.NamedSite.Length > 0 ? row.NamedSite : row.Site;

    // A county has some hundreds of projects: those that bear the batch's names are looked at one by one, in memory.
    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedProject Row)> rows, CancellationToken cancel)
    {
        var (names, numbers) = (rows.Select(each => each.Row.Plan.Name).Distinct().ToArray(), rows.Select(each => each.Row.Plan.RegistryNumber).OfType<string>().Distinct().ToArray());
        var known = (await db.Projects.Where(row => row.County == job.County && names.Contains(row.Name)).ToListAsync(cancel)).ToLookup(row => row.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var taken = await db.Projects.Where(row => row.County == job.County && row.RegistryNumber != null && numbers.Contains(row.RegistryNumber)).ToDictionaryAsync(row => row.RegistryNumber!, row => row.Id, cancel);

        var (added, completed) = (new List<Project>(), 0);
        var (rejected, remarks) = (new List<RowFault>(), new List<RowFault>());
        foreach (var (number, (at, plan)) in rows)
        {
            if (!known.TryGetValue(plan.Name, out var alike)) known[plan.Name] = alike = [];
            var same = alike.Find(row => Named(row) == at.Said) ?? alike.Find(row => at.Chain.Contains(Named(row)));
            if (plan.RegistryNumber is { } registered && !taken.TryAdd(registered, same?.Id ?? Guid.Empty) && (same is null || taken[registered] != same.Id))
                rejected.Add(new RowFault(number, registry, "REGISTRY_NUMBER_TAKEN", "这个全国系统编号是本县另一个项目的"));
            else if (same is null)
            {
                var row = new Project { County = job.County, Id = Guid.CreateVersion7(clock.GetUtcNow()), Site = at.Site, Plan = plan, ImportJobId = job.Id, ImportRow = number };
                if (plan.RegistryNumber is { } own) taken[own] = row.Id;
                added.Add(row);
                alike.Add(row);
                db.Count(row);
                remarks.AddRange(at.Remarks(number, site));
            }
            else if (same.ImportJobId == job.Id) rejected.Add(new RowFault(number, name, "TWICE_IN_FILE", $"和第 {same.ImportRow} 行是同一个项目"));
            else
            {
                db.Count(same, -1);
                var gained = same.RegistryNumber is null && plan.RegistryNumber is not null;
                if (same.Complete(plan.RegistryNumber, plan.EndsOn)) completed++;
                db.Count(same);
                if (gained) remarks.Add(new RowFault(number, name, "ALREADY_REGISTERED", "本县已登记,补上了全国系统编号"));
            }
        }
        db.AddRange(added);
        await ProjectTerm.WriteAsync(db, job.County, added, cancel);
        return new BatchResult(added.Count, rows.Count - added.Count - completed - rejected.Count, rejected) { Completed = completed, Remarks = remarks };
    }
}
