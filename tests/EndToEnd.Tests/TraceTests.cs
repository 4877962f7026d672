using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

/// <summary>One request is one trace: seen at a receiver of our own, by parentage and not only by a shared id.</summary>
public sealed class TraceTests(Practice practice)
{
    [Fact]
    public async Task From_the_gateways_server_span_to_the_consumers_sql_in_another_service()
    {
        await new Chain(practice).ServeANeedAsync();
        IReadOnlyList<SeenSpan> path = [];
        await Eventually.TrueAsync(() =>
        {
            var spans = practice.Traces.Spans;
            var byId = spans.GroupBy(span => (span.Trace, span.Id)).ToDictionary(group => group.Key, group => group.First());
            path = spans.Where(span => span is { Service: "volunteer", Source: "Npgsql" })
                .Select(span => (IReadOnlyList<SeenSpan>)[.. Ancestors(span, byId).Reverse()])
                .FirstOrDefault(line => Steps(line) == "gateway Server > gateway Client > activity Server > activity Producer > volunteer Consumer > volunteer Npgsql") ?? [];
            return Task.FromResult(path.Count > 0 ? null : $"No such line of spans. Lines that end in a consumer's SQL:\n{string.Join('\n', spans.Where(span => span is { Service: "volunteer", Source: "Npgsql" }).Select(span => Steps([.. Ancestors(span, byId).Reverse()])).Distinct())}");
        });
        Assert.Equal("", path[0].Parent);
        Assert.Equal(Practice.County, path.First(span => span is { Service: "activity", Kind: SeenSpan.Server }).Attributes["civ.county"]);
        Assert.NotEmpty(path.First(span => span is { Service: "activity", Kind: SeenSpan.Server }).Attributes["civ.person"]);
    }

    [Fact]
    public async Task No_span_carries_a_name_a_phone_or_an_identity_number()
    {
        await new Chain(practice).PostNeedAsync();
        await Task.Delay(1500);
        var spans = practice.Traces.Spans;
        Assert.Contains(spans, span => span.Service == "activity");
        string[] secret = ["10012345678", "测试居民", "99999919"];
        Assert.DoesNotContain(spans, span => span.Attributes.Any(attribute => secret.Any(text => attribute.Value.Contains(text, StringComparison.Ordinal) || Uri.UnescapeDataString(attribute.Value).Contains(text, StringComparison.Ordinal))));
    }

    static IEnumerable<SeenSpan> Ancestors(SeenSpan span, Dictionary<(string, string), SeenSpan> byId)
    {
        for (SeenSpan? at = span; at is not null; at = byId.GetValueOrDefault((at.Trace, at.Parent))) yield return at;
    }

    // The hops between processes and the last SQL; a hop that a library tells in two spans (YARP, MassTransit) is one, and spans inside a hop do not count.
    static string Steps(IReadOnlyList<SeenSpan> line)
    {
        var hops = line.Where((span, i) => i == line.Count - 1 || span.Kind is SeenSpan.Server or SeenSpan.Consumer or SeenSpan.Producer || span is { Kind: SeenSpan.Client, Source: not "Npgsql" })
            .Select(span => $"{span.Service} {(span.Source == "Npgsql" ? "Npgsql" : span.Kind switch { SeenSpan.Server => "Server", SeenSpan.Client => "Client", SeenSpan.Producer => "Producer", SeenSpan.Consumer => "Consumer", _ => "Internal" })}").ToList();
        return string.Join(" > ", hops.Where((hop, i) => i == 0 || hop != hops[i - 1]));
    }
}
