using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Tests;

/// <summary>The figures, counted from the files alone: what is wrong in them is passed over by the rules, not by what the generator says.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_articles_figures_come_out_of_the_files(int seed)
    {
        using var written = new Written(Written.Full, seed);
        Assert.Equal(Expected(Written.Full), Counted(written));
        Coverage(written, Written.Full);
    }

    [Fact]
    public void Other_figures_come_out_of_the_files_when_a_file_asks_for_them()
    {
        using var written = new Written(Written.Small);
        Assert.NotEqual(Written.Full["F15"], Written.Small["F15"]);
        Assert.Equal(Expected(Written.Small), Counted(written));
        Coverage(written, Written.Small);
    }

    [Fact]
    public void Figures_of_places_and_of_few_things_can_be_changed_too()
    {
        var targets = Read("""{"F03":"95","F04":"9","F05":"200","F15":"300","F16":"3001","F17":"5","F19":"10","F20":"60","F21":"15","F23":"30","F24":"300","F25":"3","F26":"3"}""");
        using var written = new Written(targets);
        Assert.Equal(Expected(targets), Counted(written));
        Coverage(written, targets);
    }

    [Fact]
    public void Ten_times_the_history_leaves_the_figures_alone()
    {
        using var once = new Written(Written.Small);
        using var tenfold = new Written(Written.Small, scale: 10);
        Assert.Equal(Counted(once), Counted(tenfold));
        foreach (var (file, figure) in new[] { ("activities", "F21"), ("sessions", "F23") })
        {
            Assert.Equal(9 * Written.Small[figure], Others(tenfold, file) - Others(once, file));
            Assert.All(tenfold.Rows(file).Select(row => row.Day("开始时间")), day => Assert.True(day.Year >= 2013 && day <= Targets.AsOf, $"{day}"));
        }
        Assert.Equal(10 * Local(once), Local(tenfold));

        static int Others(Written written, string file) => written.Rows(file).Count(row => row.Day("开始时间").Year != Targets.Year);
        static int Local(Written written) => written.Rows("hours").Count(row => row["来源"] == "本地" && row["记录编号"].Contains("BD", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"F99":1}""", "F99 不认识")]
    [InlineData("""{"F01":"many"}""", "F01 应是一个整数")]
    [InlineData("""{"F04":15}""", "F04(盂县的所(个))应在 1 到 14 之间,现在是 15")]
    [InlineData("""{"F02":99}""", "F02")]
    [InlineData("""{"F04":3,"F05":288}""", "F05 太大")]
    [InlineData("""{"F20":700}""", "F20 至少要有")]
    [InlineData("""{"F24":3709}""", "F24 至少要有")]
    [InlineData("""{"F26":68}""", "F26 至少要有")]
    [InlineData("[1]", "JSON")]
    public void A_figures_file_that_cannot_be_met_says_what_is_wrong(string json, string said) =>
        Assert.Contains(said, Assert.Throws<WrongInput>(() => Read(json)).Message);

    [Fact]
    public void The_figures_are_written_beside_the_files_and_can_be_read_again()
    {
        using var written = new Written(Written.Small);
        var again = Targets.Read(Path.Combine(written.Folder, "figures.csv"));
        Assert.All(Targets.Ids, id => Assert.Equal(Written.Small[id], again[id]));
    }

    static Targets Read(string json)
    {
        var file = Path.Combine(Path.GetTempPath(), $"civ-figures-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(file, json);
            return Targets.Read(file);
        }
        finally { File.Delete(file); }
    }

    static Dictionary<string, int> Expected(Targets targets) => Targets.Ids.Where(id => id is not ("F02" or "F03")).ToDictionary(id => id, id => targets[id]);

    static void Coverage(Written written, Targets targets)
    {
        var (sites, due) = (written.Rows("sites").Where(Runs).CountBy(row => row["层级"]).ToDictionary(), written.Rows("divisions").CountBy(row => row["应建层级"]).ToDictionary());
        Assert.Equal((due["中心"], due["所"]), (sites["中心"], sites["所"]));
        Assert.InRange(100d * sites["站"] / due["站"], Math.Max(95, targets["F03"] - 0.5), Math.Min(99.99, targets["F03"] + 0.5));
    }

    static bool Runs(WrittenRow site) => site["停用日期"].Length == 0 || site.Day("停用日期") > Targets.AsOf;

    static Dictionary<string, int> Counted(Written written)
    {
        var sites = Written.Counties.SelectMany(written.Sites).ToHashSet();
        bool There(WrittenRow row, string column) => sites.Contains(row[column]);

        var registry = written.Rows("volunteers").Where(row => Written.FaultOf(row, sites) is null && row["全国系统编号"].Length > 0 && row.Day("注册日期") <= Targets.AsOf).Select(row => row["身份证号"]).ToHashSet();
        var teams = written.Rows("teams").Where(row => There(row, "所属站点") && row.Day("成立日期") <= Targets.AsOf).ToList();
        var practice = teams.Where(row => row["文明实践队伍"] == "是").Select(row => (row["名称"], row["所属站点"])).ToHashSet();
        var held = written.Rows("sessions").Concat(written.Rows("late-sessions")).Where(row => row["队伍"] != "查无此队" && row.Day("开始时间").Year == Targets.Year).ToList();
        var own = written.Rows("sites", "140322").Where(Runs).CountBy(row => row["层级"]).ToDictionary();
        // What a child's guardian did not agree to is not taken, and what nobody verified does not count.
        var honours = written.Rows("honours").Where(row => row["是否已核验"] == "是" && !(row["是否未成年人"] == "是" && row["公开意愿"].StartsWith("公开", StringComparison.Ordinal) && row["监护人"].Length == 0)).CountBy(row => row["荣誉名称"]).ToDictionary();
        return new()
        {
            ["F10"] = Written.Counties.Select(county => written.Rows("dictionaries", county).Count(row => row["字典"] == "队伍类别" && row["说明"] == "十类之一")).Distinct().Single(),
            ["F27A"] = honours.GetValueOrDefault("全国道德模范"),
            ["F27B"] = honours.GetValueOrDefault("山西道德模范"),
            ["F27C"] = honours.GetValueOrDefault("中国好人榜"),
            ["F27D"] = honours.GetValueOrDefault("山西好人"),
            ["F27E"] = honours.GetValueOrDefault("新时代山西好少年"),
            ["F29"] = honours.GetValueOrDefault("省级优秀志愿服务组织"),
            ["J01"] = written.Rows("bases").Where(row => There(row, "所属站点")).DistinctBy(row => (row.County, row["名称"])).Count(),
            ["F01"] = written.Rows("venues").Where(row => There(row, "所属站点") && row.Day("入库日期") <= Targets.AsOf).DistinctBy(row => (row["所属站点"], row["名称"])).Count(),
            ["F04"] = own["所"],
            ["F05"] = own["站"],
            ["F15"] = registry.Count,
            ["F16"] = written.Rows("hours").Where(row => row["来源"] == "全国系统" && There(row, "记录站点") && row.Day("服务日期") <= Targets.AsOf).DistinctBy(row => row["记录编号"]).Sum(row => row.Count("分钟")),
            ["F17"] = teams.Count(row => row["全国系统编号"].Length > 0),
            ["F18"] = written.Rows("projects").Where(row => There(row, "所属站点") && row["全国系统编号"].Length > 0 && row.Day("开始日期") <= Targets.AsOf).DistinctBy(row => (row["所属站点"], row["名称"])).Count(),
            ["F19"] = practice.Count,
            ["F20"] = written.Rows("members").Where(row => practice.Contains((row["队伍"], row["所属站点"])) && registry.Contains(row["身份证号"]) && row.Day("加入日期") <= Targets.AsOf)
                .DistinctBy(row => (row["队伍"], row["所属站点"], row["身份证号"])).Count(),
            ["F21"] = written.Rows("activities").Where(row => There(row, "站点") && row.Day("开始时间").Year == Targets.Year).DistinctBy(row => row["原编号"]).Count(),
            ["F23"] = held.DistinctBy(row => row["原编号"]).Count(),
            ["F24"] = held.Where(row => row["计数方式"] == "清点").Sum(row => row.Count("听众")),
            ["F25"] = written.Rows("lecturer-teams", "140303").DistinctBy(row => (row["站点"], row["名称"])).Count(),
            ["F26"] = written.Rows("lecturers", "140303").DistinctBy(row => (row["队伍站点"], row["队伍"], row["姓名"])).Count(),
        };
    }
}
