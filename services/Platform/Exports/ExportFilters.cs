using System.Text.Json.Nodes;
using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CivPractice.Platform.Exports;

/// <summary>The filters of an export: those of the list's request, in an address.</summary>
public static class ExportFilters
{
    const string format = "format", prefix = "prefix", names = "names";

    /// <summary>What an address adds to go without the columns that name persons.</summary>
    public static readonly KeyValuePair<string, string?> Nameless = new(names, "false");

    /// <summary>The fields of a list's request by which it is narrowed.</summary>
    public static IEnumerable<FieldDescriptor> Of(MessageDescriptor request) => request.Fields.InDeclarationOrder().Where(field => field.Name is not "page_size" and not "page_token");

    /// <exception cref="Fault">UNKNOWN_VALUE: a word that is misspelt would name everybody.</exception>
    internal static bool WithNames(IQueryCollection query) => query[names].ToString() is var said && (said.Length == 0 || (bool.TryParse(said, out var yes) ? yes : throw Fault.Invalid(names, "UNKNOWN_VALUE", $"{names} 应为 true 或 false")));

    /// <exception cref="Fault">UNKNOWN_FILTER: a filter that is misspelt would export everything; UNKNOWN_VALUE.</exception>
    internal static TRequest Read<TRequest>(IQueryCollection query, IReadOnlyList<string> without) where TRequest : class, IMessage<TRequest>, new()
    {
        var request = new TRequest();
        var filters = Of(request.Descriptor).Where(field => !without.Contains(field.JsonName)).ToDictionary(field => field.JsonName);
        foreach (var (name, values) in query.Where(part => part.Key is not format and not names))
        {
            if (!filters.TryGetValue(name, out var field)) throw Fault.Invalid(name, "UNKNOWN_FILTER", $"没有筛选条件“{name}”,可用:{string.Join("、", filters.Keys)}");
            // Numbers may stand as text in JSON, yes and no may not.
            JsonNode? One(string? text) => field.FieldType == FieldType.Bool && bool.TryParse(text, out var yes) ? JsonValue.Create(yes) : JsonValue.Create(text);
            var value = field.IsRepeated ? new JsonArray([.. values.Select(One)]) : One(values[^1]);
            try { request.MergeFrom(JsonParser.Default.Parse<TRequest>(new JsonObject { [name] = value }.ToJsonString())); }
            catch (Exception exception) when (exception is InvalidProtocolBufferException or FormatException) { throw Fault.Invalid(name, "UNKNOWN_VALUE", $"{name}的值“{values}”不认识"); }
        }
        return request;
    }

    /// <inheritdoc cref="Read{TRequest}(IQueryCollection, IReadOnlyList{string})"/>
    internal static TRequest Read<TRequest>(string query, IReadOnlyList<string> without) where TRequest : class, IMessage<TRequest>, new() => Read<TRequest>(new QueryCollection(QueryHelpers.ParseQuery(query)), without);

    /// <summary>What is asked for and lies in the county of the address, where the caller may both export and read.</summary>
    internal static IReadOnlyList<string> Prefixes<TRead>(Caller caller, IMessage request) where TRead : Permission, new()
    {
        var check = new Check();
        var wanted = check.Prefix(prefix, (string)request.Descriptor.FindFieldByName(prefix).Accessor.GetValue(request));
        check.Done();
        IReadOnlyList<string> Met(IEnumerable<string> some, IReadOnlyList<string> others) => [.. some.SelectMany(each => Platform.Prefixes.Meet(each, others))];
        return Met(Met(Platform.Prefixes.Meet(wanted, [Tenants.Whole(caller.County)]), caller.PrefixesOf<ExportLists>()), caller.PrefixesOf<TRead>());
    }
}
