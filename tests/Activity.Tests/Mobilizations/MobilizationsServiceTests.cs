using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Activity.Tests.Mobilizations;

/// <summary>A call and its answers on a real database.</summary>
public sealed class MobilizationsServiceTests(ActivityRunning running)
{
    V1.Mobilizations.MobilizationsClient Calls => new(running.Service.Channel);

    static CallMobilizationRequest Call(County county, string number = "YJ-1", bool drill = false) => new()
    {
        Number = number,
        Event = "疫情防控",
        Level = EmergencyLevel.LevelTwo,
        IssuedBy = "中心",
        Command = "指挥部",
        Call = "请就近报到",
        Area = county.Code,
        TaskKinds = { "消毒", "登记" },
        Needed = 3,
        Drill = drill,
    };

    static Task<List<string>> FiguresAsync(County county) => county.AskAsync<string>(
        "select measure || ' ' || dimension || ' ' || sum(n) from tally_entry where county = $1 and (measure like 'mobilizations%' or measure like 'drills%') group by measure, dimension order by 1", county.Code);

    [Fact]
    public async Task Everybody_answers_for_himself_and_once_and_a_drill_is_counted_apart()
    {
        var county = await running.CountyAsync();
        await Calls.CallMobilizationAsync(Call(county), county.As(county.Office));
        await Calls.CallMobilizationAsync(Call(county, "YL-1", drill: true), county.As(county.Office));
        Assert.Equal("MOBILIZATION_EXISTS", (await County.RefusedAsync(Calls.CallMobilizationAsync(Call(county), county.As(county.Office)))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await County.RefusedAsync(Calls.CallMobilizationAsync(Call(county, "YJ-2"), county.As(county.Clerk)))).Reason);

        var volunteer = await county.VolunteerAsync();
        var answer = new AnswerForSelfRequest { Number = "YJ-1", Site = county.Station, Kind = "党员", TaskKinds = { "消毒" } };
        // The same person at once from many pages is one person.
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Calls.AnswerForSelfAsync(answer, county.As(volunteer)).ResponseAsync));
        await Calls.AnswerForSelfAsync(new AnswerForSelfRequest { Number = "YJ-1", Site = county.Station, Kind = "青年" }, county.As(await county.VolunteerAsync()));
        await Calls.AnswerForSelfAsync(new AnswerForSelfRequest { Number = "YL-1", Site = county.Station }, county.As(volunteer));
        Assert.Equal("NOT_A_VOLUNTEER", (await County.RefusedAsync(Calls.AnswerForSelfAsync(answer, county.As(Callers.Person(Guid.CreateVersion7(), county.Code))))).Reason);

        Assert.Equal([county.Station], (await Calls.ListSiteAnswersAsync(new ListSiteAnswersRequest { Number = "YJ-1", Missing = true }, county.As(county.Visitor))).Answers.Select(row => row.Site));
        await Calls.AnswerForSiteAsync(new AnswerForSiteRequest { Number = "YJ-1", Site = county.Station }, county.As(county.Clerk));
        await Calls.AnswerForSiteAsync(new AnswerForSiteRequest { Number = "YJ-1", Site = county.Station }, county.As(county.Clerk));
        Assert.Equal("ANSWERED", (await County.RefusedAsync(Calls.AnswerForSiteAsync(new AnswerForSiteRequest { Number = "YJ-1", Site = county.Station, Note = "另有十人" }, county.As(county.Clerk)))).Reason);
        Assert.Equal("NOT_CALLED", (await County.RefusedAsync(Calls.AnswerForSiteAsync(new AnswerForSiteRequest { Number = "YJ-1", Site = county.Code }, county.As(county.Office)))).Reason);
        Assert.Empty((await Calls.ListSiteAnswersAsync(new ListSiteAnswersRequest { Number = "YJ-1", Missing = true }, county.As(county.Visitor))).Answers);

        var shown = await Calls.GetMobilizationAsync(new GetMobilizationRequest { Number = "YJ-1" }, county.As(county.Visitor));
        Assert.Equal((1, 1, 2), (shown.SitesCalled, shown.SitesAnswered, shown.VolunteersAnswered));
        Assert.Equal(["党员 1", "青年 1"], shown.Kinds.Select(kind => $"{kind.Kind} {kind.Volunteers}").Order(StringComparer.Ordinal));
        Assert.Equal(["drills.volunteers YL-1 1", "mobilizations.sites YJ-1 1", "mobilizations.volunteers YJ-1 2"], await FiguresAsync(county));
        Assert.Equal(2, (await Calls.ListVolunteerAnswersAsync(new ListVolunteerAnswersRequest { Number = "YJ-1" }, county.As(county.Clerk))).Answers.Count);
        Assert.Empty((await Calls.ListVolunteerAnswersAsync(new ListVolunteerAnswersRequest { Number = "YJ-1" }, county.As(Callers.Staff(Role.StationClerk, $"{county.Code}009", county.Code)))).Answers);

        await Calls.EndMobilizationAsync(new EndMobilizationRequest { Number = "YJ-1" }, county.As(county.Office));
        Assert.Equal("MOBILIZATION_ENDED", (await County.RefusedAsync(Calls.AnswerForSelfAsync(answer, county.As(await county.VolunteerAsync())))).Reason);
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }

    [Fact]
    public async Task Lists_of_answers_come_in_and_somebody_twice_is_one_person()
    {
        var county = await running.CountyAsync();
        foreach (var number in new[] { "QG-1", "QG-2" })
            await county.SqlAsync("update known_volunteer set registry_number = $3 where county = $1 and person_id = $2", county.Code, (await county.VolunteerAsync()).PersonId, number);
        var calls = $"编号,事件,级别,发布单位,统一指挥,号召,范围,任务,需要人数,开始时间,结束时间,演练\nYJ-1,疫情防控,二级,中心,指挥部,请报到,{county.Code},消毒、登记,1800,2022-03-10 08:00,2022-06-01 08:00,否\n";
        Assert.Equal((1, 0, 0, 0, 0), (await county.ImportAsync("mobilizations", calls)).Counts);
        var sites = $"动员编号,站点,响应时间,说明\nYJ-1,{county.Station},2022-03-10 09:00,\nYJ-1,{county.Code},2022-03-10 09:00,\nYJ-9,{county.Station},2022-03-10 09:00,\n";
        Assert.Equal(["3 站点 NOT_CALLED", "4 动员编号 UNKNOWN_MOBILIZATION"], (await county.ImportAsync("mobilization-sites", sites)).Faults);
        var answers = $"动员编号,志愿者编号,站点,类别,任务,响应时间\nYJ-1,QG-1,{county.Station},党员,消毒,2022-03-10 09:00\nYJ-1,QG-2,{county.Station},,,2022-03-11 09:00\nYJ-1,QG-1,{county.Station},党员,消毒,2022-03-12 09:00\nYJ-1,QG-9,{county.Station},,,2022-03-11 09:00\nYJ-1,QG-2,{county.Station},,,2022-07-11 09:00\n";
        var outcome = await county.ImportAsync("mobilization-answers", answers);
        Assert.Equal(["5 志愿者编号 UNKNOWN_PERSON", "6 响应时间 OUT_OF_RANGE"], outcome.Faults);
        Assert.Equal((2, 0, 1, 2, 0), outcome.Counts);
        Assert.Equal(0, (await county.ImportAsync("mobilization-answers", answers)).Counts.Added);
        Assert.Equal(["mobilizations.sites YJ-1 1", "mobilizations.volunteers YJ-1 2"], await FiguresAsync(county));
        Assert.Empty(await running.Service.DifferencesAsync("Activity", county.Code));
    }
}
