using System.Collections.Concurrent;
using System.Text.Json;
using CivPractice.Platform.V1;

namespace CivPractice.Platform.Messaging;

/// <summary>Events by their wire name (namespace and type).</summary>
public static class EventTypes
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    static readonly ConcurrentDictionary<string, Type> known = new();

    /// <exception cref="InvalidOperationException">No loaded contract has this event.</exception>
    public static Type Find(string fullName) => known.GetOrAdd(fullName, static name => AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => assembly.GetName().Name!.StartsWith("CivPractice.", StringComparison.Ordinal))
        .Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null && type.IsAssignableTo(typeof(IEvent)))
        ?? throw new InvalidOperationException($"No contract has the event {name}."));
}
