using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using CivPractice.Platform.Personal;

namespace CivPractice.Volunteer.Imports;

/// <summary>A member of a team as the file tells.</summary>
/// <param name="Site">The team's; the team stands there, or where this was merged into.</param>
/// <param name="Hash">Keyed hash of the person's identity number.</param>
public sealed record ImportedMember(string Team, PlaceAtImport Site, byte[] Hash, DateOnly JoinedOn);

/// <summary>Members of teams from a county's own list (队员导入). Who is in the team already stays as is, and who left it stays away unless the file tells of a later day; teams and volunteers are imported before.</summary>
public sealed class MemberImport(PersonalVault vault, TimeProvider clock) : ImportKind<VolunteerDb, KnownAtImport, ImportedMember>
{
    public const string Path = "members";
    const string team = "队伍", site = "所属站点", identity = "身份证号", joined = "加入日期";

    public override string Name => Path;
    public override string Title => "队员";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
        [new(team, true, "测试服务队"), new(site, true, "140322100801"), new(identity, true, "999999199001010016"), new(joined, true, "2021-03-05")];

    protected override Task<KnownAtImport> KnowAsync(VolunteerDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job, clock, cancel);

    protected override ImportedMember Read(ImportRow row, Check check, KnownAtImport known)
    {
        var called = check.Text(team, team, row[team], 60);
        var place = known.Sites.Living(check, site, row[site]);
        var hash = known.HashOf(check, identity, row[identity], vault);
        var day = known.Past(check, joined, row[joined]);
        check.Done();
        return new ImportedMember(called, place, hash, day);
    }

    protected override async Task<BatchResult> TakeAsync(VolunteerDb db, ImportJob job, IReadOnlyList<(int Number, ImportedMember Row)> rows, CancellationToken cancel)
    {
        await MemberImportSql.Arriving.FillAsync(db, rows, cancel);
        await db.RunAsync(MemberImportSql.LookUp, cancel, job.County);
        await db.RunAsync(MemberImportSql.Lock, cancel, job.County);
        await db.RunAsync(MemberImportSql.Known, cancel, job.County);
        var byNumber = rows.ToDictionary(each => each.Number, each => each.Row);
        var rejected = await db.RunAsync(MemberImportSql.Faults, row => FaultOf(row.GetInt32(0), row.GetString(1), row.GetInt32(2), byNumber[row.GetInt32(0)]), cancel, job.County, job.Id);

        var remarks = new List<RowFault>();
        var added = await db.RunAsync(MemberImportSql.Members, row => (Row: row.GetInt32(0), Team: new TeamStanding(job.County, row.GetString(1), row.GetFieldValue<string[]>(4), row.GetFieldValue<DateOnly[]>(5)), Practice: row.GetBoolean(2), Day: row.GetFieldValue<DateOnly>(3)), cancel, job.County, job.Id);
        foreach (var (row, where, practice, day) in added)
        {
            db.CountAt(where, day, Measures.Memberships);
            if (practice) db.CountAt(where, day, Measures.MembershipsPractice);
            if (byNumber[row].Site is { IsMerged: true } place && where.Site == place.Code) remarks.Add(place.Remark(row, site));
        }
        return new BatchResult(added.Count, rows.Count - added.Count - rejected.Count, rejected) { Remarks = remarks };
    }

    sealed record TeamStanding(string County, string Site, string[] MovedFrom, DateOnly[] MovedOn) : IMovingRow;

    static RowFault FaultOf(int row, string reason, int other, ImportedMember told) => reason switch
    {
        "TEAM" => new(row, team, "UNKNOWN_TEAM", $"站点 {told.Site.Named} 没有队伍“{told.Team}”,请先导入队伍"),
        "PERSON" => new(row, identity, "UNKNOWN_PERSON", "本县名册里没有这个人,请先导入志愿者"),
        "ENDED" => new(row, team, "TEAM_ENDED", $"队伍“{told.Team}”已经解散"),
        "EARLY" => new(row, joined, "BEFORE_FOUNDING", "加入日期不能早于队伍成立日期"),
        _ => new(row, identity, "TWICE_IN_FILE", $"和第 {other} 行是同一支队伍的同一个人"),
    };
}
