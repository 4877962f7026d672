using CivPractice.Organization.V1;
using CivPractice.Testing;

[assembly: AssemblyFixture(typeof(CivPractice.Organization.Tests.OrganizationRunning))]

namespace CivPractice.Organization.Tests;

/// <summary>The service, started once for this project's tests, and Activity and Lecture, which it asks whether a site still has work.</summary>
public sealed class OrganizationRunning : IAsyncLifetime
{
    ServiceUnderTest? service, activity, lecture;

    /// <summary>The same of a service that a test started for itself.</summary>
    public static OrganizationRunning Of(ServiceUnderTest own) => new() { service = own };

    public ServiceUnderTest Service => service!;
    public ServiceUnderTest Activity => activity!;
    public ServiceUnderTest Lecture => lecture!;
    public V1.Sites.SitesClient Sites => new(Service.Channel);
    public V1.Venues.VenuesClient Venues => new(Service.Channel);
    public V1.Pilots.PilotsClient Pilots => new(Service.Channel);
    public V1.Documents.DocumentsClient Documents => new(Service.Channel);
    public V1.Coordination.CoordinationClient Coordination => new(Service.Channel);
    public V1.Meetings.MeetingsClient Meetings => new(Service.Channel);
    public V1.Neighbourhoods.NeighbourhoodsClient Neighbourhoods => new(Service.Channel);
    public V1.Posts.PostsClient Posts => new(Service.Channel);

    public async ValueTask InitializeAsync()
    {
        string Http() => $"http://127.0.0.1:{Ports.Next()}";
        var (http, grpc, lectures) = (Http(), Ports.Next(), Ports.Next());
        service = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string> { ["services__activity__grpc__0"] = $"http://127.0.0.1:{grpc}", ["services__lecture__grpc__0"] = $"http://127.0.0.1:{lectures}" });
        lecture = await ServiceUnderTest.StartAsync("Lecture", new Dictionary<string, string>([service.Signer, .. service.Addresses("organization"), new("ASPNETCORE_URLS", Http()), new("GRPC_PORT", $"{lectures}")]));
        activity = await ServiceUnderTest.StartAsync("Activity", new Dictionary<string, string>([service.Signer, new("ASPNETCORE_URLS", http), new("GRPC_PORT", $"{grpc}")]));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in new[] { service, activity, lecture })
            if (each is not null) await each.DisposeAsync();
    }
}
