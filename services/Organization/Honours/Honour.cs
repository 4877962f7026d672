using CivPractice.Organization.V1;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;
using Grpc.Core;

namespace CivPractice.Organization.Honours;

/// <summary>
/// An honour (荣誉): 待核验, then 已核验 or 未通过核验; a verified one can be 已撤销. This row holds what everybody may read; the bearer's name lies with the
/// <see cref="HonourHolder"/>. An honour of another body is entered once its proof was looked at (民政部令第67号 Art. 9).
/// </summary>
public sealed class Honour : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required string Site { get; init; }

    /// <summary>The honour itself, e.g. 山西好人.</summary>
    public required string Kind { get; init; }
    public required HonourLevel Level { get; init; }
    public required HonourBearer Bearer { get; init; }

    /// <summary>届; 0 where it has none.</summary>
    public required int Round { get; init; }

    /// <summary>Place in the document's order, from 1: who is named first in a sentence.</summary>
    public required int Place { get; init; }
    public required bool IsNomination { get; init; }
    public string Category { get; init; } = "";
    public required string Classifier { get; init; }
    public required DateOnly AwardedOn { get; init; }
    public required DayPrecision AwardedPrecision { get; init; }
    public string Issuer { get; init; } = "";
    public string Document { get; init; } = "";
    public string Deed { get; init; } = "";

    /// <summary>As the bearer agreed; empty when it is not to be shown.</summary>
    public string ShownName { get; private set; } = "";

    /// <summary>School and grade of a pupil, as the guardian agreed; empty when they are not to be shown.</summary>
    public string ShownSchool { get; private set; } = "";
    public HonourStatus Status { get; private set; } = HonourStatus.Recorded;
    public string Reason { get; private set; } = "";

    /// <summary>When it was recorded that it is verified, and that it is revoked: between the two it counts.</summary>
    public DateTimeOffset? CountedAt { get; set; }

    /// <inheritdoc cref="CountedAt"/>
    public DateTimeOffset? LeftAt { get; set; }
    public long Version { get; private set; } = 1;

    /// <summary>The dimension of its figure, e.g. Provincial/山西好人.</summary>
    public string Dimension => $"{Level}/{Kind}";

    /// <summary>待核验 -> 已核验.</summary>
    /// <exception cref="Fault">HONOUR_NOT_RECORDED.</exception>
    public void Verify() => Go("核验", HonourStatus.Verified, "", "HONOUR_NOT_RECORDED", HonourStatus.Recorded);

    /// <summary>待核验 -> 未通过核验: the proof does not bear it out.</summary>
    /// <exception cref="Fault">HONOUR_NOT_RECORDED.</exception>
    public void Refuse(string reason) => Go("核验", HonourStatus.Refused, reason, "HONOUR_NOT_RECORDED", HonourStatus.Recorded);

    /// <summary>已核验 -> 已撤销: the awarding body took it back.</summary>
    /// <exception cref="Fault">HONOUR_NOT_VERIFIED.</exception>
    public void Revoke(string reason) => Go("撤销", HonourStatus.Revoked, reason, "HONOUR_NOT_VERIFIED", HonourStatus.Verified);

    /// <summary>The name is shown as its holder agreed.</summary>
    public void Show(HonourHolder holder)
    {
        if (holder.HonourId != Id) throw new ArgumentException("A holder of another honour.", nameof(holder));
        (ShownName, ShownSchool) = (holder.ShownName(Bearer), holder.ShownSchool);
        Version++;
    }

    void Go(string doing, HonourStatus to, string reason, string refusal, HonourStatus from)
    {
        if (Status != from) throw Fault.Precondition(refusal, $"这项荣誉现在是“{Status.Title()}”,不能{doing}");
        (Status, Reason) = (to, reason);
        Version++;
    }

    /// <param name="holder">Null for whoever does not keep the honours of the site.</param>
    /// <param name="withName">False for one that was revoked since the moment that is asked for: that it counted then is told, and not whose it was.</param>
    public V1.Honour ToProto(HonourHolder? holder = null, bool withName = true) => new()
    {
        Id = Id.ToString(),
        Site = Site,
        Kind = Kind,
        Level = Level,
        Bearer = Bearer,
        Round = Round,
        Place = Place,
        IsNomination = IsNomination,
        Category = Category,
        Classifier = Classifier,
        AwardedOn = new KnownDay(AwardedOn, AwardedPrecision).ToString(),
        Issuer = Issuer,
        Document = Document,
        Deed = withName ? Deed : "",
        ShownName = withName ? ShownName : "",
        Status = Status,
        Reason = withName ? Reason : "",
        Holder = holder?.ToProto(),
        Version = Version,
        ShownSchool = withName ? ShownSchool : "",
    };
}

/// <summary>
/// Whose honour it is (获奖人): the name, and how it may be shown. A child's name is shown only when the guardian agreed (个人信息保护法 Art. 31;
/// here for all under 18, since an honour tells of school and grade).
/// </summary>
public sealed class HonourHolder : ICountyRow
{
    public required string County { get; init; }
    public required Guid HonourId { get; init; }

    /// <summary>With the name the natural key: kind, round and day of the honour.</summary>
    public required string Award { get; init; }
    public required string Name { get; init; }

    /// <summary>The person's id in Volunteer; null when unknown.</summary>
    public Guid? Person { get; init; }
    public required bool IsMinor { get; init; }
    public NameConsent Consent { get; private set; } = NameConsent.Hidden;

    /// <summary>Who agreed for a minor, e.g. 母亲; empty without.</summary>
    public string Guardian { get; private set; } = "";
    public DateOnly? GuardianAgreedOn { get; private set; }

    /// <summary>Of a minor: where the child goes to school.</summary>
    public string School { get; init; } = "";
    public string Grade { get; init; } = "";
    public bool ShowSchool { get; private set; }

    /// <summary>小学 五年级 beside a name that is shown; school and name together point to one child, so the guardian is asked for both.</summary>
    public string ShownSchool => ShowSchool && Consent != NameConsent.Hidden ? $"{School} {Grade}".Trim() : "";

    /// <exception cref="Fault">GUARDIAN_CONSENT_REQUIRED: a minor's name, or a part of it, without the guardian's word.</exception>
    public void Agree(NameConsent consent, string guardian, DateOnly? agreedOn, bool showSchool = false)
    {
        if (IsMinor && consent != NameConsent.Hidden && (guardian.Length == 0 || agreedOn is null))
            throw Fault.Invalid("guardian", "GUARDIAN_CONSENT_REQUIRED", "未成年人的姓名须经监护人同意才能公开,请填写监护人关系和同意日期");
        (Consent, Guardian, GuardianAgreedOn) = (consent, consent == NameConsent.Hidden ? "" : guardian, consent == NameConsent.Hidden ? null : agreedOn);
        ShowSchool = showSchool && IsMinor && consent != NameConsent.Hidden;
    }

    /// <summary>An organization's name is public; a person's or a household's as it was agreed.</summary>
    public string ShownName(HonourBearer bearer) => bearer == HonourBearer.Organization ? Name : Consent switch
    {
        NameConsent.Full => Name,
        NameConsent.Surname => bearer == HonourBearer.Household ? $"{First}某家庭" : IsMinor ? $"{First}同学" : $"{First}某",
        _ => "",
    };

    string First => Name.EnumerateRunes().First().ToString();

    public V1.HonourHolder ToProto() => new()
    {
        Name = Name,
        PersonId = Person?.ToString() ?? "",
        IsMinor = IsMinor,
        Consent = Consent,
        Guardian = Guardian,
        GuardianAgreedOn = GuardianAgreedOn is { } day ? CivPractice.Platform.ChinaTime.Text(day) : "",
        School = School,
        Grade = Grade,
        ShowSchool = ShowSchool,
    };
}
