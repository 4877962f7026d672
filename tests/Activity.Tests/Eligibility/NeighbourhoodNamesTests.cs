using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;

namespace CivPractice.Activity.Tests.Eligibility;

/// <summary>The name of a neighbourhood is one of the list that Organization keeps: asked of the real service, with the caller's own token.</summary>
public sealed class NeighbourhoodNamesTests
{
    [Fact]
    public async Task A_name_that_the_list_does_not_have_is_refused()
    {
        await using var organization = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string> { ["services__activity__grpc__0"] = Ports.Nowhere });
        await using var activity = await ServiceUnderTest.StartAsync("Activity", new Dictionary<string, string>(organization.Addresses("organization").Append(organization.Signer)));
        var county = await County.OpenAsync(activity, "900001", organization);
        await using (var site = organization.Superuser.CreateCommand(
            $"insert into neighbourhood (county, id, site, named_site, name, first_counted_on, counted_on, households, residents, version, moved_from, moved_on) values ('{county.Code}', gen_random_uuid(), '{county.Station}', '{county.Station}', '锦绣花园', '2026-01-01', '2026-01-01', 260, 700, 1, '{{}}', '{{}}')"))
            await site.ExecuteNonQueryAsync();
        var listed = await new Neighbourhoods.NeighbourhoodsClient(organization.Channel).ListNeighbourhoodsAsync(new ListNeighbourhoodsRequest { Prefix = county.Station }, county.As(county.Clerk));
        Assert.Equal(["锦绣花园"], listed.Neighbourhoods.Select(row => row.Name));

        var calls = new V1.Mobilizations.MobilizationsClient(activity.Channel);
        var tasks = new V1.MobilizationTasks.MobilizationTasksClient(activity.Channel);
        await calls.CallMobilizationAsync(new CallMobilizationRequest { Number = "YJ-1", Event = "疫情防控", Level = EmergencyLevel.LevelTwo, IssuedBy = "中心", Command = "指挥部", Call = "请就近报到", Area = county.Code, TaskKinds = { "消毒" }, Needed = 2 }, county.As(county.Office));
        CreateTaskRequest Task(string name) => new()
        {
            Number = "YJ-1",
            What = "消毒",
            Site = county.Station,
            Neighbourhood = name,
            Needed = 2,
            StartsAt = DateTimeOffset.UtcNow.ToTimestamp(),
            EndsAt = DateTimeOffset.UtcNow.AddHours(2).ToTimestamp(),
        };
        var refused = await County.RefusedAsync(tasks.CreateTaskAsync(Task("锦秀花园"), county.As(county.Clerk)));
        Assert.Equal("UNKNOWN_NEIGHBOURHOOD", refused.Reason);
        Assert.Equal("锦绣花园", (await tasks.CreateTaskAsync(Task("锦绣花园"), county.As(county.Clerk))).Neighbourhood);
        Assert.Equal("", (await tasks.CreateTaskAsync(Task(""), county.As(county.Clerk))).Neighbourhood);
        var visits = new V1.HomeVisits.HomeVisitsClient(activity.Channel);
        Assert.Equal("UNKNOWN_NEIGHBOURHOOD", (await County.RefusedAsync(visits.SetVisitTargetAsync(new SetVisitTargetRequest { Number = "YJ-1", Site = county.Station, Neighbourhood = "锦秀花园", Households = 3 }, county.As(county.Clerk)))).Reason);

    }

    [Fact]
    public async Task A_silent_Organization_stops_nobody()
    {
        await using var activity = await ServiceUnderTest.StartAsync("Activity", new Dictionary<string, string> { ["services__organization__grpc__0"] = Ports.Nowhere });
        var county = await County.OpenAsync(activity, "900001");
        var form = new RecordHomeVisitRequest { Site = county.Station, VisitedOn = "2022-03-11", Household = "3 号楼 2 单元 501", Purpose = VisitPurpose.Care, Category = BeneficiaryCategory.Elderly, Persons = 1, Neighbourhood = "锦秀花园", Consent = true };
        Assert.Equal("锦秀花园", (await new V1.HomeVisits.HomeVisitsClient(activity.Channel).RecordHomeVisitAsync(form, county.As(county.Clerk))).Neighbourhood);
        Assert.Contains("was taken unchecked", activity.Output, StringComparison.Ordinal);
    }
}
