using System.Globalization;
using CivPractice.Demo.Figures;

namespace CivPractice.Demo.Generate;

/// <summary>
/// A charity association (公益协会) of the city with its activities, donations, the people whom it helps, and what it gave them. Its activities are none of the sites' own, its
/// volunteers are person-times, and whoever was helped several times is one person.
/// </summary>
static class Charity
{
    public const string County = "140302", Number = "SH-140302-001", Name = "爱心公益志愿者协会";

    /// <summary>Serial numbers of the people whom it helps: behind the offices.</summary>
    const int firstHelped = 950_000;

    static readonly string[] works = ["爱心助学", "暖冬送衣", "敬老送餐", "助残出行", "困境儿童陪伴", "义务献血", "爱心超市义卖", "大病救助探访"];
    static readonly string[] purposes = ["助学", "生活补助", "大病救助", "节日慰问", "取暖补助"];
    static readonly string[] categories = ["老人", "残疾人", "困难家庭", "留守人员", "大病患者", "困难学生", "其他"];

    public static void Generate(CountyFolder folder, Places places, People people, Targets targets, Dice dice)
    {
        using (var file = folder.Open("associations", "登记证号", "名称", "已登记", "所属站点", "业务主管单位", "成立日期", "宗旨"))
            file.Add(Number, Name, "是", folder.County.Code, "市文明办", Text.Of(dice.Day(new DateOnly(2009, 3, 5), new DateOnly(2014, 12, 5))), "扶老、助残、救孤、济困");
        Activities(folder, places, targets, dice);
        Beneficiaries(folder, people, targets["F13"], dice);
        Donations(folder, targets, dice);
    }

    static void Activities(CountyFolder folder, Places places, Targets targets, Dice dice)
    {
        using var file = folder.Open("association-activities", "原编号", "名称", "平台", "站点", "开始时间", "结束时间", "地点", "志愿者人次", "群众人次", "成效", "主办协会");
        var volunteers = Share.Skewed(dice, targets["F12"], targets["F11"], least: 2);
        for (var i = 0; i < targets["F11"]; i++) Add(Calendar.Day(dice, Targets.Year), volunteers[i]);
        for (var i = 0; i < targets["F11"] / 2; i++) Add(Calendar.OtherDay(dice), dice.Between(5, 60));

        void Add(DateOnly day, int came)
        {
            var (start, where) = (Calendar.Start(dice, day), places.Station(dice));
            file.Add($"XH-{file.Row:0000}", dice.Of(works), "教育", folder.County.Code, Text.Of(start), Text.Of(start.AddMinutes(dice.Between(2, 6) * 30)), where.Name, Text.Of(came), Text.Of(dice.Between(3, 90)), "", Name);
        }
    }

    static void Beneficiaries(CountyFolder folder, People people, int count, Dice dice)
    {
        using var file = folder.Open("beneficiaries", "编号", "协会", "类别", "姓名", "身份证号", "同意登记");
        Invented? first = null;
        for (var i = 0; i < count; i++)
        {
            var person = people.Person(firstHelped + i);
            first ??= person;
            // Of some the association never asked for the number.
            file.Add(Code(i), Name, dice.Of(categories), person.Name, i > 0 && dice.Chance(20) ? "" : person.IdentityNumber, "是");
        }
        file.Add("BF-CF01", Name, categories[0], first!.Name, first.IdentityNumber, "是");
        folder.Plant("同一个人两个编号", file, "和 BF-001 是同一个人", "BENEFICIARY_KNOWN");
    }

    static void Donations(CountyFolder folder, Targets targets, Dice dice)
    {
        using var received = folder.Open("donations", "收据号", "协会", "收到日期", "种类", "金额(元)", "用途", "物资", "捐赠人");
        using var given = folder.Open("allocations", "发放编号", "收据号", "帮扶对象编号", "发放日期", "金额(元)", "用途");
        var (helped, turn) = (targets["F13"], 0);
        var amounts = Share.Skewed(dice, targets["F14"], helped + helped / 2, least: 20);
        foreach (var yuan in amounts) Receive(Calendar.Day(dice, Targets.Year), yuan, "资金", "");
        Receive(new DateOnly(Targets.Year, 1, 20), 36_000, "物资", "棉被 120 床、米面油 60 套");
        // The years around it: some of the same people again.
        for (var i = 0; i < helped; i++) Receive(dice.Day(new DateOnly(2020, 1, 10), new DateOnly(2020, 12, 20)), dice.Between(200, 9_000), "资金", "");
        var last = Receive(dice.Day(new DateOnly(2022, 1, 10), new DateOnly(2022, 4, 30)), 5_000, "资金", "");
        given.Add("FF-CE01", last, Code(0), "2022-05-10", "4999.00", "助学");
        folder.Plant("发放超过捐赠", given, "这笔捐赠没有这么多余额", "DONATION_EXHAUSTED");

        // Nine tenths and more are given on in the same year, in a few parts; each in turn gets one.
        string Receive(DateOnly day, int yuan, string kind, string goods)
        {
            var receipt = $"JZ-{day.Year}-{received.Row:0000}";
            received.Add(receipt, Name, Text.Of(day), kind, yuan.ToString("#,##0.00", CultureInfo.InvariantCulture), dice.Of(purposes), goods, dice.Chance(30) ? "匿名" : "测试企业");
            var parts = Share.Skewed(dice, yuan * 97 / 100, dice.Between(1, 3), least: 1);
            foreach (var part in parts)
                given.Add($"FF-{given.Row:00000}", receipt, Code(turn++ % helped), Text.Of(dice.Day(day, new DateOnly(day.Year, day.Year == Targets.AsOf.Year ? 5 : 12, day.Year == Targets.AsOf.Year ? 10 : 31))), Text.Of(part), dice.Of(purposes));
            return receipt;
        }
    }

    static string Code(int i) => string.Create(CultureInfo.InvariantCulture, $"BF-{i + 1:000}");
}
