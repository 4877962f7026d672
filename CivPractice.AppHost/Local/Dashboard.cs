namespace CivPractice.AppHost.Local;

/// <summary>The Aspire dashboard, which collects traces, metrics and logs; it comes as an npm package and needs no container.</summary>
internal static class Dashboard
{
    private const string Package = "@microsoft/aspire-cli-linux-x64", Version = "13.5.4";

    public static async Task StartIfAskedAsync(Stack stack)
    {
        if (!stack.Options.Dashboard) { return; }
        var folder = stack.Folder.Private("dashboard");
        var command = Path.Combine(folder, "node_modules", Package, "bin", "aspire");
        if (!File.Exists(command))
        {
            stack.Say($"installing {Package} {Version} with npm");
            await stack.RunAsync(new Command("dashboard-install", "npm",
                ["install", "--prefix", folder, "--no-audit", "--no-fund", $"{Package}@{Version}"], new Dictionary<string, string>()));
        }
        var (page, grpc, http) = (stack.Ports.Next(), stack.Ports.Next(), stack.Ports.Next());
        await stack.KeepAsync(new Command("dashboard", command, ["dashboard", "run"], new Dictionary<string, string>
        {
            ["HOME"] = folder,
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{page}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://127.0.0.1:{grpc}",
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = $"http://127.0.0.1:{http}",
            ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        }), -2, cancel => Probe.HttpAsync($"http://127.0.0.1:{page}/", cancel), TimeSpan.FromSeconds(5));
        stack.Shared["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{grpc}";
        stack.Shared["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        stack.Shared["OTEL_EXPORTER_OTLP_TIMEOUT"] = "500";
        stack.Tell("dashboard", $"http://127.0.0.1:{page}");
        stack.Say($"traces are collected at http://127.0.0.1:{page}");
    }
}
