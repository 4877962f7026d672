using CivPractice.Lecture.V1;
using CivPractice.Testing;
using Grpc.Core;
using static CivPractice.Lecture.Tests.LectureRunning;

namespace CivPractice.Lecture.Tests.LecturerTeams;

public sealed class LecturerTeamServiceTests(LectureRunning running)
{
    [Fact]
    public async Task A_team_counts_its_lecturers_whoever_adds_at_once()
    {
        var team = await running.TeamAsync();
        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => running.LecturerAsync(team, name: $"讲师{n}")));
        Assert.Equal(8, (await running.Teams.GetLecturerTeamAsync(new() { Id = team.Id }, running.Service.As(Callers.Visitor()))).Lecturers);

        var first = await running.Teams.ListLecturersAsync(new() { TeamId = team.Id, PageSize = 5 }, running.Service.As(Callers.Visitor()));
        var second = await running.Teams.ListLecturersAsync(new() { TeamId = team.Id, PageSize = 5, PageToken = first.NextPageToken }, running.Service.As(Callers.Visitor()));
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"讲师{n}"), first.Lecturers.Concat(second.Lecturers).Select(each => each.Name).Order(StringComparer.Ordinal));
        Assert.All(first.Lecturers, each => Assert.Equal("", each.PersonId));
        var asStaff = await running.Teams.ListLecturersAsync(new() { TeamId = team.Id }, running.Service.As(Clerk()));
        Assert.All(asStaff.Lecturers, each => Assert.NotEqual("", each.PersonId));

        var again = new AddLecturerRequest { TeamId = team.Id, PersonId = asStaff.Lecturers[0].PersonId, Name = "讲师1" };
        Assert.Equal((StatusCode.AlreadyExists, "ALREADY_LECTURER"), await RefusedAsync(async () => await running.Teams.AddLecturerAsync(again, running.Service.As(Clerk()))));
    }

    [Fact]
    public async Task Teams_are_listed_by_prefix_and_level()
    {
        const string county = "140300";
        var clerk = Clerk(county);
        foreach (var (name, level) in new[] { ("市讲师团", Level.City), ("红色讲师团", Level.City), ("县级团", Level.CountyLevel) })
            await running.Teams.CreateLecturerTeamAsync(new() { Name = name, Level = level, Site = county, RedGroup = name.StartsWith('红') }, running.Service.As(clerk));
        var found = await running.Teams.ListLecturerTeamsAsync(new() { Level = Level.City, Prefix = "1403" }, running.Service.As(clerk));
        Assert.Equal(["市讲师团 False", "红色讲师团 True"], found.Teams.Select(team => $"{team.Name} {team.RedGroup}"));
        Assert.Equal((StatusCode.AlreadyExists, "TEAM_EXISTS"), await RefusedAsync(async () => await running.Teams.CreateLecturerTeamAsync(new() { Name = "市讲师团", Level = Level.City, Site = county }, running.Service.As(clerk))));
        Assert.Equal((StatusCode.InvalidArgument, "UNKNOWN_VALUE"), await RefusedAsync(async () => await running.Teams.ListLecturerTeamsAsync(new() { Level = (Level)9 }, running.Service.As(clerk))));
    }
}
