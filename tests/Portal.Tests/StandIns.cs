using System.Collections.Concurrent;
using CivPractice.Activity.V1;
using CivPractice.Gateway.V1;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;
using CivPractice.Testing;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CivPractice.Portal.Tests;

/// <summary>What arrived at a service: the method, the message, the caller's token and the key of the deed.</summary>
public sealed record Call(string Method, IMessage Message, string Authorization, string? Key);

/// <summary>Stands in the place of the services: answers what a test wants to see on a page and notes what arrived.</summary>
public sealed class StandIns : IAsyncDisposable
{
    WebApplication? app;

    public string Address { get; } = $"http://127.0.0.1:{ScratchPostgres.FreePort()}";
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>What GetMe answers, by the caller's token.</summary>
    public ConcurrentDictionary<string, Me> Callers { get; } = new();

    /// <summary>What CreateNeed refuses instead of answering.</summary>
    public Fault? NeedRefused { get; set; }

    public IEnumerable<TMessage> Messages<TMessage>() => Calls.Select(call => call.Message).OfType<TMessage>();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(new Uri(Address).Port, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(this);
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<Notes>());
        app = builder.Build();
        app.MapGrpcService<AccountsHere>();
        app.MapGrpcService<CountiesHere>();
        app.MapGrpcService<SitesHere>();
        app.MapGrpcService<NeedsHere>();
        app.MapGrpcService<ActivitiesHere>();
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    sealed class Notes(StandIns here) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            here.Calls.Enqueue(new Call(context.Method, (IMessage)request, context.RequestHeaders.GetValue("authorization") ?? "", context.RequestHeaders.GetValue("idempotency-key")));
            try { return continuation(request, context); }
            catch (Fault fault) { throw fault.ToStatus().ToRpcException(); }
        }
    }

    sealed class AccountsHere(StandIns here) : Accounts.AccountsBase
    {
        public override Task<Me> GetMe(GetMeRequest request, ServerCallContext context) =>
            Task.FromResult(here.Callers.GetValueOrDefault(context.RequestHeaders.GetValue("authorization") ?? "", new Me()));

        public override Task<SignInResponse> SignIn(SignInRequest request, ServerCallContext context)
        {
            if (request.Password != PortalRunning.Password) throw new Fault(StatusCode.Unauthenticated, "SIGN_IN_FAILED", "手机号、密码或验证码不对");
            if (request.AccountId.Length == 0) return Task.FromResult(new SignInResponse { Choices = { new AccountChoice { AccountId = "one", Name = "王*" }, new AccountChoice { AccountId = "two", Name = "李*" } } });
            if (request.SecondFactor.Length == 0) throw Fault.Precondition("SECOND_FACTOR_REQUIRED", "请输入动态码");
            return Task.FromResult(new SignInResponse { AccessToken = PortalRunning.SessionToken, ExpiresAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(1)), Me = new Me() });
        }
    }

    sealed class CountiesHere : Counties.CountiesBase
    {
        public override Task<ListCountiesResponse> ListCounties(ListCountiesRequest request, ServerCallContext context) => Task.FromResult(new ListCountiesResponse
        {
            Counties = { new County { Code = Testing.Callers.A, Name = "盂县" }, new County { Code = Testing.Callers.City, Name = "阳泉市", City = true } },
        });
    }

    sealed class SitesHere : Organization.V1.Sites.SitesBase
    {
        static readonly Site[] sites =
        [
            new() { Code = "140322", Name = "盂县新时代文明实践中心", Tier = Tier.Center, Status = SiteStatus.Running },
            new() { Code = "140322001", Name = "秀水镇新时代文明实践所", Tier = Tier.Institute, Parent = "140322", Status = SiteStatus.Running },
            new() { Code = Testing.Callers.StationA, Name = "锦隆社区新时代文明实践站", Tier = Tier.Station, Parent = "140322001", Status = SiteStatus.Running },
        ];

        public override Task<ListSitesResponse> ListSites(ListSitesRequest request, ServerCallContext context) =>
            Task.FromResult(new ListSitesResponse { Sites = { sites.Where(site => request.Tier == 0 || site.Tier == request.Tier) } });
    }

    sealed class NeedsHere(StandIns here) : Activity.V1.Needs.NeedsBase
    {
        public override Task<CreateNeedResponse> CreateNeed(CreateNeedRequest request, ServerCallContext context) => here.NeedRefused is { } fault ? throw fault
            : Task.FromResult(new CreateNeedResponse { Id = "1", Number = "N-20260302-0001", TrackingCode = "K7M2QX4R", Status = NeedStatus.NeedPosted });

        public override Task<NeedTrail> TrackNeed(TrackNeedRequest request, ServerCallContext context) => request.TrackingCode != "K7M2QX4R" ? throw Fault.NotFound("这个需求,请核对编号和查询码")
            : Task.FromResult(new NeedTrail { Number = request.Number, Title = "灯不亮", Status = NeedStatus.NeedVerified, Site = Testing.Callers.StationA, Steps = { new NeedStep { Status = NeedStatus.NeedPosted, At = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow) } } });

        public override Task<ListNeedsResponse> ListNeeds(ListNeedsRequest request, ServerCallContext context) =>
            Task.FromResult(new ListNeedsResponse { Needs = { new Need { Id = "1", Number = "N-20260302-0001", Title = "灯不亮", Site = Testing.Callers.StationA, Status = NeedStatus.NeedPosted } }, NextPageToken = "more" });
    }

    sealed class ActivitiesHere : Activity.V1.Activities.ActivitiesBase
    {
        public override Task<ListActivitiesResponse> ListActivities(ListActivitiesRequest request, ServerCallContext context) => Task.FromResult(new ListActivitiesResponse
        {
            Activities =
            {
                new Activity.V1.Activity
                {
                    Id = "1", Title = "<script>alert(1)</script>家电义诊", Site = Testing.Callers.StationA, Status = ActivityStatus.Recruiting,
                    StartsAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(30)), EndsAt = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(30).AddHours(2)),
                    Posts = { new ActivityPost { Id = "1", Title = "维修", Capacity = 5, Taken = 1 } },
                },
            },
        });

        public override Task<Activity.V1.Activity> GetActivity(GetActivityRequest request, ServerCallContext context) => throw Fault.NotFound("这场活动");
    }
}
