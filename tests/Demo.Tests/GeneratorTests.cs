using CivPractice.Demo.Figures;
using CivPractice.Demo.Generate;

namespace CivPractice.Demo.Tests;

public sealed class GeneratorTests(GeneratorTests.Files files) : IClassFixture<GeneratorTests.Files>
{
    /// <summary>The small set, written once.</summary>
    public sealed class Files : IDisposable
    {
        public Written Written { get; } = new(Written.Small);
        public void Dispose() => Written.Dispose();
    }

    readonly Written data = files.Written;

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        using var again = new Written(Written.Small);
        Assert.Equal(data.Bytes(), again.Bytes());
    }

    [Fact]
    public void Another_seed_gives_other_rows_in_the_same_files()
    {
        using var other = new Written(Written.Small, seed: 2);
        var (one, two) = (data.Bytes(), other.Bytes());
        Assert.Equal(one.Keys.Order(), two.Keys.Order());
        // Few lecturer teams are named after places in which no lot takes part.
        Assert.All(one.Keys.Where(file => Path.GetFileName(file) is not ("counties.csv" or "figures.csv" or "lecturer-teams.csv" or "dictionaries.csv" or "pilots.csv" or "documents.csv" or "document-tasks.csv" or "duties.csv" or "mobilizations.csv" or "snapshots.csv" or "reports.csv")), file => Assert.NotEqual(one[file], two[file]));
    }

    [Fact]
    public void Files_are_as_offices_save_them()
    {
        byte[] Begin(string county, string file) => File.ReadAllBytes(Path.Combine(data.Folder, county, file))[..4];
        Assert.All(Written.Counties, county => Assert.Equal("PK"u8.ToArray(), Begin(county, "venues.xlsx")[..2]));
        Assert.Equal("PK"u8.ToArray(), Begin("140321", "volunteers.xlsx")[..2]);
        Assert.Equal([0xEF, 0xBB, 0xBF], Begin("140322", "volunteers.csv")[..3]);
        Assert.Equal([0xD0, 0xD5, 0xC3, 0xFB], Begin("140311", "own-volunteers.csv")); // 姓名 in GB18030
        Assert.Equal(["late-sessions.csv"], Directory.GetFiles(data.Folder, "late*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public void Activities_bear_marks_in_the_words_of_the_countys_dictionary_and_some_bear_none()
    {
        var words = data.Rows("dictionaries").ToLookup(row => (row.County, row["字典"]), row => row["词"]);
        var rows = data.Rows("activities").ToList();
        var teams = data.Rows("teams").ToLookup(row => (row.County, row["所属站点"], row["名称"]), row => row.Day("成立日期"));
        var projects = data.Rows("projects").ToLookup(row => (row.County, row["所属站点"], row["名称"]), row => (From: row.Day("开始日期"), To: row["结束日期"].Length > 0 ? row.Day("结束日期") : DateOnly.MaxValue));
        foreach (var row in rows)
        {
            // A project holds nothing before it began or after it ended.
            if (row["项目"].Length > 0) Assert.Contains(projects[(row.County, row["站点"], row["项目"])], run => run.From <= row.Day("开始时间") && row.Day("开始时间") <= run.To);
            // A team holds nothing before it was founded.
            if (row["队伍"].Length > 0) Assert.Contains(teams[(row.County, row["站点"], row["队伍"])], day => day <= row.Day("开始时间"));
            foreach (var list in new[] { "目的", "任务领域", "结合工作" })
                Assert.Empty(row[list].Split('、', StringSplitOptions.RemoveEmptyEntries).Except(words[(row.County, list)]));
            if (row["主题"].Length > 0) Assert.Contains(row["主题"], words[(row.County, "主题")].Concat(words[(row.County, "工作思路")]));
            if (row["任务领域"] == "扎实做好疫情防控") Assert.True(row.Day("开始时间").Year >= 2020, $"{row}");
        }
        Assert.Equal(["关心群众", "宣传群众", "教育群众", "服务群众"], rows.SelectMany(row => row["目的"].Split('、', StringSplitOptions.RemoveEmptyEntries)).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(rows, row => row["目的"].Contains('、'));
        Assert.Contains(rows, row => row["目的"].Length == 0);
        Assert.All(rows.Where(row => row["目的"].Length > 0), row => Assert.True(row["主办单位"].Length > 0 && row["承办单位"] == row["队伍"]));
    }

    [Fact]
    public void Codes_are_unique_fit_their_tier_and_have_their_parent()
    {
        foreach (var file in new[] { "divisions", "sites" })
        {
            var codes = data.Rows(file).Select(row => row["代码"]).ToList();
            Assert.Equal(codes.Count, codes.Distinct().Count());
            foreach (var row in data.Rows(file))
            {
                var code = row["代码"];
                Assert.StartsWith(row.County, code);
                Assert.Equal(row[file == "sites" ? "层级" : "应建层级"], code.Length switch { 6 => "中心", 9 => "所", 12 => "站", _ => "" });
                if (code.Length > 6) Assert.Contains(code[..^3], codes);
            }
        }
        Assert.Empty(data.Rows("sites").Where(row => row["停用日期"].Length == 0).Select(row => row["代码"]).Except(data.Rows("divisions").Select(row => row["代码"])));
    }

    [Fact]
    public void A_merged_village_is_closed_and_named_by_lists_that_are_older()
    {
        var merged = data.Rows("sites").Where(row => row["停用日期"].Length > 0).ToList();
        Assert.Equal(["140311", "140321"], merged.Select(row => row.County));
        foreach (var site in merged)
        {
            Assert.Contains(data.Rows("sites", site.County), row => row["代码"] == site["并入站点"] && row["停用日期"].Length == 0);
            Assert.DoesNotContain(data.Rows("divisions", site.County), row => row["代码"] == site["代码"]);
            Assert.Contains(data.Rows("volunteers", site.County), row => row["站点代码"] == site["代码"]);
            Assert.Contains(data.Rows("teams", site.County), row => row["所属站点"] == site["代码"]);
            Assert.All(data.Rows("sessions", site.County).Where(row => row["站点"] == site["代码"]), row => Assert.True(row.Day("开始时间") <= site.Day("停用日期")));
        }
    }

    [Fact]
    public void Every_county_has_its_people_and_nobody_below_it_does()
    {
        var counted = data.Rows("divisions").Where(row => row["常住人口"].Length > 0).ToList();
        Assert.Equal(Yangquan.Counties.Select(county => county.Code), counted.Select(row => row["代码"]).Order());
        Assert.Equal(1_311_100, counted.Sum(row => int.Parse(row["常住人口"], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(counted, row => Assert.True(row["统计日期"] == "2020-11-01" && row["数据来源"].Length > 0));
    }

    [Fact]
    public void Names_of_divisions_are_unique_in_their_county()
    {
        foreach (var county in Written.Counties)
            Assert.DoesNotContain(data.Rows("divisions", county).CountBy(row => row["名称"]), name => name.Value > 1);
    }

    [Fact]
    public void Jinlong_community_has_eight_neighbourhoods_and_its_residents()
    {
        var site = data.Rows("sites", "140322").Single(row => row["代码"] == "140322100801");
        Assert.StartsWith(Yangquan.ChainCommunity, site["名称"]);
        Assert.Equal(8, site.Count("小区数"));
        Assert.InRange(site.Count("人口"), 5400, 5499);
    }

    [Fact]
    public void Each_centre_and_the_city_meet_every_quarter_and_something_of_each_is_overdue()
    {
        foreach (var (meetings, decisions) in Written.Counties.Select(county => (data.Rows("meetings", county), data.Rows("decisions", county))).Append((data.OfCity("meetings"), data.OfCity("decisions"))))
        {
            var held = meetings.ToDictionary(row => row["会议名称"], row => row.Day("召开日期"));
            Assert.Equal(5, held.Count);
            Assert.All(decisions, row => Assert.True(held[row["会议"]] == row.Day("召开日期") && row.Day("召开日期") < row.Day("完成时限"), row.ToString()));
            Assert.All(decisions.Where(row => row["状态"] == "已完成"), row => Assert.InRange(row.Day("完成日期"), row.Day("召开日期"), Targets.AsOf));
            Assert.Contains(decisions, row => row["状态"] == "办理中" && row.Day("完成时限") <= Targets.AsOf);
            Assert.Equal(held.Keys.Order(), decisions.Select(row => row["会议"]).Distinct().Order());
        }
    }

    [Fact]
    public void No_site_opened_after_the_day_of_the_report() => Assert.All(data.Rows("sites"), row => Assert.True(row.Day("挂牌日期") <= Targets.AsOf));

    [Fact]
    public void What_files_say_of_each_other_is_there()
    {
        foreach (var county in Written.Counties)
        {
            var sites = data.Sites(county);
            var teams = data.Rows("teams", county).Where(row => sites.Contains(row["所属站点"])).Select(row => (row["名称"], row["所属站点"])).ToHashSet();
            var projects = data.Rows("projects", county).Select(row => (row["名称"], row["所属站点"])).ToHashSet();
            var lecturers = data.Rows("lecturers", county).Select(row => (row["队伍"], row["队伍站点"], row["姓名"])).ToHashSet();
            var people = data.Rows("volunteers", county).Where(row => Written.FaultOf(row, sites) is null).Select(row => row["身份证号"]).ToHashSet();

            Assert.All(data.Rows("members", county).Where(row => row["队伍"] != "查无此队"), row => Assert.True(teams.Contains((row["队伍"], row["所属站点"])) && people.Contains(row["身份证号"]), row.ToString()));
            Assert.All(data.Rows("hours", county), row => Assert.True((row["队伍"].Length == 0 || teams.Contains((row["队伍"], row["记录站点"]))) && people.Contains(row["身份证号"]), row.ToString()));
            Assert.All(data.Rows("projects", county), row => Assert.Contains((row["队伍"], row["所属站点"]), teams));
            Assert.All(data.Rows("activities", county).Where(row => row["队伍"].Length > 0), row => Assert.Contains((row["队伍"], row["站点"]), teams));
            Assert.All(data.Rows("activities", county).Where(row => row["项目"].Length > 0), row => Assert.Contains((row["项目"], row["站点"]), projects));
            Assert.All(data.Rows("sessions", county).Where(row => row["讲师"].Length > 0), row => Assert.Contains((row["队伍"], row["队伍站点"], row["讲师"]), lecturers));
        }
    }

    [Fact]
    public void The_lecturers_of_the_county_that_the_figures_name_are_on_four_levels_and_its_red_groups_have_a_rule_and_a_leader()
    {
        var teams = data.Rows("lecturer-teams", "140303").ToList();
        Assert.Equal(["乡镇", "县", "市", "村"], teams.Select(row => row["级别"]).Distinct().Order(StringComparer.Ordinal));
        var red = teams.Where(row => row["红色讲师团"] == "是").ToList();
        Assert.NotEmpty(red);
        Assert.All(red, row => Assert.NotEmpty(row["宣讲员条件"]));
        var regular = Assert.Single(teams, row => row["定期宣讲"].Length > 0);
        Assert.Matches("^每周[一二三四五] 19:30$", regular["定期宣讲"]);
        Assert.Equal(("是", "红色讲堂"), (regular["红色讲师团"], regular["定期宣讲地点"]));
        var lecturers = data.Rows("lecturers", "140303").ToLookup(row => (row["队伍"], row["队伍站点"]));
        foreach (var team in red)
        {
            Assert.Single(lecturers[(team["名称"], team["站点"])], row => row["团长"] == "是");
            Assert.All(lecturers[(team["名称"], team["站点"])], row => Assert.True(row["身份"] is "理论专家" or "驻地单位党组织书记" or "志愿者" && row["本社区工作或居住"] == "是" && row["理论和实践"].Length > 0, row.ToString()));
        }
    }

    [Fact]
    public void Broadcasts_are_never_a_head_count()
    {
        string[] broadcast = ["社区广播", "乡村大喇叭", "宣传栏", "阅报栏"];
        Assert.All(data.Rows("sessions"), row => Assert.Equal(broadcast.Contains(row["渠道"]), row["计数方式"] == "估算"));
        Assert.Contains(data.Rows("sessions"), row => row["计数方式"] == "估算" && row.Day("开始时间").Year == Targets.Year);
    }
}
