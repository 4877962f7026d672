using CivPractice.Organization.V1;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Honours;

/// <summary>The rules that an honour must meet, for a single one and for each row of an import.</summary>
static class HonourForm
{
    /// <param name="code">The site, checked by whoever calls.</param>
    internal static (Honour Honour, HonourHolder Holder) Read(Check check, CreateHonourRequest request, string county, string code, Guid id, DateOnly today)
    {
        var awarded = KnownDay.Read(check, "awardedOn", "获评时间", request.AwardedOn, today);
        check.KnownOrNone("consent", "公开意愿", request.Consent);
        check.That(!request.IsMinor || request.Bearer == HonourBearer.Person, "isMinor", "NOT_A_PERSON", "只有个人才可能是未成年人");
        Guid? person = request.PersonId.Length == 0 ? null : check.Id("personId", "人员", request.PersonId);
        var honour = new Honour
        {
            County = county,
            Id = id,
            Site = code,
            Kind = check.Text("kind", "荣誉名称", request.Kind, most: 40, least: 2),
            Level = check.Known("level", "级别", request.Level),
            Bearer = check.Known("bearer", "获评对象", request.Bearer),
            Round = check.Range("round", "届次", request.Round, 0, 200),
            Place = check.Range("place", "名次", request.Place, 0, 10_000),
            IsNomination = request.IsNomination,
            Category = check.Optional("category", "类别", request.Category, most: 20),
            Classifier = check.Optional("classifier", "量词", request.Classifier, most: 6) is { Length: > 0 } word ? word : ClassifierOf(request.Bearer, request.IsMinor),
            AwardedOn = awarded.Day,
            AwardedPrecision = awarded.Precision,
            Issuer = check.Optional("issuer", "授予单位", request.Issuer, most: 60),
            Document = check.Optional("document", "文号", request.Document, most: 60),
            Deed = check.Optional("deed", "事迹", request.Deed, most: 300),
        };
        var holder = new HonourHolder
        {
            County = county,
            HonourId = id,
            Award = $"{honour.Kind}|{honour.Round}|{new KnownDay(awarded.Day, awarded.Precision)}",
            Name = check.Text("name", "姓名或名称", request.Name, most: request.Bearer == HonourBearer.Organization ? 60 : 30, least: 2),
            Person = person,
            IsMinor = request.IsMinor,
            School = check.Optional("school", "学校", request.School, most: 40),
            Grade = check.Optional("grade", "年级", request.Grade, most: 20),
        };
        check.That(request.IsMinor || holder is { School: "", Grade: "" }, "school", "NOT_A_MINOR", "只有未成年人才填学校、年级");
        var agreed = check.DayOrNone("guardianAgreedOn", "监护人同意日期", request.GuardianAgreedOn);
        var guardian = check.Optional("guardian", "监护人", request.Guardian, most: 20);
        check.That(agreed is null || agreed <= today, "guardianAgreedOn", "DATE_IN_FUTURE", "监护人同意日期不能晚于今天");
        try { holder.Agree(request.Consent == NameConsent.Unspecified ? NameConsent.Hidden : request.Consent, guardian, agreed, request.ShowSchool); }
        catch (Fault fault) { check.That(false, fault.Fields[0].Field, fault.Reason, fault.Message); }
        return (honour, holder);
    }

    static string ClassifierOf(HonourBearer bearer, bool isMinor) => bearer switch { HonourBearer.Household => "户", HonourBearer.Organization => "个", _ => isMinor ? "名同学" : "名" };
}
