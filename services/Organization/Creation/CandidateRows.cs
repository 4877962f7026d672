using CivPractice.Organization.V1;
using CivPractice.Platform;
using CivPractice.Platform.Faults;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Creation;

/// <summary>From a request to the candidates that it seeks.</summary>
static class CandidateRows
{
    internal static readonly CreationKind[] Selections = [.. Enum.GetValues<CreationKind>().Where(kind => kind.IsSelection())];

    internal static IQueryable<Candidate> Sought(this IQueryable<Candidate> rows, ListCandidatesRequest request)
    {
        var check = new Check();
        var prefix = check.Prefix("prefix", request.Prefix);
        Guid? campaign = request.CampaignId.Length == 0 ? null : check.Id("campaignId", "创建活动", request.CampaignId);
        check.KnownOrNone("kind", "类别", request.Kind);
        check.KnownOrNone("status", "状态", request.Status);
        var due = check.DayOrNone("recheckDueBy", "复查到期", request.RecheckDueBy);
        check.KnownOrNone("figure", "哪个数", request.Figure);
        var (from, to) = (check.DayOrNone("from", "起始日期", request.From), check.DayOrNone("to", "截止日期", request.To));
        check.That(from is null || to is null || from <= to, "to", "PERIOD_REVERSED", "截止日期不能早于起始日期");
        var moment = RowsOfAMoment.Read(check, request.RecordedUntil, request.RecordedAfter);
        // A candidate has several days: which of them is meant, the figure says.
        check.That(request.Figure != CandidateFigure.Unspecified || from is null && to is null && !moment.IsAsked, "figure", "REQUIRED", "按日期或登记时刻找,要选是命名、授牌、推荐还是当选");
        check.Done();

        rows = rows.Under(row => row.Site, [prefix]);
        if (campaign is not null) rows = rows.Where(row => row.CampaignId == campaign);
        if (request.Kind != CreationKind.Unspecified) rows = rows.Where(row => row.Kind == request.Kind);
        if (request.Status != CandidateStatus.Unspecified) rows = rows.Where(row => row.Status == request.Status);
        if (due is not null) rows = rows.Where(row => row.RecheckDueOn <= due);
        return rows.Counted(request.Figure, from, to, moment);
    }

    /// <summary>What everybody may see: who stands in public notice, and who is named; a person of a selection by consent.</summary>
    internal static IQueryable<Candidate> Public(this IQueryable<Candidate> rows) => rows.Where(row =>
        (row.Status == CandidateStatus.Noticed || row.Status == CandidateStatus.Named || row.Status == CandidateStatus.Plaqued || row.Status == CandidateStatus.Kept)
        && (!Selections.Contains(row.Kind) || row.Consent && (!row.IsMinor || row.GuardianAgreedOn != null)));

    // As the figures count them: names and plaques stand until they are revoked, recommendations and choices are of their day, and a choice that was revoked was none.
    static IQueryable<Candidate> Counted(this IQueryable<Candidate> rows, CandidateFigure figure, DateOnly? from, DateOnly? to, RowsOfAMoment moment) => figure switch
    {
        CandidateFigure.Named => rows.Where(row => !Selections.Contains(row.Kind) && row.NamedOn != null && (from == null || row.NamedOn >= from) && (to == null || row.NamedOn <= to))
            .Recorded(moment, row => row.CountedAt).Standing(moment, to, row => row.RevokedOn, row => row.LeftAt),
        CandidateFigure.Plaqued => rows.Where(row => row.PlaqueOn != null && (from == null || row.PlaqueOn >= from) && (to == null || row.PlaqueOn <= to))
            .Recorded(moment, row => row.PlaquedAt).Standing(moment, to, row => row.RevokedOn, row => row.LeftAt),
        CandidateFigure.Recommended => rows.Where(row => Selections.Contains(row.Kind) && row.Steps.Any(step => step.Status == CandidateStatus.Declared && (from == null || step.TakenOn >= from) && (to == null || step.TakenOn <= to)))
            .Recorded(moment, row => row.Id),
        CandidateFigure.Chosen => rows.Where(row => Selections.Contains(row.Kind) && row.NamedOn != null && (from == null || row.NamedOn >= from) && (to == null || row.NamedOn <= to))
            .Recorded(moment, row => row.CountedAt).Standing(moment, row => row.LeftAt),
        _ => rows,
    };
}
