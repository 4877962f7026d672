using CivPractice.Lecture.V1;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CivPractice.Report.Tests;

/// <summary>Report before the four real services: what is frozen must be whole.</summary>
public sealed class FourOwners : IAsyncLifetime
{
    static readonly KeyValuePair<string, string> off = new("CIV_CHECK_FIGURES_AT", "off");

    ServiceUnderTest? organization, volunteer, activity, lecture, report;

    public ServiceUnderTest Organization => organization!;
    public ServiceUnderTest Volunteer => volunteer!;
    public ServiceUnderTest Activity => activity!;
    public ServiceUnderTest Lecture => lecture!;
    public ServiceUnderTest Report => report!;

    public V1.Reports.ReportsClient Reports => new(Report.Channel);
    public V1.Indicators.IndicatorsClient Indicators => new(Report.Channel);
    public V1.Snapshots.SnapshotsClient Snapshots => new(Report.Channel);
    public V1.Checks.ChecksClient Checks => new(Report.Channel);
    public V1.Evidence.EvidenceClient Evidence => new(Report.Channel);
    public V1.Schedules.SchedulesClient Schedules => new(Report.Channel);

    /// <summary>The coordinator of a city with two counties, 01 and 02.</summary>
    public static Caller Coordinator(string city) => new(CallerKind.Staff, Guid.CreateVersion7(), city + "00", city + "00", [city + "00", city + "01", city + "02"], [new Grant(Role.CityCoordinator, city)]);

    public static Caller Office(string county) => Callers.Staff(Role.CenterOffice, county: county);

    public Metadata As(Caller caller) => Organization.As(caller);

    /// <summary>A session of the past, planned and held by the county's office now.</summary>
    public async Task<Session> LectureAsync(string county, DateTimeOffset start, int audience)
    {
        var (by, sessions) = (As(Office(county)), new Sessions.SessionsClient(Lecture.Channel));
        await Lecture.SqlAsync($"insert into known_site (county, code, closed_on, successor, version) values ('{county}', '{county}', null, '', 1) on conflict do nothing");
        var team = await new LecturerTeams.LecturerTeamsClient(Lecture.Channel).CreateLecturerTeamAsync(new CreateLecturerTeamRequest { Name = $"宣讲队{Guid.NewGuid():N}", Level = Level.CountyLevel, Site = county }, by);
        var session = await sessions.CreateSessionAsync(new CreateSessionRequest { Title = $"宣讲{audience}人", Site = county, TeamId = team.Id, Level = Level.CountyLevel, Channel = Channel.Meeting, StartsAt = start.ToTimestamp(), DurationMinutes = 60 }, by);
        return await sessions.HoldSessionAsync(new HoldSessionRequest { Id = session.Id, Audience = audience, CountMethod = CountMethod.HeadCount }, by);
    }

    /// <summary>An activity of a morning that was held and closed, as an import brings it: how many came says its list.</summary>
    /// <param name="by">The number of the association that held it; empty for the site's own.</param>
    public async Task ActivityAsync(string county, string site, string title, int came, string by = "", string day = "2021-03-05")
    {
        var columns = "原编号,名称,平台,站点,队伍,项目,开始时间,结束时间,地点,志愿者人次,群众人次,成效,主办协会";
        var (office, file) = (Office(county), new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($"{columns}\n{title},{title},科技,{site},,,{day} 09:30,{day} 11:30,,{came},1,,{by}\n")));
        using var answer = await Activity.Http.SendAsync(Organization.Request(HttpMethod.Post, "/api/imports/activities?fileName=x&start=true", office, file));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var id = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!.ToString();
        for (var state = ""; state != "DONE"; await Task.Delay(50))
        {
            using var shown = await Activity.Http.SendAsync(Organization.Request(HttpMethod.Get, $"/api/imports/activities/{id}", office));
            var text = await shown.Content.ReadAsStringAsync();
            state = System.Text.Json.Nodes.JsonNode.Parse(text)!["state"]!.ToString();
            Assert.False(state == "FAILED" || state == "DONE" && !text.Contains("\"added\":1", StringComparison.Ordinal), text);
        }
    }

    /// <summary>Lines of the hours ledger, an hour each on a day of March 2021, of somebody called 志愿者甲; the first one is corrected by nought and a counter-line.</summary>
    public Task HoursAsync(string county, string site, int lines) => Volunteer.SqlAsync(
        $"""
        insert into hours_entry (county, id, person_id, activity_id, line, minutes, balance, served_on, activity_title, site, grade, recorded_at, confirmed_version, confirmed_minutes, source)
        select '{county}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 60, 60, date '2021-03-01' + n, '环境整治', '{site}', 1, now(), 1, 60, 1 from generate_series(1, {lines}) as n;
        insert into hours_entry (county, id, person_id, activity_id, line, minutes, balance, served_on, activity_title, site, grade, recorded_at, confirmed_version, confirmed_minutes, source, corrects_id, reason)
        select county, gen_random_uuid(), person_id, activity_id, 2, -30, 30, served_on, activity_title, site, grade, now(), 1, 60, 1, id, '途中离开' from hours_entry where county = '{county}' and site = '{site}' and line = 1 order by id limit 1
        """);

    /// <summary>The titles of the rows to which a number leads.</summary>
    public async Task<List<string>> SessionsAsync(string rows, Caller by)
    {
        using var answer = await Lecture.Http.SendAsync(Organization.Request(HttpMethod.Get, $"/api/{rows}", by));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return [.. System.Text.Json.Nodes.JsonNode.Parse(text)!["sessions"]?.AsArray().Select(row => row!["title"]!.GetValue<string>()).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>()];
    }

    public static async Task<(StatusCode Code, string Reason)> RefusedAsync(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(call);
        return (refusal.StatusCode, refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason ?? "");
    }

    public async ValueTask InitializeAsync()
    {
        // Organization's own questions to the others are not what is tested here: it has their addresses and nobody behind them.
        organization = await ServiceUnderTest.StartAsync("Organization", new Dictionary<string, string>([off, .. new[] { "volunteer", "activity", "lecture" }.Select(peer => KeyValuePair.Create($"services__{peer}__grpc__0", Ports.Nowhere))]));
        var peers = organization.Addresses("organization").Append(organization.Signer).Append(off).ToList();
        Task<ServiceUnderTest> Start(string service) => ServiceUnderTest.StartAsync(service, new Dictionary<string, string>(peers));
        (volunteer, activity, lecture) = (await Start("Volunteer"), await Start("Activity"), await Start("Lecture"));
        report = await AnotherReportAsync();
    }

    /// <summary>A Report before the same four, with more in its environment.</summary>
    public Task<ServiceUnderTest> AnotherReportAsync(params KeyValuePair<string, string>[] settings) => ServiceUnderTest.StartAsync("Report", new Dictionary<string, string>(
        [Organization.Signer, off, .. Organization.Addresses("organization"), .. Volunteer.Addresses("volunteer"), .. Activity.Addresses("activity"), .. Lecture.Addresses("lecture"), .. settings]));

    public async ValueTask DisposeAsync()
    {
        foreach (var service in new[] { report, lecture, activity, volunteer, organization })
            if (service is not null) await service.DisposeAsync();
    }
}

[CollectionDefinition(nameof(FourOwners))]
public sealed class FourOwnersTogether : ICollectionFixture<FourOwners>;
