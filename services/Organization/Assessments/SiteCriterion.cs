using CivPractice.Organization.V1;
using CivPractice.Platform.Database;

namespace CivPractice.Organization.Assessments;

/// <summary>
/// Whether a site has one of the five (五有: 有场地、有队伍、有活动、有项目、有机制): what the services count decides, unless somebody decided otherwise with a reason.
/// </summary>
public sealed class SiteCriterion : ICountyRow
{
    /// <summary>Three activities in three months: local rules ask for one a month of every institute and station.</summary>
    public const int MonthsOfActivities = 3;

    public required string County { get; init; }
    public required string Site { get; init; }
    public required FiveHave Criterion { get; init; }
    public int Evidence { get; private set; }
    public bool Overridden { get; private set; }
    public bool Met { get; private set; }
    public string Reason { get; private set; } = "";

    /// <summary>What shows that whoever decided did so rightly (佐证): a document of the county, a photo of the site.</summary>
    public Guid? DocumentId { get; private set; }
    public Guid? PhotoId { get; private set; }
    public DateOnly AssessedOn { get; private set; }

    /// <summary>Who had it assessed last, or decided; null where nobody wrote it down.</summary>
    public Guid? AssessedBy { get; private set; }

    /// <summary>How many are wanted of a criterion.</summary>
    public static int WantedOf(FiveHave criterion) => criterion == FiveHave.Activity ? MonthsOfActivities : 1;

    public static readonly IReadOnlyList<FiveHave> All = [FiveHave.Venue, FiveHave.Team, FiveHave.Activity, FiveHave.Project, FiveHave.Mechanism];

    /// <summary>What was found; it decides unless somebody did.</summary>
    public void Find(int evidence, DateOnly today, Guid by)
    {
        (Evidence, AssessedOn, AssessedBy) = (evidence, today, by);
        if (!Overridden) Met = evidence >= WantedOf(Criterion);
    }

    public void Override(bool met, string reason, Guid? document, Guid? photo, DateOnly today, Guid by) =>
        (Overridden, Met, Reason, DocumentId, PhotoId, AssessedOn, AssessedBy) = (true, met, reason, document, photo, today, by);

    public void Clear(DateOnly today, Guid by)
    {
        (Overridden, Reason, DocumentId, PhotoId) = (false, "", null, null);
        Find(Evidence, today, by);
    }

    /// <summary>The same of the site under its new code (迁址更码).</summary>
    public SiteCriterion At(string site) => new()
    {
        County = County,
        Site = site,
        Criterion = Criterion,
        Evidence = Evidence,
        Overridden = Overridden,
        Met = Met,
        Reason = Reason,
        DocumentId = DocumentId,
        PhotoId = PhotoId,
        AssessedOn = AssessedOn,
        AssessedBy = AssessedBy,
    };

    public FiveHaveLine ToProto() => new() { Criterion = Criterion, Met = Met, Evidence = Evidence, Wanted = WantedOf(Criterion), Overridden = Overridden, Reason = Reason, DocumentId = DocumentId?.ToString() ?? "", PhotoId = PhotoId?.ToString() ?? "" };
}
