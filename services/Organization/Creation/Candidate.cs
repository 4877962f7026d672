using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Creation;

/// <summary>
/// Who wants to be named (申报对象): 申报, 评议, 公示, 命名, 授牌, 复查, which keeps the name or revokes it (保留、撤销). Nobody is named before the public notice is over and every
/// objection is answered; a revoked one may not declare again for a time. In a selection of persons (评选) it is who was recommended: shown only while
/// the person, and of a minor the guardian, agrees (个人信息保护法 Art. 31; here for all under 18).
/// </summary>
public sealed class Candidate : ICountyRow
{
    public required string County { get; init; }
    public required Guid Id { get; init; }
    public required Guid CampaignId { get; init; }
    public required CreationKind Kind { get; init; }
    public required string Site { get; init; }
    public required string Name { get; init; }
    public required string Deed { get; init; }
    public CandidateStatus Status { get; private set; }
    public int Stars { get; private set; }
    public DateOnly? NoticeFrom { get; private set; }

    /// <summary>The last day of the public notice.</summary>
    public DateOnly? NoticeTo { get; private set; }
    public DateOnly? NamedOn { get; private set; }
    public DateOnly? RecheckDueOn { get; private set; }
    public DateOnly? RevokedOn { get; private set; }

    /// <summary>When it was recorded that it is named, that it got its plaque, and that the name was revoked: a frozen report opens to those of its moment.</summary>
    public DateTimeOffset? CountedAt { get; private set; }
    public DateTimeOffset? PlaquedAt { get; private set; }
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>Until this day the same may not declare again.</summary>
    public DateOnly? BarredUntil { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>The day of the plaque (授牌), as exactly as it is known.</summary>
    public DateOnly? PlaqueOn { get; private set; }
    public DayPrecision PlaquePrecision { get; private set; }

    /// <summary>Of a selection: who recommends; for staff.</summary>
    public string Recommender { get; init; } = "";
    public int Votes { get; private set; }
    public bool IsMinor { get; init; }
    public bool Consent { get; private set; }
    public string Guardian { get; private set; } = "";
    public DateOnly? GuardianAgreedOn { get; private set; }
    public string School { get; init; } = "";
    public string Grade { get; init; } = "";
    public bool ShowSchool { get; private set; }

    /// <summary>The honour that a winner got.</summary>
    public Guid? HonourId { get; private set; }
    public long Version { get; private set; }
    public List<CandidateStep> Steps { get; } = [];
    public List<Objection> Objections { get; } = [];

    /// <summary>The name stands now.</summary>
    public bool IsNamed => Status is CandidateStatus.Named or CandidateStatus.Plaqued or CandidateStatus.Kept;

    /// <summary>A person of a selection is shown by consent; whoever else declares agreed in declaring.</summary>
    public bool MayBeShown => !Kind.IsSelection() || Consent && (!IsMinor || GuardianAgreedOn is not null);

    /// <summary>What everybody may see: who stands in public notice, and who is named.</summary>
    public bool IsPublic => (Status is CandidateStatus.Noticed || IsNamed) && MayBeShown;

    /// <summary>How the person, and of a minor the guardian, agrees to be shown.</summary>
    /// <exception cref="Fault">NOT_A_SELECTION, or GUARDIAN_CONSENT_REQUIRED.</exception>
    public void Agree(bool consent, string guardian, DateOnly? agreedOn, bool showSchool)
    {
        if (!Kind.IsSelection()) throw Fault.Precondition("NOT_A_SELECTION", "文明创建的申报对象在申报时就已同意");
        if (IsMinor && consent && (guardian.Length == 0 || agreedOn is null)) throw Fault.Invalid("guardian", "GUARDIAN_CONSENT_REQUIRED", "未成年人须经监护人同意才能公开,请填写监护人关系和同意日期");
        (Consent, Guardian, GuardianAgreedOn, ShowSchool) = consent ? (true, guardian, agreedOn, showSchool) : (false, "", null, false);
        Version++;
    }

    /// <summary>The office counted the votes.</summary>
    /// <exception cref="Fault">NOT_A_SELECTION, or CANDIDATE_NOT_OPEN.</exception>
    public void CountVotes(int votes)
    {
        if (!Kind.IsSelection()) throw Fault.Precondition("NOT_A_SELECTION", "文明创建不投票");
        if (Status is not (CandidateStatus.Declared or CandidateStatus.Reviewed or CandidateStatus.Noticed)) throw Fault.Precondition("CANDIDATE_NOT_OPEN", $"现在是“{Status.Title()}”,不能登记票数");
        Votes = votes;
        Version++;
    }

    /// <param name="earlier">Of the same site, or of one that merged into it.</param>
    /// <exception cref="Fault">NOT_DECLARING, or REAPPLY_BARRED.</exception>
    public void Declare(Campaign campaign, IEnumerable<Candidate> earlier, DateOnly today)
    {
        if (today < campaign.DeclareFrom || today > campaign.DeclareTo)
            throw Fault.Precondition("NOT_DECLARING", $"“{campaign.Title}”的申报时间是 {ChinaTime.Text(campaign.DeclareFrom)} 到 {ChinaTime.Text(campaign.DeclareTo)}");
        if (earlier.Where(other => other.Kind == Kind && other.Name == Name).Max(other => other.BarredUntil) is { } barred && today <= barred)
            throw Fault.Precondition("REAPPLY_BARRED", $"{Name}曾被撤销称号,{ChinaTime.Text(barred)} 以后才能再申报");
        Go("申报", "CANDIDATE_NOT_NEW", CandidateStatus.Declared, "已申报", today, CandidateStatus.Unspecified);
    }

    public void Withdraw(string note, DateOnly today) =>
        Go("撤回", "CANDIDATE_NOT_OPEN", CandidateStatus.Withdrawn, With("已撤回", note), today, CandidateStatus.Declared, CandidateStatus.Reviewed, CandidateStatus.Noticed);

    /// <exception cref="Fault">CANDIDATE_NOT_DECLARED, or STARS.</exception>
    public void Review(Campaign campaign, int stars, string note, DateOnly today)
    {
        RequireStars(campaign, stars);
        Go("评议", "CANDIDATE_NOT_DECLARED", CandidateStatus.Reviewed, With(stars > 0 ? $"评议通过,{stars} 星" : "评议通过", note), today, CandidateStatus.Declared);
        Stars = stars;
    }

    /// <summary>By the review, or after the notice.</summary>
    public void Refuse(string reason, DateOnly today)
    {
        Go("不予通过", "CANDIDATE_NOT_OPEN", CandidateStatus.Refused, With("未通过", reason), today, CandidateStatus.Declared, CandidateStatus.Reviewed, CandidateStatus.Noticed);
        Reason = reason;
    }

    /// <exception cref="Fault">CANDIDATE_NOT_REVIEWED, CONSENT_REQUIRED, or GUARDIAN_CONSENT_REQUIRED.</exception>
    public void OpenNotice(Campaign campaign, DateOnly today)
    {
        if (Status == CandidateStatus.Reviewed && !MayBeShown) throw IsMinor ? Fault.Precondition("GUARDIAN_CONSENT_REQUIRED", "未成年人须经监护人同意才能公示") : Fault.Precondition("CONSENT_REQUIRED", "公示要公开姓名,须先取得本人同意");
        Go("公示", "CANDIDATE_NOT_REVIEWED", CandidateStatus.Noticed, $"公示 {campaign.NoticeDays} 天", today, CandidateStatus.Reviewed);
        (NoticeFrom, NoticeTo) = (today, today.AddDays(campaign.NoticeDays - 1));
    }

    /// <exception cref="Fault">NO_NOTICE: it is not, or no longer, in public notice.</exception>
    public Objection Object(string text, string contactName, string contactPhone, DateTimeOffset now)
    {
        if (Status != CandidateStatus.Noticed || ChinaTime.Day(now) > NoticeTo) throw Fault.Precondition("NO_NOTICE", "不在公示期内,不能提异议");
        var objection = new Objection { County = County, Id = Guid.CreateVersion7(now), CandidateId = Id, Text = text, ContactName = contactName, ContactPhone = contactPhone, PostedAt = now };
        Objections.Add(objection);
        Version++;
        return objection;
    }

    /// <exception cref="Fault">CANDIDATE_NOT_NOTICED, or OBJECTION_DECIDED.</exception>
    public void Decide(Objection objection, bool upheld, string answer)
    {
        if (Status != CandidateStatus.Noticed) throw Fault.Precondition("CANDIDATE_NOT_NOTICED", $"现在是“{Status.Title()}”,不能处理异议");
        objection.Decide(upheld, answer);
        Version++;
    }

    /// <summary>公示 -> 命名.</summary>
    /// <exception cref="Fault">CANDIDATE_NOT_NOTICED, NOTICE_RUNNING, OBJECTION_OPEN, OBJECTION_UPHELD.</exception>
    public void NameIt(Campaign campaign, DateTimeOffset now)
    {
        var today = ChinaTime.Day(now);
        if (Status == CandidateStatus.Noticed)
        {
            if (today <= NoticeTo) throw Fault.Precondition("NOTICE_RUNNING", $"公示到 {NoticeTo:yyyy-MM-dd} 才结束");
            if (Objections.Any(objection => objection.Decision == ObjectionDecision.Open)) throw Fault.Precondition("OBJECTION_OPEN", "还有异议没有处理");
            if (Objections.Any(objection => objection.Decision == ObjectionDecision.Upheld)) throw Fault.Precondition("OBJECTION_UPHELD", "有异议成立,不能命名");
        }
        Go("命名", "CANDIDATE_NOT_NOTICED", CandidateStatus.Named, "公示期满,予以命名", today, CandidateStatus.Noticed);
        (NamedOn, RecheckDueOn, CountedAt) = (today, Kind.IsSelection() ? null : today.AddMonths(campaign.RecheckMonths), now);
    }

    /// <summary>A winner of a selection got the honour.</summary>
    public void Win(Guid honour) => HonourId = honour;

    /// <summary>授牌: 命名 -> 授牌, once; who was looked at again in the meantime stays 复查保留.</summary>
    /// <exception cref="Fault">CANDIDATE_NOT_NAMED, PLAQUE_HANDED_OVER, or PLAQUE_BEFORE_NAMED.</exception>
    public void HandOverPlaque(KnownDay on, string note, DateTimeOffset now)
    {
        if (PlaqueOn is not null && IsNamed) throw Fault.Precondition("PLAQUE_HANDED_OVER", $"已于 {new KnownDay(PlaqueOn.Value, PlaquePrecision)} 授牌");
        // A month or a year that has not ended when the name was given may be meant.
        var latest = on.Precision switch { DayPrecision.Year => on.Day.AddYears(1).AddDays(-1), DayPrecision.Month => on.Day.AddMonths(1).AddDays(-1), _ => on.Day };
        if (latest < NamedOn) throw Fault.Invalid("plaqueOn", "PLAQUE_BEFORE_NAMED", $"授牌时间不能早于命名日期 {NamedOn:yyyy-MM-dd}");
        var wasKept = Status == CandidateStatus.Kept;
        Go("授牌", "CANDIDATE_NOT_NAMED", CandidateStatus.Plaqued, With($"{on} 授牌", note), ChinaTime.Day(now), CandidateStatus.Named, CandidateStatus.Kept);
        // The step is a plaque in any case: a second 复查保留 in the trail would count as a second re-check.
        if (wasKept) Status = CandidateStatus.Kept;
        (PlaqueOn, PlaquePrecision, PlaquedAt) = (on.Day, on.Precision, now);
    }

    /// <summary>复查 keeps the name, with the stars that were found.</summary>
    public void Keep(Campaign campaign, int stars, string note, DateOnly today)
    {
        if (Kind.IsSelection()) throw Fault.Precondition("NOT_RECHECKED", "评选出来的荣誉不复查");
        if (stars > 0) RequireStars(campaign, stars);
        Go("复查", "CANDIDATE_NOT_NAMED", CandidateStatus.Kept, With(stars > 0 && stars != Stars ? $"复查保留,改为 {stars} 星" : "复查保留", note), today, CandidateStatus.Named, CandidateStatus.Plaqued, CandidateStatus.Kept);
        if (stars > 0) Stars = stars;
        RecheckDueOn = today.AddMonths(campaign.RecheckMonths);
    }

    public void Revoke(Campaign campaign, string reason, DateTimeOffset now)
    {
        var today = ChinaTime.Day(now);
        Go("撤销", "CANDIDATE_NOT_NAMED", CandidateStatus.Revoked, With(Kind.IsSelection() ? "撤销称号" : "复查撤销称号", reason), today, CandidateStatus.Named, CandidateStatus.Plaqued, CandidateStatus.Kept);
        (Reason, RevokedOn, RecheckDueOn, BarredUntil, LeftAt) = (reason, today, null, today.AddMonths(campaign.BarMonths), now);
    }

    static void RequireStars(Campaign campaign, int stars)
    {
        var least = campaign.MostStars > 0 ? 1 : 0;
        if (stars < least || stars > campaign.MostStars) throw Fault.Invalid("stars", "STARS", campaign.MostStars == 0 ? "这类创建不评星级" : $"星级应在 1 到 {campaign.MostStars} 之间");
    }

    /// <exception cref="Fault">What it is not, with the name of its present state.</exception>
    void Go(string doing, string refusal, CandidateStatus to, string note, DateOnly today, params ReadOnlySpan<CandidateStatus> from)
    {
        if (!from.Contains(Status)) throw Fault.Precondition(refusal, $"现在是“{Status.Title()}”,不能{doing}");
        Status = to;
        Version++;
        Steps.Add(new CandidateStep { County = County, CandidateId = Id, No = Version, Status = to, TakenOn = today, Note = note });
    }

    static string With(string fact, string word) => word.Length == 0 ? fact : $"{fact}:{word}";

    /// <param name="forStaff">With the objections, the reasons and the trail.</param>
    /// <param name="withObjectors">And with who objected: for the office that decides on it, and not for the neighbours who declared.</param>
    public V1.Candidate ToProto(bool forStaff, bool withObjectors = false)
    {
        static string Day(DateOnly? day) => day is { } known ? ChinaTime.Text(known) : "";
        var shown = new V1.Candidate
        {
            Id = Id.ToString(),
            CampaignId = CampaignId.ToString(),
            Kind = Kind,
            Site = Site,
            Name = Name,
            Deed = Deed,
            Status = Status,
            Stars = Stars,
            NoticeFrom = Day(NoticeFrom),
            NoticeTo = Day(NoticeTo),
            NamedOn = Day(NamedOn),
            RecheckDueOn = Day(RecheckDueOn),
            Version = Version,
            PlaqueOn = PlaqueOn is { } plaque ? new KnownDay(plaque, PlaquePrecision).ToString() : "",
            Votes = Votes,
            HonourId = HonourId?.ToString() ?? "",
        };
        if (forStaff || ShowSchool && MayBeShown) (shown.School, shown.Grade) = (School, Grade);
        if (!forStaff) return shown;
        if (Kind.IsSelection()) shown.Recommendation = new Recommendation { Recommender = Recommender, Consent = Consent, IsMinor = IsMinor, Guardian = Guardian, GuardianAgreedOn = Day(GuardianAgreedOn), ShowSchool = ShowSchool };
        (shown.BarredUntil, shown.Reason) = (Day(BarredUntil), Reason);
        shown.Steps.AddRange(Steps.OrderBy(step => step.No).Select(step => new V1.CandidateStep { Status = step.Status, On = ChinaTime.Text(step.TakenOn), Note = step.Note }));
        shown.Objections.AddRange(Objections.OrderBy(objection => objection.PostedAt).Select(objection => objection.ToProto(withObjectors)));
        return shown;
    }
}
