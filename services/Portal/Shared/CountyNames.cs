using CivPractice.Gateway.V1;
using CivPractice.Platform.Faults;
using Grpc.Core;
using Microsoft.Extensions.Caching.Memory;

namespace CivPractice.Portal.Shared;

/// <summary>The counties (县区) and their names: public, the same for everybody, so they are remembered for a moment.</summary>
public sealed class CountyNames(CountiesClient counties, IMemoryCache memory)
{
    static readonly TimeSpan moment = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<County>> AllAsync()
    {
        if (memory.TryGetValue<IReadOnlyList<County>>(nameof(CountyNames), out var known)) return known!;
        var answer = await counties.ListCountiesAsync(new ListCountiesRequest());
        // An empty list is a house that is still being furnished.
        return answer.Counties.Count == 0 ? answer.Counties : memory.Set<IReadOnlyList<County>>(nameof(CountyNames), answer.Counties, moment);
    }

    /// <summary>The name; empty when the list cannot be had.</summary>
    /// <exception cref="Fault">NOT_FOUND for a county that is not on the list.</exception>
    public async Task<string> FindAsync(string code)
    {
        if (code.Length == 0) return "";
        IReadOnlyList<County> all;
        try { all = await AllAsync(); }
        catch (RpcException) { return ""; }
        return all.Count == 0 ? "" : all.FirstOrDefault(county => county.Code == code)?.Name ?? throw Fault.NotFound("这个县区");
    }
}
