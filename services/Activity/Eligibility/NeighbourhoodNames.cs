using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Activity.Eligibility;

/// <summary>Asks Organization, with the caller's own token, whether a neighbourhood (小区) stands in its site's list: no event tells of the list, so that there is no copy.</summary>
public sealed partial class NeighbourhoodNames(IServiceProvider services, IConfiguration configuration, ILogger<NeighbourhoodNames> log)
{
    const int most = 200;

    // In an emergency nobody waits long for a list.
    static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    /// <summary>The name is one of the site's list. A site without a list may name any, and where Organization does not answer the name stands as it was said: a call for help waits for no list.</summary>
    /// <exception cref="Fault">UNKNOWN_NEIGHBOURHOOD.</exception>
    public async Task RequireAsync(string site, string name, ServerCallContext context)
    {
        if (name.Length == 0 || configuration["services:organization:grpc:0"] is null) return;
        var options = new CallOptions(new Metadata { { "authorization", context.RequestHeaders.GetValue("authorization") ?? "" } }, DateTime.UtcNow + patience, context.CancellationToken);
        try
        {
            var client = services.GetRequiredService<Neighbourhoods.NeighbourhoodsClient>();
            var listed = (await client.ListNeighbourhoodsAsync(new ListNeighbourhoodsRequest { Prefix = site, PageSize = most }, options)).Neighbourhoods;
            if (listed.Count == 0 || listed.Any(each => each.Name == name)) return;
            // A list that is longer than one page is asked for the name itself.
            if (listed.Count == most && (await client.ListNeighbourhoodsAsync(new ListNeighbourhoodsRequest { Prefix = site, Query = name, PageSize = most }, options)).Neighbourhoods.Any(each => each.Name == name)) return;
            throw Fault.Invalid("neighbourhood", "UNKNOWN_NEIGHBOURHOOD", $"这个站点的小区名单里没有“{name}”,有{string.Join("、", listed.Take(8).Select(each => each.Name))}");
        }
        catch (RpcException unheard) when (unheard.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded) { Unchecked(log, unheard.StatusCode); }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Organization did not answer ({Status}): the name of a neighbourhood was taken unchecked.")]
    static partial void Unchecked(ILogger log, StatusCode status);
}

/// <summary>Registers <see cref="NeighbourhoodNames"/>.</summary>
static class NeighbourhoodNaming
{
    internal static void AddNeighbourhoodNames(this WebApplicationBuilder builder)
    {
        builder.AddPeer<Neighbourhoods.NeighbourhoodsClient>("organization");
        builder.Services.AddSingleton<NeighbourhoodNames>();
    }
}
