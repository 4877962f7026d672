using System.Globalization;
using System.Text.Json;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Figures;

/// <summary>
/// The figures that the generated rows add up to (目标数), by the ids of the city's published article. Exact, except F03, a percentage that whole stations can only come near.
/// </summary>
public sealed class Targets
{
    /// <summary>The day as of which the article speaks, and the year that it tells of.</summary>
    public static readonly DateOnly AsOf = new(2022, 5, 11);
    public const int Year = 2021;

    /// <summary>Each id with the least and the most that can be made.</summary>
    static readonly (string Id, int Least, int Most)[] ranges =
    [
        ("F01", 20, 100_000), ("F02", 100, 100), ("F03", 95, 99), ("F04", 1, 14), ("F05", 30, 400), ("F10", 10, 10),
        ("F15", 300, 1_000_000), ("F16", 3_000, 100_000_000), ("F17", 5, 20_000), ("F18", 5, 20_000), ("F19", 10, 20_000), ("F20", 60, 2_000_000),
        ("F21", 15, 200_000), ("F23", 30, 500_000), ("F24", 300, 50_000_000), ("F25", 3, 5_000), ("F26", 3, 50_000),
        ("F27A", 0, 500), ("F27B", 0, 500), ("F27C", 0, 500), ("F27D", 0, 500), ("F27E", 0, 500), ("F29", 0, 6), ("J01", 2, 500),
    ];

    readonly Dictionary<string, int> values;
    readonly Dictionary<string, string> meanings;

    Targets(Dictionary<string, int> values, Dictionary<string, string> meanings) => (this.values, this.meanings) = (values, meanings);

    public int this[string id] => values[id];
    public string Meaning(string id) => meanings[id];
    public static IEnumerable<string> Ids => ranges.Select(range => range.Id);

    /// <summary>Those of the article.</summary>
    public static Targets Usual { get; } = ReadUsual();

    /// <summary>The usual ones, save for those that the file gives otherwise: csv with the columns 编号 and 数值, or json as {"F01": 1388}.</summary>
    /// <exception cref="WrongInput">No such file, an unknown id, no number, a number out of its range, or numbers that do not fit each other.</exception>
    public static Targets Read(string? file)
    {
        if (file is null) return Usual;
        if (!File.Exists(file)) throw new WrongInput($"缺少文件 {file}");
        var given = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? OfJson(file) : OfTable(Table.Read(file));
        var values = new Dictionary<string, int>(Usual.values);
        foreach (var (id, text) in given)
        {
            if (!values.ContainsKey(id)) throw new WrongInput($"{file} 里的 {id} 不认识,可用的是 {string.Join("、", Ids)}");
            values[id] = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new WrongInput($"{file} 里的 {id} 应是一个整数,现在是“{text}”");
        }
        return Checked(new Targets(values, Usual.meanings));
    }

    static Targets ReadUsual()
    {
        var table = Table.Read("figures.csv", typeof(Targets).Assembly.GetManifestResourceStream("figures.csv")!);
        return Checked(new Targets(OfTable(table).ToDictionary(each => each.Id, each => int.Parse(each.Text, CultureInfo.InvariantCulture)), table.Rows.ToDictionary(row => row["编号"], row => row["说明"])));
    }

    static IEnumerable<(string Id, string Text)> OfTable(Table table) => table.Rows.Select(row => (row["编号"].Trim(), row["数值"].Trim()));

    static List<(string Id, string Text)> OfJson(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. json.RootElement.EnumerateObject().Select(each => (each.Name, each.Value.ToString()))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) { throw new WrongInput($"{file} 应是 {{\"F01\": 1388}} 这样的 JSON"); }
    }

    static Targets Checked(Targets targets)
    {
        foreach (var (id, least, most) in ranges)
            if (targets[id] < least || targets[id] > most) throw new WrongInput($"{id}({targets.meanings[id]})应在 {least} 到 {most} 之间,现在是 {targets[id]}");

        Fits(targets["F05"] <= 80 * targets["F04"], "F05 太大:平均每个所超过了 80 个站");
        Fits(targets["F20"] >= 7 + targets["F19"], $"F20 至少要有 F19 加 7 人次({targets["F19"] + 7}):每支文明实践队伍都有人");
        Fits(targets["F20"] / targets["F19"] <= targets["F15"] / 30, "F20 太大:平均每支队伍的人超过了 F15 的三十分之一");
        Fits(targets["F24"] >= 2 * targets["F23"], $"F24 至少要有 F23 的两倍({2 * targets["F23"]}):清点的场次都有听众");
        Fits(targets["F24"] / targets["F23"] <= 2_000, "F24 太大:平均每场听众超过了 2000 人");
        Fits(targets["F26"] >= targets["F25"], $"F26 至少要有 F25 那么多({targets["F25"]}):每支队伍都有宣讲员");
        Fits(targets["F26"] / targets["F25"] <= 100, "F26 太大:平均每支队伍超过了 100 人");
        return targets;

        static void Fits(bool holds, string sentence)
        {
            if (!holds) throw new WrongInput(sentence);
        }
    }

    /// <summary>As a file that <see cref="Read"/> takes.</summary>
    public void Write(string folder)
    {
        var table = new Table("figures.csv", "编号", "数值", "说明");
        foreach (var id in Ids) table.Add(id, values[id], meanings[id]);
        table.Write(folder);
    }
}
