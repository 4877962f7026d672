using System.Text.Json;
using CivPractice.Activity.Activities;
using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Activity.Imports;

/// <summary>An activity of the past as the file tells.</summary>
public sealed record ImportedActivity(
    string SourceNumber, string Title, ServicePlatform Platform, string LocalPlatform, Placed At, Guid? Team, Guid? Project, DateTimeOffset Starts, DateTimeOffset Ends, string Place, int Volunteers, int Attendees, string Outcome, string? Association, Marks Marks)
{
    public DateOnly Day => ChinaTime.Day(Starts);
}

/// <summary>
/// Activities of the past from a county's own list (往期活动导入): they come in as completed, with the counts of the list. An activity is known by its number
/// in the list (原编号).
/// </summary>
public sealed class ActivityImport(TimeProvider clock) : ImportKind<ActivityDb, KnownAtImport, ImportedActivity>
{
    public const string Path = "activities";
    const string source = "原编号", title = "名称", platform = "平台", site = "站点", team = "队伍", project = "项目", starts = "开始时间", ends = "结束时间", place = "地点",
        volunteers = "志愿者人次", attendees = "群众人次", outcome = "成效", association = "主办协会";

    const int most = 100_000;

    public override string Name => Path;
    public override string Title => "活动";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(source, true, "2021-0001"), new(title, true, "上门修灯"), new(platform, true, "科技"), new(site, true, "140322100801"), new(team, false, ""), new(project, false, ""),
        new(starts, true, "2021-03-05 09:30"), new(ends, true, "2021-03-05 11:30"), new(place, false, "锦隆社区"), new(volunteers, true, "12"), new(attendees, true, "36"), new(outcome, false, "修好 8 户"), new(association, false, ""),
        .. MarkColumns.All,
    ];

    protected override Task<KnownAtImport> KnowAsync(ActivityDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job.County, cancel);

    protected override ImportedActivity Read(ImportRow row, Check check, KnownAtImport known)
    {
        var number = check.Text(source, source, row[source], 40);
        var name = check.Text(title, title, row[title], 60);
        var (served, local) = PlatformWords.Read(check, known.Words, platform, row[platform]);
        var (from, to) = (Moment(check, starts, row[starts], known), Moment(check, ends, row[ends], known));
        if ((from, to) is ({ } first, { } last))
        {
            check.That(last > first, ends, "ENDS_BEFORE_START", "结束时间应晚于开始时间");
            check.That(last - first <= PracticeActivity.Longest, ends, "TOO_LONG", "一场活动最长 24 小时");
            check.That(PracticeActivity.CanStart(first, known.Now), starts, "OUT_OF_RANGE", "开始时间应在 2012 年以后");
            check.That(!PracticeActivity.CanStart(first, known.Now) || PracticeActivity.WasHeld(first, last, known.Now), ends, "NOT_OVER", "这里只导入已经办完的活动");
        }
        // What was held stays where it was held; what is said to have been held after its site closed was held by the successor.
        var day = from is { } moment ? ChinaTime.Day(moment) : DateOnly.MinValue;
        var at = known.Place(check, site, row[site], each => each.ClosedOn is not { } closed || day <= closed);
        var by = known.Team(check, team, row[team], at, day);
        var series = known.Project(check, project, row[project], at);
        var where = check.Optional(place, place, row[place], 100);
        var (came, present) = (Count(check, volunteers, row[volunteers]), Count(check, attendees, row[attendees]));
        var done = check.Optional(outcome, outcome, row[outcome], 2000);
        var held = known.Association(check, association, row[association]);
        var marks = MarkColumns.Read(row, check, known.Words);
        check.Done();
        return new ImportedActivity(number, name, served, local, at!, by, series, from!.Value, to!.Value, where, came, present, done, held, marks);
    }

    static DateTimeOffset? Moment(Check check, string column, string text, KnownAtImport known)
    {
        var read = Cells.TryMoment(text, ChinaTime.Day(known.Now), out var moment);
        check.That(read, column, "INVALID_TIME", $"{column}应为 2021-03-05 09:30 这样的日期和时间");
        return read ? moment : null;
    }

    static int Count(Check check, string column, string text)
    {
        check.That(Cells.TryCount(text, out var count) && count <= most, column, "INVALID_NUMBER", $"{column}应为 0 到 {most} 的整数");
        return count;
    }

    protected override async Task<BatchResult> TakeAsync(ActivityDb db, ImportJob job, IReadOnlyList<(int Number, ImportedActivity Row)> rows, CancellationToken cancel)
    {
        var numbers = rows.Select(each => each.Row.SourceNumber).Distinct().ToArray();
        var known = await db.Activities.Where(row => row.County == job.County && row.SourceNumber != null && numbers.Contains(row.SourceNumber))
            .Select(row => new { Number = row.SourceNumber!, Row = row.ImportJobId == job.Id ? row.ImportRow : null }).ToDictionaryAsync(row => row.Number, row => row.Row, StringComparer.Ordinal, cancel);

        var fresh = new Dictionary<Guid, (int Number, ImportedActivity Row)>();
        var rejected = new List<RowFault>();
        foreach (var (number, row) in rows)
        {
            if (known.TryAdd(row.SourceNumber, number)) fresh.Add(Guid.CreateVersion7(clock.GetUtcNow()), (number, row));
            else if (known[row.SourceNumber] is { } first) rejected.Add(new RowFault(number, source, "TWICE_IN_FILE", $"和第 {first} 行是同一个原编号"));
        }

        await PutAsync(db, job, fresh, cancel);
        await ActivityTerm.WriteAsync(db, job.County, fresh.Select(each => (each.Key, each.Value.Row.Starts, new[] { each.Value.Row.Title, each.Value.Row.Place, each.Value.Row.Outcome })), cancel);
        foreach (var (_, row) in fresh.Values)
        {
            if (row.Association is null) db.Count(job.County, row.At.Site, row.Day, ActivityMeasures.ActivitiesPublished, dimension: row.Platform.Dimension(row.LocalPlatform));
            db.CountHeld(new HeldActivity(job.County, row.At.Site, row.Day, row.Platform.Dimension(row.LocalPlatform), row.Marks, row.Association, FromNeed: false, row.Project, row.Volunteers, row.Attendees, Minutes: 0));
        }
        return new BatchResult(fresh.Count, rows.Count - fresh.Count - rejected.Count, rejected) { Remarks = [.. fresh.Values.SelectMany(each => each.Row.At.Remarks(each.Number, site))] };
    }

    // Nobody signed up here, so there is no code of the day, and nothing to derive one from.
    Task<int> PutAsync(ActivityDb db, ImportJob job, Dictionary<Guid, (int Number, ImportedActivity Row)> rows, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(rows.Select(each => new
        {
            id = each.Key,
            row = each.Value.Number,
            source = each.Value.Row.SourceNumber,
            title = each.Value.Row.Title,
            platform = (int)each.Value.Row.Platform,
            local = each.Value.Row.LocalPlatform,
            site = each.Value.Row.At.Site,
            team = each.Value.Row.Team,
            project = each.Value.Row.Project,
            starts = each.Value.Row.Starts,
            ends = each.Value.Row.Ends,
            place = each.Value.Row.Place,
            volunteers = each.Value.Row.Volunteers,
            attendees = each.Value.Row.Attendees,
            outcome = each.Value.Row.Outcome,
            association = each.Value.Row.Association,
            purposes = each.Value.Row.Marks.Purposes,
            field = (int)each.Value.Row.Marks.TaskField,
            work = each.Value.Row.Marks.CrossWork,
            theme = each.Value.Row.Marks.Theme,
            hosts = each.Value.Row.Marks.HostUnits,
            organizers = each.Value.Row.Marks.OrganizingUnits,
            assistants = each.Value.Row.Marks.AssistingUnits,
            kind = (int)each.Value.Row.Marks.Kind,
            @base = each.Value.Row.Marks.Base,
            venue = each.Value.Row.Marks.Venue,
        }));
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into practice_activity (county, id, title, detail, platform, site, team_id, project_id, starts_at, ends_at, place, risk_notice, status, reason, attendees, outcome,
                secret, published_at, completed_at, version, source_number, recorded_volunteers, import_job_id, import_row, association,
                purposes, task_field, cross_work, theme, host_units, organizing_units, assisting_units, kind, base, venue, came, local_platform)
            select {job.County}, id, title, '', platform, site, team, project, starts, ends, place, '', {(int)ActivityStatus.Completed}, '', attendees, outcome,
                '\x', starts, {clock.GetUtcNow()}, 1, source, volunteers, {job.Id}, row, association,
                purposes, field, work, theme, hosts, organizers, assistants, kind, base, venue, volunteers, local
            from jsonb_to_recordset({json}::jsonb) as r(id uuid, row int, source text, title text, platform int, site text, team uuid, project uuid, starts timestamptz, ends timestamptz,
                place text, volunteers int, attendees int, outcome text, association text,
                purposes int[], field int, work text[], theme text, hosts text[], organizers text[], assistants text[], kind int, base text, venue text, local text)
            """, cancel);
    }
}
