using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Faults;

namespace CivPractice.Organization.Creation;

/// <summary>
/// Who wants to be named (申报对象): 申报, 评议, 公示, 命名, 复查, which keeps the name or revokes it (保留、撤销). Nobody is named before the public notice is over and every
/// objection is answered; a revoked one may not declare again for a time.
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

    /// <summary>Until this day the same may not declare again.</summary>
    public DateOnly? BarredUntil { get; private set; }
    public string Reason { get; private set; } = "";
    public long Version { get; private set; }
    public List<CandidateStep> Steps { get; } = [];
    public List<Objection> Objections { get; } = [];

    /// <summary>The name stands now.</summary>
    public bool IsNamed => Status is CandidateStatus.Named or CandidateStatus.Kept;

    /// <summary>What everybody may see: who stands in public notice, and who is named.</summary>
    public bool IsPublic => Status is CandidateStatus.Noticed || IsNamed;

    /// <exception cref="Fault">NOT_DECLARING, or REAPPLY_BARRED.</exception>
    public void Declare(Campaign campaign, IEnumerable<Candidate> earlier, DateOnly today)
    {
        if (today < campaign.DeclareFrom || today > campaign.DeclareTo)
            throw Fault.Precondition("NOT_DECLARING", $"“{campaign.Title}”的申报时间是 {ChinaTime.Text(campaign.DeclareFrom)} 到 {ChinaTime.Text(campaign.DeclareTo)}");
        if (earlier.Where(other => other.Kind == Kind && other.Site == Site && other.Name == Name).Max(other => other.BarredUntil) is { } barred && today <= barred)
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

    public void OpenNotice(Campaign campaign, DateOnly today)
    {
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
    public void NameIt(Campaign campaign, DateOnly today)
    {
        if (Status == CandidateStatus.Noticed)
        {
            if (today <= NoticeTo) throw Fault.Precondition("NOTICE_RUNNING", $"公示到 {NoticeTo:yyyy-MM-dd} 才结束");
            if (Objections.Any(objection => objection.Decision == ObjectionDecision.Open)) throw Fault.Precondition("OBJECTION_OPEN", "还有异议没有处理");
            if (Objections.Any(objection => objection.Decision == ObjectionDecision.Upheld)) throw Fault.Precondition("OBJECTION_UPHELD", "有异议成立,不能命名");
        }
        Go("命名", "CANDIDATE_NOT_NOTICED", CandidateStatus.Named, "公示期满,予以命名", today, CandidateStatus.Noticed);
        (NamedOn, RecheckDueOn) = (today, today.AddMonths(campaign.RecheckMonths));
    }

    /// <summary>复查 keeps the name, with the stars that were found.</summary>
    public void Keep(Campaign campaign, int stars, string note, DateOnly today)
    {
        if (stars > 0) RequireStars(campaign, stars);
        Go("复查", "CANDIDATE_NOT_NAMED", CandidateStatus.Kept, With(stars > 0 && stars != Stars ? $"复查保留,改为 {stars} 星" : "复查保留", note), today, CandidateStatus.Named, CandidateStatus.Kept);
        if (stars > 0) Stars = stars;
        RecheckDueOn = today.AddMonths(campaign.RecheckMonths);
    }

    public void Revoke(Campaign campaign, string reason, DateOnly today)
    {
        Go("撤销", "CANDIDATE_NOT_NAMED", CandidateStatus.Revoked, With("复查撤销称号", reason), today, CandidateStatus.Named, CandidateStatus.Kept);
        (Reason, RevokedOn, RecheckDueOn, BarredUntil) = (reason, today, null, today.AddMonths(campaign.BarMonths));
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
    public V1.Candidate ToProto(bool forStaff)
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
        };
        if (!forStaff) return shown;
        (shown.BarredUntil, shown.Reason) = (Day(BarredUntil), Reason);
        shown.Steps.AddRange(Steps.OrderBy(step => step.No).Select(step => new V1.CandidateStep { Status = step.Status, On = ChinaTime.Text(step.TakenOn), Note = step.Note }));
        shown.Objections.AddRange(Objections.OrderBy(objection => objection.PostedAt).Select(objection => objection.ToProto()));
        return shown;
    }
}
