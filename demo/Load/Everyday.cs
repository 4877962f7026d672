using System.Globalization;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Load;

/// <summary>What the office and a station's clerk write down these days (日常工作). A row that is there already, by its natural key, is passed over.</summary>
/// <param name="office">The county's office, which reviews and decides.</param>
/// <param name="clerk">Who writes news: nobody reviews what he wrote himself.</param>
/// <param name="signIn">Signs in, in the county, by the phone number of an account.</param>
/// <param name="checker">Phone number of who draws samples.</param>
sealed partial class Everyday(Office office, GatewayClient clerk, Func<string, Task<GatewayClient>> signIn, string checker, CancellationToken cancel)
{
    static readonly Dictionary<string, string> kinds = new() { ["文明村镇"] = "CREATION_KIND_VILLAGE", ["文明家庭"] = "CREATION_KIND_FAMILY", ["星级文明户"] = "CREATION_KIND_STARRED_HOUSEHOLD" };
    static readonly Dictionary<string, string> halves = new() { ["上午"] = "HALF_DAY_MORNING", ["下午"] = "HALF_DAY_AFTERNOON" };
    static readonly Dictionary<string, string> methods = new() { ["清点"] = "VISIT_METHOD_HEAD_COUNT", ["估算"] = "VISIT_METHOD_ESTIMATE" };

    readonly DateOnly today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime);

    GatewayClient Door => office.Door;

    public static bool Has(Office office) => File.Exists(Path.Combine(office.Folder, "news.csv"));

    public async Task RunAsync()
    {
        await StepAsync("新闻", "news", await KeysAsync<Titled>($"news?prefix={office.County}", "items", item => item.Title), row => row["标题"], NewsAsync);
        await StepAsync("民生实事", "livelihood", await KeysAsync<Titled>("livelihood", "items", item => item.Title), row => row["事项"], ItemAsync);
        var campaigns = await CampaignsAsync();
        await StepAsync("文明创建", "candidates", await KeysAsync<Candidate>($"candidates?prefix={office.County}", "candidates", one => one.Site + one.Name), row => row["站点"] + row["名称"], row => CandidateAsync(row, campaigns[row["创建活动"]]));
        await StepAsync("到访", "visits", await KeysAsync<VisitCount>("visits", "visits", one => $"{one.Site}{one.Day}{one.HalfDay}"), row => $"{row["站点"]}{Ago(row)}{One(halves, row, "时段")}", VisitAsync);
        await StepAsync("评选", "selections", await KeysAsync<Candidate>($"candidates?prefix={office.County}", "candidates", one => one.Site + one.Name), row => row["站点"] + row["姓名"], SelectedAsync);
        await StepAsync("评星", "stars", await KeysAsync<Star>("siteStars?endedToo=true", "ratings", one => one.Site + one.Round), row => row["站点"] + row["批次"], StarAsync);
        await LecturesAsync();
        await TeachingAsync();
        await RecordsAsync();
        await StepAsync("居民心声", "quotes", await KeysAsync<Quote>("quotes", "quotes", one => one.Site + one.Text), row => row["站点"] + row["原话"], QuoteAsync);
        await StepAsync("年度报告定稿", "reports", await KeysAsync<FrozenReport>("reports", "reports", one => one.Year + one.AsOf), row => row["年度"] + row["截止"], ReportAsync);
    }

    Task StepAsync(string kind, string file, HashSet<string> known, Func<Row, string> key, Func<Row, Task> add) => Progress.StepAsync(office.Name, kind, async progress =>
    {
        foreach (var row in Table.Read(office.Folder, $"{file}.csv").Rows)
        {
            if (!known.Add(key(row))) { progress.Known++; continue; }
            try { await add(row); }
            catch (Refusal refusal) { throw new WrongInput($"{file} 第 {row.Line} 行:{refusal.Message}"); }
            progress.Added++;
        }
    });

    async Task<HashSet<string>> KeysAsync<T>(string path, string field, Func<T, string> key) => [.. (await Door.ListAsync<T>(path, field, cancel)).Select(key)];

    async Task NewsAsync(Row row)
    {
        var written = await clerk.PostAsync<Written>("news", new { site = row["站点"], title = row["标题"], body = row["正文"], source = row["来源"], tags = new[] { row["标签"] } }, cancel);
        await clerk.PostAsync<Written>($"news/{written.Id}:submit", new { }, cancel);
        if (row["状态"] == "已发布") await Door.PostAsync<Written>($"news/{written.Id}:publish", new { }, cancel);
    }

    async Task ItemAsync(Row row)
    {
        var item = await Door.PostAsync<Written>("livelihood", new { site = row["站点"], year = today.Year, title = row["事项"], responsibleUnit = row["责任单位"], dueOn = Day(row.Number("几天后到期")) }, cancel);
        if (row["进展"].Length > 0) await Door.PostAsync<Written>($"livelihood/{item.Id}:report", new { progress = row["进展"] }, cancel);
        if (row["几天前办结"].Length > 0) await Door.PostAsync<Written>($"livelihood/{item.Id}:finish", new { finishedOn = Day(-row.Number("几天前办结")), result = row["结果"] }, cancel);
    }

    /// <summary>The campaigns that run today, by title; one that is missing is opened.</summary>
    async Task<Dictionary<string, string>> CampaignsAsync()
    {
        var running = (await Door.ListAsync<Campaign>("campaigns", "campaigns", cancel)).GroupBy(one => one.Title).ToDictionary(one => one.Key, one => one.First().Id);
        foreach (var row in Table.Read(office.Folder, "candidates.csv").Rows)
            if (!running.ContainsKey(row["创建活动"]))
                running[row["创建活动"]] = (await Door.PostAsync<Written>("campaigns", new
                {
                    kind = One(kinds, row, "类别"),
                    title = row["创建活动"],
                    year = today.Year,
                    declareFrom = Day(-30),
                    declareTo = Day(60),
                    noticeDays = 7,
                    barMonths = 12,
                    recheckMonths = 12,
                    mostStars = row.Number("最高星级"),
                }, cancel)).Id;
        return running;
    }

    async Task CandidateAsync(Row row, string campaign)
    {
        var id = (await Door.PostAsync<Written>("candidates", new { campaignId = campaign, site = row["站点"], name = row["名称"], deed = row["事迹"], consent = true }, cancel)).Id;
        if (row["到哪一步"] == "已申报") return;
        var refused = row["到哪一步"] == "未通过";
        await Door.PostAsync<Written>($"candidates/{id}:review", new { refused, stars = row["星级"].Length > 0 ? row.Number("星级") : 0, note = refused ? "事迹材料不全" : "" }, cancel);
        if (row["到哪一步"] == "公示中") await Door.PostAsync<Written>($"candidates/{id}:notice", new { }, cancel);
    }

    Task VisitAsync(Row row) => Door.PostAsync<VisitCount>("visits", new { site = row["站点"], day = Ago(row), halfDay = One(halves, row, "时段"), people = row.Number("人数"), method = One(methods, row, "数法") }, cancel);

    async Task QuoteAsync(Row row)
    {
        var quote = await Door.PostAsync<Written>("quotes", new { site = row["站点"], saidOn = Ago(row), quote = row["原话"], called = row["称呼"], rating = row.Number("评分"), consent = true }, cancel);
        await Door.PostAsync<Written>($"quotes/{quote.Id}:show", new { shown = true }, cancel);
    }

    string Ago(Row row) => Day(-row.Number("几天前"));

    string Day(int after) => today.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string One(Dictionary<string, string> words, Row row, string column) =>
        words.TryGetValue(row[column], out var word) ? word : throw new WrongInput($"“{column}”应是 {string.Join("、", words.Keys)} 之一,现在是“{row[column]}”");
}
