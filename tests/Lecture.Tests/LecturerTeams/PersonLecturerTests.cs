using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.LecturerTeams;

/// <summary>The lecturer teams of one person, found by the id.</summary>
public sealed class PersonLecturerTests(LectureRunning running)
{
    [Fact]
    public async Task A_person_reads_own_teams_and_staff_those_of_their_sites()
    {
        var county = await running.CountyAsync("180575");
        var (team, person, by) = (await running.TeamAsync(county), Guid.CreateVersion7(), running.Service.As(Clerk(county)));
        await running.Teams.AddLecturerAsync(new() { TeamId = team.Id, PersonId = person.ToString(), Name = "测试甲", Field = "党史", Kind = LecturerKind.TheoryExpert, Local = true, Background = "党校教员" }, by);
        var persons = new PersonLecturers.PersonLecturersClient(running.Service.Channel);
        async Task<IEnumerable<string>> SeenAsync(Caller caller) => (await persons.ListLecturersOfPersonAsync(new() { PersonId = person.ToString() }, running.Service.As(caller))).Lecturers.Select(each => $"{each.TeamName} {each.Field} {each.LeftOn}");
        Assert.Equal([$"{team.Name} 党史 "], await SeenAsync(Callers.Person(person, county)));
        Assert.Equal([$"{team.Name} 党史 "], await SeenAsync(Clerk(county)));
        Assert.Empty(await SeenAsync(Clerk(Callers.B)));
        var refusal = await Assert.ThrowsAsync<RpcException>(() => SeenAsync(Callers.Person(Guid.CreateVersion7(), county)));
        Assert.Equal(StatusCode.PermissionDenied, refusal.StatusCode);
    }
}
