using System.Globalization;
using CivPractice.Demo.Csv;
using CivPractice.Demo.Generate;

namespace CivPractice.Demo.Tests;

public sealed class GeneratorTests
{
    static readonly DataSet data = DataSet.Generate(1);

    static IEnumerable<(string County, Row Row)> Rows(string file) =>
        data.ByCounty.Keys.SelectMany(county => data.Of(county, file).Rows.Select(row => (county, row)));

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        using var one = new Folder();
        using var other = new Folder();
        DataSet.Generate(7).Write(one.Path);
        DataSet.Generate(7).Write(other.Path);
        Assert.Equal(one.Files(), other.Files());
    }

    [Fact]
    public void Another_seed_gives_other_rows_and_the_same_counts()
    {
        var other = DataSet.Generate(2);
        foreach (var (county, tables) in data.ByCounty)
            foreach (var table in tables)
            {
                var twin = other.Of(county, table.Name);
                Assert.Equal(table.Count, twin.Count);
                // The chain's lecturer teams are named after its places, in which no lot takes part.
                if (table.Name != "lecturer-teams.csv") Assert.NotEqual(table.Rows.Select(Line), twin.Rows.Select(Line));
            }

        static string Line(Row row) => row.ToString();
    }

    [Fact]
    public void The_committed_files_are_those_of_seed_one()
    {
        using var fresh = new Folder();
        data.Write(fresh.Path);
        Assert.Equal(fresh.Files(), Folder.FilesOf(Path.Combine(Folder.Repository(), "demo", "data")));
    }

    [Fact]
    public void Yu_county_has_14_institutes_and_288_stations()
    {
        var tiers = data.Of("140322", "sites.csv").Rows.CountBy(row => row["层级"]).ToDictionary();
        Assert.Equal((1, 14, 288), (tiers["中心"], tiers["所"], tiers["站"]));
    }

    [Fact]
    public void Centers_and_institutes_cover_every_division_and_stations_nearly_every_one()
    {
        Assert.Equal((5, 5), (Sites("中心"), Due("中心")));
        Assert.Equal((43, 43), (Sites("所"), Due("所")));
        Assert.InRange((double)Sites("站") / Due("站"), 0.95, 0.9999);

        static int Sites(string tier) => Rows("sites.csv").Count(site => site.Row["层级"] == tier);
        static int Due(string tier) => Rows("divisions.csv").Count(division => division.Row["应建层级"] == tier);
    }

    [Fact]
    public void Codes_are_unique_fit_their_tier_and_have_their_parent()
    {
        foreach (var file in new[] { "divisions.csv", "sites.csv" })
        {
            var codes = Rows(file).Select(entry => entry.Row["代码"]).ToList();
            Assert.Equal(codes.Count, codes.Distinct().Count());
            foreach (var (county, row) in Rows(file))
            {
                var code = row["代码"];
                Assert.StartsWith(county, code);
                Assert.Equal(row[file == "sites.csv" ? "层级" : "应建层级"], code.Length switch { 6 => "中心", 9 => "所", 12 => "站", _ => "" });
                if (code.Length > 6) Assert.Contains(code[..^3], codes);
            }
        }
        Assert.Empty(Rows("sites.csv").Select(entry => entry.Row["代码"]).Except(Rows("divisions.csv").Select(entry => entry.Row["代码"])));
    }

    [Fact]
    public void Names_of_divisions_are_unique_in_their_county()
    {
        foreach (var county in data.ByCounty.Keys)
            Assert.DoesNotContain(data.Of(county, "divisions.csv").Rows.CountBy(row => row["名称"]), name => name.Value > 1);
    }

    [Fact]
    public void Jinlong_community_has_eight_neighbourhoods_and_its_residents()
    {
        var site = data.Of("140322", "sites.csv").Rows.Single(row => row["名称"].StartsWith(Yangquan.ChainCommunity, StringComparison.Ordinal));
        Assert.Equal(8, site.Number("小区数"));
        Assert.InRange(site.Number("人口"), 5400, 5499);
    }

    [Fact]
    public void No_site_opened_after_the_day_of_the_report()
    {
        foreach (var (_, row) in Rows("sites.csv"))
            Assert.True(DateOnly.ParseExact(row["挂牌日期"], "yyyy-MM-dd", CultureInfo.InvariantCulture) <= new DateOnly(2022, 5, 11));
    }

    /// <summary>A folder below the temporary one that is gone after the test.</summary>
    sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("civ-demo-").FullName;
        public void Dispose() => Directory.Delete(Path, recursive: true);
        public Dictionary<string, string> Files() => FilesOf(Path);

        public static Dictionary<string, string> FilesOf(string root) => Directory.EnumerateFiles(root, "*.csv", SearchOption.AllDirectories)
            .ToDictionary(file => System.IO.Path.GetRelativePath(root, file), file => Convert.ToHexString(File.ReadAllBytes(file)));

        public static string Repository()
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(System.IO.Path.Combine(folder!.FullName, "Directory.Packages.props"))) folder = folder.Parent;
            return folder.FullName;
        }
    }
}
