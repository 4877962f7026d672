using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using CivPractice.Platform.Moves;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Imports;

/// <summary>A lecturer as a file tells.</summary>
/// <param name="Team">Null only in a row that is refused.</param>
/// <param name="Place">Where the team stands, and under which site the file names it.</param>
public sealed record ImportedLecturer(Guid Id, TeamAtImport? Team, PlaceAtImport Place, string Name, LecturerProfile Profile, bool Leads);

/// <summary>Lecturers (宣讲员) from a county's own list, each by the name within the team; where the team has a rule, only those who keep it.</summary>
public sealed class LecturerImport : ImportKind<LectureDb, KnownLectures, ImportedLecturer>
{
    public const string Path = "lecturers";
    internal const string Team = "队伍", TeamSite = "队伍站点", LecturerName = "姓名", Field = "专长", Post = "职务", Dialect = "方言", Kind = "身份", Local = "本社区工作或居住", Background = "理论和实践",
        Leading = "示范宣讲员", PublicTitle = "称号", Leads = "团长", Asked = "擅长主题";

    public override string Name => Path;
    public override string Title => "宣讲员";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(Team, true, "锦隆社区红色讲师团"), new(TeamSite, true, "140322100801"), new(LecturerName, true, "测试讲师"), new(Field, false, "党史"), new(Post, false, "社区党委书记"), new(Dialect, false, "盂县话"),
        new(Kind, false, "理论专家"), new(Local, false, "是"), new(Background, false, "党校教员,宣讲十年"), new(Leading, false, "否"), new(PublicTitle, false, ""), new(Leads, false, "是"), new(Asked, false, "惠民政策、健康"),
    ];

    protected override Task<KnownLectures> KnowAsync(LectureDb db, ImportJob job, CancellationToken cancel) => KnownLectures.OfAsync(db, job, cancel);

    protected override ImportedLecturer Read(ImportRow row, Check check, KnownLectures known)
    {
        var team = known.Team(check, row, Team, TeamSite);
        var name = check.Text(LecturerName, "姓名", row[LecturerName], 30, least: 2);
        var kind = Words.KindOf(row[Kind]);
        check.That(row[Kind].Length == 0 || kind != LecturerKind.Unspecified, Kind, "UNKNOWN_VALUE", $"身份应为{Words.Kinds}");
        var profile = new LecturerProfile(check.Optional(Field, "专长", row[Field], 60), check.Optional(Post, "职务", row[Post], 60), check.Optional(Dialect, "方言", row[Dialect], 20), kind,
            Yes(check, row, Local), check.Optional(Background, Background, row[Background], 200), Yes(check, row, Leading), check.Optional(PublicTitle, PublicTitle, row[PublicTitle], 60))
        {
            Topics = LecturerProfile.TopicsOf(check, Asked, row[Asked].Split('、', ',', '，', ';', '；')),
        };
        if (team is not null && known.Rules.GetValueOrDefault(team.Id)?.Lacks(profile) is { Length: > 0 } lacks) check.That(false, LecturerName, "NOT_ELIGIBLE", $"不符合本队宣讲员条件,还缺:{lacks}");
        return new(Guid.CreateVersion7(known.Now), team, new PlaceAtImport(team?.Site ?? "", row[TeamSite]), name, profile, Yes(check, row, Leads));
    }

    static bool Yes(Check check, ImportRow row, string column)
    {
        check.That(row[column] is "" or "是" or "否", column, "UNKNOWN_VALUE", $"{column}应为是或否");
        return row[column] == "是";
    }

    protected override async Task<BatchResult> TakeAsync(LectureDb db, ImportJob job, IReadOnlyList<(int Number, ImportedLecturer Row)> rows, CancellationToken cancel)
    {
        var again = new List<RowFault>();
        var first = Twins.Apart(rows, row => (row.Team!.Id, row.Name), LecturerName, "同一位宣讲员", again);
        var (lecturers, today) = (first.Select(each => each.Row).ToList(), ChinaTime.Today(db.Clock));
        var profiles = lecturers.Select(row => row.Profile).ToList();
        var teams = lecturers.Select(row => row.Team!.Id).Distinct().ToArray();
        // As a single one is added: under the team's lock, so that its count is right whoever else adds.
        await db.Database.ExecuteSqlAsync($"select from lecturer_team where county = {job.County} and id = any ({teams}) order by id for update", cancel);
        var made = await db.Database.SqlQuery<Guid>(
            $"""
            with made as (
                insert into lecturer (county, id, team_id, name, field, title, dialect, kind, local, background, is_leading, public_title, topics, recorded_on)
                select {job.County}, r.id, r.team_id, r.name, r.field, r.title, r.dialect, r.kind, r.local, r.background, r.is_leading, r.public_title, string_to_array(r.topics, '、'), {today} from unnest({lecturers.Select(row => row.Id).ToArray()}, {lecturers.Select(row => row.Team!.Id).ToArray()}, {lecturers.Select(row => row.Name).ToArray()},
                    {profiles.Select(row => row.Field).ToArray()}, {profiles.Select(row => row.Title).ToArray()}, {profiles.Select(row => row.Dialect).ToArray()}, {profiles.Select(row => (int)row.Kind).ToArray()},
                    {profiles.Select(row => row.Local).ToArray()}, {profiles.Select(row => row.Background).ToArray()}, {profiles.Select(row => row.Leading).ToArray()}, {profiles.Select(row => row.PublicTitle).ToArray()}, {profiles.Select(row => string.Join('、', row.Topics)).ToArray()})
                    as r(id, team_id, name, field, title, dialect, kind, local, background, is_leading, public_title, topics)
                where not exists (select from lecturer l where l.county = {job.County} and l.team_id = r.team_id and l.name = r.name)
                returning id, team_id
            ), counted as (
                update lecturer_team t set lecturers = t.lecturers + m.n, leader_id = coalesce(t.leader_id, m.leader)
                from (select team_id, count(*) as n, (array_agg(id) filter (where id = any ({lecturers.Where(row => row.Leads).Select(row => row.Id).ToArray()})))[1] as leader from made group by team_id) m
                where t.county = {job.County} and t.id = m.team_id
            )
            select id as "Value" from made
            """).ToListAsync(cancel);
        var added = first.IntersectBy(made, each => each.Row.Id).ToList();
        foreach (var (_, lecturer) in added) db.CountAt(lecturer.Team!, today, Measures.Lecturers);
        return new BatchResult(added.Count, first.Count - added.Count, again) { Remarks = [.. added.SelectMany(each => KnownLectures.Moved(each.Number, TeamSite, each.Row.Place))] };
    }
}
