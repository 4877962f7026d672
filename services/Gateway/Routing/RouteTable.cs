using CivPractice.Gateway.Limits;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace CivPractice.Gateway.Routing;

/// <summary>
/// The routes of the door: each REST path and each gRPC service of the contracts to its owner, everything else to the portal's pages.
/// Addresses come from configuration: <c>services:&lt;name&gt;:http:0</c> speaks HTTP/1, <c>services:&lt;name&gt;:grpc:0</c> HTTP/2 in clear text; 1, 2 and so on are replicas.
/// </summary>
public static class RouteTable
{
    const string grpc = "-grpc";

    // The caller's address and the like are the portal's business only: its cookies and links depend on them.
    static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> plain = [new Dictionary<string, string> { ["X-Forwarded"] = "Off" }];

    public static List<RouteConfig> Routes()
    {
        var others = ServiceContracts.All.Where(method => method.Owner != ServiceContracts.Self).ToList();
        return
        [
            .. others.Where(method => method.Verb.Length > 0).Select(method => new RouteConfig
            {
                RouteId = method.RestPath,
                ClusterId = method.Owner,
                Match = new RouteMatch { Path = method.Template, Methods = [method.Verb] },
                Transforms = plain,
            }),
            // Routes of their own, so that the limits know them by their endpoint.
            .. others.Where(Guessable.Is).Select(method => new RouteConfig
            {
                RouteId = method.GrpcPath,
                ClusterId = method.Owner + grpc,
                Match = new RouteMatch { Path = method.GrpcPath, Methods = ["POST"] },
                Transforms = plain,
            }),
            .. others.Select(method => (method.Owner, Service: method.Method.Service.FullName)).Distinct().Select(service => new RouteConfig
            {
                RouteId = service.Service,
                ClusterId = service.Owner + grpc,
                Match = new RouteMatch { Path = $"/{service.Service}/{{method}}", Methods = ["POST"] },
                Transforms = plain,
            }),
            .. FileEndpoints.All.Select(file => new RouteConfig
            {
                RouteId = $"{file.Verb} {file.Template}",
                ClusterId = file.Owner,
                Match = new RouteMatch { Path = file.Template, Methods = [file.Verb] },
                Transforms = plain,
                MaxRequestBodySize = FileEndpoints.MostBytes,
            }),
            new RouteConfig { RouteId = "portal uploads", ClusterId = ServiceContracts.Portal, Match = new RouteMatch { Path = "/c/{county}/workbench/imports/{**page}" }, Order = int.MaxValue - 1, MaxRequestBodySize = FileEndpoints.MostBytes + 1024 * 1024 },   // and what the form adds to the file
            new RouteConfig { RouteId = "portal attachments", ClusterId = ServiceContracts.Portal, Match = new RouteMatch { Path = "/c/{county}/workbench/documents/{**page}" }, Order = int.MaxValue - 1, MaxRequestBodySize = FileEndpoints.MostBytes + 1024 * 1024 },
            new RouteConfig { RouteId = "portal photos", ClusterId = ServiceContracts.Portal, Match = new RouteMatch { Path = "/c/{county}/workbench/photos/{**page}" }, Order = int.MaxValue - 1, MaxRequestBodySize = 12L * 1024 * 1024 },
            new RouteConfig { RouteId = "portal materials", ClusterId = ServiceContracts.Portal, Match = new RouteMatch { Path = "/c/{county}/workbench/lectures/{id}/material" }, Order = int.MaxValue - 1, MaxRequestBodySize = FileEndpoints.MostBytes + 1024 * 1024 },
            new RouteConfig { RouteId = ServiceContracts.Portal, ClusterId = ServiceContracts.Portal, Match = new RouteMatch { Path = "/{**page}" }, Order = int.MaxValue },
        ];
    }

    public static List<ClusterConfig> Clusters(IConfiguration configuration)
    {
        var clusters = new List<ClusterConfig>();
        foreach (var owner in ServiceContracts.Owners.Where(owner => owner != ServiceContracts.Self).Append(ServiceContracts.Portal))
        {
            clusters.Add(Cluster(owner, configuration.GetSection($"services:{owner}:http"), System.Net.HttpVersion.Version11));
            if (owner != ServiceContracts.Portal) clusters.Add(Cluster(owner + grpc, configuration.GetSection($"services:{owner}:grpc"), System.Net.HttpVersion.Version20));
        }
        return clusters;
    }

    static ClusterConfig Cluster(string id, IConfigurationSection addresses, Version version)
    {
        var destinations = addresses.GetChildren().Where(address => !string.IsNullOrEmpty(address.Value)).ToDictionary(address => address.Key, address => new DestinationConfig { Address = address.Value! });
        return new ClusterConfig
        {
            ClusterId = id,
            Destinations = destinations,
            LoadBalancingPolicy = destinations.Count > 1 ? LoadBalancingPolicies.PowerOfTwoChoices : LoadBalancingPolicies.FirstAlphabetical,
            HttpRequest = new ForwarderRequestConfig { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact, ActivityTimeout = TimeSpan.FromSeconds(100) },
            HttpClient = new HttpClientConfig { EnableMultipleHttp2Connections = true },
        };
    }
}
