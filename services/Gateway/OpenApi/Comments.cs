using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CivPractice.Gateway.OpenApi;

/// <summary>What the protos say about their services, methods, fields and values: the comments, by full name. They are embedded in the contracts' assemblies.</summary>
sealed class Comments
{
    readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    public Comments(IEnumerable<System.Reflection.Assembly> contracts)
    {
        foreach (var assembly in contracts)
            foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".protoset", StringComparison.Ordinal)))
                using (var stream = assembly.GetManifestResourceStream(name)!)
                    foreach (var file in FileDescriptorSet.Parser.WithExtensionRegistry([AnnotationsExtensions.Http]).ParseFrom(stream).File)
                        Read(file);
    }

    /// <summary>The comment of a descriptor, in one line; empty when there is none.</summary>
    public string Of(IDescriptor descriptor) => texts.GetValueOrDefault(descriptor.FullName, "");

    void Read(FileDescriptorProto file)
    {
        foreach (var place in file.SourceCodeInfo.Location)
        {
            var text = string.Join(' ', $"{place.LeadingComments} {place.TrailingComments}".Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Trim();
            if (text.Length > 0 && Name(file, place.Path) is { } name) texts[$"{file.Package}.{name}"] = text;
        }
    }

    // A path alternates field numbers of the descriptor's own messages and indexes (google/protobuf/descriptor.proto).
    static string? Name(FileDescriptorProto file, IReadOnlyList<int> path) => path switch
    {
        [6, var service] => file.Service[service].Name,
        [6, var service, 2, var method] => $"{file.Service[service].Name}.{file.Service[service].Method[method].Name}",
        [4, var message] => file.MessageType[message].Name,
        [4, var message, 2, var field] => $"{file.MessageType[message].Name}.{file.MessageType[message].Field[field].Name}",
        [5, var kind] => file.EnumType[kind].Name,
        // An enum's values stand beside it, not in it.
        [5, var kind, 2, var value] => file.EnumType[kind].Value[value].Name,
        _ => null,
    };
}
