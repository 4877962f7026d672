namespace CivPractice.Volunteer.Teams;

/// <summary>Kinds of teams, "10+N": the ten that every county has, and local ones (其他专题志愿服务队伍) under a name of their own.</summary>
public static class TeamCategory
{
    public static readonly IReadOnlyList<string> Ten =
    [
        "科学理论宣讲", "形势政策宣传", "主流价值宣教", "文体活动开展", "法治宣传教育",
        "农业科技辅导", "健康生活指导", "农村环境整治", "文明礼仪普及", "便民利民服务",
    ];
}
