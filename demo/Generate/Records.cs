using CivPractice.Demo.Figures;
using CivPractice.Demo.Files;

namespace CivPractice.Demo.Generate;

/// <summary>What volunteers ask of their records (记录证明、更正申请), how records are looked at (抽查), what the office wants regularly (定期报表), and the year that it has published (年度报告).</summary>
static class Records
{
    public static void Generate(CountyFolder folder, IReadOnlyList<(Volunteer Volunteer, DateOnly Day)> served, IReadOnlyList<Volunteer> chain, Dice dice)
    {
        using (var certificates = folder.Open("certificates", "姓名", "手机号", "居住站点", "起", "止", "联系方式", "到哪一步", "原因"))
            foreach (var (i, (volunteer, day)) in served.Where(each => each.Volunteer.Guardian.Length == 0 && !chain.Contains(each.Volunteer)).Take(6).Index())
                certificates.Add(volunteer.Person.Name, volunteer.Person.Phone, volunteer.Site, Text.Of(new DateOnly(day.Year, 1, 1)), Text.Of(new DateOnly(day.Year, 12, 31)), $"{folder.County.Name}中心办公室",
                    i switch { 0 => "已撤销", 1 => "已替换", _ => "有效" }, i == 0 ? "出具时选错了年份" : "");

        // Who asks has an account; nothing of it moves hours that figures speak of.
        using (var corrections = folder.Open("corrections", "手机号", "哪类记录", "哪里不对", "到哪一步", "答复"))
        {
            corrections.Add(chain[3].Person.Phone, "漏记的时长", $"{Targets.Year} 年 5 月 {dice.Between(2, 28)} 日在院里修水管,没有记上", "待答复", "");
            corrections.Add(chain[1].Person.Phone, "个人信息", $"我是 {chain[1].Since.Year} 年登记的,请核对登记日期", "已更正", "已核对,登记日期与原表一致");
            corrections.Add(chain[1].Person.Phone, "其他记录", $"{Targets.Year} 年 9 月 {dice.Between(2, 28)} 日的活动我没有去,名单里有我", "未更正", "签到表上有本人签字,不更正;如有异议请带材料到站里");
        }

        using (var checks = folder.Open("spot-checks", "内容", "范围", "起", "止", "数量", "随机种子", "分层", "不符", "查无材料", "没查", "情况说明", "公布"))
        {
            checks.Add("宣讲场次", folder.County.Code, $"{Targets.Year}-01-01", $"{Targets.Year}-12-31", "8", $"抽奖号 {dice.Between(100_000, 999_999)}", "", "1", "0", "0", "签到表上的人数比登记的少", "是");
            checks.Add("结项的活动", folder.County.Code, $"{Targets.Year}-01-01", $"{Targets.Year}-12-31", "12", $"抽奖号 {dice.Between(100_000, 999_999)}", "按站点", "1", "1", "4", "只有照片,没有签到", "否");
        }

        using (var reports = folder.Open("reports", "年度", "截止", "公布")) reports.Add(Text.Of(Targets.Year), $"{Targets.AsOf:yyyy-MM-dd}", "是");

        using var schedules = folder.Open("schedules", "名称", "内容", "清单", "格式", "频次", "几号", "做出");
        schedules.Add("每月活动清单", "清单", "activities", "xlsx", "每月", Text.Of(dice.Between(1, 10)), "否");
        schedules.Add("每季队伍清单", "清单", "teams", "csv", "每季", Text.Of(1), "是");
        schedules.Add("年度报告", "年度报告", "", "docx", "每年", Text.Of(dice.Between(5, 20)), "否");
    }
}
