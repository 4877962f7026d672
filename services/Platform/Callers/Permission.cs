using System.Reflection;

namespace CivPractice.Platform.Callers;

/// <summary>A permission (权限): a one-line type, stated on the method that it guards.</summary>
/// <param name="Name">Stable name for programs and for docs/permissions.md.</param>
/// <param name="Title">What it allows, in the words of the people.</param>
public abstract record Permission(string Name, string Title)
{
    static class Single<TPermission> where TPermission : Permission, new()
    {
        public static readonly TPermission Value = new();
    }

    public static TPermission Of<TPermission>() where TPermission : Permission, new() => Single<TPermission>.Value;

    /// <summary>Every permission there is, by name.</summary>
    public static IReadOnlyList<Permission> All { get; } =
        [.. typeof(Permission).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Permission)))
            .Select(type => (Permission)Activator.CreateInstance(type)!).OrderBy(permission => permission.Name, StringComparer.Ordinal)];
}

/// <summary>Says which permission guards a method or an endpoint; one without it does not start.</summary>
public abstract class RequiresAttribute(Permission permission) : Attribute
{
    public Permission Permission { get; } = permission;
}

/// <inheritdoc/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute<TPermission>() : RequiresAttribute(Permission.Of<TPermission>())
    where TPermission : Permission, new();
