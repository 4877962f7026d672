using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;

namespace CivPractice.Report.Tests.Figures;

/// <summary>The check of figures against rows, on a service of its own: what is planted there must be all that it finds.</summary>
public sealed class TallyCheckTests
{
    const string county = "180901", at = "CIV_CHECK_FIGURES_AT";

    [Fact]
    public async Task A_planted_difference_is_found_and_named_by_command_and_by_night()
    {
        await using var service = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string> { [at] = "off" });
        var sites = new Sites.SitesClient(service.Channel);
        foreach (var one in new[] { county, "180902" })
        {
            var office = service.As(Callers.Staff(Role.CenterOffice, county: one));
            await sites.CreateSiteAsync(new CreateSiteRequest { Code = one, Name = "中心", Tier = Tier.Center, OpenedOn = "2019-10-01" }, office);
            await sites.CreateSiteAsync(new CreateSiteRequest { Code = $"{one}001", Name = "一镇所", Tier = Tier.Institute, OpenedOn = "2020-01-01" }, office);
            await sites.CreateSiteAsync(new CreateSiteRequest { Code = $"{one}002", Name = "二镇所", Tier = Tier.Institute, OpenedOn = "2020-01-01" }, office);
            await sites.CloseSiteAsync(new CloseSiteRequest { Code = $"{one}001", ClosedOn = "2022-05-01", Successor = $"{one}002", Reason = "撤并" }, office);
        }
        // Of each county four days, four years and three sums of all years.
        Assert.Equal(["0", "22 figures in 2 counties agree"], await CheckAsync(service));

        await using (var plant = service.Superuser.CreateCommand(
            $"""
            update tally_entry set n = 7 where county = '{county}' and day = '2019-10-01';
            insert into tally_year (county, measure, year, site, dimension, n) values ('{county}', 'sites.running', 2021, '{county}001', 'Institute', 2);
            delete from tally_year where county = '{county}' and year = 9999 and site = '{county}';
            insert into tally_entry (county, measure, day, site, dimension, n) values ('180903', 'divisions.due', '2018-01-01', '180903', 'Center', 1)
            """)) await plant.ExecuteNonQueryAsync();
        string[] differences =
        [
            "1",
            "180901 sites.running 180901 2019-10-01 Center: the figure says 7, the rows 1",
            "180901 sites.running 180901 all years Center: the figure says 0, the rows 1",
            "180901 sites.running 180901001 2021 Institute: the figure says 2, the rows 0",
            "180903 divisions.due 180903 2018-01-01 Center: the figure says 1, the rows 0",
            "4 of 24 figures in 3 counties differ from their rows",
        ];
        Assert.Equal(differences, await CheckAsync(service));
        // Of one county only that one; of one without figures nothing.
        Assert.Equal(["0", "11 figures in 1 counties agree"], await CheckAsync(service, "180902"));
        Assert.Equal(["0", "0 figures in 0 counties agree"], await CheckAsync(service, "180909"));

        // Started anew, so that the night begins in half a minute and not before.
        var night = TimeOnly.FromDateTime(DateTime.UtcNow + ChinaTime.Offset).Add(TimeSpan.FromSeconds(30));
        await service.KillAndRestartAsync("Organization", KeyValuePair.Create(at, $"{night:HH:mm:ss}"));
        for (var until = DateTime.UtcNow.AddSeconds(120); !service.Output.Contains("4 of 24 figures in 3 counties differ", StringComparison.Ordinal) && DateTime.UtcNow < until;) await Task.Delay(200);
        Assert.All(differences.Skip(1), difference => Assert.Contains(difference, service.Output, StringComparison.Ordinal));
    }

    static async Task<string[]> CheckAsync(ServiceUnderTest service, string? county = null) =>
        await service.CheckFiguresAsync("Organization", county) is var (code, lines) ? [$"{code}", .. lines] : [];
}
