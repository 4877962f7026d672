using CivPractice.Gateway.Routing;
using Microsoft.Extensions.Configuration;

namespace CivPractice.Gateway.Tests.Routing;

public sealed class RouteTableTests
{
    [Fact]
    public void Every_method_of_every_contract_has_a_way_in()
    {
        var routes = RouteTable.Routes();
        Assert.Equal(6, ServiceContracts.All.Select(method => method.Owner).Distinct().Count());
        foreach (var method in ServiceContracts.All.Where(method => method.Owner != ServiceContracts.Self))
        {
            Assert.StartsWith("/api/", method.Template);
            Assert.Contains(routes, route => route.Match.Path == method.Template && route.Match.Methods!.Contains(method.Verb) && route.ClusterId == method.Owner);
            Assert.Contains(routes, route => route.Match.Path == $"/{method.Method.Service.FullName}/{{method}}" && route.ClusterId == $"{method.Owner}-grpc");
        }
        Assert.DoesNotContain(routes, route => route.ClusterId == ServiceContracts.Self);
        Assert.Equal(routes.Count, routes.Select(route => route.RouteId).Distinct().Count());
    }

    [Fact]
    public void No_two_owners_claim_one_path()
    {
        var claims = ServiceContracts.All.Select(method => (Key: $"{method.Verb} {method.Template}", method.Owner))
            .Concat(FileEndpoints.All.Select(file => (Key: $"{file.Verb} {file.Template}", file.Owner)));
        Assert.Empty(claims.GroupBy(claim => claim.Key).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Addresses_come_from_configuration_and_replicas_share_the_work()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["services:activity:http:0"] = "http://one",
            ["services:activity:http:1"] = "http://two",
            ["services:activity:grpc:0"] = "http://three",
        }).Build();
        var clusters = RouteTable.Clusters(configuration).ToDictionary(cluster => cluster.ClusterId);
        Assert.Equal(["http://one", "http://two"], clusters["activity"].Destinations!.Values.Select(destination => destination.Address));
        Assert.Equal("PowerOfTwoChoices", clusters["activity"].LoadBalancingPolicy);
        Assert.Equal(new Version(1, 1), clusters["activity"].HttpRequest!.Version);
        Assert.Equal(new Version(2, 0), clusters["activity-grpc"].HttpRequest!.Version);
    }

    [Theory]
    [InlineData("/api/c/140322/needs/5:verify", true, "140322", "/api/needs/5:verify", true)]
    [InlineData("/api/c/140322", true, "140322", "/api", true)]
    [InlineData("/API/C/140322/needs", true, "140322", "/api/needs", true)]
    [InlineData("/c/140322/needs", true, "140322", "/needs", false)]
    [InlineData("/c/140322", true, "140322", "", false)]
    [InlineData("/api/needs", false, "", "/api/needs", false)]
    [InlineData("/css/site.css", false, "", "/css/site.css", false)]
    public void The_county_is_taken_out_of_the_path(string path, bool found, string county, string rest, bool isApi)
    {
        Assert.Equal(found, TenantPath.Split(path, out var code, out var left, out var api));
        Assert.Equal(county, code);
        if (isApi || !found) Assert.Equal((rest, isApi), (left, api));
    }
}
