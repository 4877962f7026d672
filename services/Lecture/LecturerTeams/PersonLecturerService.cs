using CivPractice.Lecture.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;

namespace CivPractice.Lecture.LecturerTeams;

/// <summary>Lecturer teams of one person (一人多岗), in the county of the caller.</summary>
public sealed class PersonLecturerService(LectureDb db, CallerScope scope) : PersonLecturers.PersonLecturersBase
{
    const int most = 200;

    [Requires<ReadOwnRecord>]
    public override async Task<ListLecturersOfPersonResponse> ListLecturersOfPerson(ListLecturersOfPersonRequest request, ServerCallContext context)
    {
        var (check, caller) = (new Check(), scope.Caller);
        var person = check.Id("personId", "人员", request.PersonId);
        check.Done();
        var own = person == caller.PersonId;
        if (!own && !caller.May<ManageLectures>()) throw Fault.Denied(Permission.Of<ManageLectures>());
        var teams = db.Teams.AsNoTracking().Where(team => team.County == caller.County);
        if (!own) teams = teams.Under(team => team.Site, caller.PrefixesOf<ManageLectures>());
        var rows = await db.Lecturers.AsNoTracking().Where(row => row.County == caller.County && row.PersonId == person)
            .Join(teams, row => row.TeamId, team => team.Id, (row, team) => new { Row = row, Team = team })
            .OrderByDescending(each => each.Row.RecordedOn).ThenByDescending(each => each.Row.Id).Take(most).ToListAsync(context.CancellationToken);
        return new ListLecturersOfPersonResponse
        {
            Lecturers =
            {
                rows.Select(each => new LecturerOfPerson
                {
                    TeamId = each.Team.Id.ToString(),
                    TeamName = each.Team.Name,
                    Site = each.Team.Site,
                    Level = each.Team.Level,
                    Field = each.Row.Field,
                    Leading = each.Row.IsLeading,
                    PublicTitle = each.Row.PublicTitle,
                    PublicTitleSince = each.Row.PublicTitleSince is { } since ? ChinaTime.Text(since) : "",
                    RecordedOn = ChinaTime.Text(each.Row.RecordedOn),
                    LeftOn = each.Row.LeftOn is { } left ? ChinaTime.Text(left) : "",
                }),
            },
        };
    }
}
