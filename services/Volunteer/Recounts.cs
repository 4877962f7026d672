using CivPractice.Platform.Figures;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer;

/// <summary>The figures of Volunteer, counted anew from profiles, teams, memberships and the ledger of hours.</summary>
static class Recounts
{
    public static readonly IReadOnlyList<Recount> All =
    [
        // A day of a list is stored as its midnight in Shanghai, which had summer time until 1991.
        new(Measures.Registered, "select site, (registered_at at time zone 'Asia/Shanghai')::date, '', 1 from volunteer_profile where county = $1"),
        new(Measures.Teams, "select site, founded_on, '', 1 from team where county = $1"),
        new(Measures.Memberships,
            """
            select t.site, m.day, '', m.by
            from membership r join team t on t.county = r.county and t.id = r.team_id, lateral (values (r.joined_on, 1), (r.left_on, -1)) as m(day, by)
            where r.county = $1 and m.day is not null
            """),
        new(Measures.Minutes, $"select site, served_on, {Recount.Name<TrustGrade>("grade")}, minutes from hours_entry where county = $1"),
    ];
}
