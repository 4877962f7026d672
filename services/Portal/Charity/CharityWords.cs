using System.Globalization;
using CivPractice.Activity.V1;
using CivPractice.Volunteer.V1;

namespace CivPractice.Portal.Charity;

/// <summary>Donations, associations and brands in the people's words.</summary>
public static class CharityWords
{
    /// <summary>Fen (分) as yuan: 752,300.50.</summary>
    public static string Yuan(long fen) => (fen / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>What was typed in yuan as fen; 0 for what is no amount, which the service then refuses.</summary>
    public static long Fen(string typed) =>
        decimal.TryParse(typed.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var yuan) && yuan is > 0 and < 1_000_000_000_000 && decimal.Round(yuan, 2) == yuan ? (long)(yuan * 100) : 0;

    public static string Said(this DonationKind kind) => kind switch { DonationKind.Money => "资金", DonationKind.Goods => "物资", _ => "" };

    public static string Said(this BeneficiaryCategory category) => category switch
    {
        BeneficiaryCategory.Elderly => "老人",
        BeneficiaryCategory.Disabled => "残疾人",
        BeneficiaryCategory.Needy => "困难家庭",
        BeneficiaryCategory.LeftBehind => "留守人员",
        BeneficiaryCategory.Ill => "大病患者",
        BeneficiaryCategory.Student => "困难学生",
        BeneficiaryCategory.OtherNeedy => "其他困难群众",
        _ => "",
    };

    public static string Said(this ReadingReason reason) => reason switch
    {
        ReadingReason.VerifyGiving => "核对发放",
        ReadingReason.FollowUp => "回访",
        ReadingReason.Inspection => "审计、抽查",
        ReadingReason.PersonsRequest => "本人或家属要求",
        _ => "",
    };

    public static string Said(this AssociationKind kind) => kind switch { AssociationKind.RegisteredAssociation => "登记的社会组织", AssociationKind.GrassrootsGroup => "群众团体", _ => "" };

    public static string Said(this BrandLevel level) => level switch
    {
        BrandLevel.CountyBrand => "县级",
        BrandLevel.CityBrand => "市级",
        BrandLevel.ProvinceBrand => "省级",
        BrandLevel.NationalBrand => "国家级",
        _ => "",
    };

    /// <summary>The values of a choice, but for none.</summary>
    public static IEnumerable<(string Value, string Text)> Options<TEnum>(Func<TEnum, string> said) where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Where(one => Convert.ToInt32(one, CultureInfo.InvariantCulture) != 0).Select(one => (one.ToString(), said(one)));
}
