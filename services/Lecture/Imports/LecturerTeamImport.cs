using CivPractice.Lecture.LecturerTeams;
using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Imports;

/// <summary>A lecturer team as a file tells, at the site where it will stand.</summary>
/// <param name="IsKnown">There already, be it at the site that was merged.</param>
/// <param name="Rule">In the words of the team; empty where everybody is admitted.</param>
/// <param name="Slot">Null for a team that does not lecture regularly.</param>
public sealed record ImportedTeam(Guid Id, string Name, Level Level, PlaceAtImport Place, bool RedGroup, bool IsKnown, string Rule, LecturerTeams.RegularSlot? Slot);

/// <summary>Lecturer teams (宣讲队伍) from a county's own list. A team lives on: one of a site that was merged goes to the successor.</summary>
public sealed class LecturerTeamImport : ImportKind<LectureDb, KnownLectures, ImportedTeam>
{
    public const string Path = "lecturer-teams";
    internal const string TeamName = "名称", TeamLevel = "级别", Site = "站点", RedGroup = "红色讲师团", Rule = "宣讲员条件", Slot = "定期宣讲", SlotTitle = "定期宣讲题目", SlotPlace = "定期宣讲地点", SlotTopic = "定期宣讲主题", SlotMethod = "定期宣讲方法", SlotForm = "定期宣讲形式", SlotPlaceKind = "定期宣讲六进";

    public override string Name => Path;
    public override string Title => "宣讲队伍";
    public override IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new(TeamName, true, "锦隆社区红色讲师团"), new(TeamLevel, true, "村"), new(Site, true, "140322100801"), new(RedGroup, false, "是"),
        new(Rule, false, "在本社区工作或居住,有理论功底和实践经验"), new(Slot, false, "每周五 19:30"), new(SlotTitle, false, "红色讲堂"), new(SlotPlace, false, "社区红色讲堂"),
        new(SlotTopic, false, "党的创新理论"), new(SlotMethod, false, "现身说法"), new(SlotForm, false, "大课堂"), new(SlotPlaceKind, false, "社区"),
    ];

    protected override Task<KnownLectures> KnowAsync(LectureDb db, ImportJob job, CancellationToken cancel) => KnownLectures.OfAsync(db, job, cancel);

    protected override ImportedTeam Read(ImportRow row, Check check, KnownLectures known)
    {
        var id = Guid.CreateVersion7(known.Now);
        var name = check.Text(TeamName, "名称", row[TeamName], 60, least: 2);
        var level = Words.LevelOf(row[TeamLevel]);
        check.That(level != Level.Unspecified, TeamLevel, "UNKNOWN_VALUE", $"级别应为{Words.Levels}");
        var place = known.Place(check, Site, row[Site]) ?? new PlaceAtImport("", "");
        check.That(row[RedGroup] is "" or "是" or "否", RedGroup, "UNKNOWN_VALUE", "红色讲师团应为是或否");
        var rule = check.Optional(Rule, Rule, row[Rule], 200);
        var slot = SlotOf(row, check, known, id, level, place.Code);
        return new(id, name, level, place, row[RedGroup] == "是", known.Teams.ContainsKey((row[Site], name)) || known.Teams.ContainsKey((place.Code, name)), rule, slot);
    }

    static LecturerTeams.RegularSlot? SlotOf(ImportRow row, Check check, KnownLectures known, Guid team, Level level, string site)
    {
        if (row[Slot].Length == 0) return null;
        var isSlot = SlotWords.TryRead(row[Slot], out var when);
        check.That(isSlot, Slot, "UNKNOWN_VALUE", "定期宣讲应写成 每周五 19:30 或 每月15日 9:00");
        return new LecturerTeams.RegularSlot
        {
            County = known.County,
            Id = Guid.CreateVersion7(known.Now),
            TeamId = team,
            Rhythm = when.Rhythm,
            Day = when.Day,
            Time = when.Time,
            DurationMinutes = SlotWords.UsualMinutes,
            Level = level,
            Site = site,
            Place = check.Optional(SlotPlace, SlotPlace, row[SlotPlace], 60),
            Title = check.Text(SlotTitle, SlotTitle, row[SlotTitle], 60, least: 2),
            Topic = check.Optional(SlotTopic, SlotTopic, row[SlotTopic], 60),
            Channel = Channel.Meeting,
            Method = check.Optional(SlotMethod, SlotMethod, row[SlotMethod], 20),
            Form = check.Optional(SlotForm, SlotForm, row[SlotForm], 20),
            PlaceKind = check.Optional(SlotPlaceKind, SlotPlaceKind, row[SlotPlaceKind].TrimStart('进'), 20),
            StartsOn = ChinaTime.Day(known.Now),
        };
    }

    protected override async Task<BatchResult> TakeAsync(LectureDb db, ImportJob job, IReadOnlyList<(int Number, ImportedTeam Row)> rows, CancellationToken cancel)
    {
        var again = new List<RowFault>();
        var first = Twins.Apart(rows, row => (row.Place.Code, row.Name), TeamName, "同一支宣讲队伍", again);
        var fresh = first.Where(each => !each.Row.IsKnown).ToList();
        var teams = fresh.Select(each => each.Row).ToList();
        var today = ChinaTime.Today(db.Clock);
        var usual = LecturerTeams.EligibilityRule.Usual("").Kinds.Select(kind => (int)kind).ToArray();
        var made = await db.Database.SqlQuery<Guid>(
            $"""
            insert into lecturer_team (county, id, name, level, site, red_group, rule_text, lecturers, recorded_on, rule_local, rule_background, rule_kinds)
            select {job.County}, t.*, 0, {today}, t.rule <> '', t.rule <> '', case when t.rule = '' then array[]::int[] else {usual} end
            from unnest({teams.Select(team => team.Id).ToArray()}, {teams.Select(team => team.Name).ToArray()}, {teams.Select(team => (int)team.Level).ToArray()}, {teams.Select(team => team.Place.Code).ToArray()},
                {teams.Select(team => team.RedGroup).ToArray()}, {teams.Select(team => team.Rule).ToArray()}) as t(id, name, level, site, red_group, rule)
            on conflict (county, named_site, name) do nothing returning id as "Value"
            """).ToListAsync(cancel);
        var added = fresh.IntersectBy(made, each => each.Row.Id).ToList();
        foreach (var (_, team) in added)
        {
            db.Count(job.County, team.Place.Code, today, Measures.Teams, dimension: team.Level.ToString());
            if (team.Slot is null) continue;
            db.Add(team.Slot);
            await SlotPlanning.AddAsync(db, team.Slot, cancel);
        }
        return new BatchResult(added.Count, first.Count - added.Count, again) { Remarks = [.. added.SelectMany(each => KnownLectures.Moved(each.Number, Site, each.Row.Place))] };
    }
}
