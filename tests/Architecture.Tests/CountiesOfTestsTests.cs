using System.Text.RegularExpressions;
using CivPractice.Testing;

namespace CivPractice.Architecture.Tests;

/// <summary>Tests of one service run side by side on one database: what one of them writes must not be in another one's figures and lists.</summary>
public sealed partial class CountiesOfTestsTests
{
    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "*.Tests").Select(folder => Path.GetFileName(folder)!)];

    [Theory, MemberData(nameof(Projects))]
    public void A_county_that_is_written_to_belongs_to_one_file(string project)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "tests", project), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal));
        var named = files.SelectMany(file => County().Matches(File.ReadAllText(file)).Select(match => (Code: match.Groups[1].Value, File: Path.GetFileName(file)))).Distinct();
        Assert.Empty(named.GroupBy(each => each.Code, each => each.File).Where(each => each.Count() > 1).Select(each => $"{each.Key}: {string.Join(", ", each)}"));
    }

    // Yangquan's own (1403) are every test's to read; who writes to one of them must know who else does.
    [GeneratedRegex("\"(1(?!403)[3-8]\\d{4})\"")]
    private static partial Regex County();
}
