using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Personal;
using CivPractice.Volunteer.Teams;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;
using Team = CivPractice.Volunteer.Teams.Team;

namespace CivPractice.Volunteer.Imports;

/// <summary>A team as the file tells.</summary>
/// <param name="Leader">Keyed hash of the leader's identity number; null when none is named.</param>
public sealed record ImportedTeam(string Name, string Category, PlaceAtImport Site, DateOnly FoundedOn, string Slogan, byte[]? Leader, bool Practice, string? RegistryNumber, TeamLevel Level, string Parent, string HostUnit, string Document, string DocumentNumber);

/// <summary>
/// Teams from a county's own list (队伍导入), known by site and name. A leader becomes a member, from the founding on, and leads. A team that is there already
/// gets what it lacks of leader, mark of practice and the national system's number, and keeps the rest. A county has hundreds of teams and not hundreds of
/// thousands: the entity decides, and EF writes a batch in a few round trips.
/// </summary>
public sealed class TeamImport(PersonalVault vault, TimeProvider clock) : ImportKind<VolunteerDb, KnownAtImport, ImportedTeam>
{
    public const string Path = "teams";
    const string name = "名称", category = "类别", site = "所属站点", founded = "成立日期", slogan = "口号", leader = "队长身份证号", practice = "文明实践队伍", registry = "全国系统编号", level = "层级", parent = "上级队伍", unit = "承建单位", document = "成立文件", documentNumber = "成立文号";

    public override string Name => Path;
    public override string Title => "队伍";

    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(name, true, "测试服务队"), new(category, true, "便民利民服务"), new(site, true, "140322100801"), new(founded, true, "2021-03-05"),
        new(slogan, false, ""), new(leader, false, ""), new(practice, false, "是"), new(registry, false, ""),
        new(level, false, "小队"), new(parent, false, ""), new(unit, false, ""), new(document, false, ""), new(documentNumber, false, ""),
    ];

    protected override Task<KnownAtImport> KnowAsync(VolunteerDb db, ImportJob job, CancellationToken cancel) => KnownAtImport.ReadAsync(db, job, clock, cancel);

    protected override ImportedTeam Read(ImportRow row, Check check, KnownAtImport known)
    {
        var called = check.Text(name, name, row[name], 60, least: 2);
        var kind = check.Text(category, category, row[category], 20, least: 2);
        var place = known.Sites.Living(check, site, row[site]);
        var since = known.Past(check, founded, row[founded]);
        var words = check.Optional(slogan, slogan, row[slogan], 100);
        var led = row[leader].Length > 0 ? known.HashOf(check, leader, row[leader], vault) : null;
        check.That(Cells.TryYes(row[practice], out var practises), practice, "UNKNOWN_VALUE", $"{practice}应填“是”或“否”");
        var number = KnownAtImport.RegistryOf(check, registry, row[registry]);
        check.That(TeamLevels.TryRead(row[level], out var tier), level, "UNKNOWN_VALUE", $"{level}应为{string.Join("、", TeamLevels.Words)}");
        var above = check.Optional(parent, parent, row[parent], 60);
        check.That(above.Length == 0 || tier != TeamLevel.Unspecified, level, "LEVEL_REQUIRED", $"有{parent}的,请填写{level}");
        var behind = check.Optional(unit, unit, row[unit], Team.MostHostUnit);
        var (title, sign) = (check.Optional(document, document, row[document], CorpsFounding.MostDocument), check.Optional(documentNumber, documentNumber, row[documentNumber], CorpsFounding.MostDocument));
        check.That(tier == TeamLevel.Corps || (title + sign).Length == 0, document, "NOT_A_CORPS", "只有总队才填成立文件、成立文号");
        check.That(tier != TeamLevel.Corps || place.Code.Length == 6, site, "CORPS_NOT_AT_CENTER", "总队是全县(区)或全市的,只能设在中心");
        check.Done();
        return new ImportedTeam(called, kind, place, since, words, led, practises, number, tier, above, behind, title, sign);
    }

    protected override async Task<BatchResult> TakeAsync(VolunteerDb db, ImportJob job, IReadOnlyList<(int Number, ImportedTeam Row)> rows, CancellationToken cancel)
    {
        var there = await TeamsAtImport.ReadAsync(db, job.County, rows, cancel);
        var (rejected, remarks, told, completed, added) = (new List<RowFault>(), new List<RowFault>(), new HashSet<Team>(), 0, 0);
        Team? founded = null;
        foreach (var (number, row) in rows)
        {
            if (FaultOf(number, row, there, job) is { } fault)
            {
                rejected.Add(fault);
                continue;
            }
            var before = there.Of(row);
            var team = before ?? there.Add(db, job, number, row);
            var gains = there.Complete(db, team, row);
            if (row.Level != TeamLevel.Unspecified && team.Level == TeamLevel.Unspecified)
            {
                // The file says no day of it: from the founding on.
                await TreeRows.PlaceAsync(db, team, row.Level, there.ParentOf(row), [], team.FoundedOn, there.Corps, cancel, isNew: before is null);
                gains.Add(level);
                if (row.Level == TeamLevel.Corps)
                {
                    there.Corps = founded = team;
                    if ((row.Document + row.DocumentNumber).Length > 0 && !await db.CorpsFoundings.AnyAsync(each => each.County == job.County && each.TeamId == team.Id, cancel))
                        db.Add(new CorpsFounding { County = job.County, TeamId = team.Id, DocumentTitle = row.Document, DocumentNumber = row.DocumentNumber, Version = 1 });
                }
            }
            if (before is null)
            {
                added++;
                if (row.Site.IsMerged) remarks.Add(row.Site.Remark(number, site));
            }
            else if (gains.Count > 0)
            {
                completed++;
                remarks.Add(new RowFault(number, name, "ALREADY_REGISTERED", $"本县已有这支队伍,补上了{string.Join("、", gains)}"));
            }
            if (before is null || gains.Contains(TeamsAtImport.Leader)) told.Add(team);
        }
        if (founded is not null)
        {
            // Those of the same file, too: they must be there to be put below it.
            await db.SaveChangesAsync(cancel);
            await CorpsRows.AdoptAsync(db, job.County, null, founded.Id, founded.FoundedOn, cancel);
        }
        if (told.Count > 0) db.Publish(new TeamsImported(job.County, [.. told.Select(team => team.Changed())]));
        return new BatchResult(added, rows.Count - added - completed - rejected.Count, rejected) { Completed = completed, Remarks = remarks };
    }

    static RowFault? FaultOf(int number, ImportedTeam row, TeamsAtImport there, ImportJob job)
    {
        var team = there.Of(row);
        if (team?.ImportJobId == job.Id) return new(number, name, "TWICE_IN_FILE", $"和第 {team.ImportRow} 行是同一支队伍");
        if (team?.EndedOn is { } gone) return new(number, name, "TEAM_ENDED", $"这支队伍已于 {gone:yyyy-MM-dd} 解散,重新组建请另取队名");
        if (row.Leader is not null && there.PersonOf(row.Leader) is null) return new(number, leader, "UNKNOWN_PERSON", "本县名册里没有这个人,请先导入志愿者");
        if (row.Parent.Length > 0 && (team is null || team.Level == TeamLevel.Unspecified))
        {
            var over = there.ParentOf(row);
            if (over is null || over == team) return new(number, parent, "UNKNOWN_TEAM", $"本县没有队伍“{row.Parent}”,或已经解散,或不止一支;上级队伍请放在前面");
            if (over.Level == TeamLevel.Unspecified || over.Level >= row.Level) return new(number, parent, "PARENT_NOT_ABOVE", "上级队伍的层级须高于本队,层级由高到低是总队、大队、支队、分队、小队");
        }
        if (row.Level == TeamLevel.Corps && there.Corps is { } corps && corps != team) return new(number, level, "CORPS_EXISTS", $"已经有总队“{corps.Name}”,一个县(区)、一个市只有一支总队");
        if (row.RegistryNumber is null || row.RegistryNumber == team?.RegistryNumber) return null;
        if (team?.RegistryNumber is not null) return new(number, registry, "REGISTRY_NUMBER_DIFFERS", "这支队伍在本县登记的是另一个全国系统编号,请核对");
        return there.IsTaken(row.RegistryNumber, team?.FoundedOn ?? row.FoundedOn) ? new(number, registry, "REGISTRY_NUMBER_TAKEN", "这个全国系统编号在本县已经是另一支队伍的,请核对") : null;
    }
}
