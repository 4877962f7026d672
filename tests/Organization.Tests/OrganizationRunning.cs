using CivPractice.Organization.V1;
using CivPractice.Testing;

[assembly: AssemblyFixture(typeof(CivPractice.Organization.Tests.OrganizationRunning))]

namespace CivPractice.Organization.Tests;

/// <summary>The service, started once for this project's tests.</summary>
public sealed class OrganizationRunning : IAsyncLifetime
{
    ServiceUnderTest? service;

    public ServiceUnderTest Service => service!;
    public V1.Sites.SitesClient Sites => new(Service.Channel);
    public V1.Venues.VenuesClient Venues => new(Service.Channel);
    public V1.Pilots.PilotsClient Pilots => new(Service.Channel);
    public V1.Documents.DocumentsClient Documents => new(Service.Channel);
    public V1.Coordination.CoordinationClient Coordination => new(Service.Channel);
    public V1.Neighbourhoods.NeighbourhoodsClient Neighbourhoods => new(Service.Channel);
    public V1.Posts.PostsClient Posts => new(Service.Channel);

    public async ValueTask InitializeAsync() => service = await ServiceUnderTest.StartAsync("Organization");

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }
}
