using CivPractice.Platform.Figures;
using CivPractice.Report.V1;

namespace CivPractice.Report;

/// <summary>The one figure that Report owns: what its own spot checks found. All others are their owners'.</summary>
public static class Measures
{
    /// <summary>Drawn rows of which something was found, on the day of the finding that counts, at the row's site; the dimension is what was found.</summary>
    public static readonly Measure Checked = new("spot-checks.rows", "抽查的记录", "条");

    public static readonly IReadOnlyList<Measure> All = [Checked];
}

/// <summary>The figure counted anew from the findings.</summary>
static class Recounts
{
    public static readonly IReadOnlyList<Recount> All =
    [
        new(Measures.Checked,
            $"""
            select site, {Recount.Day("found_at")}, {Recount.Name<Finding>("finding")}, 1
            from (select distinct on (sample_id, row_id) site, found_at, finding from spot_finding where county = $1 order by sample_id, row_id, line desc) as last
            """),
    ];
}
