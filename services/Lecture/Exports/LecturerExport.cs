using CivPractice.Lecture.Imports;
using CivPractice.Lecture.LecturerTeams;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Exports;
using CivPractice.Platform.Faults;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.Exports;

/// <summary>The lecturers (宣讲员) of the teams that a request seeks, as a file; it can be imported again.</summary>
public sealed class LecturerExport : ListExport<LectureDb, ReadLectures, V1.ListLecturerTeamsRequest, Lecturer>
{
    public override string Name => LecturerImport.Path;
    public override string Title => "宣讲员";
    public override IReadOnlyList<string> Headings { get; } = [LecturerImport.Team, LecturerImport.TeamSite, LecturerImport.LecturerName, LecturerImport.Field, LecturerImport.Post, LecturerImport.Dialect,
        LecturerImport.Kind, LecturerImport.Local, LecturerImport.Background, LecturerImport.Leading, LecturerImport.PublicTitle, LecturerImport.Leads, LecturerImport.Asked];

    protected override IQueryable<Lecturer> Rows(LectureDb db, V1.ListLecturerTeamsRequest request, IReadOnlyList<string> prefixes)
    {
        var teams = db.Teams.Sought(request).Under(team => team.Site, prefixes);
        var there = new Check().MomentOrNone("recordedUntil", "登记截止时刻", request.RecordedUntil) is { } moment ? db.Lecturers.ThereAt(moment) : db.Lecturers.Where(row => row.LeftOn == null);
        return there.Where(row => teams.Any(team => team.County == row.County && team.Id == row.TeamId));
    }

    protected override IQueryable<Lecturer> After(IQueryable<Lecturer> rows, Lecturer? last)
    {
        if (last is not null) rows = rows.Where(row => EF.Functions.GreaterThan(ValueTuple.Create(row.TeamId, row.Id), ValueTuple.Create(last.TeamId, last.Id)));
        return rows.OrderBy(row => row.TeamId).ThenBy(row => row.Id);
    }

    protected override async Task<IEnumerable<IReadOnlyList<string>>> ShowAsync(LectureDb db, V1.ListLecturerTeamsRequest request, IReadOnlyList<Lecturer> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.TeamId).Distinct().ToArray();
        var teams = await db.Teams.AsNoTracking().Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, cancel);
        return rows.Select(row => (IReadOnlyList<string>)[teams[row.TeamId].Name, teams[row.TeamId].Site, row.Name, row.Field, row.Title, row.Dialect,
            row.Kind.Word(), YesNo(row.Local), row.Background, YesNo(row.IsLeading), row.PublicTitle, YesNo(teams[row.TeamId].LeaderId == row.Id), string.Join('、', row.Topics)]);
    }

    static string YesNo(bool value) => value ? "是" : "否";
}
