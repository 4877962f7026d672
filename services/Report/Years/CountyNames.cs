using CivPractice.Platform;
using CivPractice.Report.Figures;
using Grpc.Core;

namespace CivPractice.Report.Years;

/// <summary>What counties and the city are called; where nobody tells, the code stands for the name.</summary>
public sealed class CountyNames
{
    readonly IReadOnlyDictionary<string, string> names;

    CountyNames(IReadOnlyDictionary<string, string> names) => this.names = names;

    public static readonly CountyNames None = new(new Dictionary<string, string>());

    public string Of(string prefix) => names.GetValueOrDefault(Tenants.Of(prefix)) ?? prefix;

    /// <summary>全市, 全县, 全区: what all of it is called.</summary>
    public string Whole(string prefix) => prefix.Length == 4 ? "全市" : Of(prefix) is [.., ('市' or '区' or '旗') and var kind] ? $"全{kind}" : "全县";

    /// <summary>Asks the gateway, as the caller; where the stack has none a report is written with codes.</summary>
    /// <param name="until">UTC; then it is given up.</param>
    /// <exception cref="RpcException">It does not answer.</exception>
    public static async Task<CountyNames> ReadAsync(Gateway.V1.Counties.CountiesClient? counties, string authorization, DateTime until, CancellationToken cancel)
    {
        if (counties is null) return None;
        var answer = await counties.ListCountiesAsync(new Gateway.V1.ListCountiesRequest(), new CallOptions(OwnerTallies.As(authorization), until, cancel));
        return new CountyNames(answer.Counties.ToDictionary(county => county.Code, county => county.Name));
    }
}
