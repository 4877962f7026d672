using System.Reflection;
using CivPractice.Platform.Database;
using CivPractice.Testing;
using Grpc.Core;

namespace CivPractice.Architecture.Tests;

/// <summary>The services as they were built, found and not listed, so that a new one is checked from its first day.</summary>
static class Services
{
    /// <summary>Names of the folders below services/ that hold a program.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Directory.GetDirectories(Path.Combine(Repository.Root, "services"))
        .Where(folder => File.Exists(Path.Combine(folder, "Program.cs"))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Names.Select(name => Assembly.Load($"CivPractice.{name}"))];

    /// <summary>The names of services with a database.</summary>
    public static TheoryData<string> WithDatabase { get; } = [.. Assemblies.Where(assembly => DatabaseOf(assembly) is not null).Select(assembly => assembly.GetName().Name!.Split('.')[1])];

    public static Type? DatabaseOf(Assembly assembly) => assembly.GetTypes().SingleOrDefault(type => type.IsSubclassOf(typeof(ServiceDb)));

    /// <summary>Every gRPC method with the class that implements it.</summary>
    public static IReadOnlyList<(string Service, string Method, MethodInfo? Implementation, Google.Protobuf.Reflection.MethodDescriptor Descriptor)> GrpcMethods { get; } = [.. Assemblies.SelectMany(Methods).OrderBy(method => method.Item1, StringComparer.Ordinal).ThenBy(method => method.Item2, StringComparer.Ordinal)];

    static IEnumerable<(string, string, MethodInfo?, Google.Protobuf.Reflection.MethodDescriptor)> Methods(Assembly assembly)
    {
        foreach (var implementation in assembly.GetTypes().Where(type => type is { IsAbstract: false, IsClass: true }))
        {
            var contract = Ancestors(implementation).FirstOrDefault(type => type.GetCustomAttribute<BindServiceMethodAttribute>() is not null);
            if (contract is null) continue;
            var descriptor = (Google.Protobuf.Reflection.ServiceDescriptor)contract.DeclaringType!.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            foreach (var method in descriptor.Methods)
            {
                var found = implementation.GetMethod(method.Name);
                yield return (descriptor.FullName, method.Name, found?.DeclaringType == contract ? null : found, method);
            }
        }
    }

    static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType) yield return ancestor;
    }
}
