using System.IO.Compression;
using System.Text.Json.Nodes;
using CivPractice.Testing;

namespace CivPractice.EndToEnd.Tests;

/// <summary>The year report of the demo's city, frozen, and a lecture that comes late.</summary>
public sealed class ReportTests(Practice practice)
{
    const string year2021 = "year=2021&asOf=2022-05-11";

    static JsonNode Number(JsonNode report, string id) => report["numbers"]!.AsArray().Single(number => number!["indicator"]!.GetValue<string>() == id)!;

    static long Value(JsonNode report, string id) => Number(report, id)["value"]!.GetValue<long>();

    static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    static string Prose(JsonNode report) => string.Concat(report["sections"]!.AsArray().SelectMany(section => section!["paragraphs"]!.AsArray()).SelectMany(paragraph => paragraph!["spans"]!.AsArray()).Select(span => Text(span!, "text")));

    static List<string> Titles(JsonNode list) => [.. list["sessions"]?.AsArray().Select(row => Text(row!, "title")) ?? []];

    /// <summary>What a Word document says.</summary>
    static async Task<string> WordAsync(User user, string path)
    {
        await using var file = await user.Http.GetStreamAsync(user.Path(path));
        var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        using var zip = new ZipArchive(bytes);
        using var document = zip.GetEntry("word/document.xml")!.Open();
        return (await System.Xml.Linq.XDocument.LoadAsync(document, System.Xml.Linq.LoadOptions.None, CancellationToken.None)).Root!.Value;
    }

    Task<User> CityAsync() => practice.SignInAsync("city-coordinator", county: Practice.City);

    [Fact]
    public async Task The_report_says_the_numbers_by_their_rules_and_the_counties_add_up()
    {
        var city = await CityAsync();
        var report = await city.GetAsync($"/yearReport?{year2021}");
        Assert.Equal("阳泉市2021年新时代文明实践工作年度报告", Text(report, "title"));
        var prose = Prose(report);
        // The targets of tests/Testing/demo-figures.csv.
        Assert.All(["注册志愿者600人", "服务时长601.1小时", "志愿服务队伍24个", "志愿服务项目16个", "文明实践志愿服务队10余支", "在册队员100余人", "文明实践活动20场", "中心、所实现100%全覆盖", "实践站基本实现全覆盖", "各类场所和设施60个"],
            phrase => Assert.Contains(phrase, prose, StringComparison.Ordinal));
        var lecturing = $"理论宣讲{Value(report, "F23")}场，清点到听众{Value(report, "F24")}人次";
        Assert.Contains(lecturing, prose, StringComparison.Ordinal);
        Assert.Contains(lecturing, await city.Http.GetStringAsync(city.Path($"/yearReport/file?{year2021}")), StringComparison.Ordinal);
        Assert.Contains(lecturing, await WordAsync(city, $"/yearReport/file?{year2021}&format=docx"), StringComparison.Ordinal);
        foreach (var number in report["numbers"]!.AsArray().Where(number => number!["additive"]?.GetValue<bool>() is true))
            Assert.Equal(number!["value"]?.GetValue<long>() ?? 0, number["counties"]?.AsArray().Sum(county => county!["value"]?.GetValue<long>() ?? 0) ?? 0);
        Assert.True(Value(report, "F15") <= Number(report, "F15")["counties"]!.AsArray().Sum(county => county!["value"]!.GetValue<long>()));
    }

    [Fact]
    public async Task A_lecture_of_2021_that_comes_after_freezing_moves_a_new_run_and_is_named_beside_the_frozen_report()
    {
        var (city, office) = (await CityAsync(), await practice.SignInAsync("center-office", "盂县"));
        var frozen = await city.PostAsync("/reports", new { year = 2021, asOf = "2022-05-11" });
        var (id, hash, report) = (Text(frozen, "id"), Text(frozen, "contentHash"), frozen["report"]!);
        var before = Titles(await city.GetAsync($"/{Text(Number(report, "F23"), "rows")}&pageSize=200"));
        Assert.Equal(Value(report, "F23"), before.Count);

        var station = await new Chain(practice).StationAsync();
        var team = await office.PostAsync("/lecturerTeams", new { name = $"迟报宣讲队{Guid.NewGuid():N}"[..20], level = "VILLAGE", site = station });
        var late = await office.PostAsync("/sessions", new { title = "迟报的一场", site = station, teamId = Text(team, "id"), level = "VILLAGE", channel = "MEETING", startsAt = "2021-06-01T01:00:00Z", durationMinutes = 60 });
        await office.PostAsync($"/sessions/{Text(late, "id")}:hold", new { audience = 30, countMethod = "HEAD_COUNT" });

        var again = await city.GetAsync($"/reports/{id}");
        Assert.Equal((hash, true, report.ToJsonString()), (Text(again, "contentHash"), again["intact"]!.GetValue<bool>(), again["report"]!.ToJsonString()));
        var now = await city.GetAsync($"/yearReport?{year2021}");
        Assert.Equal((1, 30), (Value(now, "F23") - Value(report, "F23"), Value(now, "F24") - Value(report, "F24")));

        var word = await WordAsync(city, $"/reports/{id}/file?format=docx");
        Assert.Contains(hash, word, StringComparison.Ordinal);
        Assert.Contains($"理论宣讲{before.Count}场", word, StringComparison.Ordinal);

        var restatement = (await city.GetAsync($"/reports/{id}/restatement"))["numbers"]!.AsArray();
        var named = restatement.Where(number => Text(number!, "indicator") is "F23" or "F24").ToDictionary(number => Text(number!, "indicator"), number => number!);
        Assert.Equal((1, 30), (named["F23"]["moved"]!.GetValue<long>(), named["F24"]["moved"]!.GetValue<long>()));
        Assert.Equal(["迟报的一场"], Titles(await city.GetAsync($"/{Text(named["F23"], "laterRows")}")));
        // The frozen number's link still shows the old rows.
        Assert.Equal(before, Titles(await city.GetAsync($"/{Text(named["F23"], "frozenRows")}&pageSize=200")));
        Assert.Equal(before.Count + 1, Titles(await city.GetAsync($"/{Text(Number(now, "F23"), "rows")}&pageSize=200")).Count);
    }

    [Fact]
    public async Task What_has_not_come_and_whose_county_one_may_not_see_is_refused_by_name()
    {
        var office = await practice.SignInAsync("center-office", "盂县");
        Assert.Equal((400, "FUTURE_PERIOD"), await office.RefusedAsync("/indicators/F23/value?year=2150"));
        Assert.Equal((400, "FUTURE_PERIOD"), await office.RefusedAsync("/yearReport?year=2021&asOf=2150-01-01"));
        Assert.Equal((404, "NOT_FOUND"), await office.RefusedAsync($"/yearReport?year=2021&prefix={Practice.OtherCounty}"));
        Assert.Equal((403, "CITY_ONLY"), await office.RefusedAsync("/yearReport?year=2021&prefix=1403"));
    }

    [Fact]
    public async Task The_national_systems_four_numbers_agree_with_the_rows()
    {
        var city = await CityAsync();
        var snapshot = (await city.GetAsync("/snapshots?prefix=1403"))["snapshots"]!.AsArray().Single(each => Text(each!, "asOf") == "2022-05-11")!;
        var answer = await city.GetAsync($"/snapshots/{Text(snapshot, "id")}/reconciliation");
        Assert.True(answer["agrees"]!.GetValue<bool>(), answer.ToJsonString());
    }

    [Fact]
    public async Task What_is_published_needs_no_account()
    {
        var city = await CityAsync();
        var frozen = await city.PostAsync("/reports", new { year = 2020, asOf = "2020-12-31" });
        await city.PostAsync($"/reports/{Text(frozen, "id")}:publish", new { });
        var visitor = practice.Visitor(Practice.City);
        Assert.Equal(Text(frozen, "contentHash"), Text(await visitor.GetAsync("/statistics"), "contentHash"));
        Assert.Equal(401, (await visitor.RefusedAsync($"/yearReport?{year2021}")).Status);
        Assert.Contains("2020年", await visitor.Http.GetStringAsync(visitor.Path("/statistics/file")), StringComparison.Ordinal);
    }
}
