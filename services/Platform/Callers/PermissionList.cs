using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CivPractice.Platform.Callers;

/// <summary>Which permission guards which method of a service, read from the running endpoints: what the gateway's OpenAPI document shows.</summary>
public static class PermissionList
{
    public const string Path = "/.well-known/permissions.json";

    /// <summary>By full gRPC method name (<c>/civpractice.activity.v1.Needs/CreateNeed</c>), for file endpoints by method and path (<c>POST /api/imports/sites</c>).</summary>
    public static SortedDictionary<string, string> Of(IEnumerable<Endpoint> endpoints)
    {
        var permissions = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<RequiresAttribute>() is not { } required) continue;
            if (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } method) permissions[method.Method.FullName] = required.Permission.Name;
            else if (endpoint is RouteEndpoint route && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } http)
                foreach (var verb in http.HttpMethods) permissions[$"{verb} /{route.RoutePattern.RawText?.TrimStart('/')}"] = required.Permission.Name;
        }
        return permissions;
    }

    internal static void MapPermissions(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, () => Of(app.DataSources.SelectMany(source => source.Endpoints))).WithMetadata(new OpenEndpoint());
}
