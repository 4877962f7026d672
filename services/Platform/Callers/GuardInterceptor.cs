using CivPractice.Platform.Faults;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CivPractice.Platform.Callers;

/// <summary>Lets a call pass only with the permission that its method states.</summary>
public sealed class GuardInterceptor : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var http = context.GetHttpContext();
        Guard.Pass(http);
        return continuation(request, context);
    }
}

/// <summary>The one place where a permission is checked, for gRPC methods and HTTP endpoints alike.</summary>
public static class Guard
{
    /// <exception cref="Fault">UNAUTHENTICATED without a caller or for a visitor, PERMISSION_DENIED for anybody else, UNAVAILABLE while no token can be checked.</exception>
    public static void Pass(HttpContext http)
    {
        var required = http.GetEndpoint()?.Metadata.GetMetadata<RequiresAttribute>()
            ?? throw new InvalidOperationException($"{http.GetEndpoint()?.DisplayName} states no permission.");
        var scope = http.RequestServices.GetRequiredService<CallerScope>();
        var caller = scope.Caller;
        if (caller.May(required.Permission)) return;
        throw caller.Kind == CallerKind.Visitor ? Fault.SignInRequired() : Fault.Denied(required.Permission);
    }

    /// <summary>States the permission of an HTTP endpoint, and turns its faults into JSON.</summary>
    public static RouteHandlerBuilder Requires<TPermission>(this RouteHandlerBuilder endpoint) where TPermission : Permission, new() =>
        endpoint.WithMetadata(new RequiresAttribute<TPermission>()).AddEndpointFilter(async (context, next) =>
        {
            try
            {
                Pass(context.HttpContext);
                return await next(context);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                var faults = context.HttpContext.RequestServices.GetRequiredService<FaultInterceptor>();
                await HttpFaults.WriteAsync(context.HttpContext, faults.Named(exception, out _));
                return Results.Empty;
            }
        });
}
