using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CivPractice.AppHost.Tests;

/// <summary>The page and the Aspire host's own verbs, compiled against what Aspire 13.5 declares (signatures.txt).</summary>
public sealed class AspirePageTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "CivPractice.AppHost");

    [Fact]
    public void Every_builder_call_matches_a_signature_of_Aspire() => Assert.Empty(Errors(Page));

    [Fact]
    public void The_page_fits_a_screen_and_knows_no_host()
    {
        Assert.InRange(File.ReadAllLines(Path.Combine(Folder, "AppHost.cs")).Length, 1, 80);
        Assert.DoesNotContain("#if", Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".WithDataVolume()", ".WithDataBox()", "WithDataBox")]                          // a verb that does not exist
    [InlineData(".WithHttpHealthCheck(\"/health\")", ".WithHttpHealthCheck(\"/health\", 200, \"http\", 1)", "WithHttpHealthCheck")]   // one argument too many
    [InlineData(".WithHttpEndpoint(name: \"http\")", ".WithHttpEndpoint(called: \"http\")", "called")]
    [InlineData(".WaitFor(owner)", ".WaitFor(database)", "cannot convert")]                            // a string is no resource
    public void What_Aspire_does_not_have_is_found(string there, string instead, string named)
    {
        Assert.Contains(there, Page, StringComparison.Ordinal);
        Assert.Contains(Errors(Page.Replace(there, instead, StringComparison.Ordinal)), error => error.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Both_hosts_give_the_same_verbs_of_our_own()
    {
        var aspire = VerbsOf(Path.Combine(Folder, "Aspire", "Verbs.cs"));
        var local = VerbsOf(Path.Combine(Folder, "Local", "Verbs.cs"));
        Assert.Empty(aspire.Except(local));
    }

    private static string Page => File.ReadAllText(Path.Combine(Folder, "AppHost.cs"));

    private static List<string> Errors(string page)
    {
        var parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var sources = Directory.GetFiles(Folder, "*.cs").Where(file => Path.GetFileName(file) != "AppHost.cs")
            .Concat(Directory.GetFiles(Path.Combine(Folder, "Aspire"), "*.cs"))
            .Append(Path.Combine(AppContext.BaseDirectory, "signatures.txt"))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), parse, file))
            .Append(CSharpSyntaxTree.ParseText(page, parse, "AppHost.cs"));
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = Directory.GetFiles(runtime, "System*.dll").Where(IsManaged).Select(file => MetadataReference.CreateFromFile(file));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        return [.. CSharpCompilation.Create("page", sources, references, options).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
    }

    private static bool IsManaged(string file)
    {
        using var reader = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(file));
        return reader.HasMetadata;
    }

    private static IEnumerable<string> VerbsOf(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes()
            .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MethodDeclarationSyntax>()
            .Where(method => method.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(method => $"{method.Identifier}({string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Type))})");
}
