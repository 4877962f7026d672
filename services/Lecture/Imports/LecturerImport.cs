using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Imports;

/// <summary>A lecturer as a file tells.</summary>
/// <param name="Team">Null only in a row that is refused.</param>
/// <param name="Named">The site that the file names.</param>
public sealed record ImportedLecturer(Guid Id, TeamAtImport? Team, string Named, string Name, string Field, string Title, string Dialect);

/// <summary>Lecturers (宣讲员) from a county's own list, each by the name within the team.</summary>
public sealed class LecturerImport : ImportKind<LectureDb, KnownLectures, ImportedLecturer>
{
    public const string Path = "lecturers";
    internal const string Team = "队伍", TeamSite = "队伍站点", LecturerName = "姓名", Field = "专长", Post = "职务", Dialect = "方言";

    public override string Name => Path;
    public override string Title => "宣讲员";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
        [new(Team, true, "锦隆社区红色讲师团"), new(TeamSite, true, "140322100801"), new(LecturerName, true, "测试讲师"), new(Field, false, "党史"), new(Post, false, "社区党委书记"), new(Dialect, false, "盂县话")];

    protected override Task<KnownLectures> KnowAsync(LectureDb db, ImportJob job, CancellationToken cancel) => KnownLectures.OfAsync(db, job, cancel);

    protected override ImportedLecturer Read(ImportRow row, Check check, KnownLectures known)
    {
        var team = known.Team(check, row, Team, TeamSite);
        return new(Guid.CreateVersion7(known.Now), team, row[TeamSite], check.Text(LecturerName, "姓名", row[LecturerName], 30, least: 2),
            check.Optional(Field, "专长", row[Field], 60), check.Optional(Post, "职务", row[Post], 60), check.Optional(Dialect, "方言", row[Dialect], 20));
    }

    protected override async Task<BatchResult> TakeAsync(LectureDb db, ImportJob job, IReadOnlyList<(int Number, ImportedLecturer Row)> rows, CancellationToken cancel)
    {
        var (first, again) = Twins.Apart(rows, row => (row.Team!.Id, row.Name), LecturerName, "同一位宣讲员");
        var (lecturers, today) = (first.Select(each => each.Row).ToList(), ChinaTime.Today(db.Clock));
        var teams = lecturers.Select(row => row.Team!.Id).Distinct().ToArray();
        // As a single one is added: under the team's lock, so that its count is right whoever else adds.
        await db.Database.ExecuteSqlAsync($"select from lecturer_team where county = {job.County} and id = any ({teams}) order by id for update", cancel);
        var made = await db.Database.SqlQuery<Guid>(
            $"""
            with made as (
                insert into lecturer (county, id, team_id, name, field, title, dialect, recorded_on)
                select {job.County}, r.*, {today} from unnest({lecturers.Select(row => row.Id).ToArray()}, {lecturers.Select(row => row.Team!.Id).ToArray()}, {lecturers.Select(row => row.Name).ToArray()},
                    {lecturers.Select(row => row.Field).ToArray()}, {lecturers.Select(row => row.Title).ToArray()}, {lecturers.Select(row => row.Dialect).ToArray()}) as r(id, team_id, name, field, title, dialect)
                where not exists (select from lecturer l where l.county = {job.County} and l.team_id = r.team_id and l.name = r.name)
                returning id, team_id
            ), counted as (
                update lecturer_team t set lecturers = t.lecturers + m.n from (select team_id, count(*) as n from made group by team_id) m where t.county = {job.County} and t.id = m.team_id
            )
            select id as "Value" from made
            """).ToListAsync(cancel);
        var added = first.IntersectBy(made, each => each.Row.Id).ToList();
        foreach (var (_, lecturer) in added) db.CountAt(lecturer.Team!, today, Measures.Lecturers);
        return new BatchResult(added.Count, first.Count - added.Count, again) { Remarks = [.. added.SelectMany(each => KnownLectures.Moved(each.Number, TeamSite, each.Row.Named, each.Row.Team!.Site))] };
    }
}
