using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CivPractice.Platform;

/// <summary>Other services, by the addresses that the host gives (<c>services:&lt;name&gt;:grpc:0</c>).</summary>
public static class Peers
{
    /// <summary>Registers a gRPC client of a peer. Deadlines are the caller's; nothing is retried, since a write is not known to be repeatable.</summary>
    public static void AddPeer<TClient>(this WebApplicationBuilder builder, string name) where TClient : ClientBase<TClient> =>
        builder.Services.AddGrpcClient<TClient>(client => client.Address = new Uri(builder.Configuration[$"services:{name}:grpc:0"]
            ?? throw new InvalidOperationException($"The address of {name} (services__{name}__grpc__0) is missing.")));
}
