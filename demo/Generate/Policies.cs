using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>
/// What a county and the city were told to do and by whom: pilots, documents with their tasks, the city's coordination group with its member units and their duties; and the
/// neighbourhoods of communities. Titles of published documents are real, wording of clauses is invented.
/// </summary>
static class Policies
{
    public const string GroupName = "阳泉市志愿服务工作协调小组", Rules = "阳泉市志愿服务工作协调小组及其办事机构工作规则";
    const string guideline = "关于建设新时代文明实践中心试点工作的指导意见", measures = "阳泉市深入推进新时代文明实践中心建设工作措施", assigned = "阳泉市深化拓展新时代文明实践中心建设试点工作任务分工和措施";

    /// <summary>Pilots as the article tells of them, by month.</summary>
    public static readonly IReadOnlyList<(string County, string Level, string Month, string Batch)> Pilots =
        [("140311", "全国", "2019年10月", "第二批"), ("140303", "省级", "2019年11月", ""), ("140302", "市级", "2020年5月", "")];

    static readonly (string Name, string Kind, string Duty)[] units =
    [
        ("市委宣传部", "党委部门", "牵头抓总,协调文明实践志愿服务工作"), ("市委组织部", "党委部门", "组织党员志愿服务,推动在职党员到社区报到"), ("市委统战部", "党委部门", "组织统一战线成员参与志愿服务"),
        ("市委政法委", "党委部门", "组织平安建设和法治宣传志愿服务"), ("市直机关工委", "党委部门", "组织机关党员干部参与志愿服务"), ("市文明办", "党委部门", "承担协调小组办公室日常工作"),
        ("市教育局", "政府部门", "组织师生志愿服务,开放校园资源"), ("市科学技术局", "政府部门", "组织科技志愿服务"), ("市公安局", "政府部门", "组织平安和交通文明志愿服务"),
        ("市民政局", "政府部门", "指导志愿服务记录和队伍登记"), ("市司法局", "政府部门", "组织法律援助和普法志愿服务"), ("市财政局", "政府部门", "保障志愿服务工作经费"),
        ("市农业农村局", "政府部门", "组织农业科技下乡志愿服务"), ("市文化和旅游局", "政府部门", "组织文化和旅游志愿服务,开放文化场馆"), ("市卫生健康委", "政府部门", "组织健康义诊和防疫志愿服务"),
        ("市应急管理局", "政府部门", "组织应急救援志愿服务"), ("市体育局", "政府部门", "组织健身体育志愿服务"), ("市生态环境局", "政府部门", "组织生态环境保护志愿服务"),
        ("市总工会", "群团组织", "组织职工志愿服务"), ("团市委", "群团组织", "组织青年志愿服务"), ("市妇联", "群团组织", "组织巾帼志愿服务"), ("市科协", "群团组织", "组织科普志愿服务"),
        ("市残联", "群团组织", "组织助残志愿服务"), ("市文联", "群团组织", "组织文艺志愿服务"), ("市红十字会", "群团组织", "组织应急救护和献血志愿服务"), ("市融媒体中心", "事业单位", "宣传志愿服务典型"),
        ("市退役军人事务局", "政府部门", "组织退役军人志愿服务"), ("市乡村振兴局", "政府部门", "组织乡村振兴志愿服务"), ("市住房和城乡建设局", "政府部门", "组织城市环境志愿服务"),
    ];

    static readonly (string Text, string Unit, string With, string Due, string State, string Done)[] tasks =
    [
        ("建强中心、所、站三级组织体系,岗位全部到人", "市委组织部", "市委宣传部、市民政局", "2021-06-30", "已完成", "2021-06-18"), ("整合基层阵地资源,建立文明实践阵地资源库", "市文化和旅游局", "市教育局、市体育局、市科协", "2021-09-30", "已完成", "2021-09-22"),
        ("组建常态化志愿服务队伍,十类队伍县县齐全", "市文明办", "团市委、市妇联、市总工会", "2021-12-31", "已完成", "2021-12-15"), ("依托四级宣讲体系开展常态化理论宣讲", "市委宣传部", "市委组织部", "2021-12-31", "已完成", "2021-12-28"),
        ("建立群众点单、中心派单、队伍接单、群众评单机制", "市文明办", "市民政局", "2022-06-30", "进行中", ""), ("培育有影响力的志愿服务品牌", "市文明办", "市民政局、团市委", "2022-12-31", "进行中", ""),
        ("推进移风易俗,健全红白理事会", "市农业农村局", "市民政局、市妇联", "2022-09-30", "进行中", ""), ("开展健康义诊进村入户", "市卫生健康委", "市红十字会", "2022-10-31", "进行中", ""),
        ("落实志愿者保险和经费保障", "市财政局", "市民政局", "2022-12-31", "未开始", ""), ("建立文明实践工作考评办法", "市委宣传部", "市直机关工委", "2022-12-31", "未开始", ""),
    ];

    static readonly string[] sides = ["幸福", "和谐", "锦绣", "阳光", "桃园", "新华", "康乐", "丽景", "福星", "泰安", "明珠", "惠民", "兴盛", "紫薇"];
    static readonly string[] grounds = ["小区", "花园", "家园", "苑"];

    public static void Generate(CountyFolder folder, Places places, Dice dice)
    {
        var county = folder.County;
        if (Pilots.FirstOrDefault(pilot => pilot.County == county.Code) is { County: not null } named)
        {
            using var pilots = folder.Open("pilots", "站点", "级别", "确定日期", "批次", "文件");
            pilots.Add(county.Code, named.Level, named.Month, named.Batch, "");
        }
        using (var documents = folder.Open("documents", "标题", "发文机关", "文号", "级别", "类别", "发文日期", "内容提要", "替代文件"))
            documents.Add($"{county.Name}新时代文明实践中心实施方案", $"中共{county.Name}{(county.Name.EndsWith('区') ? "区" : "县")}委办公室", "", "县级", "实施方案", $"{county.Opened.Year}年{county.Opened.Month}月", "明确三级组织、队伍、阵地和保障", "");

        using var file = folder.Open("neighbourhoods", "站点", "小区", "户数", "人口", "统计日期", "纬度", "经度");
        foreach (var community in places.Stations.Where(station => station.Neighbourhoods > 0))
        {
            var names = dice.Some([.. sides.SelectMany(side => grounds.Select(ground => side + ground))], community.Neighbourhoods);
            var people = Share.Split(community.Residents, [.. names.Select(_ => dice.Between(40, 160))]);
            foreach (var (i, (name, residents)) in names.Zip(people).Index())
            {
                var (latitude, longitude) = Positions.Of(community.Code, i + 1);
                file.Add(community.Code, name, Text.Of(residents * 10 / 27), Text.Of(residents), "2021-11-01", latitude, longitude);
            }
        }
    }

    /// <summary>The city's own.</summary>
    public static void Generate(CountyFolder folder, int memberUnits, People people, Dice dice)
    {
        using (var documents = folder.Open("documents", "标题", "发文机关", "文号", "级别", "类别", "发文日期", "内容提要", "替代文件"))
        {
            documents.Add(guideline, "中共中央办公厅", "", "中央", "指导意见", "2018年", "", "");
            documents.Add(measures, "中共阳泉市委宣传部", "", "市级", "工作措施", "2020年", "", "");
            documents.Add(assigned, "中共阳泉市委宣传部", "", "市级", "任务分工", "2021年", "", "");
            documents.Add(Rules, GroupName, "", "市级", "工作规则", "2021年", $"明确 {memberUnits} 家单位的具体职责", "");
        }
        using (var assignments = folder.Open("document-tasks", "文件", "条款", "任务", "牵头单位", "配合单位", "完成时限", "状态", "完成日期"))
            foreach (var (i, task) in tasks.Index()) assignments.Add(assigned, Clause(i), task.Text, task.Unit, task.With, task.Due, task.State, task.Done);

        using var members = folder.Open("member-units", "协调小组", "单位", "类别", "分管负责人", "联络员", "联系电话", "加入日期");
        using var duties = folder.Open("duties", "单位", "文件", "条款", "职责", "起始日期");
        foreach (var (i, unit) in units.Take(memberUnits).Index())
        {
            members.Add(GroupName, unit.Name, unit.Kind, people.Name(), people.Name(), $"0353-0{i:000000}", "2021-01-01");
            duties.Add(unit.Name, Rules, Clause(i), unit.Duty, "2021-01-01");
            if (i < 3) duties.Add(unit.Name, Rules, Clause(units.Length + i), "定期研究志愿服务工作,通报进展", "2021-01-01");
        }

        static string Clause(int number) => $"第{number + 1}条";
    }
}
