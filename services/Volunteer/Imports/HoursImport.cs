using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Teams;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Imports;

/// <summary>A record of service as the file tells.</summary>
/// <param name="Number">Its number in the source (记录编号).</param>
/// <param name="Activity">Id of the activity, which this platform does not know: it follows from county, source and number.</param>
/// <param name="Hash">Keyed hash of the person's identity number.</param>
/// <param name="Team">Name of a team of the recording site or of one that was merged into it, or of the only one of that name; null when none is named.</param>
public sealed record ImportedHours(HoursSource Source, string Number, Guid Activity, byte[] Hash, string Title, PlaceAtImport Site, string? Team, DateOnly ServedOn, int Minutes);

/// <summary>
/// Hours that were served before, or are kept elsewhere (时长导入). Each record becomes a first line of the ledger under an activity of its own, of grade D;
/// a record that is there already stays as is, since lines are never changed: what differs is told, and corrected by hand.
/// </summary>
public sealed class HoursImport(PersonalVault vault, TimeProvider clock) : ImportKind<VolunteerDb, KnownAtImport, ImportedHours>
{
    public const string Path = "hours";
    const int mostMinutes = 1440, mostNumber = 60;
    const string record = "记录编号", identity = "身份证号", title = "活动名称", site = "记录站点", team = "队伍", served = "服务日期", minutes = "分钟", source = "来源";

    public override string Name => Path;
    public override string Title => "时长";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(record, true, "2021-0001"), new(identity, true, "999999199001010016"), new(title, true, "环境整治"), new(site, true, "140322100801"), new(team, false, "测试服务队"),
        new(served, true, "2021-03-05"), new(minutes, true, "120"), new(source, false, "本地"),
    ];

    protected override Task<KnownAtImport> KnowAsync(VolunteerDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job, clock, cancel);

    protected override ImportedHours Read(ImportRow row, Check check, KnownAtImport known)
    {
        var number = check.Text(record, record, row[record], mostNumber);
        var hash = known.HashOf(check, identity, row[identity], vault);
        var activity = check.Text(title, title, row[title], 100, least: 2);
        var day = known.Past(check, served, row[served]);
        var place = known.Sites.On(day, check, site, row[site]);
        var group = check.Optional(team, team, row[team], 60);
        check.That(Cells.TryMinutes(row[minutes], out var length) && length is >= 1 and <= mostMinutes, minutes, "OUT_OF_RANGE", $"{minutes}应为 1 到 {mostMinutes} 的整数");
        var from = row[source] switch { "" or "本地" => HoursSource.Local, "全国系统" => HoursSource.Registry, _ => HoursSource.Unspecified };
        check.That(from != HoursSource.Unspecified, source, "UNKNOWN_VALUE", $"{source}应填“全国系统”或“本地”");
        check.Done();
        return new ImportedHours(from, number, DerivedId.Of(known.County, from.ToString(), number), hash, activity, place, group.Length > 0 ? group : null, day, length);
    }

    protected override async Task<BatchResult> TakeAsync(VolunteerDb db, ImportJob job, IReadOnlyList<(int Number, ImportedHours Row)> rows, CancellationToken cancel)
    {
        await HoursImportSql.Arriving.FillAsync(db, rows, cancel);
        await db.RunAsync(HoursImportSql.LookUp, cancel, job.County);
        var byNumber = rows.ToDictionary(each => each.Number, each => each.Row);
        var rejected = await db.RunAsync(HoursImportSql.Faults, row => FaultOf(row.GetInt32(0), row.GetString(1), row.GetInt32(2), byNumber[row.GetInt32(0)]), cancel, job.Id, job.County);

        var remarks = new List<RowFault>();
        var added = await db.RunAsync(HoursImportSql.Lines, row => row.GetInt32(0), cancel, job.County, job.Id, job.CreatedBy, clock.GetUtcNow(), (int)TrustGrade.D);
        foreach (var number in added)
        {
            var row = byNumber[number];
            db.Count(job.County, row.Site.Code, row.ServedOn, Measures.Minutes, row.Minutes, nameof(TrustGrade.D));
            if (row.Source == HoursSource.Registry) db.Count(job.County, row.Site.Code, row.ServedOn, Measures.RegistryMinutes, row.Minutes);
            if (row.Site.IsMerged) remarks.Add(row.Site.Remark(number, site));
        }
        var today = Platform.ChinaTime.Today(clock);
        foreach (var living in await db.RunAsync(Hours.FirstHours.Of("select person_id from arriving_hours where not known"), row => row.GetString(0), cancel, job.County, today)) db.Count(job.County, living, today, Measures.WithHours);
        await TeamServiceDay.TakeAsync(db, job.County, await db.RunAsync(HoursImportSql.Served, row => (row.GetGuid(0), row.GetFieldValue<DateOnly>(1)), cancel), cancel);
        return new BatchResult(added.Count, rows.Count - added.Count - rejected.Count, rejected) { Remarks = remarks };
    }

    static RowFault FaultOf(int row, string reason, int other, ImportedHours told) => reason switch
    {
        "PERSON" => new(row, identity, "UNKNOWN_PERSON", "本县名册里没有这个人,请先导入志愿者"),
        "TEAM" => new(row, team, "UNKNOWN_TEAM", $"站点 {told.Site.Code} 没有队伍“{told.Team}”,本县也没有唯一一支叫这个名字的队伍"),
        "TEAMS" => new(row, team, "AMBIGUOUS_TEAM", $"站点 {told.Site.Code} 有几支随合并的站点而来的队伍都叫“{told.Team}”,请把{site}写成这支队伍原来的站点"),
        "ENDED" => new(row, served, "TEAM_ENDED", $"队伍“{told.Team}”在这一天以前已经解散"),
        "TWICE" => new(row, record, "TWICE_IN_FILE", $"和第 {other} 行是同一条记录"),
        _ => new(row, record, "RECORD_DIFFERS", "台账里已有这个编号的记录,人、日期或分钟不同,请核对后在台账里更正"),
    };
}
