using CivPractice.Activity.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;

[assembly: AssemblyFixture(typeof(CivPractice.Volunteer.Tests.VolunteerRunning))]

namespace CivPractice.Volunteer.Tests;

/// <summary>The service, started once for this project's tests, and what people do with it.</summary>
public sealed class VolunteerRunning : IAsyncLifetime
{
    ServiceUnderTest? service;

    public ServiceUnderTest Service => service!;
    public V1.Roster.RosterClient Roster => new(Service.Channel);
    public V1.Teams.TeamsClient Teams => new(Service.Channel);
    public V1.Hours.HoursClient Hours => new(Service.Channel);

    public async ValueTask InitializeAsync()
    {
        service = await ServiceUnderTest.StartAsync("Volunteer", withBroker: true);
        string[] sites = [Callers.A, Callers.StationA, "140322002", Callers.B, "140311", "140311001", "140311001001", "140311001002", "140311002001"];
        await Task.WhenAll(sites.Select(site => service.DeliverAsync(new SiteChanged(site[..6], site, "测试站", 3, "", 1))));
    }

    public static Caller Clerk(string county = Callers.A, string? site = null) => Callers.Staff(Role.StationClerk, site ?? county, county);

    public static Caller Office(string county = Callers.A) => Callers.Staff(Role.CenterOffice, county: county);

    public static RegisterVolunteerRequest Form(string? identity = null, string? site = null, string name = "测试甲", params string[] skills) => new()
    {
        Name = name,
        Phone = "10012340001",
        IdentityNumber = identity ?? Identities.Next(),
        Site = site ?? Callers.StationA,
        Skills = { skills },
        Kinds = { "党员" },
        Consent = true,
    };

    public async Task<V1.Volunteer> RegisterAsync(Caller by, RegisterVolunteerRequest form) => await Roster.RegisterVolunteerAsync(form, Service.As(by));

    /// <summary>Somebody new, registered by a clerk of the county.</summary>
    public Task<V1.Volunteer> SomebodyAsync(string county = Callers.A, string name = "测试甲", params string[] skills) =>
        RegisterAsync(Clerk(county), Form(null, county == Callers.A ? Callers.StationA : county, name, skills));

    public async Task<V1.Team> FoundAsync(string name, string county = Callers.A) =>
        await Teams.CreateTeamAsync(new CreateTeamRequest { Name = name, Category = "便民利民服务", Site = county == Callers.A ? Callers.StationA : county, FoundedOn = "2026-01-05" }, Service.As(Clerk(county)));

    public static AttendanceConfirmed Attendance(Guid person, int minutes, string county = Callers.A, Guid? activity = null, long version = 1, string grade = "A") =>
        new(county, activity ?? Guid.CreateVersion7(), "楼道照明维修", county == Callers.A ? Callers.StationA : county, null, person, minutes, new DateOnly(2026, 3, 3), grade, version);

    /// <summary>Ends when the consumer has taken the fact from its queue.</summary>
    public Task TakeAsync(AttendanceConfirmed fact, Guid? messageId = null) => Service.DeliverAsync(fact, messageId);

    public async Task<long> MinutesAsync(string person, Caller? by = null)
    {
        var hours = await Hours.ListHoursAsync(new ListHoursRequest { PersonId = person, PageSize = 200 }, Service.As(by ?? Clerk()));
        return hours.Entries.Sum(entry => (long)entry.Minutes);
    }

    /// <summary>One value by the superuser, who sees every county.</summary>
    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Service.Superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<(StatusCode Code, string Reason)> RefusedAsync<T>(AsyncUnaryCall<T> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (refusal.StatusCode, refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? "");
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }
}
