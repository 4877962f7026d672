using System.Globalization;
using CivPractice.Activity.V1;
using CivPractice.Platform.V1;

namespace CivPractice.Activity.Tests;

/// <summary>A figure was read, and rows went on being entered and corrected: the list as of that moment still has the rows that made it.</summary>
public sealed class RowsOfAMomentTests(ActivityRunning running)
{
    const string headings = "原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效,主办协会";

    [Fact]
    public async Task Activities_are_those_whose_list_was_closed_by_then_with_who_came()
    {
        var county = await running.CountyAsync();
        await AssociationAsync(county);
        async Task ImportAsync(string number, int came, string association = "") => Assert.Equal(1, (await county.ImportAsync("activities", $"{headings}\n{number},上门{number},科技,{county.Station},,,2021-03-05 09:30,2021-03-05 11:30,,{came},1,,{association}\n")).Counts.Added);
        await ImportAsync("1", 12);
        await ImportAsync("2", 7, "SH-1");
        var planned = await county.PublishedAsync(TimeSpan.FromDays(1));
        var volunteer = await county.VolunteerAsync();
        await county.SignUpAsync(volunteer, planned);
        await county.SqlAsync("update practice_activity set starts_at = '2021-05-05 08:00+08', ends_at = '2021-05-05 10:00+08' where id = $1", Guid.Parse(planned.Id));
        await county.SqlAsync("update sign_up set status = 4, checked_in_at = now(), checked_out_at = now() where activity_id = $1", Guid.Parse(planned.Id));
        var figures = (await FigureAsync(county, "activities.completed", "2021-01-01"), await FigureAsync(county, "attendances", "2021-01-01"), await FigureAsync(county, "associations.volunteers", "2021-01-01"));
        var moment = await MomentAsync();

        await county.Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = planned.Id }, county.As(county.Leader));
        await ImportAsync("3", 5);

        async Task<string> ListAsync(ListActivitiesRequest request, ActivityOwner owner = ActivityOwner.OwnedBySite) => string.Join(' ', (await county.Activities.ListActivitiesAsync(new ListActivitiesRequest(request) { Status = ActivityStatus.Completed, Owner = owner, From = "2021-01-01", To = "2021-12-31" }, county.As(county.Visitor))).Activities.Select(row => $"{row.Title}{row.Came}"));
        Assert.Equal("上门112", await ListAsync(new() { RecordedUntil = moment }));
        Assert.Equal((1L, 12L, 7L), figures);
        Assert.Equal("上门35 上门修灯1", await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal("上门112 上门35 上门修灯1", await ListAsync(new()));
        Assert.Equal(("上门27", ""), (await ListAsync(new() { RecordedUntil = moment }, ActivityOwner.OwnedByAssociation), await ListAsync(new() { RecordedAfter = moment }, ActivityOwner.OwnedByAssociation)));
        Assert.Equal(18, await FigureAsync(county, "attendances", "2021-01-01"));
        // The file has the rows of the list.
        Assert.Equal(["上门1"], (await ExportAsync(county, $"activities?status=COMPLETED&owner=OWNED_BY_SITE&recordedUntil={moment}")).Select(row => row[1]));
    }

    [Fact]
    public async Task Projects_bore_their_numbers_then_and_began_as_was_said_then()
    {
        var county = await running.CountyAsync();
        async Task<V1.Project> MakeAsync(string name, string starts, string registry) => await county.Projects.CreateProjectAsync(new CreateProjectRequest { Name = name, Category = "便民利民服务", Platform = ServicePlatform.Science, Site = county.Station, StartsOn = starts, RegistryNumber = registry, Goal = "有人帮", TargetGroup = "老人" }, county.As(county.Clerk));
        async Task ChangeAsync(V1.Project row, string starts, string registry) => await county.Projects.UpdateProjectAsync(new UpdateProjectRequest { Id = row.Id, Version = row.Version, Name = row.Name, Category = row.Category, Platform = row.Platform, TargetGroup = row.TargetGroup, Goal = row.Goal, StartsOn = starts, RegistryNumber = registry }, county.As(county.Clerk));
        var (stays, loses, gains, moves) = (await MakeAsync("甲项目", "2021-01-01", "QG-1"), await MakeAsync("乙项目", "2021-01-01", "QG-2"), await MakeAsync("丙项目", "2021-01-01", ""), await MakeAsync("丁项目", "2021-01-01", "QG-4"));
        await MakeAsync("戊项目", "2022-06-01", "QG-5");
        var (figure, moment) = (await FigureAsync(county, "projects.registry"), await MomentAsync());

        await ChangeAsync(loses, "2021-01-01", "");
        await ChangeAsync(gains, "2021-01-01", "QG-3");
        await ChangeAsync(moves, "2022-06-01", "QG-4");
        await MakeAsync("己项目", "2021-01-01", "QG-6");

        async Task<string> ListAsync(ListProjectsRequest request) => string.Join(' ', (await county.Projects.ListProjectsAsync(new ListProjectsRequest(request) { Registered = true, To = "2022-05-11" }, county.As(county.Visitor))).Projects.Select(row => row.Name[..1]).Order(StringComparer.Ordinal));
        Assert.Equal("丁 乙 甲", await ListAsync(new() { RecordedUntil = moment }));
        Assert.Equal(3, figure);
        Assert.Equal("丙 己", await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal("丙 己 甲", await ListAsync(new()));
        Assert.Equal(3, await FigureAsync(county, "projects.registry"));
        Assert.Equal(1, stays.Version);
    }

    [Fact]
    public async Task Donations_and_who_was_helped_first_are_those_of_then()
    {
        var county = await running.CountyAsync();
        await AssociationAsync(county);
        var calls = new V1.Donations.DonationsClient(running.Service.Channel);
        async Task<V1.Donation> DonateAsync(string receipt, long amount, string day = "2021-03-05") => await calls.RecordDonationAsync(new RecordDonationRequest { Association = "SH-1", Receipt = receipt, ReceivedOn = day, Kind = DonationKind.Money, Amount = amount, Purpose = "助学" }, county.As(county.Office));
        async Task<V1.Beneficiary> PersonAsync(string code) => await calls.CreateBeneficiaryAsync(new CreateBeneficiaryRequest { Association = "SH-1", Code = code, Name = "测试受助人", Category = BeneficiaryCategory.Elderly, Consent = true }, county.As(county.Office));
        var (donation, one, two, three) = (await DonateAsync("JZ-1", 100_000), await PersonAsync("BF-1"), await PersonAsync("BF-2"), await PersonAsync("BF-3"));
        async Task<string> HelpAsync(V1.Beneficiary person, string number, string day, long amount = 1_000) => (await calls.AllocateAsync(new AllocateRequest { DonationId = donation.Id, BeneficiaryId = person.Id, Amount = amount, Number = number, HelpedOn = day, Purpose = "补助" }, county.As(county.Office))).Allocation.Id;
        await HelpAsync(one, "1", "2021-05-01");
        await HelpAsync(one, "2", "2021-06-01");
        var gone = await HelpAsync(two, "3", "2021-05-02");
        await calls.ReverseAllocationAsync(new ReverseAllocationRequest { AllocationId = await HelpAsync(three, "4", "2021-05-03"), Amount = 1_000, Reason = "写错了" }, county.As(county.Office));
        var (figures, moment) = ((await FigureAsync(county, "associations.helped", "2021-01-01"), await FigureAsync(county, "donations.money.fen", "2021-01-01")), await MomentAsync());

        await calls.ReverseAllocationAsync(new ReverseAllocationRequest { AllocationId = gone, Amount = 1_000, Reason = "写错了" }, county.As(county.Office));
        await HelpAsync(one, "5", "2021-04-01");
        await HelpAsync(three, "6", "2021-07-01");
        await DonateAsync("JZ-2", 5_000);

        async Task<string> HelpedAsync(ListAllocationsRequest request) => string.Join(' ', (await calls.ListAllocationsAsync(new ListAllocationsRequest(request) { First = true, From = "2021-01-01", To = "2021-12-31" }, county.As(county.Visitor))).Allocations.Select(row => $"{row.HelpedOn}:{row.Reversed}"));
        async Task<long> SumAsync(ListDonationsRequest request) => (await calls.ListDonationsAsync(new ListDonationsRequest(request) { Kind = DonationKind.Money, From = "2021-01-01", To = "2021-12-31" }, county.As(county.Visitor))).Donations.Sum(row => row.Amount);
        Assert.Equal("2021-05-02:0 2021-05-01:0", await HelpedAsync(new() { RecordedUntil = moment }));
        Assert.Equal((2L, 100_000L), figures);
        Assert.Equal("2021-07-01:0 2021-04-01:0", await HelpedAsync(new() { RecordedAfter = moment }));
        Assert.Equal("2021-07-01:0 2021-04-01:0", await HelpedAsync(new()));
        Assert.Equal(2, await FigureAsync(county, "associations.helped", "2021-01-01"));
        Assert.Equal((100_000L, 5_000L, 105_000L), (await SumAsync(new() { RecordedUntil = moment }), await SumAsync(new() { RecordedAfter = moment }), await SumAsync(new())));
    }

    [Fact]
    public async Task Calls_have_the_volunteers_who_had_answered_by_then()
    {
        var county = await running.CountyAsync();
        var calls = new V1.Mobilizations.MobilizationsClient(running.Service.Channel);
        foreach (var (number, drill) in new[] { ("YJ-1", false), ("YJ-2", false), ("YL-1", true) })
            await calls.CallMobilizationAsync(new CallMobilizationRequest { Number = number, Event = "疫情防控", Level = EmergencyLevel.LevelTwo, IssuedBy = "中心", Command = "指挥部", Call = "请就近报到", Area = county.Code, TaskKinds = { "消毒" }, Needed = 3, Drill = drill }, county.As(county.Office));
        async Task AnswerAsync(string number) => await calls.AnswerForSelfAsync(new AnswerForSelfRequest { Number = number, Site = county.Station }, county.As(await county.VolunteerAsync()));
        await AnswerAsync("YJ-1");
        await AnswerAsync("YJ-1");
        await AnswerAsync("YL-1");
        var (figure, moment) = (await FigureAsync(county, "mobilizations.volunteers", to: ""), await MomentAsync());
        await AnswerAsync("YJ-1");
        await AnswerAsync("YJ-2");

        async Task<string> ListAsync(ListMobilizationsRequest request) => string.Join(' ', (await calls.ListMobilizationsAsync(new ListMobilizationsRequest(request) { Answered = true }, county.As(county.Visitor))).Mobilizations.Select(row => $"{row.Number}:{row.VolunteersAnswered}").Order(StringComparer.Ordinal));
        Assert.Equal("YJ-1:2", await ListAsync(new() { RecordedUntil = moment }));
        Assert.Equal(2, figure);
        Assert.Equal("YJ-1:1 YJ-2:1", await ListAsync(new() { RecordedAfter = moment }));
        Assert.Equal("YJ-1:3 YJ-2:1", await ListAsync(new()));
        Assert.Equal("", await ListAsync(new() { To = "2021-12-31" }));
        Assert.Equal(3, (await calls.ListMobilizationsAsync(new ListMobilizationsRequest(), county.As(county.Visitor))).Mobilizations.Count);
    }

    static Task<int> AssociationAsync(County county) => county.SqlAsync("insert into known_association (county, number, name, site, version) values ($1, 'SH-1', '爱心协会', $1, 1)", county.Code);

    static async Task<long> FigureAsync(County county, string measure, string from = "", string to = "2022-05-11") =>
        (await county.Figures.GetTallyAsync(new GetTallyRequest { Indicators = { measure }, From = from, To = from.Length > 0 ? "2021-12-31" : to }, county.As(county.Office))).Lines.Sum(line => line.Value);

    async Task<List<string[]>> ExportAsync(County county, string path)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/exports/{path}", county.Office));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];
    }

    // What is written before it and after it shares no millisecond with it.
    static async Task<string> MomentAsync()
    {
        await Task.Delay(20);
        var moment = DateTimeOffset.UtcNow;
        await Task.Delay(20);
        return moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }
}
