using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CivPractice.Gateway.Routing;

/// <summary>A method of a contract, with its REST face.</summary>
/// <param name="Owner">The service that answers, e.g. <c>activity</c>.</param>
/// <param name="Method">Its descriptor.</param>
/// <param name="Verb">GET, POST and so on; empty without a REST face.</param>
/// <param name="Template">The path as the proto writes it, e.g. <c>/api/needs/{id}:verify</c>.</param>
/// <param name="Body">The field that is the body, <c>*</c> for all that the path does not hold.</param>
public sealed record ContractMethod(string Owner, MethodDescriptor Method, string Verb, string Template, string Body)
{
    /// <summary>E.g. <c>/civpractice.activity.v1.Needs/CreateNeed</c>.</summary>
    public string GrpcPath => $"/{Method.Service.FullName}/{Method.Name}";

    /// <summary>E.g. <c>POST /api/needs:track</c>.</summary>
    public string RestPath => $"{Verb} {Template}";
}

/// <summary>The contracts of all services: routes and the OpenAPI document follow from them, so that nobody lists a path.</summary>
public static class ServiceContracts
{
    /// <summary>The owner of the gateway's own methods.</summary>
    public const string Self = "gateway";

    /// <summary>The pages; it has no contract.</summary>
    public const string Portal = "portal";

    static readonly (string Owner, Assembly Contracts)[] assemblies =
    [
        ("organization", typeof(Organization.V1.Sites).Assembly),
        ("volunteer", typeof(Volunteer.V1.Roster).Assembly),
        ("activity", typeof(Activity.V1.Needs).Assembly),
        ("lecture", typeof(Lecture.V1.Sessions).Assembly),
        ("report", typeof(Report.V1.Figures).Assembly),
        (Self, typeof(V1.Accounts).Assembly),
    ];

    public static IReadOnlyList<string> Owners { get; } = [.. assemblies.Select(each => each.Owner)];

    public static IEnumerable<Assembly> Assemblies => assemblies.Select(each => each.Contracts).Append(typeof(Platform.V1.Tally).Assembly);

    public static IReadOnlyList<ContractMethod> All { get; } = [.. assemblies.SelectMany(each => Read(each.Owner, each.Contracts))];

    static IEnumerable<ContractMethod> Read(string owner, Assembly contracts) =>
        from type in contracts.GetTypes()
        where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
        let file = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as FileDescriptor
        where file is not null
        from service in file.Services
        from method in service.Methods
        select Read(owner, method);

    static ContractMethod Read(string owner, MethodDescriptor method)
    {
        var rule = method.GetOptions()?.GetExtension(AnnotationsExtensions.Http);
        var (verb, template) = rule?.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            _ => ("", ""),
        };
        return new ContractMethod(owner, method, verb, template, rule?.Body ?? "");
    }
}
