namespace CivPractice.Organization.V1;

/// <summary>Kinds of venues (阵地类别): the common ones, to choose from. A local kind goes under a name of its own, of 2 to 20 characters.</summary>
public static class VenueKinds
{
    public static readonly IReadOnlyList<string> Common =
    [
        "便民服务大厅", "农家书屋", "道德讲堂", "党群服务中心", "文化广场", "文化活动室", "体育场地", "科普馆", "宣传栏", "阅报栏", "社区广播", "大喇叭",
    ];
}
