namespace CivPractice.Testing;

/// <summary>Where things stand in this checkout.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Debug or Release: the one that the tests were built with.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    public static string Service(string name) => Path.Combine(Root, "services", name, "bin", Configuration, "net10.0", $"CivPractice.{name}.dll");

    public static string AppHost => Path.Combine(Root, "CivPractice.AppHost", "bin", "Local", Configuration, "net10.0", "CivPractice.AppHost.dll");

    public static string Demo => Path.Combine(Root, "demo", "bin", Configuration, "net10.0", "CivPractice.Demo.dll");

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) return folder.FullName;
        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
