using CivPractice.Platform.Callers;
using CivPractice.Platform.Faults;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer.Roster;

/// <summary>A request to register (登记), checked: who registers whom, and what is told about them.</summary>
public sealed record Registration(
    Guid? Person, bool BySelf, string Name, string Phone, IdentityNumber Identity, string Site, string[] Skills, string[] Kinds, string[] ServiceKinds, string? GuardianName, string? GuardianPhone, bool IsMinor)
{
    const int mostWords = 20;

    /// <exception cref="Fault">INVALID_ARGUMENT with every field that is wrong; PERMISSION_DENIED for a clerk outside their sites, or somebody who is no clerk and registers another.</exception>
    public static Registration Of(RegisterVolunteerRequest request, Caller caller, DateOnly today)
    {
        var check = new Check();
        Guid? named = request.PersonId.Length > 0 ? check.Id("personId", "人员", request.PersonId) : null;
        var name = check.Text("name", "姓名", request.Name, 30, least: 2);
        var phone = check.Phone("phone", request.Phone);
        check.That(IdentityNumber.TryRead(request.IdentityNumber, today, out var identity), "identityNumber", "INVALID_IDENTITY_NUMBER", "身份证号不对,应为 18 位,请核对最后一位校验码");
        var site = check.Site("site", request.Site, caller);
        var skills = Words(check, "skills", "技能", request.Skills);
        var kinds = Words(check, "kinds", "志愿者类别", request.Kinds);
        var services = Words(check, "serviceKinds", "服务类别", request.ServiceKinds);
        check.That(request.Consent, "consent", "CONSENT_REQUIRED", "登记个人信息须经本人同意");
        string? guardianName = null, guardianPhone = null;
        var minor = identity is not null && VolunteerProfile.IsMinor(identity.BirthDate, today);
        if (identity is not null && VolunteerProfile.NeedsGuardian(identity.BirthDate, today))
        {
            guardianName = check.Text("guardianName", "监护人姓名(未满 14 周岁须由监护人同意)", request.GuardianName, 30, least: 2);
            guardianPhone = check.Phone("guardianPhone", request.GuardianPhone);
        }
        else if (minor)
        {
            check.That(request.GuardianInformed, "guardianInformed", "GUARDIAN_NOT_INFORMED", $"未满 {VolunteerProfile.FullAge} 周岁的,请先告诉监护人");
            if (request.GuardianName.Length > 0) guardianName = check.Text("guardianName", "监护人姓名", request.GuardianName, 30, least: 2);
            if (request.GuardianPhone.Length > 0) guardianPhone = check.Phone("guardianPhone", request.GuardianPhone);
        }
        check.Done();

        // Somebody with a clerk's right registers others; themselves only by naming their own id, so that a form is never bound to the clerk.
        var bySelf = named is null ? !caller.May<ManageVolunteers>() : named == caller.PersonId;
        if (!bySelf) caller.Require<ManageVolunteers>(site);
        return new Registration(bySelf ? caller.PersonId : named, bySelf, name, phone, identity!, site, skills, kinds, services, guardianName, guardianPhone, minor);
    }

    /// <summary>At most twenty different words of at most twenty characters.</summary>
    internal static string[] Words(Check check, string field, string title, IEnumerable<string> values)
    {
        var words = values.Select((value, i) => check.Text($"{field}[{i}]", title, value, 20)).Distinct().ToArray();
        check.That(words.Length <= mostWords, field, "TOO_MANY", $"{title}最多 {mostWords} 项,现在是 {words.Length} 项");
        return words;
    }
}
