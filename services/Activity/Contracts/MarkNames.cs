namespace CivPractice.Activity.V1;

/// <summary>Purposes, task fields and kinds in the people's words: pages, files and refusals call them alike.</summary>
public static class MarkNames
{
    public static string Word(this ActivityKind kind) => kind switch
    {
        ActivityKind.KindCivility => "乡风文明",
        ActivityKind.KindPerformance => "文化演出",
        ActivityKind.KindPolicyTalk => "政策宣讲",
        ActivityKind.KindConvenience => "便民服务",
        ActivityKind.KindEnvironment => "环境整治",
        ActivityKind.KindCaring => "关爱帮扶",
        ActivityKind.KindScience => "科普教育",
        ActivityKind.KindFitness => "健身活动",
        ActivityKind.KindLaw => "法治宣传",
        ActivityKind.KindHealth => "健康服务",
        ActivityKind.KindTraffic => "文明交通",
        ActivityKind.KindOther => "其他",
        _ => "",
    };

    public static string Word(this ActivityPurpose purpose) => purpose switch
    {
        ActivityPurpose.PurposePublicity => "宣传群众",
        ActivityPurpose.PurposeEducation => "教育群众",
        ActivityPurpose.PurposeCare => "关心群众",
        ActivityPurpose.PurposeService => "服务群众",
        _ => "",
    };

    public static string Word(this TaskField field) => field switch
    {
        TaskField.TheoryStudy => "科学理论学习实践",
        TaskField.PolicyExplained => "党的政策宣传宣讲",
        TaskField.CoreValues => "主流价值培育践行",
        TaskField.CulturalLife => "丰富群众文化生活",
        TaskField.ChangingCustoms => "大力开展移风易俗",
        TaskField.DiseaseControl => "扎实做好疫情防控",
        _ => "",
    };
}
