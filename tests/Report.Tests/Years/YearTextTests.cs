using CivPractice.Organization.V1;
using CivPractice.Report.Indicators;
using CivPractice.Report.Years;

namespace CivPractice.Report.Tests.Years;

/// <summary>The prose of the year report, without a service: from numbers to sentences.</summary>
public sealed class YearTextTests
{
    static readonly ReportPeriod period = new(2021, new DateOnly(2022, 5, 11));

    static readonly Dictionary<string, Amount> article = new()
    {
        ["F01"] = new(1388, 0),
        ["F02"] = new(48, 48),
        ["F03"] = new(745, 768),
        ["F04"] = new(43, 0),
        ["F05"] = new(745, 0),
        ["F15"] = new(161_022, 0),
        ["F16"] = new(2_345_694, 0),
        ["F06"] = new(2047, 0),
        ["F07"] = new(8, 0),
        ["F08"] = new(5432, 0),
        ["F09"] = new(23, 0),
        ["F10"] = new(10, 0),
        ["F11"] = new(98, 0),
        ["F12"] = new(3659, 0),
        ["F13"] = new(36, 0),
        ["F14"] = new(73_451_200, 0),
        ["F17"] = new(1140, 0),
        ["F18"] = new(613, 0),
        ["F19"] = new(745, 0),
        ["F20"] = new(64_523, 0),
        ["F21"] = new(862, 0),
        ["F22"] = new(27, 0),
        ["F23"] = new(3709, 0),
        ["F24"] = new(156_700, 0),
        ["F25"] = new(69, 0),
        ["F26"] = new(266, 0),
        ["F27"] = new(29, 0),
        ["F27A"] = new(1, 0),
        ["F27B"] = new(5, 0),
        ["F27C"] = new(4, 0),
        ["F27D"] = new(7, 0),
        ["F27E"] = new(12, 0),
        ["F28"] = new(3, 0),
        ["F28A"] = new(1, 0),
        ["F28B"] = new(1, 0),
        ["F28C"] = new(1, 0),
        ["F29"] = new(3, 0),
    };

    static Reading Of(Dictionary<string, Amount> numbers) =>
        new([.. numbers.Select(number => new Counted(IndicatorList.Get(number.Key), number.Value, new Dictionary<string, Amount>()))], [], []);

    static List<string> Paragraphs(Reading reading, params HonourSaid[] honours) => [.. YearText.Write(reading, period, "全市", honours).SelectMany(section => section.Paragraphs).Select(paragraph => string.Concat(paragraph.Spans.Select(span => span.Text)))];

    [Theory]
    [InlineData(7, 8, "2021年，全市到站点活动的群众评分满意（4 分、5 分）的占87.5%。")]
    [InlineData(0, 3, "2021年，全市到站点活动的群众评分满意（4 分、5 分）的占0.0%。")]
    [InlineData(0, 0, "")]
    public void How_many_are_satisfied_is_told_where_somebody_rated_and_so_that_none_is_told_too(long satisfied, long rated, string said) =>
        Assert.Equal(said, string.Concat(Paragraphs(Of(new() { ["R36"] = new(satisfied, rated) }))));

    [Fact]
    public void The_articles_numbers_are_said_as_its_rules_want()
    {
        var text = string.Join('\n', Paragraphs(Of(article)));
        Assert.All(["收录各类场所和设施1388个", "中心、所实现100%全覆盖", "实践站基本实现全覆盖", "注册志愿者161022人", "服务时长39094.9小时", "志愿服务队伍1140个", "志愿服务项目613个",
            "文明实践志愿服务队700余支", "在册队员6万余人", "文明实践活动862场", "理论宣讲3709场", "听众156700人次", "宣讲队伍69支", "宣讲队员266人",
            "响应的志愿者有2000余名", "协调小组有20余家成员单位", "队伍分10类", "品牌27个", "公益活动98次，出动志愿者3600余人次，帮扶困难群众36人，收到捐助资金70余万元", "小区8个，居民5400多人",
            "试点的县区3个，其中全国试点1个，省级试点1个，市级试点1个", "1名获评全国道德模范（含提名）", "5名获评山西道德模范（含提名）", "4名获评中国好人榜", "7名获评山西好人", "12名获评新时代山西好少年", "获得省级表彰3个次"],
            phrase => Assert.Contains(phrase, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_calibres_stand_in_two_paragraphs_and_no_number_is_their_sum()
    {
        var paragraphs = Paragraphs(Of(article));
        var (registry, own) = (paragraphs.FindIndex(text => text.Contains("161022", StringComparison.Ordinal)), paragraphs.FindIndex(text => text.Contains("6万余", StringComparison.Ordinal)));
        Assert.True(registry >= 0 && own == registry + 1);
        Assert.Contains("不相加", paragraphs[own], StringComparison.Ordinal);
        var all = string.Join('\n', paragraphs);
        Assert.All(new[] { 1140 + 745, 161_022 + 64_523, 862 + 3709 }, sum => Assert.DoesNotContain($"{sum}", all, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_number_of_the_text_is_an_indicators_and_every_sentence_ends()
    {
        var sections = YearText.Write(Of(article), period, "全市", []).ToList();
        foreach (var paragraph in sections.SelectMany(section => section.Paragraphs))
        {
            Assert.EndsWith("。", string.Concat(paragraph.Spans.Select(span => span.Text)), StringComparison.Ordinal);
            // Beside the numbers only days and years have digits.
            foreach (var plain in paragraph.Spans.Where(span => span.Indicator.Length == 0))
                Assert.DoesNotContain(plain.Text.Replace("2022年5月11日", "", StringComparison.Ordinal).Replace("2021年", "", StringComparison.Ordinal), each => char.IsAsciiDigit(each));
        }
        Assert.Equal(article.Keys.Order(), sections.SelectMany(section => section.Paragraphs).SelectMany(paragraph => paragraph.Spans).Select(span => span.Indicator).Where(id => id.Length > 0).Order());
    }

    [Fact]
    public void Honours_name_the_first_of_those_who_got_them()
    {
        var text = string.Join('\n', Paragraphs(Of(article),
            Person("National/全国道德模范", 1, "第八届全国道德模范提名奖", "测试甲"), Person("Provincial/山西道德模范", 5, "山西道德模范", "测试乙"), Person("National/中国好人榜", 3, "中国好人榜", "测试丙"),
            Person("Provincial/新时代山西好少年", 12, "新时代山西好少年", "测试丁", "名同学"), Person("City/身边好人", 2, "身边好人", ""), new("Provincial/优秀组织", HonourBearer.Organization, 3, "个", "优秀组织", "测试服务队")));
        Assert.Contains("测试服务队等志愿服务组织获得省级表彰3个次，个人获得各级荣誉29人次，其中测试甲获评第八届全国道德模范提名奖，测试乙等5名获评山西道德模范，", text, StringComparison.Ordinal);
        Assert.Contains("，测试丁等12名同学获评新时代山西好少年，2名获评身边好人。", text, StringComparison.Ordinal);
        // Four by the figure and three by the names: the names are of other rows.
        Assert.Contains("，4名获评中国好人榜，", text, StringComparison.Ordinal);
        Assert.DoesNotContain("测试丙", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_leads_to_the_number_that_it_stands_for()
    {
        var spans = YearText.Write(Of(article), period, "全市", [Person("National/全国道德模范", 1, "全国道德模范", "测试甲")]).SelectMany(section => section.Paragraphs).SelectMany(paragraph => paragraph.Spans);
        Assert.Equal("F27A", spans.Single(span => span.Text == "测试甲").Indicator);
    }

    [Fact]
    public void What_is_frozen_names_nobody() =>
        Assert.Equal(["", ""], HonoursSaid.Nameless([Person("National/全国道德模范", 1, "全国道德模范", "测试甲"), Person("Provincial/山西道德模范", 5, "山西道德模范", "测试乙")]).Select(each => each.First));

    static HonourSaid Person(string dimension, int count, string award, string first, string classifier = "名") => new(dimension, HonourBearer.Person, count, classifier, award, first);

    [Fact]
    public void What_is_not_measured_falls_away_without_a_trace()
    {
        var paragraphs = Paragraphs(Of(new() { ["F24"] = new(30, 0) }));
        Assert.Equal(["2021年，全市各中心（所、站）清点到听众30人次。宣讲和文明实践活动分别统计，不重复计数。"], paragraphs);
        Assert.Empty(YearText.Write(Of(new()), period, "全市", []));
    }

    [Fact]
    public void A_sentence_speaks_of_nothing_that_is_not_there()
    {
        // Nothing is due: no word of coverage. One calibre alone: no word of two.
        Assert.Equal(["截至2022年5月11日，全市新时代文明实践共有实践所0个。", "按全市各中心自己组建的队伍统计，截至2022年5月11日，队伍分10类。"], Paragraphs(Of(new() { ["F02"] = new(0, 0), ["F03"] = new(0, 0), ["F04"] = new(0, 0), ["F10"] = new(10, 0), ["F18"] = new(0, 0) })).Where(text => !text.StartsWith("按全国", StringComparison.Ordinal)));
        Assert.Contains("中心、所覆盖0.0%，实践站多于应建数（请核对）", Assert.Single(Paragraphs(Of(new() { ["F02"] = new(0, 3), ["F03"] = new(4, 3) }))), StringComparison.Ordinal);
        Assert.Equal(["截至2022年5月11日，历次应急动员中，响应的志愿者有2000余名（同一次动员一人只计一次）。", "2021年，全市记入志愿服务时长台账2.0小时，更正记录1次。志愿服务记录和证明不收费，凭编号和验证码可以核验。"], Paragraphs(Of(new() { ["F06"] = new(2047, 0), ["R01"] = new(120, 0), ["R05"] = new(1, 0) })));
    }

    [Theory]
    [InlineData(1, 1, "测试服务队获得省级表彰1个次。")]
    [InlineData(3, 3, "测试服务队等志愿服务组织获得省级表彰3个次。")]
    // The name would be of other rows.
    [InlineData(2, 1, "，志愿服务组织获得省级表彰2个次。")]
    public void One_organization_stands_by_its_name_alone(int number, int named, string said) =>
        Assert.EndsWith(said, Assert.Single(Paragraphs(Of(new() { ["F29"] = new(number, 0) }), new HonourSaid("Provincial/优秀组织", HonourBearer.Organization, named, "个", "优秀组织", "测试服务队"))), StringComparison.Ordinal);

    [Fact]
    public void Where_a_county_has_none_of_what_only_some_have_nothing_is_said_of_it()
    {
        Assert.Empty(YearText.Write(Of(new() { ["F28"] = new(0, 0), ["F27A"] = new(0, 0), ["F11"] = new(0, 0) }), period, "全县", []));
        Assert.Equal(["2021年，全县各中心（所、站）开展文明实践活动0场。"], Paragraphs(Of(new() { ["F21"] = new(0, 0) })).Select(text => text.Replace("全市", "全县", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(2026, "2026-11-26", "2026年1月1日至11月26日")]
    [InlineData(2026, "2026-12-31", "2026年")]
    [InlineData(2021, "2022-05-11", "2021年")]
    public void A_year_that_is_not_over_is_told_up_to_its_day(int year, string asOf, string said) => Assert.Equal(said, ReportPeriod.Of(year, asOf, new DateOnly(2026, 12, 31)).Said);
}
