using CivPractice.Organization.V1;
using CivPractice.Testing;

namespace CivPractice.Organization.Tests.Pilots;

public sealed class PilotTests(OrganizationRunning running)
{
    [Fact]
    public async Task A_list_brings_pilots_once_and_as_exact_as_they_are_known()
    {
        const string county = "141101";
        const string file = $"站点,级别,确定日期,批次,文件\n{county},省级,2019年11月,第一批,\n{county},省,2019-11-05,,\n{county}001,市级,2020年,,\n{county},街道级,2020-01-01,,\n140322,市级,2020年5月,,\n{county}002,市级,2999年,,\n";
        var done = await running.ImportAsync("pilots", county, file);
        Assert.Equal((2, 0, 0, 4), done.Counts());
        Assert.Equal(new[] { "3 站点 TWICE_IN_FILE", "5 级别 UNKNOWN_VALUE", "6 站点 FOREIGN_SITE", "7 确定日期 INVALID_DATE" }.Order(), done.Faults.Said().Order());
        Assert.Equal((0, 0, 2, 4), (await running.ImportAsync("pilots", county, file)).Counts());

        var pilots = (await running.Pilots.ListPilotsAsync(new ListPilotsRequest { Prefix = county }, running.Service.As(Callers.Visitor(county)))).Pilots;
        Assert.Equal([$"{county} ProvincialLevel 2019-11 第一批", $"{county}001 MunicipalLevel 2020 "], pilots.Select(pilot => $"{pilot.Site} {pilot.Level} {pilot.DesignatedOn} {pilot.Batch}"));
        Assert.Equal((0, 1, 2), (await running.StockAsync(county, "pilots", "2019-10-31"), await running.StockAsync(county, "pilots", "2019-11-30"), await running.StockAsync(county, "pilots", "2020-01-01")));
    }

    [Fact]
    public async Task A_pilot_is_named_once_for_a_level_ends_and_figures_agree_with_rows()
    {
        const string county = "141102";
        var office = running.Service.As(Importing.Office(county));
        var request = new CreatePilotRequest { Site = county, Level = PolicyLevel.NationalLevel, DesignatedOn = "2019-10", Batch = "第二批" };
        var pilot = await running.Pilots.CreatePilotAsync(request, office);
        Assert.Equal("PILOT_EXISTS", await Refusing.ReasonAsync(running.Pilots.CreatePilotAsync(request, office)));
        Assert.Equal("DATE_IN_FUTURE", await Refusing.ReasonAsync(running.Pilots.CreatePilotAsync(new CreatePilotRequest(request) { Site = county + "001", DesignatedOn = "2190" }, office)));
        Assert.Equal("ENDED_BEFORE_BEGUN", await Refusing.ReasonAsync(running.Pilots.EndPilotAsync(new EndPilotRequest { Id = pilot.Id, EndedOn = "2019-09-30" }, office)));
        await running.Pilots.EndPilotAsync(new EndPilotRequest { Id = pilot.Id, EndedOn = "2022-12-31" }, office);
        Assert.Equal("PILOT_ENDED", await Refusing.ReasonAsync(running.Pilots.EndPilotAsync(new EndPilotRequest { Id = pilot.Id }, office)));
        Assert.Equal((1, 0), (await running.StockAsync(county, "pilots", "2022-12-30"), await running.StockAsync(county, "pilots", "2022-12-31")));
        Assert.Equal("PERMISSION_DENIED", await Refusing.ReasonAsync(running.Pilots.CreatePilotAsync(new CreatePilotRequest(request) { Site = Callers.A }, running.Service.As(Callers.Coordinator(Callers.A)))));
        await running.FiguresAgreeAsync(county);
    }
}
