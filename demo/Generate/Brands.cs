namespace CivPractice.Demo.Generate;

/// <summary>Brands (志愿服务品牌) of a county: what it has become known for, each with its team, level and story.</summary>
static class Brands
{
    static readonly string[] firsts = ["邻里", "暖心", "阳光", "石榴籽", "春雨", "晚晴", "初心", "同心", "太行", "漾泉"];
    static readonly string[] seconds = ["红马甲", "小院", "课堂", "驿站", "帮帮团", "轻骑兵", "灯塔", "夜话", "敲门组", "护学岗"];

    public static void Generate(CountyFolder folder, Teams teams, int count, Dice dice)
    {
        using var file = folder.Open("brands", "名称", "级别", "所属站点", "队伍", "起始日期", "品牌故事", "项目", "获奖");
        var names = new HashSet<string>();
        var bearers = dice.Walk(teams.All, count).ToList();
        for (var i = 0; i < count; i++)
        {
            // Where there are few teams, one has several.
            var team = bearers[i % bearers.Count];
            string name;
            do name = $"{dice.Of(firsts)}{dice.Of(seconds)}"; while (!names.Add(name));
            file.Add(name, dice.Roll(10) switch { 0 => "省级", < 5 => "市级", _ => "县级" }, team.Site, team.Name, Text.Of(dice.Day(team.Founded, Figures.Targets.AsOf.AddDays(-10))),
                $"从{team.Name}的一次“{Teams.WorkOf(team, dice)}”做起,坚持下来,成了大家叫得出名字的品牌。", "", dice.Chance(20) ? "市优秀志愿服务项目" : "");
        }
    }
}
