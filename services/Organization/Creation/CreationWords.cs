using CivPractice.Organization.V1;

namespace CivPractice.Organization.Creation;

/// <summary>The states of a candidate as people call them.</summary>
static class CreationWords
{
    internal static string Title(this CandidateStatus status) => status switch
    {
        CandidateStatus.Declared => "已申报",
        CandidateStatus.Reviewed => "评议通过",
        CandidateStatus.Noticed => "公示中",
        CandidateStatus.Named => "已命名",
        CandidateStatus.Plaqued => "已授牌",
        CandidateStatus.Kept => "复查保留",
        CandidateStatus.Revoked => "已撤销",
        CandidateStatus.Refused => "未通过",
        CandidateStatus.Withdrawn => "已撤回",
        _ => "未申报",
    };

    /// <summary>A selection (评选) of persons, whose winners get an honour.</summary>
    internal static bool IsSelection(this CreationKind kind) => kind is CreationKind.MoralModel or CreationKind.GoodPerson or CreationKind.GoodYouth;

    /// <summary>A household's name is a person's: it stands in a public notice only with consent.</summary>
    internal static bool IsHousehold(this CreationKind kind) => kind is CreationKind.Family or CreationKind.StarredHousehold;
}
