using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace CivPractice.Gateway.OpenApi;

/// <summary>JSON schemas of the protos' messages, as JSON transcoding writes them: camel case, enums by name, 64-bit integers as numbers.</summary>
sealed class Schemas(Comments comments)
{
    const string timestamp = "google.protobuf.Timestamp";

    /// <summary>Components by name; filled by what refers to them.</summary>
    public JsonObject Components { get; } = new() { ["Fault"] = Fault() };

    public JsonObject Of(FieldDescriptor field)
    {
        var one = field.FieldType switch
        {
            FieldType.Message when field.MessageType.FullName == timestamp => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            FieldType.Message => Of(field.MessageType),
            FieldType.Enum => Of(field.EnumType),
            FieldType.Bool => new JsonObject { ["type"] = "boolean" },
            FieldType.Int32 or FieldType.SInt32 or FieldType.UInt32 => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
            FieldType.Int64 or FieldType.SInt64 or FieldType.UInt64 => new JsonObject { ["type"] = "integer", ["format"] = "int64" },
            FieldType.Double or FieldType.Float => new JsonObject { ["type"] = "number" },
            FieldType.Bytes => new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
            _ => new JsonObject { ["type"] = "string" },
        };
        if (field.IsRepeated) one = new JsonObject { ["type"] = "array", ["items"] = one };
        if (comments.Of(field) is { Length: > 0 } text) one["description"] = text;
        return one;
    }

    /// <summary>A reference to the message's component.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        var name = Name(message);
        if (!Components.ContainsKey(name))
        {
            // Stands there before its fields are looked at: a message may hold itself.
            var component = new JsonObject();
            Components[name] = component;
            foreach (var (key, value) in Object(message, [])) component[key] = value?.DeepClone();
        }
        return Reference(name);
    }

    /// <summary>The message without the fields that the path holds.</summary>
    public JsonObject Without(MessageDescriptor message, IReadOnlyCollection<string> fields) => fields.Count == 0 ? Of(message) : Object(message, fields);

    public static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    JsonObject Of(EnumDescriptor kind)
    {
        var name = Name(kind);
        if (!Components.ContainsKey(name))
        {
            var values = kind.Values.Select(value => (value.Name, Text: comments.Of(value))).ToList();
            var component = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value.Name))]) };
            var text = string.Join("; ", values.Where(value => value.Text.Length > 0).Select(value => $"{value.Name}: {value.Text}"));
            text = $"{comments.Of(kind)} {text}".Trim();
            if (text.Length > 0) component["description"] = text;
            Components[name] = component;
        }
        return Reference(name);
    }

    JsonObject Object(MessageDescriptor message, IReadOnlyCollection<string> without)
    {
        var properties = new JsonObject();
        foreach (var field in message.Fields.InDeclarationOrder())
            if (!without.Contains(field.Name)) properties[field.JsonName] = Of(field);
        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (comments.Of(message) is { Length: > 0 } text) schema["description"] = text;
        return schema;
    }

    // civpractice.activity.v1.Need is activity.Need: names of two services may be the same.
    static string Name(IDescriptor descriptor) => string.Join('.', descriptor.FullName.Split('.').Where((part, i) => i > 0 && part != "v1"));

    static JsonObject Fault() => (JsonObject)JsonNode.Parse(
        """
        {
          "type": "object",
          "description": "A refusal (google.rpc.Status): code, a sentence in Chinese for people, and details for programs.",
          "properties": {
            "code": { "type": "integer", "format": "int32", "description": "google.rpc.Code, e.g. 3 INVALID_ARGUMENT, 5 NOT_FOUND, 7 PERMISSION_DENIED, 9 FAILED_PRECONDITION, 16 UNAUTHENTICATED" },
            "message": { "type": "string" },
            "details": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "@type": { "type": "string" },
                  "reason": { "type": "string", "description": "ErrorInfo: stable, e.g. ACTIVITY_FULL" },
                  "domain": { "type": "string" },
                  "metadata": { "type": "object", "additionalProperties": { "type": "string" } },
                  "fieldViolations": {
                    "type": "array",
                    "items": { "type": "object", "properties": { "field": { "type": "string" }, "reason": { "type": "string" }, "description": { "type": "string" } } }
                  }
                }
              }
            }
          }
        }
        """)!;
}
