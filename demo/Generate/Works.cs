using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>Projects (志愿服务项目) and the activities (文明实践活动) of the past, with or without a project, held by a team at its site.</summary>
static class Works
{
    static readonly string[] served = ["老人", "儿童", "困难家庭", "农户", "居民", "残疾人"];
    static readonly string[] outcomes = ["", "", "群众反映好", "解决了实际困难", "参与的人比上次多"];

    /// <summary>How often a team is sought that had been founded by the day.</summary>
    const int mostDraws = 30;

    public static void Generate(CountyFolder folder, Places places, Teams teams, CountyTargets targets, Dice dice)
    {
        // Few teams do most of it.
        var sums = Dice.Sums(teams.All.Select(_ => dice.Skewed()));
        var projects = Projects();
        var byTeam = projects.ToLookup(project => project.Team);

        using var file = folder.Open("activities", "原编号", "名称", "平台", "站点", "队伍", "项目", "开始时间", "结束时间", "地点", "志愿者人次", "群众人次", "成效", "目的", "任务领域", "结合工作", "主题", "主办单位", "承办单位", "协办单位");
        var number = 0;
        for (var i = 0; i < targets.Activities; i++) Add(Calendar.Day(dice, Targets.Year));
        for (var i = 0; i < targets.Activities * targets.Scale; i++) Add(Calendar.OtherDay(dice));
        if (places.Merged is { } gone)
        {
            var start = Calendar.Start(dice, new DateOnly(2020, 10, 17));
            file.Add($"HD-{folder.County.Code}-HB01", $"{gone.Name}搬迁前大扫除", "科技", gone.Code, "", "", Text.Of(start), Text.Of(start.AddHours(2)), gone.Name, "12", "30", "", "", "", "", "", "", "", "");
            folder.Plant("站点合并", file, "停用以前的活动,留在原站点", Planted.Taken);
        }
        file.Add($"HD-{folder.County.Code}-CW01", "查无此站的活动", "文化", places.Unknown, "", "", "2020-05-04 09:00", "2020-05-04 11:00", "", "8", "20", "", "", "", "", "", "", "", "");
        folder.Plant("站点不存在", file, "站点没有这个代码", "UNKNOWN_SITE");

        List<(Team Team, string Name, DateOnly Begun, DateOnly Ended)> Projects()
        {
            using var list = folder.Open("projects", "名称", "类别", "平台", "队伍", "所属站点", "服务对象", "目标", "开始日期", "结束日期", "全国系统编号");
            var (made, taken) = (new List<(Team, string, DateOnly, DateOnly)>(), new HashSet<(string, string)>());
            // A third as many again are local ones, without a number.
            for (var i = 0; i < targets.RegistryProjects + targets.RegistryProjects / 3; i++)
            {
                var team = teams.All[dice.Heavy(sums)];
                var (work, who) = (Teams.WorkOf(team, dice), dice.Of(served));
                var name = $"“{work}”{who}服务项目";
                for (var n = 2; !taken.Add((team.Site, name)); n++) name = $"“{work}”{who}服务项目({n})";
                var begun = dice.Day(team.Founded, Targets.AsOf);
                var ended = dice.Chance(20) ? begun.AddDays(dice.Between(200, 700)) : DateOnly.MaxValue;
                list.Add(name, team.Category, Teams.PlatformOf(team.Category), team.Name, team.Site, who, dice.Chance(50) ? $"每月不少于 {dice.Between(1, 4)} 次" : "", Text.Of(begun),
                    ended < DateOnly.MaxValue ? Text.Of(ended) : "", i < targets.RegistryProjects ? $"P{folder.County.Code}{i + 1:00000}" : "");
                made.Add((team, name, begun, ended));
            }
            return made;
        }

        void Add(DateOnly day)
        {
            var team = teams.All[dice.Heavy(sums)];
            for (var more = mostDraws; team.Founded > day && more > 0; more--) team = teams.All[dice.Heavy(sums)];
            // Of a day before any team was founded the site alone is known.
            var founded = team.Founded <= day;
            var start = Calendar.Start(dice, day);
            var own = founded ? byTeam[team].Where(project => project.Begun <= day && day <= project.Ended).Select(project => project.Name).ToList() : [];
            file.Add(
            [
                $"HD-{folder.County.Code}-{++number:000000}", $"{Teams.WorkOf(team, dice)}{(dice.Chance(30) ? "进家门" : "活动")}", Teams.PlatformOf(team.Category), team.Site, founded ? team.Name : "",
                own.Count > 0 && dice.Chance(50) ? dice.Of(own) : "", Text.Of(start), Text.Of(start.AddMinutes(dice.Between(2, 8) * 30)), places.Sites.First(site => site.Code == team.Site).Name,
                Text.Of(dice.Between(4, 40)), Text.Of(dice.Between(5, 220)), dice.Of(outcomes), .. Marks.Of(folder.County, team, founded, day, number),
            ]);
        }
    }
}
