using CivPractice.Testing;

[assembly: AssemblyFixture(typeof(CivPractice.Activity.Tests.ActivityRunning))]

namespace CivPractice.Activity.Tests;

/// <summary>The service, started once for this project's tests.</summary>
public sealed class ActivityRunning : IAsyncLifetime
{
    static int counties = 900_000;

    ServiceUnderTest? service;

    public ServiceUnderTest Service => service!;

    /// <summary>A county of the test's own, with a center, a station and a team.</summary>
    public Task<County> CountyAsync() => County.OpenAsync(Service, $"{Interlocked.Increment(ref counties)}");

    public async ValueTask InitializeAsync() => service = await ServiceUnderTest.StartAsync("Activity");

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }
}
