using System.Net;
using System.Net.Sockets;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Grpc.Core;
using Npgsql;

[assembly: AssemblyFixture(typeof(CivPractice.Report.Tests.ReportRunning))]

namespace CivPractice.Report.Tests;

/// <summary>
/// Report before a real Organization, whose roll-up rows are what the tests are about. Volunteer and Lecture are gone, Activity takes a call and never answers.
/// </summary>
public sealed class ReportRunning : IAsyncLifetime
{
    readonly TcpListener deaf = new(IPAddress.Loopback, 0);
    ServiceUnderTest? organization, report;

    public ServiceUnderTest Organization => organization!;
    public ServiceUnderTest Report => report!;
    public Organization.V1.Sites.SitesClient Sites => new(Organization.Channel);
    public V1.Figures.FiguresClient Figures => new(Report.Channel);

    public Metadata As(Caller caller) => Organization.As(caller);

    public async Task<List<string>> LinesAsync(Caller caller, GetTallyRequest request) =>
        [.. (await Sites.GetTallyAsync(request, As(caller))).Lines.Select(line => string.Join(' ', new[] { $"{line.Grouping}", line.Indicator, line.Group, line.Dimension, $"{line.Value}" }.Where(part => part.Length > 0)))];

    /// <summary>Rolls up changes as a service does: the day, and of a stock the year and the whole.</summary>
    public Task RollUpAsync(string changes) => Organization.RollUpAsync(changes);

    public Task SqlAsync(string sql) => Organization.SqlAsync(sql);

    public async ValueTask InitializeAsync()
    {
        organization = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string> { ["CIV_CHECK_FIGURES_AT"] = "off" });
        deaf.Start();
        report = await ServiceUnderTest.StartAsync("Report", new Dictionary<string, string>(organization.Addresses("organization").Append(organization.Signer))
        {
            ["services__activity__grpc__0"] = $"http://127.0.0.1:{((IPEndPoint)deaf.LocalEndpoint).Port}",
            ["services__volunteer__grpc__0"] = Ports.Nowhere,
            ["services__lecture__grpc__0"] = Ports.Nowhere,
        });
    }

    public async ValueTask DisposeAsync()
    {
        deaf.Dispose();
        if (report is not null) await report.DisposeAsync();
        if (organization is not null) await organization.DisposeAsync();
    }
}
