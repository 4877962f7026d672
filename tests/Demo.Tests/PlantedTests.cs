using CivPractice.Demo.Files;
using CivPractice.Demo.Generate;
using CivPractice.Platform.Imports;

namespace CivPractice.Demo.Tests;

/// <summary>What is said to be planted is there, and nothing else is wrong.</summary>
public sealed class PlantedTests(GeneratorTests.Files files) : IClassFixture<GeneratorTests.Files>
{
    readonly Written data = files.Written;
    readonly List<Row> planted = [.. Table.Read(files.Written.Folder, Planted.FileName).Rows];

    IEnumerable<(Row Planted, WrittenRow Row)> Of(string kind) => planted.Where(row => row["类型"] == kind)
        .Select(row => (row, data.Rows(Path.GetFileNameWithoutExtension(row["文件"]), row["县区"]).Single(written => written.Number == row.Number("行"))));

    [Fact]
    public void Every_kind_of_mess_is_planted()
    {
        Assert.Equal(
            ["两个县区", "两处名单", "像公式的文字", "列数不对", "同一个平台两个名字", "同一文件里重复", "手机号成了浮点数", "日期在将来", "晚到的宣讲", "未成年人没有监护人同意", "校验码错", "站点不存在", "站点合并", "缺监护人", "队伍不存在"],
            planted.Select(row => row["类型"]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_wrong_rows_of_the_rosters_are_those_that_are_planted()
    {
        foreach (var county in Written.Counties)
        {
            var sites = data.Sites(county);
            foreach (var file in new[] { "volunteers", "own-volunteers" })
            {
                var wrong = data.Rows(file, county).Select(row => (row.Number, Fault: Written.FaultOf(row, sites))).Where(row => row.Fault is not null).Select(row => (row.Number, row.Fault!)).ToList();
                Assert.Equal(planted.Where(row => row["县区"] == county && Path.GetFileNameWithoutExtension(row["文件"]) == file
                    && row["应得结果"] is not (Planted.Taken or Planted.Unchanged or "TWICE_IN_FILE" or "ALSO_ELSEWHERE" or "SITE_MERGED")).Select(row => (row.Number("行"), row["应得结果"])), wrong);
            }
        }
    }

    [Fact]
    public void Whoever_is_there_twice_is_planted_as_such()
    {
        foreach (var county in Written.Counties)
        {
            var seen = new HashSet<string>();
            var twice = data.Rows("volunteers", county).Where(row => row.Fault is null && IdentityNumber.IsValid(row["身份证号"]) && !seen.Add(row["身份证号"])).Select(row => row.Number).ToList();
            Assert.Equal(planted.Where(row => row["县区"] == county && row["类型"] == "同一文件里重复").Select(row => row.Number("行")), twice);
            Assert.Equal(planted.Where(row => row["县区"] == county && row["类型"] == "两处名单").Select(row => row.Number("行")),
                data.Rows("own-volunteers", county).Where(row => seen.Contains(row["身份证号"])).Select(row => row.Number));
        }
    }

    [Fact]
    public void Whoever_is_in_two_counties_was_in_an_earlier_one()
    {
        var seen = new HashSet<string>();
        foreach (var county in Written.Counties)
        {
            var here = data.Rows("volunteers", county).Where(row => row.Fault is null).Select(row => (row.Number, Identity: row["身份证号"])).ToList();
            Assert.Equal(planted.Where(row => row["县区"] == county && row["类型"] == "两个县区").Select(row => row.Number("行")), here.Where(row => seen.Contains(row.Identity)).Select(row => row.Number));
            seen.UnionWith(here.Select(row => row.Identity));
        }
        Assert.NotEmpty(Of("两个县区"));
    }

    [Fact]
    public void A_phone_that_became_a_number_can_be_read_and_text_like_a_formula_is_text()
    {
        Assert.All(Of("手机号成了浮点数"), each => Assert.Matches("^100[0-9]{8}$", Cells.PhoneOf(each.Row["手机号"])));
        Assert.Contains("E10", Of("手机号成了浮点数").Single(each => each.Row.County == "140322").Row["手机号"]);
        Assert.All(Of("像公式的文字"), each => Assert.Equal("=1+1", each.Row["技能"]));
    }

    [Fact]
    public void Rows_at_a_place_that_is_not_there_name_one_that_is_not_there()
    {
        foreach (var (row, written) in Of("站点不存在"))
            Assert.DoesNotContain(written[Path.GetFileNameWithoutExtension(row["文件"]) switch { "volunteers" => "站点代码", "hours" => "记录站点", "activities" => "站点", _ => "所属站点" }], data.Sites(row["县区"]));
        Assert.All(Of("队伍不存在"), each => Assert.Equal("查无此队", each.Row["队伍"]));
        Assert.All(Of("晚到的宣讲"), each => Assert.Equal(2021, each.Row.Day("开始时间").Year));
    }

    [Fact]
    public void What_one_file_is_expected_to_find_fits_into_what_an_import_shows() =>
        Assert.All(planted.Where(row => row["应得结果"] is not (Planted.Taken or Planted.Unchanged)).CountBy(row => (row["县区"], row["文件"])), file => Assert.True(file.Value <= 100));
}
