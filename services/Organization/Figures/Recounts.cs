using CivPractice.Organization.V1;
using CivPractice.Platform.Figures;

namespace CivPractice.Organization.Figures;

/// <summary>The figures of Organization, counted anew from sites, divisions and venues.</summary>
static class Recounts
{
    public static readonly IReadOnlyList<Recount> All =
    [
        new(Measures.Sites,
            $"""
            select code, opened_on, {Recount.Name<Tier>("tier")}, 1 from practice_site where county = $1
            union all
            select code, closed_on, {Recount.Name<Tier>("tier")}, -1 from practice_site where county = $1 and closed_on is not null
            """),
        // The list of divisions does not say since when one is due.
        new(Measures.Divisions, $"select code, null::date, {Recount.Name<Tier>("tier_due")}, 1 from division where county = $1", IsDated: false),
        new(Measures.Venues,
            """
            select site, integrated_on, kind, 1 from venue where county = $1
            union all
            select site, withdrawn_on, kind, -1 from venue where county = $1 and withdrawn_on is not null
            """),
        .. CivicRecounts.Rows,
    ];
}
