using CivPractice.Activity.V1;
using CivPractice.Platform.Callers;
using CivPractice.Platform.V1;
using CivPractice.Testing;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Npgsql;

namespace CivPractice.Activity.Tests;

/// <summary>A county and its people; its methods say what somebody intends.</summary>
public sealed class County
{
    readonly ServiceUnderTest service;

    // Whose keys are known: of a service that shares them with a peer, the peer.
    ServiceUnderTest signer;

    County(ServiceUnderTest service, string code)
    {
        (this.service, signer) = (service, service);
        Code = code;
        Station = code + "001001";
        Visitor = Callers.Visitor(code);
        Clerk = Callers.Staff(Role.StationClerk, Station, code);
        Office = Callers.Staff(Role.CenterOffice, code, code);
        Leader = Callers.Staff(Role.TeamLeader, Station, code);
        Needs = new V1.Needs.NeedsClient(service.Channel);
        Projects = new V1.Projects.ProjectsClient(service.Channel);
        Activities = new V1.Activities.ActivitiesClient(service.Channel);
        SignUps = new V1.SignUps.SignUpsClient(service.Channel);
        Figures = new V1.Figures.FiguresClient(service.Channel);
    }

    public const string StationName = "锦隆站";
    public const string TeamName = "便民服务队";

    public string Code { get; }
    public string Station { get; }
    public Caller Visitor { get; }
    public Caller Clerk { get; }
    public Caller Office { get; }
    public Caller Leader { get; }
    public Guid Team { get; } = Guid.CreateVersion7();
    public V1.Needs.NeedsClient Needs { get; }
    public V1.Projects.ProjectsClient Projects { get; }
    public V1.Activities.ActivitiesClient Activities { get; }
    public V1.SignUps.SignUpsClient SignUps { get; }
    public V1.Figures.FiguresClient Figures { get; }

    public static async Task<County> OpenAsync(ServiceUnderTest service, string code, ServiceUnderTest? signedBy = null)
    {
        var county = new County(service, code) { signer = signedBy ?? service };
        await county.SqlAsync("insert into known_site (county, code, name, tier, parent, version) values ($1, $1, '中心', 1, '', 1), ($1, $2, $3, 3, $1, 1)", code, county.Station, StationName);
        await county.TeamAsync(county.Team, TeamName, county.Leader.PersonId);
        return county;
    }

    public Metadata As(Caller caller) => signer.As(caller);

    public Task<int> TeamAsync(Guid id, string name, Guid leader) =>
        SqlAsync("insert into known_team (county, id, name, category, site, leader_person_id, version) values ($1, $2, $3, '便民', $4, $5, 1)", Code, id, name, Station, leader);

    /// <summary>A volunteer with a profile here.</summary>
    public async Task<Caller> VolunteerAsync(string skill = "", int age = 30, Guid? person = null)
    {
        var caller = Callers.Person(person ?? Guid.CreateVersion7(), Code);
        await SqlAsync("insert into known_volunteer (county, person_id, name, birth_date, skills, site, version) values ($1, $2, '测试志愿者', $3, $4, $5, 1)",
            Code, caller.PersonId, DateOnly.FromDateTime(DateTime.UtcNow).AddYears(-age), skill.Length == 0 ? Array.Empty<string>() : [skill], Station);
        return caller;
    }

    /// <summary>A site besides the station; with a day of closing and a successor one that was merged.</summary>
    public Task<int> SiteAsync(string code, string? closedOn = null, string successor = "") => SqlAsync(
        "insert into known_site (county, code, name, tier, parent, closed_on, successor, version) values ($1, $2, $2, 3, $1, $3, $4, 1)",
        Code, code, closedOn is null ? DBNull.Value : DateOnly.Parse(closedOn, System.Globalization.CultureInfo.InvariantCulture), successor);

    /// <summary>A word of the county's dictionary, as Organization told of it.</summary>
    /// <param name="aliases">With 、 between them.</param>
    public Task<int> WordAsync(Organization.V1.WordList list, string word, string aliases = "", string? endedOn = null) => SqlAsync(
        "insert into known_word (county, id, list, word, aliases, rank, valid_from, valid_to, version) values ($1, gen_random_uuid(), $2, $3, $4, (select count(*) from known_word where county = $1), '2018-01-01', $5, 1)",
        Code, (int)list, word, aliases.Split('、', StringSplitOptions.RemoveEmptyEntries), endedOn is null ? DBNull.Value : DateOnly.Parse(endedOn, System.Globalization.CultureInfo.InvariantCulture));

    public Task<ImportOutcome> ImportAsync(string kind, string file) => ImportOutcome.OfAsync(service, Office, kind, file);

    public async Task<CreateNeedResponse> PostNeedAsync() => await Needs.CreateNeedAsync(new CreateNeedRequest
    {
        Site = Station,
        Title = "灯不亮",
        Detail = "家有老人",
        ContactName = "甲某某",
        ContactPhone = "10000000001",
        Consent = true,
    }, As(Visitor));

    /// <summary>A need that the team has accepted.</summary>
    public async Task<CreateNeedResponse> AcceptedNeedAsync()
    {
        var need = await PostNeedAsync();
        await Needs.VerifyNeedAsync(new VerifyNeedRequest { Id = need.Id }, As(Clerk));
        await Needs.DispatchNeedAsync(new DispatchNeedRequest { Id = need.Id, TeamId = Team.ToString() }, As(Office));
        await Needs.AcceptNeedAsync(new AcceptNeedRequest { Id = need.Id }, As(Leader));
        return need;
    }

    public CreateActivityRequest Plan(TimeSpan startsIn, string needId = "", params V1.ActivityPost[] posts) => new()
    {
        Title = "上门修灯",
        Platform = ServicePlatform.Science,
        Site = Station,
        TeamId = Team.ToString(),
        NeedId = needId,
        StartsAt = (DateTimeOffset.UtcNow + startsIn).ToTimestamp(),
        EndsAt = (DateTimeOffset.UtcNow + startsIn + TimeSpan.FromHours(2)).ToTimestamp(),
        Place = "锦隆社区",
        RiskNotice = "登高作业,请两人一组",
        Posts = { posts.Length > 0 ? posts : [new V1.ActivityPost { Title = "帮手", Capacity = 5 }] },
    };

    public async Task<V1.Activity> PublishedAsync(TimeSpan startsIn, string needId = "", params V1.ActivityPost[] posts)
    {
        var draft = await Activities.CreateActivityAsync(Plan(startsIn, needId, posts), As(Leader));
        return await Activities.PublishActivityAsync(new PublishActivityRequest { Id = draft.Id }, As(Leader));
    }

    public async Task<SignUpResponse> SignUpAsync(Caller volunteer, V1.Activity activity, int post = 0) =>
        await SignUps.SignUpAsync(new SignUpRequest { ActivityId = activity.Id, PostId = activity.Posts[post].Id, RiskAccepted = true }, As(volunteer));

    public async Task<SignUpResponse> CancelAsync(Caller volunteer, V1.Activity activity) =>
        await SignUps.CancelSignUpAsync(new CancelSignUpRequest { ActivityId = activity.Id, Reason = "有事" }, As(volunteer));

    public async Task<Dictionary<string, long>> FiguresAsync() =>
        (await Figures.GetTallyAsync(new GetTallyRequest(), As(Office))).Lines.ToDictionary(line => line.Indicator, line => line.Value);

    /// <summary>A need that was served and waits to be rated.</summary>
    public async Task<CreateNeedResponse> ServedNeedAsync()
    {
        var need = await AcceptedNeedAsync();
        await ServeAsync(need);
        return need;
    }

    /// <summary>An accepted need is served: an activity that was held and closed. The clock does not run ahead: the times are put into the row.</summary>
    public async Task ServeAsync(CreateNeedResponse need)
    {
        var activity = await PublishedAsync(TimeSpan.FromDays(1), need.Id);
        await SqlAsync("update practice_activity set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where id = $1", Guid.Parse(activity.Id));
        await Activities.CompleteActivityAsync(new CompleteActivityRequest { Id = activity.Id }, As(Leader));
    }

    public async Task<NeedTrail> RateAsync(CreateNeedResponse need, int rating) =>
        await Needs.RateNeedAsync(new RateNeedRequest { Number = need.Number, TrackingCode = need.TrackingCode, Rating = rating }, As(Visitor));

    /// <summary>The figures of needs today, and the rows that they open, are these.</summary>
    public async Task AgreeAsync(params (string Figure, int Rows)[] expected)
    {
        var today = Platform.ChinaTime.Day(DateTimeOffset.UtcNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var figures = (await Figures.GetTallyAsync(new GetTallyRequest { From = today, To = today }, As(Office))).Lines.ToDictionary(line => line.Indicator, line => line.Value);
        foreach (var (figure, count) in expected)
        {
            var rows = (await Needs.ListNeedsAsync(new ListNeedsRequest { Figure = figure, From = today, To = today, PageSize = 200 }, As(Office))).Needs;
            Assert.Equal((figure, count, (long)count), (figure, rows.Count, figures[figure]));
        }
    }

    public async Task<int> SqlAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<List<T>> AskAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var answers = new List<T>();
        while (await reader.ReadAsync()) answers.Add(reader.GetFieldValue<T>(0));
        return answers;
    }

    NpgsqlCommand Command(string sql, object[] values)
    {
        var command = service.Superuser.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>What a call was refused with.</summary>
    public static async Task<(StatusCode Code, string Reason, string Message)> RefusedAsync<T>(AsyncUnaryCall<T> call)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        var status = refusal.GetRpcStatus();
        return (refusal.StatusCode, status?.GetDetail<ErrorInfo>()?.Reason ?? "", refusal.Status.Detail);
    }
}
