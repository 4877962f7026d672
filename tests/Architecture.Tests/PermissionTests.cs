using System.Net.Http.Json;
using System.Reflection;
using System.Text;
using CivPractice.Gateway.Routing;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Writes;
using CivPractice.Testing;

namespace CivPractice.Architecture.Tests;

public sealed class PermissionTests
{
    static readonly string page = Path.Combine(Repository.Root, "docs", "permissions.md");

    [Fact]
    public void Every_grpc_method_is_implemented_and_states_its_permission()
    {
        Assert.NotEmpty(Services.GrpcMethods);
        Assert.All(Services.GrpcMethods, method =>
        {
            Assert.True(method.Implementation is not null, $"{method.Service}.{method.Method} is not implemented.");
            Assert.True(method.Implementation.GetCustomAttribute<RequiresAttribute>() is not null, $"{method.Service}.{method.Method} states no permission.");
        });
    }

    [Fact]
    public void A_method_that_REST_reads_says_so_in_its_name()
    {
        foreach (var method in Services.GrpcMethods.Select(method => method.Descriptor))
        {
            var rule = method.GetOptions()?.GetExtension(Google.Api.AnnotationsExtensions.Http);
            Assert.True(rule?.PatternCase is not Google.Api.HttpRule.PatternOneofCase.Get || IdempotencyInterceptor.Reads(method.FullName.Replace('.', '/')), method.FullName);
        }
    }

    [Fact]
    public void Every_permission_guards_something_and_somebody_holds_it()
    {
        // On a method, or asked for within one: registering oneself is everybody's, registering somebody else is not.
        var code = string.Concat(Directory.GetFiles(Path.Combine(Repository.Root, "services"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Platform/Callers/", StringComparison.Ordinal)).Select(File.ReadAllText));
        Assert.Empty(Permission.All.Where(permission => !code.Contains($"<{permission.GetType().Name}>", StringComparison.Ordinal)).Select(permission => permission.Name));
        Assert.Empty(Permission.All.Where(permission => Role.All.All(role => !role.Holds(permission))).Select(permission => permission.Name));
    }

    public static TheoryData<string> WithDatabase => Services.WithDatabase;

    [Theory, MemberData(nameof(WithDatabase))]
    public async Task The_gateway_knows_every_file_endpoint_that_a_service_maps_and_its_permission(string service)
    {
        await using var running = await ServiceUnderTest.StartAsync(service);
        var mapped = (await running.Http.GetFromJsonAsync<Dictionary<string, string>>(PermissionList.Path))!.Where(each => each.Key.Contains(' ', StringComparison.Ordinal));
        var known = FileEndpoints.All.Where(file => file.Owner.Equals(service, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(known.Select(file => $"{file.Verb} {file.Template} {file.Permission}").Order(), mapped.Select(each => $"{each.Key} {each.Value}").Order());
    }

    /// <summary>People review docs/permissions.md; the code must say the same. After a wanted change: run with CIV_ACCEPT=1, and review the difference.</summary>
    [Fact]
    public void The_reviewed_page_says_what_the_code_does()
    {
        var written = Page();
        if (Environment.GetEnvironmentVariable("CIV_ACCEPT") == "1") File.WriteAllText(page, written);
        Assert.Equal(File.ReadAllText(page), written);
    }

    static string Page()
    {
        var text = new StringBuilder("# Permissions\n\nWho may do what (role x permission), and which permission guards which method. Reviewed by people; a test compares the code with this page.\nVisitors and people with an account hold their permissions in every county; staff hold theirs over the sites of their grant.\n\n## Roles\n");
        foreach (var role in Role.All)
        {
            text.Append($"\n### {role.Name} ({role.Title})\n\n");
            foreach (var permission in role.Permissions.OrderBy(permission => permission.Name, StringComparer.Ordinal)) text.Append($"- `{permission.Name}` {permission.Title}\n");
        }
        text.Append("\n## Methods\n\n| Method | Permission |\n| --- | --- |\n");
        foreach (var (service, method, implementation, _) in Services.GrpcMethods)
            text.Append($"| `{service}/{method}` | `{implementation?.GetCustomAttribute<RequiresAttribute>()?.Permission.Name}` |\n");
        foreach (var file in FileEndpoints.All) text.Append($"| `{file.Verb} {file.Template}` | `{file.Permission}` |\n");
        text.Append("\n## Endpoints without a permission, on purpose\n\n`/health`, `/alive`, gRPC health: for the host's probes. `/.well-known/jwks.json`: public keys. `/openapi/v1.json`, `/docs`: the description of the API. Pages and their static files: the portal calls the services as the caller.\n");
        return text.ToString();
    }
}
