using System.Xml.Linq;
using CivPractice.Testing;

namespace CivPractice.Architecture.Tests;

public sealed class ReferenceTests
{
    static readonly string services = Path.Combine(Repository.Root, "services");

    public static TheoryData<string> Projects => [.. Directory.GetFiles(services, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(services, file))];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_references_Platform_and_Contracts_and_nothing_else(string project)
    {
        var file = Path.Combine(services, project);
        var referenced = XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).ToList();
        Assert.DoesNotContain(referenced, name => name != "Platform" && !name.EndsWith(".Contracts", StringComparison.Ordinal));
        if (project.EndsWith(".Contracts.csproj", StringComparison.Ordinal)) Assert.DoesNotContain(referenced, name => name != "Platform.Contracts");
    }

    [Fact]
    public void Only_Platform_knows_the_broker_and_consumers()
    {
        var users = Directory.GetFiles(services, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("using MassTransit", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(services, file));
        Assert.DoesNotContain(users, file => !file.StartsWith("Platform/", StringComparison.Ordinal) && !Path.GetFileName(file).StartsWith("On", StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_reads_like_a_table_of_contents()
    {
        foreach (var program in Directory.GetFiles(services, "Program.cs", SearchOption.AllDirectories))
            Assert.InRange(File.ReadAllLines(program).Length, 1, 25);
    }
}
