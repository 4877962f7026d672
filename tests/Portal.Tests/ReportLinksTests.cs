using CivPractice.Portal.Reports;
using CivPractice.Portal.Shared;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;

namespace CivPractice.Portal.Tests;

/// <summary>A number of a frozen report leads to the page of its rows, with its moment and the part of the measure that it counts.</summary>
public sealed class ReportLinksTests
{
    static readonly Timestamp until = new DateTimeOffset(2022, 5, 12, 0, 0, 0, TimeSpan.Zero).ToTimestamp();

    [Theory]
    [InlineData("sites.running", "sites?status=RUNNING&tiers=CENTER&tiers=INSTITUTE", "sites?tiers=CENTER,INSTITUTE&to=2022-05-11")]
    [InlineData("sites.staffed", "sites?staffed=true&tiers=STATION", "sites?tiers=STATION&staffed=yes&to=2022-05-11")]
    [InlineData("divisions.residents", "divisions?countedOnly=true&tierDue=CENTER", "divisions?tier=Center&counted=yes&to=2022-05-11")]
    [InlineData("venues.pool", "venues?status=IN_POOL", "venues?to=2022-05-11")]
    [InlineData("neighbourhoods.residents", "neighbourhoods?to=2022-05-11", "neighbourhoods?to=2022-05-11")]
    [InlineData("pilots", "pilots?level=NATIONAL_LEVEL", "pilots?level=NationalLevel&to=2022-05-11")]
    [InlineData("projects.registry", "projects?registered=true", "projects?registered=yes&to=2022-05-11")]
    [InlineData("honours.persons", "honours?level=HONOUR_LEVEL_PROVINCIAL&kind=山西好人", "honours?bearer=Person&level=Provincial&kind=山西好人&to=2022-05-11")]
    [InlineData("associations.activities", "activities?owner=OWNED_BY_ASSOCIATION", "activities?status=Completed&owner=OwnedByAssociation&to=2022-05-11")]
    [InlineData("associations.helped", "allocations?first=true", "donations?to=2022-05-11&first=yes")]
    [InlineData("mobilizations.volunteers", "mobilizations?answered=true", "mobilizations?answered=yes&to=2022-05-11")]
    public void A_page_takes_what_the_list_takes(string measure, string rows, string address)
    {
        var visit = At("140322");
        Assert.Equal($"/c/140322/{address}&recordedUntil=2022-05-12T00:00:00.000000Z", Uri.UnescapeDataString(visit.Rows(measure, "140322", "", "2022-05-11", until, rows: rows)!));
        Assert.Equal($"/c/140322/{address}&recordedAfter=2022-05-12T00:00:00.000000Z", Uri.UnescapeDataString(visit.Rows(measure, "140322", "", "2022-05-11", null, until, rows)!));
    }

    [Fact]
    public void What_is_a_countys_own_is_a_page_of_sums_for_the_city() => Assert.Equal("/c/140300/donations?from=2021-01-01&to=2021-12-31", At("140300").Rows("associations.helped", "1403", "2021-01-01", "2021-12-31", null));

    static Visit At(string county)
    {
        var http = new DefaultHttpContext();
        http.Request.Path = $"/c/{county}/reports/1";
        return new Visit(new HttpContextAccessor { HttpContext = http }, null!, null!, TimeProvider.System);
    }
}
