using System.Text.Json.Nodes;
using CivPractice.Gateway.OpenApi;
using CivPractice.Gateway.Routing;

namespace CivPractice.Gateway.Tests.Routing;

public sealed class OpenApiTests(GatewayRunning running)
{
    static readonly Dictionary<string, string> permissions = new() { ["/civpractice.activity.v1.Needs/VerifyNeed"] = "needs.verify", ["/civpractice.activity.v1.Needs/CreateNeed"] = "needs.post" };

    static JsonNode Operation(JsonObject document, string path, string verb) =>
        document["paths"]![path]?[verb] ?? throw new InvalidOperationException($"{verb} {path} is missing.");

    [Fact]
    public void It_holds_every_method_and_every_file_endpoint()
    {
        var document = OpenApiDocument.Write(permissions);
        foreach (var method in ServiceContracts.All.Where(method => method.Verb.Length > 0))
            Operation(document, OpenApiDocument.PathOf(method), method.Verb.ToLowerInvariant());
        foreach (var file in FileEndpoints.All)
            Operation(document, $"/api/c/{{county}}{file.Template["/api".Length..]}", file.Verb.ToLowerInvariant());
    }

    [Fact]
    public void An_operation_says_what_the_proto_says()
    {
        var document = OpenApiDocument.Write(permissions);
        var verify = Operation(document, "/api/c/{county}/needs/{id}:verify", "post");
        Assert.Equal("待核实 -> 待派单.", verify["summary"]!.ToString());
        Assert.Equal("needs.verify", verify["x-permission"]!.ToString());
        Assert.Equal(["county", "id", "idempotency-key"], verify["parameters"]!.AsArray().Select(parameter => parameter!["name"]!.ToString()));
        Assert.Null(verify["requestBody"]!["content"]!["application/json"]!["schema"]!["properties"]!["id"]);
        Assert.Single(verify["security"]!.AsArray());
        Assert.Equal(2, Operation(document, "/api/c/{county}/needs", "post")["security"]!.AsArray().Count);

        var need = document["components"]!["schemas"]!["activity.Need"]!["properties"]!;
        Assert.Equal("date-time", need["postedAt"]!["format"]!.ToString());
        Assert.StartsWith("N-yyyyMMdd-nnnn", need["number"]!["description"]!.ToString());
        Assert.Contains("NEED_POSTED", document["components"]!["schemas"]!["activity.NeedStatus"]!["enum"]!.AsArray().Select(value => value!.ToString()));
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var document = OpenApiDocument.Write(permissions);
        foreach (var reference in References(document))
        {
            JsonNode? node = document;
            foreach (var part in reference.TrimStart('#', '/').Split('/')) node = node?[part];
            Assert.True(node is not null, reference);
        }
    }

    [Fact]
    public async Task It_is_served_and_read_on_a_page_without_foreign_scripts()
    {
        var document = JsonNode.Parse(await running.Gateway.Http.GetStringAsync("/openapi/v1.json"))!;
        Assert.Equal("3.1.0", document["openapi"]!.ToString());
        Assert.Equal("accounts.sign-in", document["paths"]!["/api/accounts:signIn"]!["post"]!["x-permission"]!.ToString());

        using var page = await running.SendAsync(HttpMethod.Get, "/docs/");
        var html = await page.Content.ReadAsStringAsync();
        Assert.True(page.IsSuccessStatusCode, html);
        Assert.Contains("nonce-", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("https://cdn", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("fonts.scalar.com", html, StringComparison.OrdinalIgnoreCase);
    }

    static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(each => each.Key == "$ref" ? [each.Value!.ToString()] : References(each.Value)),
        JsonArray all => all.SelectMany(References),
        _ => [],
    };
}
