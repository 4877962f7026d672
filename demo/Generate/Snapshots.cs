using System.Globalization;
using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>What the national system showed of the city on the day of the figures (外部系统快照): the same four numbers that its imported rows add up to.</summary>
public static class Snapshots
{
    public static void Generate(string root, Targets targets)
    {
        using var file = ImportFile.Create(Path.Combine(root, Yangquan.City, "snapshots.csv"), asOldProgramsDo: false, "系统", "范围", "截至日期", "志愿者", "时长（小时）", "队伍", "项目", "依据");
        // The system shows hours with one decimal.
        var hours = Math.Round(targets["F16"] / 60m, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);
        file.Add("全国志愿服务信息系统", Yangquan.City[..4], Text.Of(Targets.AsOf), $"{targets["F15"]}", hours, $"{targets["F17"]}", $"{targets["F18"]}", "系统首页截图，存档号 测试-2022-018");
    }
}
