namespace CivPractice.Demo.Generate;

/// <summary>The office of a county's centre (中心办公室) with the unit that hosts it, and the county's volunteer corps (志愿服务总队). Who heads them stands in the posts.</summary>
static class CenterOffices
{
    public static void Generate(CountyFolder folder, Dice dice)
    {
        var county = folder.County;
        var kind = county.Name.EndsWith('区') ? "区" : "县";
        using var file = folder.Open("center-office", "所在单位", "地址", "电话", "工作人员", "总队名称", "总队成立日期", "总队成立文件");
        // 0353 is the city's area code; local numbers never begin with 0, so this one rings nowhere.
        file.Add($"{county.Name}{kind}委宣传部", $"{county.Name}文化中心二层", $"0353-0{county.Code[4..]}{dice.Between(9000, 9999)}", Text.Of(dice.Between(3, 9)),
            $"{county.Name}新时代文明实践志愿服务总队", Text.Of(county.Opened.AddDays(dice.Between(5, 60))), $"{county.Name}新时代文明实践中心实施方案");
    }
}
