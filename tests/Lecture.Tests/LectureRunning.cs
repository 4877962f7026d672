using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

[assembly: AssemblyFixture(typeof(CivPractice.Lecture.Tests.LectureRunning))]

namespace CivPractice.Lecture.Tests;

/// <summary>The service, started once for this project's tests, and what people do with it.</summary>
public sealed class LectureRunning : IAsyncLifetime
{
    readonly int organizationPort = Ports.Next();
    readonly SemaphoreSlim once = new(1);
    ServiceUnderTest? service, organization;

    public ServiceUnderTest Service => service!;
    public V1.LecturerTeams.LecturerTeamsClient Teams => new(Service.Channel);
    public V1.Sessions.SessionsClient Sessions => new(Service.Channel);
    public LectureOrders.LectureOrdersClient Orders => new(Service.Channel);
    public LectureCourses.LectureCoursesClient Courses => new(Service.Channel);
    public LectureOffers.LectureOffersClient Offers => new(Service.Channel);
    public V1.Boards.BoardsClient Boards => new(Service.Channel);

    /// <summary>Organization, which is asked for venues, with the same signer; started for the first test that wants it.</summary>
    public async Task<ServiceUnderTest> OrganizationAsync()
    {
        await once.WaitAsync();
        try
        {
            return organization ??= await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string>([Service.Signer, new("GRPC_PORT", $"{organizationPort}"), new("services__activity__grpc__0", Ports.Nowhere)]));
        }
        finally { once.Release(); }
    }

    /// <summary>A county of a test's own: its center and some sites.</summary>
    public async Task<string> CountyAsync(string county, params string[] sites)
    {
        foreach (var site in sites.Prepend(county)) await Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1));
        return county;
    }

    public static Caller Office(string county = Callers.A) => Callers.Staff(Role.CenterOffice, county: county);

    public async ValueTask InitializeAsync()
    {
        service = await ServiceUnderTest.StartAsync("Lecture", new Dictionary<string, string> { ["services__organization__grpc__0"] = $"http://127.0.0.1:{organizationPort}" }, withBroker: true);
        string[] sites = [Callers.City, Callers.A, Callers.StationA, "140322002", Callers.B, "140302", "140303", "140316", "140311"];
        await Task.WhenAll(sites.Select(site => service.DeliverAsync(new SiteChanged(site[..6], site, "测试站", 3, "", 1))));
    }

    public static Caller Clerk(string county = Callers.A, string? site = null) => Callers.Staff(Role.StationClerk, site ?? county, county);

    public async Task<LecturerTeam> TeamAsync(string county = Callers.A, string? name = null) => await Teams.CreateLecturerTeamAsync(
        new CreateLecturerTeamRequest { Name = name ?? $"宣讲队{Guid.NewGuid():N}", Level = Level.Village, Site = county == Callers.A ? Callers.StationA : county }, Service.As(Clerk(county)));

    public async Task<Lecturer> LecturerAsync(LecturerTeam team, string county = Callers.A, string name = "测试讲师") =>
        await Teams.AddLecturerAsync(new AddLecturerRequest { TeamId = team.Id, PersonId = Guid.CreateVersion7().ToString(), Name = name, Field = "党史" }, Service.As(Clerk(county)));

    public static CreateSessionRequest Form(LecturerTeam team, Lecturer? lecturer = null, Channel channel = Channel.DoorToDoor, DateTimeOffset? startsAt = null, string? site = null) => new()
    {
        Title = "高龄补贴政策",
        Site = site ?? team.Site,
        TeamId = team.Id,
        LecturerId = lecturer?.Id ?? "",
        Level = Level.Village,
        Channel = channel,
        Method = "实例讲解",
        Form = "宣讲会",
        PlaceKind = "农村",
        StartsAt = Timestamp.FromDateTimeOffset(startsAt ?? new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8))),
        DurationMinutes = 60,
    };

    public async Task<Session> PlanAsync(CreateSessionRequest form, string county = Callers.A) => await Sessions.CreateSessionAsync(form, Service.As(Clerk(county)));

    public async Task<Session> HoldAsync(Session session, int audience, CountMethod method, string county = Callers.A) =>
        await Sessions.HoldSessionAsync(new HoldSessionRequest { Id = session.Id, Audience = audience, CountMethod = method }, Service.As(Clerk(county)));

    public static async Task<(StatusCode Code, string Reason)> RefusedAsync(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        return (refusal.StatusCode, refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in new[] { service, organization })
            if (each is not null) await each.DisposeAsync();
        once.Dispose();
    }
}
