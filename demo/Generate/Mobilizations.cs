using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>The call of the county in which the chain plays (应急动员): every institute and station answers, and so many volunteers, each once whatever the lists say twice; and a drill, counted apart.</summary>
static class Mobilizations
{
    public const string Number = "YJ-2022-01";
    const string drill = "YL-2021-01";

    static readonly string[] tasks = ["公共区域消毒", "防护知识宣传", "出入登记"];

    public static void Generate(CountyFolder folder, Places places, Volunteers volunteers, int count, Dice dice)
    {
        using (var file = folder.Open("mobilizations", "编号", "事件", "级别", "发布单位", "统一指挥", "号召", "范围", "任务", "需要人数", "开始时间", "结束时间", "演练"))
        {
            file.Add(Number, "疫情防控", "二级", $"{folder.County.Name}新时代文明实践中心", $"{folder.County.Name}疫情防控指挥部", "请志愿者就近到所、站报到,协助消毒、宣传和登记。", folder.County.Code, string.Join('、', tasks), "1800", "2022-03-10 08:00", "", "否");
            file.Add(drill, "防汛演练", "四级", $"{folder.County.Name}新时代文明实践中心", $"{folder.County.Name}防汛指挥部", "演练:请各所、站按预案响应。", folder.County.Code, "转移引导、物资搬运", "60", "2021-06-10 09:00", "2021-06-10 17:00", "是");
        }
        using (var sites = folder.Open("mobilization-sites", "动员编号", "站点", "响应时间", "说明"))
        {
            foreach (var site in places.Sites.Where(site => site.Code.Length > 6)) sites.Add(Number, site.Code, Text.Of(Moment()), "");
            foreach (var site in places.Sites.Where(site => site.Code.Length == 9)) sites.Add(drill, site.Code, "2021-06-10 09:30", "");
        }
        using var answers = folder.Open("mobilization-answers", "动员编号", "志愿者编号", "站点", "类别", "任务", "响应时间");
        var people = dice.Walk(volunteers.Registry, count).ToList();
        foreach (var volunteer in people) Answer(Number, volunteer, Moment());
        // Some answered by two ways: they are no two persons.
        foreach (var volunteer in people.Take(count / 20))
        {
            Answer(Number, volunteer, Moment());
            folder.Plant("同一个人响应两次", answers, "同一个人只计一次", Planted.Unchanged);
        }
        foreach (var volunteer in dice.Walk(volunteers.Registry, 40)) Answer(drill, volunteer, new DateTime(2021, 6, 10, 9, 30, 0, DateTimeKind.Unspecified));
        answers.Add(Number, "查无此人", places.Stations[0].Code, "", "", "2022-03-12 09:00");
        folder.Plant("志愿者不存在", answers, "没有这个编号", "UNKNOWN_PERSON");

        void Answer(string number, Volunteer volunteer, DateTime at) =>
            answers.Add(number, volunteer.RegistryNumber, volunteer.Site, volunteer.Kinds.Split('、')[0], number == Number ? dice.Of(tasks) : "", Text.Of(at));

        // Most come at once.
        DateTime Moment() => new DateTime(2022, 3, 10, 8, 0, 0, DateTimeKind.Unspecified).AddMinutes(30 + dice.Skewed() * 60);
    }
}
