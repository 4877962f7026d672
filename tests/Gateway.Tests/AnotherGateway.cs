using CivPractice.Testing;

namespace CivPractice.Gateway.Tests;

/// <summary>A gateway of a test's own: with other settings, or beside another one on its database. Nobody is behind it unless a setting says so.</summary>
static class AnotherGateway
{
    public static Task<ServiceUnderTest> StartAsync(ServiceUnderTest? beside = null, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string> { ["CIV_OPERATOR_PASSWORD"] = GatewayRunning.OperatorPassword, ["CIV_RATE_LIMIT"] = "off" };
        foreach (var service in new[] { "organization", "volunteer", "activity", "lecture", "report", "portal" })
            (all[$"services__{service}__http__0"], all[$"services__{service}__grpc__0"]) = (Ports.Nowhere, Ports.Nowhere);
        if (beside is not null)
        {
            all["ConnectionStrings__owner"] = beside.Superuser.ConnectionString;
            all["ConnectionStrings__db"] = beside.App.ConnectionString;
            all["ConnectionStrings__jobs"] = beside.App.ConnectionString.Replace("civ_app", "civ_jobs", StringComparison.Ordinal);
        }
        foreach (var (name, value) in settings) all[name] = value;
        return ServiceUnderTest.StartAsync("Gateway", all);
    }
}
