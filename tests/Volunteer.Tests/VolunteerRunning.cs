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

    /// <summary>The same of a service that a test started for itself.</summary>
    public static VolunteerRunning Of(ServiceUnderTest own) => new() { service = own };

    public ServiceUnderTest Service => service!;
    public V1.Roster.RosterClient Roster => new(Service.Channel);
    public V1.Teams.TeamsClient Teams => new(Service.Channel);
    public V1.Hours.HoursClient Hours => new(Service.Channel);

    public async ValueTask InitializeAsync()
    {
        service = await ServiceUnderTest.StartAsync("Volunteer", withBroker: true);
        string[] sites = [Callers.A, Callers.StationA, "140322002", Callers.B, "140311", "140311001", "140311001001", "140311001002", "140311002001", "140388001001", "140388001002"];
        await Task.WhenAll(sites.Select(site => service.DeliverAsync(new SiteChanged(site[..6], site, "测试站", 3, "", 1))));
    }

    // Of two digits, and none of those that tests name.
    static int counties = 22;

    /// <summary>A county of the city that no other test uses, with a township and two stations; the code of the first.</summary>
    public async Task<string> CountyAsync()
    {
        var number = Interlocked.Increment(ref counties);
        if (number == 88) number = Interlocked.Increment(ref counties);
        Assert.InRange(number, 23, 99);
        var county = $"1403{number}";
        string[] sites = [county, $"{county}001", $"{county}001001", $"{county}001002"];
        await Task.WhenAll(sites.Select(site => Service.DeliverAsync(new SiteChanged(county, site, "测试站", 3, "", 1))));
        return sites[2];
    }

    public Task CloseAsync(string site, string on, string successor = "") =>
        Service.DeliverAsync(new SiteChanged(site[..6], site, "测试站", 3, "", 2, DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), successor));

    /// <summary>A figure of a whole county.</summary>
    public async Task<long> FigureAsync(string indicator, string county) =>
        (await Hours.GetTallyAsync(new() { Indicators = { indicator }, Prefix = county }, Service.As(Office(county)))).Lines.Single().Value;

    /// <summary>All the figures of a county as "day site dimension n", out of the tally's rows.</summary>
    public async Task<IReadOnlyList<string>> TallyAsync(string indicator, string county)
    {
        await using var command = Service.Superuser.CreateCommand($"select day || ' ' || site || ' ' || dimension || ' ' || n from tally_entry where measure = '{indicator}' and county = '{county}' order by day, site, dimension");
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync()) lines.Add(rows.GetString(0));
        return lines;
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
