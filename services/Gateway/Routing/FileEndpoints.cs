namespace CivPractice.Gateway.Routing;

/// <summary>A file that goes to or comes from its owner: plain streamed HTTP, since client streaming is not transcoded.</summary>
/// <param name="Verb">GET or POST.</param>
/// <param name="Template">Path without the county.</param>
/// <param name="Owner">The service that answers.</param>
/// <param name="Permission">The permission's name, as the owner states it on the endpoint.</param>
/// <param name="ContentType">Of the request's body for POST, of the answer's for GET.</param>
/// <param name="Summary">What it does, in the words of the people.</param>
public sealed record FileEndpoint(string Verb, string Template, string Owner, string Permission, string ContentType, string Summary);

/// <summary>Every file endpoint of the platform; a test compares it with what the owners map.</summary>
public static class FileEndpoints
{
    /// <summary>The largest file that the gateway lets in.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    public static IReadOnlyList<FileEndpoint> All { get; } =
    [
        new("POST", "/api/sites:import", "organization", "sites.import", "text/csv", "导入站点(CSV,首行为列名)"),
        new("POST", "/api/divisions:import", "organization", "sites.import", "text/csv", "导入行政区划(CSV,首行为列名)"),
    ];
}
