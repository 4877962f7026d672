using System.Globalization;
using System.Text.Json;
using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;
using CivPractice.Demo.Generate;
using CivPractice.Demo.Load;

namespace CivPractice.Demo.Check;

/// <summary>One figure held against its target.</summary>
public sealed record FigureLine(string Id, string Expected, string Got, bool Holds, string Meaning);

/// <summary>Asks the platform, as the city coordinator, for the figures that the data were made for, and holds them against their targets.</summary>
public static class FigureCheck
{
    /// <summary>F03 cannot be met to the digit: whole stations are opened, not percents.</summary>
    const double nearEnough = 0.5;

    const string lecturing = "140303";

    static readonly string[] expectedPilots = ["140302 MUNICIPAL_LEVEL 2020-05", "140303 PROVINCIAL_LEVEL 2019-11", "140311 NATIONAL_LEVEL 2019-10"];

    /// <exception cref="Refusal">Not signed in, or not allowed to see the city's figures.</exception>
    public static async Task<IReadOnlyList<FigureLine>> RunAsync(GatewayClient city, Targets targets, CancellationToken cancel)
    {
        var asOf = $"to={Text.Of(Targets.AsOf)}";
        var year = $"from={Targets.Year}-01-01&to={Targets.Year}-12-31";
        var tiers = await AskAsync(city, $"prefix=1403&{asOf}&groupBy=DIMENSION", cancel, "divisions.covered", "divisions.due");
        var own = await AskAsync(city, $"prefix={Yangquan.ChainCounty}&{asOf}&groupBy=DIMENSION", cancel, "sites.running");
        var stocks = await AskAsync(city, $"prefix=1403&{asOf}", cancel,
            "venues.pool", "volunteers.registry.city", "hours.registry.minutes", "teams.registry", "projects.registry", "teams.practice", "memberships.practice", "brands");
        var flows = await AskAsync(city, $"prefix=1403&{year}", cancel, "activities.completed", "lectures.held", "lectures.audience.headcount");
        var charity = await AskAsync(city, $"prefix=1403&{year}&groupBy=DIMENSION", cancel, "associations.activities", "associations.volunteers", "associations.helped", "donations.money.fen");
        var answered = await AskAsync(city, $"prefix={Yangquan.ChainCounty}&{asOf}&groupBy=DIMENSION", cancel, "mobilizations.volunteers");
        // Lecturers are counted from the day on which they were written down.
        var lecturers = await AskAsync(city, $"prefix={lecturing}", cancel, "lecturer-teams", "lecturers");

        // From the beginning: "up to now" is what the article says of them.
        var honours = await AskAsync(city, $"prefix=1403&{asOf}&groupBy=DIMENSION", cancel, "honours.persons", "honours.organizations");
        var bases = await AskAsync(city, $"prefix=1403&{asOf}&groupBy=DIMENSION", cancel, "bases");
        var ten = new List<long>();
        foreach (var county in Yangquan.Counties) ten.Add((await AskAsync(city, $"prefix={county.Code}&{asOf}&groupBy=DIMENSION", cancel, "dictionaries.team-kinds")).GetValueOrDefault(("dictionaries.team-kinds", "Ten")));
        // The community of the main chain, the coordination group, the documents, the pilots.
        var community = await AskAsync(city, $"prefix={Yangquan.ChainTownship}801&{asOf}", cancel, "neighbourhoods", "neighbourhoods.residents");
        var papers = await AskAsync(city, $"prefix=1403&{asOf}", cancel, "member-units", "member-units.bound", "document-tasks");
        var levels = await AskAsync(city, $"prefix=1403&{asOf}&groupBy=DIMENSION", cancel, "documents");
        var pilots = await PilotsAsync(city, cancel);

        long Of(Dictionary<(string, string), long> figures, string indicator, string group = "") => figures.GetValueOrDefault((indicator, group));
        var (running, due) = (Of(tiers, "divisions.covered", "Center") + Of(tiers, "divisions.covered", "Institute"), Of(tiers, "divisions.due", "Center") + Of(tiers, "divisions.due", "Institute"));
        var (stations, villages) = (Of(tiers, "divisions.covered", "Station"), Of(tiers, "divisions.due", "Station"));
        var (covered, basically) = (Percent(running, due), Percent(stations, villages));

        return
        [
            Exact("F01", Of(stocks, "venues.pool")),
            new("F02", $"{targets["F02"]}%", string.Create(CultureInfo.InvariantCulture, $"{covered:0.0}% = {running}/{due}"), due > 0 && running == due, targets.Meaning("F02")),
            new("F03", $"95% 至 100%,约 {targets["F03"]}%", string.Create(CultureInfo.InvariantCulture, $"{basically:0.0}% = {stations}/{villages}"),
                basically is >= 95 and < 100 && Math.Abs(basically - targets["F03"]) <= nearEnough, targets.Meaning("F03")),
            Exact("F04", Of(own, "sites.running", "Institute")), Exact("F05", Of(own, "sites.running", "Station")),
            Exact("F06", Of(answered, "mobilizations.volunteers", Mobilizations.Number)),
            Exact("F07", Of(community, "neighbourhoods")), Exact("F08", Of(community, "neighbourhoods.residents")),
            Exact("F09", Of(papers, "member-units.bound")),
            new("F10", $"{targets["F10"]}", $"{ten.Min()} 至 {ten.Max()}", ten.TrueForAll(kinds => kinds == targets["F10"]), targets.Meaning("F10")),
            Exact("F11", Of(charity, "associations.activities", Charity.Number)), Exact("F12", Of(charity, "associations.volunteers", Charity.Number)),
            Exact("F13", Of(charity, "associations.helped", Charity.Number)), Exact("F14", Of(charity, "donations.money.fen", Charity.Number) / 100),
            Exact("F15", Of(stocks, "volunteers.registry.city")), Exact("F16", Of(stocks, "hours.registry.minutes")),
            Exact("F17", Of(stocks, "teams.registry")), Exact("F18", Of(stocks, "projects.registry")),
            Exact("F19", Of(stocks, "teams.practice")), Exact("F20", Of(stocks, "memberships.practice")),
            Exact("F21", Of(flows, "activities.completed")), Exact("F22", Of(stocks, "brands")), Exact("F23", Of(flows, "lectures.held")), Exact("F24", Of(flows, "lectures.audience.headcount")),
            Exact("F25", Of(lecturers, "lecturer-teams")), Exact("F26", Of(lecturers, "lecturers")),
            .. HonourList.Figures.Where(id => id != "F29").Select(id => Exact(id, Of(honours, "honours.persons", HonourList.GroupOf(id)))),
            new("F28", string.Join('、', expectedPilots), string.Join('、', pilots), pilots.SequenceEqual(expectedPilots), targets.Meaning("F28")),
            Exact("F29", Of(honours, "honours.organizations", HonourList.GroupOf("F29"))),
            new("DOC", $"{targets["DOC"]} = 1 + 3 + 5,有任务", $"{levels.Values.Sum()} = {Of(levels, "documents", "NationalLevel")} + {Of(levels, "documents", "MunicipalLevel")} + {Of(levels, "documents", "CountyLevel")},{Of(papers, "document-tasks")} 项任务",
                levels.Values.Sum() == targets["DOC"] && (Of(levels, "documents", "NationalLevel"), Of(levels, "documents", "MunicipalLevel"), Of(levels, "documents", "CountyLevel")) == (1, 3, 5) && Of(papers, "document-tasks") > 0,
                targets.Meaning("DOC")),
            Exact("J01", bases.Values.Sum()) with { Holds = bases.Values.Sum() == targets["J01"] && Of(bases, "bases", "红色教育") > 0 && Of(bases, "bases", "农业研学") > 0 },
        ];

        FigureLine Exact(string id, long got) => new(id, $"{targets[id]}", $"{got}", got == targets[id], targets.Meaning(id));
    }

    public static void Print(IReadOnlyList<FigureLine> lines, TextWriter to)
    {
        foreach (var line in lines) to.WriteLine($"{line.Id}  {(line.Holds ? "成立  " : "不成立")}  应为 {line.Expected},实为 {line.Got}  {line.Meaning}");
        to.WriteLine($"{lines.Count(line => line.Holds)} 个数成立,{lines.Count(line => !line.Holds)} 个不成立");
    }

    static double Percent(long part, long whole) => whole == 0 ? 0 : 100d * part / whole;

    // Each with its place, level and month.
    static async Task<List<string>> PilotsAsync(GatewayClient city, CancellationToken cancel) =>
        [.. (await city.GetAsync<JsonElement>("pilots?prefix=1403&pageSize=200", cancel)).GetProperty("pilots").EnumerateArray()
            .Where(pilot => pilot.GetProperty("endedOn").GetString() is null or "").Select(pilot => $"{pilot.GetProperty("site").GetString()} {pilot.GetProperty("level").GetString()} {pilot.GetProperty("designatedOn").GetString()}").Order(StringComparer.Ordinal)];

    static async Task<Dictionary<(string Indicator, string Group), long>> AskAsync(GatewayClient city, string question, CancellationToken cancel, params string[] indicators)
    {
        var answer = await city.GetAsync<JsonElement>($"figures?{question}&{string.Join('&', indicators.Select(indicator => $"indicators={indicator}"))}", cancel);
        if (answer.TryGetProperty("missing", out var missing) && missing.GetArrayLength() > 0)
            throw new WrongInput($"这些服务没有回答,稍后再试:{string.Join("、", missing.EnumerateArray().Select(each => each.GetString()))}");
        return answer.GetProperty("figures").EnumerateArray().ToDictionary(
            figure => (figure.GetProperty("indicator").GetString()!, figure.GetProperty("group").GetString() ?? ""),
            figure => figure.GetProperty("value") is { ValueKind: JsonValueKind.String } text ? long.Parse(text.GetString()!, CultureInfo.InvariantCulture) : figure.GetProperty("value").GetInt64());
    }

    /// <summary>Phone and password of the city coordinator in the list of accounts that the load wrote.</summary>
    /// <exception cref="WrongInput">No such file, or no such account in it.</exception>
    public static (string Phone, string Password) Coordinator(string accounts)
    {
        if (!File.Exists(accounts)) throw new WrongInput($"缺少账号文件 {accounts}");
        var parts = File.ReadLines(accounts).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).FirstOrDefault(parts => parts is ["city-coordinator", _, _, ..]);
        return parts is null ? throw new WrongInput($"{accounts} 里没有 city-coordinator") : (parts[1], parts[2]);
    }
}
