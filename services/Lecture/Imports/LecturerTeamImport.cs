using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Imports;

/// <summary>A lecturer team as a file tells, at the site where it will stand.</summary>
/// <param name="Named">The site that the file names; another one when that was merged.</param>
/// <param name="IsKnown">There already, be it at the site that was merged.</param>
public sealed record ImportedTeam(Guid Id, string Name, Level Level, string Site, string Named, bool RedGroup, bool IsKnown);

/// <summary>Lecturer teams (宣讲队伍) from a county's own list. A team lives on: one of a site that was merged goes to the successor.</summary>
public sealed class LecturerTeamImport : ImportKind<LectureDb, KnownLectures, ImportedTeam>
{
    public const string Path = "lecturer-teams";
    internal const string TeamName = "名称", TeamLevel = "级别", Site = "站点", RedGroup = "红色讲师团";

    public override string Name => Path;
    public override string Title => "宣讲队伍";
    public override IReadOnlyList<ImportColumn> Columns { get; } = [new(TeamName, true, "锦隆社区红色讲师团"), new(TeamLevel, true, "村"), new(Site, true, "140322100801"), new(RedGroup, false, "是")];

    protected override Task<KnownLectures> KnowAsync(LectureDb db, ImportJob job, CancellationToken cancel) => KnownLectures.OfAsync(db, job, cancel);

    protected override ImportedTeam Read(ImportRow row, Check check, KnownLectures known)
    {
        var name = check.Text(TeamName, "名称", row[TeamName], 60, least: 2);
        var level = Words.LevelOf(row[TeamLevel]);
        check.That(level != Level.Unspecified, TeamLevel, "UNKNOWN_VALUE", $"级别应为{Words.Levels}");
        var place = known.Sites.Place(check, Site, row[Site]) ?? "";
        check.That(row[RedGroup] is "" or "是" or "否", RedGroup, "UNKNOWN_VALUE", "红色讲师团应为是或否");
        return new(Guid.CreateVersion7(known.Now), name, level, place, row[Site], row[RedGroup] == "是", known.Teams.ContainsKey((row[Site], name)) || known.Teams.ContainsKey((place, name)));
    }

    protected override async Task<BatchResult> TakeAsync(LectureDb db, ImportJob job, IReadOnlyList<(int Number, ImportedTeam Row)> rows, CancellationToken cancel)
    {
        var (first, again) = Twins.Apart(rows, row => (row.Site, row.Name), TeamName, "同一支宣讲队伍");
        var fresh = first.Where(each => !each.Row.IsKnown).ToList();
        var teams = fresh.Select(each => each.Row).ToList();
        var today = ChinaTime.Today(db.Clock);
        var made = await db.Database.SqlQuery<Guid>(
            $"""
            insert into lecturer_team (county, id, name, level, site, red_group, lecturers, recorded_on)
            select {job.County}, t.*, 0, {today} from unnest({teams.Select(team => team.Id).ToArray()}, {teams.Select(team => team.Name).ToArray()}, {teams.Select(team => (int)team.Level).ToArray()}, {teams.Select(team => team.Site).ToArray()}, {teams.Select(team => team.RedGroup).ToArray()}) as t
            on conflict (county, named_site, name) do nothing returning id as "Value"
            """).ToListAsync(cancel);
        var added = fresh.IntersectBy(made, each => each.Row.Id).ToList();
        foreach (var (_, team) in added) db.Count(job.County, team.Site, today, Measures.Teams, dimension: team.Level.ToString());
        return new BatchResult(added.Count, first.Count - added.Count, again) { Remarks = [.. added.SelectMany(each => KnownLectures.Moved(each.Number, Site, each.Row.Named, each.Row.Site))] };
    }
}
