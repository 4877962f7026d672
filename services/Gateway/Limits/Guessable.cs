using CivPractice.Gateway.Routing;
using Grpc.AspNetCore.Server;
using Yarp.ReverseProxy.Model;

namespace CivPractice.Gateway.Limits;

/// <summary>Who could try codes, and so whose tries are counted.</summary>
public enum Guesser
{
    None,

    /// <summary>Somebody without a name: counted by address.</summary>
    Anybody,

    /// <summary>Somebody signed in: counted by person, since a hall full of volunteers has one address.</summary>
    Person,
}

/// <summary>Where a password, a code or a tracking code can be tried. Told by the endpoint that routing chose, never by the path as it was written.</summary>
public static class Guessable
{
    static readonly Dictionary<string, Guesser> methods = new()
    {
        ["Accounts.SendCode"] = Guesser.Anybody,
        ["Accounts.SignIn"] = Guesser.Anybody,
        ["Accounts.Register"] = Guesser.Anybody,
        ["Accounts.Recover"] = Guesser.Anybody,
        ["Needs.TrackNeed"] = Guesser.Anybody,
        ["Needs.RateNeed"] = Guesser.Anybody,
        ["Needs.WithdrawNeed"] = Guesser.Anybody,
        ["LectureOrders.TrackOrder"] = Guesser.Anybody,
        ["LectureOrders.RateOrder"] = Guesser.Anybody,
        ["LectureOrders.WithdrawOrder"] = Guesser.Anybody,
        ["Certificates.VerifyCertificate"] = Guesser.Anybody,
        ["Accounts.ChangePassword"] = Guesser.Person,
        ["Accounts.ConfirmSecondFactor"] = Guesser.Person,
        ["SignUps.CheckIn"] = Guesser.Person,
        ["SignUps.CheckOut"] = Guesser.Person,
        ["MobilizationTasks.CheckInShift"] = Guesser.Person,
        ["MobilizationTasks.CheckOutShift"] = Guesser.Person,
    };

    // By what an endpoint is called: the gateway's own by the gRPC method, a proxied one by its route.
    static readonly Dictionary<string, Guesser> endpoints = ServiceContracts.All.Where(Is)
        .SelectMany(method => new[] { method.GrpcPath, method.RestPath }.Select(name => (name, Guesser: methods[Name(method)]))).ToDictionary(each => each.name, each => each.Guesser);

    /// <summary>The methods, e.g. <c>Needs.TrackNeed</c>.</summary>
    public static IReadOnlyCollection<string> Methods => methods.Keys;

    public static bool Is(ContractMethod method) => methods.ContainsKey(Name(method));

    public static Guesser At(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<GrpcMethodMetadata>() is { } own) return endpoints.GetValueOrDefault(own.Method.FullName);
        if (metadata?.GetMetadata<RouteModel>()?.Config is not { } route) return Guesser.None;
        // A form of the portal may hold any of these; nobody fills in as many of them in a minute.
        if (route.RouteId == ServiceContracts.Portal) return HttpMethods.IsPost(context.Request.Method) ? Guesser.Person : Guesser.None;
        return endpoints.GetValueOrDefault(route.RouteId);
    }

    static string Name(ContractMethod method) => $"{method.Method.Service.Name}.{method.Method.Name}";
}
