using CivPractice.Lecture.Imports;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Exports;

/// <summary>Lecturer teams (宣讲队伍) as a file; it can be imported again.</summary>
public sealed class LecturerTeamExport : ListExport<LectureDb, ReadLectures, V1.ListLecturerTeamsRequest, LecturerTeam>
{
    public override string Name => LecturerTeamImport.Path;
    public override string Title => "宣讲队伍";
    public override IReadOnlyList<string> Headings { get; } = [LecturerTeamImport.TeamName, LecturerTeamImport.TeamLevel, LecturerTeamImport.Site, LecturerTeamImport.RedGroup, "宣讲员人数",
        LecturerTeamImport.Rule, LecturerTeamImport.Slot, LecturerTeamImport.SlotTitle, LecturerTeamImport.SlotPlace,
        LecturerTeamImport.SlotTopic, LecturerTeamImport.SlotMethod, LecturerTeamImport.SlotForm, LecturerTeamImport.SlotPlaceKind, "解散日期", "解散原因"];

    protected override IQueryable<LecturerTeam> Rows(LectureDb db, V1.ListLecturerTeamsRequest request, IReadOnlyList<string> prefixes) => db.Teams.Sought(request).Under(team => team.Site, prefixes);

    protected override IQueryable<LecturerTeam> After(IQueryable<LecturerTeam> rows, LecturerTeam? last)
    {
        if (last is not null) rows = rows.Where(team => EF.Functions.GreaterThan(ValueTuple.Create(team.Site, team.Id), ValueTuple.Create(last.Site, last.Id)));
        return rows.OrderBy(team => team.Site).ThenBy(team => team.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(LectureDb db, V1.ListLecturerTeamsRequest request, IReadOnlyList<LecturerTeam> rows, CancellationToken cancel)
    {
        var ids = rows.Select(team => team.Id).ToArray();
        var slots = await db.Slots.AsNoTracking().Where(slot => ids.Contains(slot.TeamId) && slot.EndedOn == null).ToDictionaryAsync(slot => slot.TeamId, cancel);
        var teams = rows.Select(team => (Row: team, Shown: team.Shown())).ToList();
        if (new Check().MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil) is { } moment) await TeamsOfAMoment.SayAsync(db, [.. teams.Select(each => each.Shown)], moment, request.Ended, cancel);
        return teams.Select(each =>
        {
            var (team, shown) = each;
            var slot = slots.GetValueOrDefault(team.Id);
            return (IReadOnlyList<string>)[team.Name, team.Level.Word(), team.Site, team.RedGroup ? "是" : "否", $"{shown.Lecturers}", team.RuleText,
                slot is null ? "" : SlotWords.Write(slot.Rhythm, slot.Day, slot.Time), slot?.Title ?? "", slot?.Place ?? "",
                slot?.Topic ?? "", slot?.Method ?? "", slot?.Form ?? "", slot?.PlaceKind ?? "", shown.EndedOn, shown.EndReason];
        });
    }
}
