using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.Teams;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Teams;

public sealed class TeamServiceTests(VolunteerRunning running)
{
    [Fact]
    public void There_are_ten_kinds() => Assert.Equal(10, TeamCategory.Ten.Distinct().Count());

    [Fact]
    public async Task A_leader_must_be_a_member_and_leaves_the_lead_with_the_team()
    {
        var team = await running.FoundAsync("便民利民服务队");
        var person = await running.SomebodyAsync();
        var lead = new SetLeaderRequest { Id = team.Id, PersonId = person.PersonId };
        Assert.Equal((StatusCode.FailedPrecondition, "LEADER_NOT_MEMBER"), await RefusedAsync(running.Teams.SetLeaderAsync(lead, running.Service.As(Clerk()))));

        var member = await AddAsync(team, person);
        Assert.Equal((person.Name, person.Number), (member.Name, member.Number));
        Assert.Equal((StatusCode.AlreadyExists, "ALREADY_MEMBER"), await RefusedAsync(running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId }, running.Service.As(Clerk()))));
        var led = await running.Teams.SetLeaderAsync(lead, running.Service.As(Clerk()));
        Assert.Equal((person.PersonId, person.Name, 1), (led.LeaderPersonId, led.LeaderName, led.Members));

        await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, Reason = "搬家" }, running.Service.As(Clerk()));
        var left = await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Clerk()));
        Assert.Equal(("", 0), (left.LeaderPersonId, left.Members));
        // Back on the day of leaving at the earliest: before it the person was a member already.
        Assert.Equal((StatusCode.FailedPrecondition, "BEFORE_LAST_LEAVING"), await RefusedAsync(running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, JoinedOn = "2026-02-01" }, running.Service.As(Clerk()))));
        await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId }, running.Service.As(Clerk()));
        Assert.Equal(1, (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Clerk()))).Members);
        Assert.Equal(["1", "2", "3"], (await running.AskAsync<string>($"select string_agg(body::json ->> 'version', ',' order by id) from outbox_message where body like '%{team.Id}%'")).Split(','));
    }

    [Fact]
    public async Task The_leader_is_shown_to_staff_leader_and_members_only()
    {
        var team = await running.FoundAsync("科普队");
        var (leader, member) = (await running.SomebodyAsync(name: "测试队长"), await running.SomebodyAsync());
        await AddAsync(team, leader);
        await AddAsync(team, member);
        await running.Teams.SetLeaderAsync(new() { Id = team.Id, PersonId = leader.PersonId }, running.Service.As(Clerk()));

        async Task<string> Seen(Caller by)
        {
            var one = await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(by));
            var listed = (await running.Teams.ListTeamsAsync(new() { Query = "科普队", PageSize = 200 }, running.Service.As(by))).Teams.Single(each => each.Id == team.Id);
            Assert.Equal(one, listed);
            Assert.Equal(2, one.Members);
            return one.LeaderName;
        }
        Assert.Equal("测试队长", await Seen(Clerk()));
        Assert.Equal("测试队长", await Seen(Callers.Person(Guid.Parse(leader.PersonId))));
        Assert.Equal("测试队长", await Seen(Callers.Person(Guid.Parse(member.PersonId))));
        Assert.Equal("", await Seen(Callers.Visitor()));
        Assert.Equal("", await Seen(Callers.Person(Guid.CreateVersion7())));
        Assert.Equal("", await Seen(Clerk(site: "140322002")));
        Assert.Equal("", await Seen(Callers.Coordinator()));
    }

    [Fact]
    public async Task Members_are_listed_for_the_leader_and_for_staff_of_the_site()
    {
        var (team, other) = (await running.FoundAsync("健康队"), await running.FoundAsync("农技队"));
        var people = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => running.SomebodyAsync()));
        await Task.WhenAll(people.Select(person => AddAsync(team, person)));
        await running.Teams.SetLeaderAsync(new() { Id = team.Id, PersonId = people[0].PersonId }, running.Service.As(Clerk()));
        Assert.Equal(5, (await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(Clerk()))).Members);

        var leader = Callers.Staff(Role.TeamLeader, Callers.StationA, person: Guid.Parse(people[0].PersonId));
        var first = await running.Teams.ListMembersAsync(new() { TeamId = team.Id, PageSize = 3 }, running.Service.As(leader));
        var second = await running.Teams.ListMembersAsync(new() { TeamId = team.Id, PageSize = 3, PageToken = first.NextPageToken }, running.Service.As(leader));
        Assert.Equal(people.Select(person => person.PersonId).Order(), first.Members.Concat(second.Members).Select(member => member.PersonId).Order());
        Assert.Equal((3, 2, ""), (first.Members.Count, second.Members.Count, second.NextPageToken));

        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Teams.ListMembersAsync(new() { TeamId = other.Id }, running.Service.As(leader))));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Teams.ListMembersAsync(new() { TeamId = team.Id }, running.Service.As(Callers.Person(Guid.Parse(people[1].PersonId))))));
        Assert.Empty((await running.Teams.ListMembersAsync(new() { TeamId = other.Id }, running.Service.As(Clerk()))).Members);
        var mine = await running.Roster.GetMyRecordAsync(new(), running.Service.As(Callers.Person(Guid.Parse(people[1].PersonId))));
        Assert.Equal([team.Id], mine.Teams.Select(each => each.Id));
    }

    [Fact]
    public async Task Founding_is_checked()
    {
        var good = new CreateTeamRequest { Name = "晨曦队", Category = "银龄互助", Site = Callers.StationA };
        await running.Teams.CreateTeamAsync(good, running.Service.As(Clerk()));
        Assert.Equal((StatusCode.AlreadyExists, "TEAM_EXISTS"), await RefusedAsync(running.Teams.CreateTeamAsync(good, running.Service.As(Clerk()))));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "队", Category = new string('长', 21), Site = "140321", FoundedOn = "2026-02-30" }, running.Service.As(Clerk()))));
        Assert.Equal((StatusCode.InvalidArgument, "IN_FUTURE"), await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "明日队", Category = "银龄互助", Site = Callers.StationA, FoundedOn = "2099-01-01" }, running.Service.As(Clerk()))));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Teams.CreateTeamAsync(new() { Name = "邻站队", Category = "银龄互助", Site = "140322002" }, running.Service.As(Clerk(site: Callers.StationA)))));

        var team = await running.FoundAsync("日期队");
        var person = await running.SomebodyAsync();
        Assert.Equal((StatusCode.FailedPrecondition, "BEFORE_FOUNDING"), await RefusedAsync(running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, JoinedOn = "2026-01-04" }, running.Service.As(Clerk()))));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = Guid.CreateVersion7().ToString() }, running.Service.As(Clerk()))));
    }

    async Task<Member> AddAsync(V1.Team team, V1.Volunteer person) =>
        await running.Teams.AddMemberAsync(new AddMemberRequest { TeamId = team.Id, PersonId = person.PersonId, JoinedOn = "2026-02-01" }, running.Service.As(Clerk()));
}
