namespace CivPractice.AppHost.Tests;

/// <summary>Where this checkout stands.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) { return folder.FullName; }
        }
        throw new InvalidOperationException("the tests run from their build in the repository");
    }
}
