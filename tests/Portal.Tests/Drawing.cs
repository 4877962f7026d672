using CivPractice.Gateway.V1;
using CivPractice.Portal.Shared;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace CivPractice.Portal.Tests;

/// <summary>A page drawn as the portal draws it, with services that answer what a test says, and nothing for what it says nothing of.</summary>
public sealed class Drawing(string address)
{
    readonly Dictionary<string, IMessage> answers = new() { ["GetMe"] = new Me() };

    /// <summary>What the page asked of services, by method.</summary>
    public List<(string Method, object Request)> Asked { get; } = [];

    /// <summary>What is answered to a method.</summary>
    public Drawing Answering(string method, IMessage answer)
    {
        answers[method] = answer;
        return this;
    }

    /// <summary>The caller, by permissions.</summary>
    public Drawing As(params string[] permissions) => Answering("GetMe", new Me { PersonId = Guid.CreateVersion7().ToString(), Permissions = { permissions }, Grants = { new Grant() } });

    public T The<T>() => Asked.Select(each => each.Request).OfType<T>().Single();

    /// <summary>The page's html, and where it leads; a form's fields post it.</summary>
    public async Task<(string Html, string Location)> OfAsync<TPage>((string Name, object? Value)[]? parameters = null, params (string Name, string Value)[] form) where TPage : IComponent
    {
        var parts = address.Split('?');
        var http = new DefaultHttpContext { Request = { Path = parts[0], QueryString = parts.Length > 1 ? new QueryString($"?{parts[1]}") : default } };
        if (form.Length > 0)
        {
            (http.Request.Method, http.Request.ContentType) = ("POST", "application/x-www-form-urlencoded");
            http.Request.Form = new FormCollection(form.GroupBy(field => field.Name).ToDictionary(fields => fields.Key, fields => new StringValues([.. fields.Select(field => field.Value)])));
        }
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMemoryCache();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = http });
        services.AddSingleton<AntiforgeryStateProvider, NoToken>();
        services.AddScoped<Visit>();
        services.AddScoped<CountyNames>();
        services.AddScoped<SiteNames>();
        // What comes and goes as a file is asked of nobody here.
        services.AddHttpClient();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddScoped<OwnerFiles>();
        services.AddScoped<CivPractice.Portal.Lectures.MaterialCalls>();
        services.AddScoped<CivPractice.Portal.Photos.PhotoPlaces>();
        var invoker = new Answers(this);
        foreach (var client in contracts.SelectMany(each => each.Assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(ClientBase))))
            services.AddScoped(client, _ => Activator.CreateInstance(client, invoker)!);

        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        var view = new Dictionary<string, object?> { ["County"] = parts[0].Split('/')[2] };
        foreach (var (name, value) in parameters ?? []) view[name] = value;
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(view))).ToHtmlString());
        return (System.Net.WebUtility.HtmlDecode(html), http.Response.Headers.Location.ToString());
    }

    // One of the contracts of each service.
    static readonly Type[] contracts = [typeof(Me), typeof(Organization.V1.Site), typeof(Volunteer.V1.Team), typeof(Activity.V1.Need), typeof(Lecture.V1.Session), typeof(Report.V1.Calibre)];

    sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    sealed class Answers(Drawing drawing) : CallInvoker
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        {
            drawing.Asked.Add((method.Name, request));
            var answer = drawing.answers.TryGetValue(method.Name, out var known) ? (TResponse)(object)known : Activator.CreateInstance<TResponse>();
            return new AsyncUnaryCall<TResponse>(Task.FromResult(answer), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();
        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();
        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
    }
}
