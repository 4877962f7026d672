using System.Collections.Concurrent;
using CivPractice.Activity.V1;
using CivPractice.Gateway.V1;
using CivPractice.Lecture.V1;
using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace CivPractice.Portal.Shared;

/// <summary>The services' clients: each call goes on with the caller's own token, so a service decides as if it had been asked directly.</summary>
public static class ServiceClients
{
    public static void AddServiceClients(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Channels>();
        services.AddScoped<CallerHeader>();
        services.AddScoped<OwnerFiles>();
        services.AddScoped<Imports.ImportCalls>();
        services.AddScoped<Policies.AttachmentCalls>();
        services.AddScoped<Lectures.MaterialCalls>();
        services.AddScoped<Photos.PhotoPlaces>();
        services.AddScoped<Work.WaitingList>();

        services.Add("gateway", invoker => new AccountsClient(invoker));
        services.Add("gateway", invoker => new CountiesClient(invoker));
        services.Add("gateway", invoker => new GrantsClient(invoker));
        services.Add("organization", invoker => new SitesClient(invoker));
        services.Add("organization", invoker => new PostsClient(invoker));
        services.Add("organization", invoker => new VenuesClient(invoker));
        services.Add("organization", invoker => new AssessmentsClient(invoker));
        services.Add("organization", invoker => new BasesClient(invoker));
        services.Add("organization", invoker => new BookingsClient(invoker));
        services.Add("organization", invoker => new CreationClient(invoker));
        services.Add("organization", invoker => new DictionariesClient(invoker));
        services.Add("organization", invoker => new HonoursClient(invoker));
        services.Add("organization", invoker => new HonourLinksClient(invoker));
        services.Add("organization", invoker => new LivelihoodClient(invoker));
        services.Add("organization", invoker => new NewsClient(invoker));
        services.Add("organization", invoker => new NewsPhotosClient(invoker));
        services.Add("organization", invoker => new SitePhotosClient(invoker));
        services.Add("organization", invoker => new VenuePhotosClient(invoker));
        services.Add("organization", invoker => new VisitsClient(invoker));
        services.Add("organization", invoker => new PilotsClient(invoker));
        services.Add("organization", invoker => new DocumentsClient(invoker));
        services.Add("organization", invoker => new DocumentFilesClient(invoker));
        services.Add("organization", invoker => new CoordinationClient(invoker));
        services.Add("organization", invoker => new DutyLinksClient(invoker));
        services.Add("organization", invoker => new CenterOfficesClient(invoker));
        services.Add("organization", invoker => new MeetingsClient(invoker));
        services.Add("organization", invoker => new NeighbourhoodsClient(invoker));
        services.Add("organization", invoker => new NearbyClient(invoker));
        services.Add("organization", invoker => new SiteHistoryClient(invoker));
        services.Add("organization", invoker => new SiteStarsClient(invoker));
        services.Add("organization", invoker => new PostSuccessionClient(invoker));
        services.Add("organization", invoker => new PostStaffingClient(invoker));
        services.Add("organization", invoker => new PersonPostsClient(invoker));
        services.Add("volunteer", invoker => new RosterClient(invoker));
        services.Add("volunteer", invoker => new VolunteerProfilesClient(invoker));
        services.Add("volunteer", invoker => new PersonRolesClient(invoker));
        services.Add("volunteer", invoker => new TeamsClient(invoker));
        services.Add("volunteer", invoker => new TeamPhotosClient(invoker));
        services.Add("volunteer", invoker => new TeamTreeClient(invoker));
        services.Add("volunteer", invoker => new VolunteerCorpsClient(invoker));
        services.Add("volunteer", invoker => new HoursClient(invoker));
        services.Add("volunteer", invoker => new CorrectionsClient(invoker));
        services.Add("volunteer", invoker => new AssociationsClient(invoker));
        services.Add("volunteer", invoker => new BrandsClient(invoker));
        services.Add("volunteer", invoker => new BrandPhotosClient(invoker));
        services.Add("volunteer", invoker => new CertificatesClient(invoker));
        services.Add("activity", invoker => new NeedsClient(invoker));
        services.Add("activity", invoker => new ProjectsClient(invoker));
        services.Add("activity", invoker => new ActivitiesClient(invoker));
        services.Add("activity", invoker => new ActivityPhotosClient(invoker));
        services.Add("activity", invoker => new SignUpsClient(invoker));
        services.Add("activity", invoker => new DonationsClient(invoker));
        services.Add("activity", invoker => new HomeVisitsClient(invoker));
        services.Add("activity", invoker => new MobilizationsClient(invoker));
        services.Add("activity", invoker => new MobilizationTasksClient(invoker));
        services.Add("lecture", invoker => new LecturerTeamsClient(invoker));
        services.Add("lecture", invoker => new PersonLecturersClient(invoker));
        services.Add("lecture", invoker => new SessionsClient(invoker));
        services.Add("lecture", invoker => new SessionFeedbacksClient(invoker));
        services.Add("lecture", invoker => new SessionMaterialsClient(invoker));
        services.Add("lecture", invoker => new SessionPhotosClient(invoker));
        services.Add("lecture", invoker => new LectureOrdersClient(invoker));
        services.Add("lecture", invoker => new LectureOffersClient(invoker));
        services.Add("lecture", invoker => new LectureCoursesClient(invoker));
        services.Add("lecture", invoker => new BoardsClient(invoker));
        services.Add("report", invoker => new FiguresClient(invoker));
        services.Add("report", invoker => new IndicatorsClient(invoker));
        services.Add("report", invoker => new ReportsClient(invoker));
        services.Add("report", invoker => new SnapshotsClient(invoker));
        services.Add("report", invoker => new ChecksClient(invoker));
        services.Add("report", invoker => new EvidenceClient(invoker));
        services.Add("report", invoker => new SchedulesClient(invoker));
    }

    static void Add<TClient>(this IServiceCollection services, string service, Func<CallInvoker, TClient> client) where TClient : class =>
        services.AddScoped(provider => client(provider.GetRequiredService<Channels>().To(service).Intercept(provider.GetRequiredService<CallerHeader>())));
}

/// <summary>One connection to each service for the whole process.</summary>
public sealed class Channels(IConfiguration configuration) : IDisposable
{
    readonly ConcurrentDictionary<string, GrpcChannel> channels = new();

    // A service without an address fails at the call, not at the start: the other pages stand.
    public CallInvoker To(string service) => channels.GetOrAdd(service, name =>
        GrpcChannel.ForAddress(configuration[$"services:{name}:grpc:0"] ?? "http://localhost:1", new GrpcChannelOptions { MaxReceiveMessageSize = 8 * 1024 * 1024 })).CreateCallInvoker();

    public void Dispose()
    {
        foreach (var channel in channels.Values) channel.Dispose();
    }
}

/// <summary>Adds the caller's token, what the gateway wants to know of the browser, and a time after which a page stops waiting.</summary>
public sealed class CallerHeader(IHttpContextAccessor accessor) : Interceptor
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(8);
    static readonly string[] passedOn = ["authorization", BrowserHeaders.Address, "x-forwarded-proto"];

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? []) headers.Add(entry);
        if (accessor.HttpContext is { } http)
        {
            foreach (var name in passedOn)
                if (http.Request.Headers[name].ToString() is { Length: > 0 } value) headers.Add(name, value);
            if (http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent && agent.All(c => c is >= ' ' and <= '~')) headers.Add(BrowserHeaders.UserAgent, agent);
        }
        var options = context.Options.WithHeaders(headers).WithDeadline(DateTime.UtcNow + patience).WithCancellationToken(accessor.HttpContext?.RequestAborted ?? default);
        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
    }
}
