using CivPractice.Testing;

// One after the other: figures must move by exactly what one test did.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(CivPractice.EndToEnd.Tests.Practice))]

namespace CivPractice.EndToEnd.Tests;

/// <summary>
/// The running platform with the demo's data, as its users meet it: everything goes through the gateway's public REST API,
/// each step as the person who does it in life.
/// </summary>
public sealed class Practice : IAsyncLifetime
{
    public const string County = DemoWorld.County;
    public const string OtherCounty = DemoWorld.OtherCounty;
    public const string City = DemoWorld.City;

    Stack? stack;
    TraceReceiver? traces;
    DemoWorld? world;

    public Stack Stack => stack!;
    public TraceReceiver Traces => traces!;
    public DemoWorld World => world!;

    /// <summary>Volunteers of one's own: nobody can serve at two places at once, so tests that run side by side do not share them.</summary>
    public Crowd Crowd { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        traces = await TraceReceiver.StartAsync();
        stack = await Stack.StartAsync(new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = traces.Endpoint, ["OTEL_BSP_SCHEDULE_DELAY"] = "500", ["CIV_RATE_LIMIT"] = "off" });
        world = await DemoWorld.LoadAsync(stack);
        Crowd = new Crowd(world);
    }

    /// <summary>A visitor without an account.</summary>
    public User Visitor(string county = County) => World.Visitor(county);

    /// <summary>Signs in with a demo account: the first of a role whose purpose mentions <paramref name="what"/>.</summary>
    public Task<User> SignInAsync(string role, string what = "", string county = County) => World.SignInAsync(role, what, county);

    public async ValueTask DisposeAsync()
    {
        if (stack is not null) await stack.DisposeAsync();
        if (traces is not null) await traces.DisposeAsync();
    }
}
