namespace CivPractice.Portal.Work;

/// <summary>Kinds of teams and projects to choose from: the ten of the guideline, and others (10+N).</summary>
public static class TeamKinds
{
    public static IReadOnlyList<string> All { get; } =
        ["科学理论宣讲", "形势政策宣传", "主流价值宣教", "文体活动开展", "法治宣传教育", "农业科技辅导", "健康生活指导", "农村环境整治", "文明礼仪普及", "便民利民服务", "其他专题"];
}
