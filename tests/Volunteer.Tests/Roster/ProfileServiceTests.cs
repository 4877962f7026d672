using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Roster;

/// <summary>Kinds with their days, availability and the emergency contact.</summary>
public sealed class ProfileServiceTests(VolunteerRunning running)
{
    VolunteerProfiles.VolunteerProfilesClient Profiles => new(running.Service.Channel);
    TeamTree.TeamTreeClient Tree => new(running.Service.Channel);

    [Fact]
    public async Task Kinds_of_service_are_told_at_registration_and_changed_by_oneself_or_a_clerk_of_the_site()
    {
        var me = Callers.Person(Guid.CreateVersion7());
        var form = Form();
        form.ServiceKinds.AddRange(["便民利民服务", " 便民利民服务", "文体活动开展"]);
        var made = await running.RegisterAsync(me, form);
        Assert.Equal(["便民利民服务", "文体活动开展"], made.ServiceKinds);
        Assert.Empty((await running.SomebodyAsync()).ServiceKinds);

        var request = new SetServiceKindsRequest { PersonId = made.PersonId, ServiceKinds = { "农业科技辅导" } };
        Assert.Equal(["农业科技辅导"], (await Profiles.SetServiceKindsAsync(request, running.Service.As(me))).ServiceKinds);
        await Profiles.SetServiceKindsAsync(request, running.Service.As(Clerk()));
        Assert.Equal(1L, await running.AskAsync<long>($"select count(*) from audit_entry where action = 'volunteer.set-service-kinds' and subject = '{made.PersonId}'"));
        Assert.Equal(["农业科技辅导"], (await running.Roster.GetMyRecordAsync(new(), running.Service.As(me))).Volunteer.ServiceKinds);

        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(Profiles.SetServiceKindsAsync(request, running.Service.As(Clerk(site: "140322002")))));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(Profiles.SetServiceKindsAsync(request, running.Service.As(Clerk(Callers.B)))));
        request.ServiceKinds.AddRange(["", new string('长', 21)]);
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), await RefusedAsync(Profiles.SetServiceKindsAsync(request, running.Service.As(me))));
        request.ServiceKinds.Clear();
        request.ServiceKinds.AddRange(Enumerable.Range(0, 21).Select(n => $"类{n}"));
        Assert.Equal((StatusCode.InvalidArgument, "TOO_MANY"), await RefusedAsync(Profiles.SetServiceKindsAsync(request, running.Service.As(me))));
    }

    [Fact]
    public async Task Kinds_are_dated_counted_once_each_found_as_of_a_day_and_agree_with_their_rows()
    {
        var station = await running.CountyAsync();
        var (county, clerk) = (station[..6], running.Service.As(Clerk(station[..6])));
        var one = await running.RegisterAsync(Clerk(county), Form(site: station));
        var two = await running.RegisterAsync(Clerk(county), Form(site: station));
        Assert.Equal(["党员"], one.Kinds);
        var youth = await Profiles.BeginKindAsync(new() { PersonId = one.PersonId, Kind = "青年", Since = "2020-05-04", Evidence = "团支部名册" }, clerk);
        Assert.Equal("KIND_TWICE", (await RefusedAsync(Profiles.BeginKindAsync(new() { PersonId = one.PersonId, Kind = "青年", Since = "2021-01-01" }, clerk))).Reason);
        Assert.Equal("IN_FUTURE", (await RefusedAsync(Profiles.BeginKindAsync(new() { PersonId = one.PersonId, Kind = "民兵", Since = "2199-01-01" }, clerk))).Reason);
        await Profiles.EndKindAsync(new() { PersonId = one.PersonId, Id = youth.Id, Until = "2022-12-31" }, clerk);
        Assert.Equal("KIND_ENDED", (await RefusedAsync(Profiles.EndKindAsync(new() { PersonId = one.PersonId, Id = youth.Id }, clerk))).Reason);
        await Profiles.BeginKindAsync(new() { PersonId = two.PersonId, Kind = "青年", Since = "2022-01-01", Until = "2022-06-30" }, clerk);

        var kinds = (await Profiles.ListKindsAsync(new() { PersonId = one.PersonId }, clerk)).Kinds;
        Assert.Equal(["党员 ", "青年 2022-12-31"], kinds.Select(each => $"{each.Kind} {each.Until}"));
        Assert.Equal("团支部名册", kinds[1].Evidence);
        Assert.Equal(["党员"], (await running.Roster.GetVolunteerAsync(new() { PersonId = one.PersonId }, clerk)).Kinds);
        async Task<int> FoundAsync(string kind, string on) => (await running.Roster.ListVolunteersAsync(new() { Prefix = county, Kind = kind, KindOn = on }, clerk)).Volunteers.Count;
        Assert.Equal((0, 1, 2, 1, 0, 2), (await FoundAsync("青年", "2020-05-03"), await FoundAsync("青年", "2020-05-04"), await FoundAsync("青年", "2022-06-30"), await FoundAsync("青年", "2022-07-01"), await FoundAsync("青年", ""), await FoundAsync("党员", "")));

        Assert.Equal([$"2020-05-04 {station} 青年 1", $"2022-01-01 {station} 青年 1", $"2022-07-01 {station} 青年 -1", $"2023-01-01 {station} 青年 -1"],
            (await running.TallyAsync("volunteers.kinds", county)).Where(line => line.Contains("青年", StringComparison.Ordinal)));
        Assert.Equal(2, (await running.TallyAsync("volunteers.kinds", county)).Where(line => line.Contains("党员", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
        // The merger of the village takes them along.
        await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, station, $"{station[..^1]}2", "测试站", new DateOnly(2022, 6, 30), new DateOnly(2022, 7, 2), 2));
        await Profiles.BeginKindAsync(new() { PersonId = one.PersonId, Kind = "民兵", Since = "2021-01-01" }, clerk);
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task A_clerk_of_the_site_keeps_kinds_and_who_they_are_of_reads_them()
    {
        var me = Callers.Person(Guid.CreateVersion7());
        var made = await running.RegisterAsync(me, Form());
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(Profiles.BeginKindAsync(new() { PersonId = made.PersonId, Kind = "民兵" }, running.Service.As(me))));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(Profiles.BeginKindAsync(new() { PersonId = made.PersonId, Kind = "民兵" }, running.Service.As(Clerk(site: "140322002")))));
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND"), await RefusedAsync(Profiles.BeginKindAsync(new() { PersonId = made.PersonId, Kind = "民兵" }, running.Service.As(Clerk(Callers.B)))));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(Profiles.ListKindsAsync(new() { PersonId = made.PersonId }, running.Service.As(Callers.Person(Guid.CreateVersion7())))));
        Assert.Equal("党员", (await Profiles.ListKindsAsync(new() { PersonId = made.PersonId }, running.Service.As(me))).Kinds.Single().Kind);
    }

    [Fact]
    public async Task Two_clerks_who_tell_of_the_same_kind_at_once_make_one_row()
    {
        var somebody = await running.SomebodyAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try { return (await Profiles.BeginKindAsync(new() { PersonId = somebody.PersonId, Kind = "民兵", Since = "2024-01-01" }, running.Service.As(Clerk()))).Kind; }
            catch (RpcException refusal) when (refusal.StatusCode == StatusCode.AlreadyExists) { return ""; }
        }));
        Assert.Single(answers, answer => answer == "民兵");
    }

    [Fact]
    public async Task When_and_where_somebody_serves_is_set_by_oneself_and_found_by_staff()
    {
        var station = await running.CountyAsync();
        var (county, other) = (station[..6], $"{station[..^1]}2");
        var me = Callers.Person(Guid.CreateVersion7(), county);
        var made = await running.RegisterAsync(me, Form(site: station));
        var homely = await running.RegisterAsync(Clerk(county), Form(site: other));
        var request = new SetAvailabilityRequest { PersonId = made.PersonId, Availability = { HalfDayOfWeek.SundayMorning, HalfDayOfWeek.SaturdayAfternoon, HalfDayOfWeek.SundayMorning }, ServiceAreas = { other } };
        var set = await Profiles.SetAvailabilityAsync(request, running.Service.As(me));
        Assert.Equal([HalfDayOfWeek.SaturdayAfternoon, HalfDayOfWeek.SundayMorning], set.Availability);
        Assert.Equal([other], set.ServiceAreas);
        Assert.Equal("FOREIGN_SITE", (await RefusedAsync(Profiles.SetAvailabilityAsync(new() { PersonId = made.PersonId, ServiceAreas = { Callers.StationA } }, running.Service.As(me)))).Reason);
        Assert.Equal("UNKNOWN_SITE", (await RefusedAsync(Profiles.SetAvailabilityAsync(new() { PersonId = made.PersonId, ServiceAreas = { $"{county}777" } }, running.Service.As(me)))).Reason);
        Assert.Equal("UNKNOWN_VALUE", (await RefusedAsync(Profiles.SetAvailabilityAsync(new() { PersonId = made.PersonId, Availability = { (HalfDayOfWeek)15 } }, running.Service.As(me)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Profiles.SetAvailabilityAsync(request, running.Service.As(Callers.Person(Guid.CreateVersion7(), county))))).Reason);

        async Task<IEnumerable<string>> FoundAsync(ListVolunteersRequest request) => (await running.Roster.ListVolunteersAsync(request, running.Service.As(Clerk(county)))).Volunteers.Select(each => each.PersonId);
        Assert.Equal([made.PersonId], await FoundAsync(new() { Available = HalfDayOfWeek.SundayMorning }));
        Assert.Empty(await FoundAsync(new() { Available = HalfDayOfWeek.MondayMorning }));
        Assert.Equal(new[] { made.PersonId, homely.PersonId }.Order(), (await FoundAsync(new() { ServesAt = other })).Order());
        Assert.Empty(await FoundAsync(new() { ServesAt = station }));
        // Where the area merged, its successor is the area.
        await running.Service.DeliverAsync(new Organization.V1.SiteHandedOver(county, other, station, "测试站", new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 2), 2));
        Assert.Equal([station], (await running.Roster.GetVolunteerAsync(new() { PersonId = made.PersonId }, running.Service.As(me))).ServiceAreas);
    }

    [Fact]
    public async Task The_emergency_contact_is_sealed_and_shown_to_who_needs_it_with_the_purpose_written_down()
    {
        var me = Callers.Person(Guid.CreateVersion7());
        var made = await running.RegisterAsync(me, Form());
        var reveal = new RevealEmergencyContactRequest { PersonId = made.PersonId, Purpose = ContactPurpose.Emergency };
        Assert.Equal("NOT_FOUND", (await RefusedAsync(Profiles.RevealEmergencyContactAsync(reveal, running.Service.As(me)))).Reason);
        Assert.True((await Profiles.SetEmergencyContactAsync(new() { PersonId = made.PersonId, Name = "测家属", Phone = "10099887766", Relation = "配偶" }, running.Service.As(me))).HasEmergencyContact);
        Assert.False(await running.AskAsync<bool>($"select exists (select from volunteer_profile v where v.person_id = '{made.PersonId}' and (v::text like '%10099887766%' or encode(emergency_sealed, 'escape') like '%10099887766%'))"));
        Assert.Equal(("测家属", "10099887766", "配偶"), (await Profiles.RevealEmergencyContactAsync(new() { PersonId = made.PersonId }, running.Service.As(me))) is var own ? (own.Name, own.Phone, own.Relation) : default);

        Assert.Equal("测家属", (await Profiles.RevealEmergencyContactAsync(reveal, running.Service.As(Clerk()))).Name);
        Assert.Equal(1, await running.AskAsync<long>($"select count(*) from audit_entry where action = 'volunteer.reveal-emergency-contact' and subject = '{made.PersonId} Emergency'"));
        Assert.Equal("UNKNOWN_VALUE", (await RefusedAsync(Profiles.RevealEmergencyContactAsync(new() { PersonId = made.PersonId }, running.Service.As(Clerk())))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Profiles.RevealEmergencyContactAsync(reveal, running.Service.As(Clerk(site: "140322002"))))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Profiles.RevealEmergencyContactAsync(reveal, running.Service.As(Callers.Person(Guid.CreateVersion7()))))).Reason);
        Assert.Equal("NOT_FOUND", (await RefusedAsync(Profiles.RevealEmergencyContactAsync(reveal, running.Service.As(Office(Callers.B))))).Reason);

        // A leader sees it of the own team's members, and of nobody else.
        var leader = await running.SomebodyAsync();
        var led = running.Service.As(Callers.Staff(Role.TeamLeader, Callers.StationA, person: Guid.Parse(leader.PersonId)));
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Profiles.RevealEmergencyContactAsync(reveal, led))).Reason);
        var team = await running.FoundAsync("紧急联系队");
        foreach (var person in new[] { leader.PersonId, made.PersonId }) await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person }, running.Service.As(Clerk()));
        await running.Teams.SetLeaderAsync(new() { Id = team.Id, PersonId = leader.PersonId }, running.Service.As(Clerk()));
        Assert.Equal("10099887766", (await Profiles.RevealEmergencyContactAsync(reveal, led)).Phone);

        Assert.False((await Profiles.SetEmergencyContactAsync(new() { PersonId = made.PersonId }, running.Service.As(me))).HasEmergencyContact);
    }

    [Fact]
    public async Task All_teams_of_a_person_are_listed_with_their_days()
    {
        var me = Callers.Person(Guid.CreateVersion7());
        var made = await running.RegisterAsync(me, Form());
        var (left, led) = (await running.FoundAsync("走过的队"), await running.FoundAsync("带着的队"));
        var clerk = running.Service.As(Clerk());
        await running.Teams.AddMemberAsync(new() { TeamId = left.Id, PersonId = made.PersonId, JoinedOn = "2026-01-10" }, clerk);
        await running.Teams.RemoveMemberAsync(new() { TeamId = left.Id, PersonId = made.PersonId, LeftOn = "2026-02-10", Reason = "换队" }, clerk);
        await running.Teams.AddMemberAsync(new() { TeamId = led.Id, PersonId = made.PersonId, JoinedOn = "2026-02-11" }, clerk);
        await running.Teams.SetLeaderAsync(new() { Id = led.Id, PersonId = made.PersonId }, clerk);
        await Tree.PlaceTeamAsync(new() { Id = led.Id, Level = TeamLevel.Squad, Since = "2026-02-01" }, clerk);
        var roles = new PersonRoles.PersonRolesClient(running.Service.Channel);
        foreach (var by in new[] { me, Clerk() })
        {
            var first = await roles.ListMembershipsOfPersonAsync(new() { PersonId = made.PersonId, PageSize = 1 }, running.Service.As(by));
            var second = await roles.ListMembershipsOfPersonAsync(new() { PersonId = made.PersonId, PageSize = 1, PageToken = first.NextPageToken }, running.Service.As(by));
            Assert.Equal(["带着的队 2026-02-11  True Squad", "走过的队 2026-01-10 2026-02-10 False Unspecified"],
                first.Memberships.Concat(second.Memberships).Select(each => $"{each.TeamName} {each.JoinedOn} {each.LeftOn} {each.Leads} {each.Level}"));
            Assert.Equal("", second.NextPageToken);
        }
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(roles.ListMembershipsOfPersonAsync(new() { PersonId = made.PersonId }, running.Service.As(Callers.Person(Guid.CreateVersion7()))))).Reason);
        Assert.Equal("NOT_FOUND", (await RefusedAsync(roles.ListMembershipsOfPersonAsync(new() { PersonId = made.PersonId }, running.Service.As(Clerk(Callers.B))))).Reason);
    }
}
