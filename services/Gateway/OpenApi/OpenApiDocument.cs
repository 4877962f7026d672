using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CivPractice.Gateway.Routing;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Writes;

namespace CivPractice.Gateway.OpenApi;

/// <summary>The whole REST surface as one OpenAPI 3.1 document, from the protos and the list of file endpoints.</summary>
public static partial class OpenApiDocument
{
    const string county = "/api/c/{county}";

    /// <param name="permissions">Names by gRPC path or by method and template; what is missing is left out.</param>
    public static JsonObject Write(IReadOnlyDictionary<string, string> permissions)
    {
        var comments = new Comments(ServiceContracts.Assemblies);
        var schemas = new Schemas(comments);
        var paths = new JsonObject();
        foreach (var method in ServiceContracts.All.Where(method => method.Verb.Length > 0))
            Add(paths, PathOf(method), method.Verb, Operation(method, comments, schemas, permissions.GetValueOrDefault(method.GrpcPath)));
        foreach (var file in FileEndpoints.All)
            Add(paths, county + file.Template["/api".Length..], file.Verb, Operation(file, schemas));

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "新时代文明实践平台",
                ["version"] = "v1",
                ["description"] = "The county stands in the path. Without a token the caller is a visitor (游客). Times are UTC, days are civil days of China, site codes are prefixes of their subtree. A refusal is a Fault; its reason is stable.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. ServiceContracts.All.Select(method => method.Method.Service).DistinctBy(service => service.FullName)
                .Select(service => new JsonObject { ["name"] = Tag(service), ["description"] = comments.Of(service) })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["responses"] = new JsonObject { ["Fault"] = new JsonObject { ["description"] = "A named refusal", ["content"] = Json(Schemas.Reference("Fault")) } },
                ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "accessToken of POST /api/accounts:signIn" } },
            },
        };
    }

    /// <summary>The public path: with the county, but for the gateway's own methods, which need none.</summary>
    public static string PathOf(ContractMethod method)
    {
        var template = PathField().Replace(method.Template, field => $"{{{JsonNameOf(method, field.Groups[1].Value)}}}");
        return method.Owner == ServiceContracts.Self ? template : county + template["/api".Length..];
    }

    static JsonObject Operation(ContractMethod method, Comments comments, Schemas schemas, string? permission)
    {
        var inPath = PathField().Matches(method.Template).Select(field => field.Groups[1].Value).ToList();
        var input = method.Method.InputType;
        var parameters = Parameters(method.Owner != ServiceContracts.Self);
        foreach (var name in inPath) parameters.Add(Parameter("path", JsonNameOf(method, name), schemas.Of(input.FindFieldByName(name))));
        if (method.Body.Length == 0)
            foreach (var field in input.Fields.InDeclarationOrder().Where(field => !inPath.Contains(field.Name)))
                parameters.Add(Parameter("query", field.JsonName, schemas.Of(field)));
        else if (method.Owner != ServiceContracts.Self)
            parameters.Add(Parameter("header", IdempotencyInterceptor.Header, new JsonObject { ["type"] = "string", ["minLength"] = 8, ["maxLength"] = 100, ["description"] = "The same key with the same body is done once." }));

        var operation = Operation($"{method.Method.Service.Name}_{method.Method.Name}", Tag(method.Method.Service), comments.Of(method.Method), parameters, permission, Json(schemas.Of(method.Method.OutputType)));
        if (method.Body.Length > 0) operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Json(schemas.Without(input, inPath)) };
        return operation;
    }

    static JsonObject Operation(FileEndpoint file, Schemas schemas)
    {
        var binary = new JsonObject { [file.ContentType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string", ["contentMediaType"] = file.ContentType } } };
        var isUpload = file.Verb == "POST";
        var parameters = Parameters(true);
        if (file.Formats.Count > 0) parameters.Add(Parameter("query", "format", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. file.Formats.Select(format => (JsonNode?)format)]) }));
        foreach (var filter in file.Filters) parameters.Add(Parameter("query", filter.JsonName, schemas.Of(filter)));
        var operation = Operation(file.Template.TrimStart('/').Replace('/', '_').Replace(':', '_'), "Files", file.Summary, parameters, file.Permission, isUpload ? Json(new JsonObject { ["type"] = "object" }) : binary);
        if (isUpload) operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = binary };
        return operation;
    }

    static JsonObject Operation(string id, string tag, string text, JsonArray parameters, string? permission, JsonObject content)
    {
        var known = Permission.All.FirstOrDefault(each => each.Name == permission);
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray(tag),
            ["summary"] = text.Length > 0 ? text : id.Split('_')[^1],
            ["parameters"] = parameters,
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject { ["description"] = "OK", ["content"] = content },
                ["default"] = new JsonObject { ["$ref"] = "#/components/responses/Fault" },
            },
            // What a visitor may do needs no token.
            ["security"] = known is not null && Role.Visitor.Holds(known) ? new JsonArray(new JsonObject(), Bearer()) : new JsonArray(Bearer()),
        };
        if (known is not null)
        {
            operation["x-permission"] = known.Name;
            operation["description"] = $"权限:{known.Title}(`{known.Name}`)";
        }
        return operation;
    }

    static JsonArray Parameters(bool withCounty) => withCounty
        ? [Parameter("path", "county", new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{6}$", ["description"] = "县区代码, e.g. 140322", ["examples"] = new JsonArray("140322") })]
        : [];

    static JsonObject Parameter(string place, string name, JsonObject schema)
    {
        var parameter = new JsonObject { ["in"] = place, ["name"] = name, ["schema"] = schema };
        if (place == "path") parameter["required"] = true;
        if (schema["description"] is { } text) parameter["description"] = text.DeepClone();
        return parameter;
    }

    static void Add(JsonObject paths, string path, string verb, JsonObject operation) =>
        (paths[path] ??= new JsonObject()).AsObject()[verb.ToLowerInvariant()] = operation;

    static JsonObject Json(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };

    static JsonObject Bearer() => new() { ["bearer"] = new JsonArray() };

    static string Tag(Google.Protobuf.Reflection.ServiceDescriptor service) => service.FullName["civpractice.".Length..].Replace(".v1.", " ", StringComparison.Ordinal);

    static string JsonNameOf(ContractMethod method, string field) => method.Method.InputType.FindFieldByName(field)?.JsonName ?? field;

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathField();
}
