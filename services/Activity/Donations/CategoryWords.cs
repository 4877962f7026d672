using CivPractice.Activity.V1;

namespace CivPractice.Activity.Donations;

/// <summary>The categories of beneficiaries (帮扶对象类别) as files call them.</summary>
public static class CategoryWords
{
    static readonly Dictionary<string, BeneficiaryCategory> known = new()
    {
        ["老人"] = BeneficiaryCategory.Elderly,
        ["残疾人"] = BeneficiaryCategory.Disabled,
        ["困难家庭"] = BeneficiaryCategory.Needy,
        ["留守人员"] = BeneficiaryCategory.LeftBehind,
        ["大病患者"] = BeneficiaryCategory.Ill,
        ["困难学生"] = BeneficiaryCategory.Student,
        ["其他"] = BeneficiaryCategory.OtherNeedy,
    };

    public static IReadOnlyCollection<string> All => known.Keys;

    public static bool TryRead(string word, out BeneficiaryCategory category) => known.TryGetValue(word, out category);
}
