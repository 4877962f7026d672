using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.V1;

namespace CivPractice.Volunteer;

/// <summary>The figures of Volunteer, counted anew from profiles, teams, memberships and the ledger of hours.</summary>
static class Recounts
{
    public static readonly IReadOnlyList<Recount> All =
    [
        // A day of a list is stored as its midnight in Shanghai, which had summer time until 1991.
        Profiles(Measures.Registered, "true"),
        Profiles(Measures.Registry, "registry_number is not null"),
        Profiles(Measures.RegistryCity, "first_in_city"),
        Teams(Measures.Teams, "true"),
        Teams(Measures.TeamsRegistry, "registry_number is not null"),
        Teams(Measures.TeamsPractice, "practice"),
        Memberships(Measures.Memberships, "true"),
        Memberships(Measures.MembershipsPractice, "t.practice"),
        new(Measures.Associations, MovingRows.Follow("select site, moved_from, moved_on, founded_on, '', 1 from association where county = $1")),
        new(Measures.Brands, MovingRows.Follow($"select site, moved_from, moved_on, since, {Recount.Name<BrandLevel>("level")}, 1 from brand where county = $1")),
        new(Measures.Minutes, $"select site, served_on, {Recount.Name<TrustGrade>("grade")}, minutes from hours_entry where county = $1"),
        new(Measures.WithHours, MovingRows.Follow("select v.site, v.moved_from, v.moved_on, coalesce(f.noted_on, date '1900-01-01'), '', 1 from volunteer_profile v left join first_hours f on f.county = v.county and f.person_id = v.person_id where v.county = $1 and exists (select from hours_entry h where h.county = v.county and h.person_id = v.person_id)")),
        new(Measures.Corrections, $"select site, {Recount.Day("recorded_at")}, '', 1 from hours_entry where county = $1 and corrects_id is not null and recorded_by is not null"),
        new(Measures.CertificatesIssued, $"select site, {Recount.Day("issued_at")}, case when by_self then 'Self' else 'Office' end, 1 from certificate where county = $1"),
        new(Measures.CertificatesEnded, $"select site, {Recount.Day("ended_at")}, {Recount.Name<CertificateState>("state")}, 1 from certificate where county = $1 and ended_at is not null"),
        new(Measures.RegistryMinutes, $"select site, served_on, '', minutes from hours_entry where county = $1 and source = {HoursSource.Registry:D}"),
    ];

    static Recount Profiles(Measure measure, string which) =>
        new(measure, MovingRows.Follow($"select site, moved_from, moved_on, (registered_at at time zone 'Asia/Shanghai')::date, '', 1 from volunteer_profile where county = $1 and {which}"));

    static Recount Teams(Measure measure, string which) => new(measure, MovingRows.Follow($"select site, moved_from, moved_on, founded_on, '', 1 from team where county = $1 and {which}"));

    static Recount Memberships(Measure measure, string which) => new(measure, MovingRows.Follow(
        $"""
        select t.site, t.moved_from, t.moved_on, m.day, '', m.by
        from membership r join team t on t.county = r.county and t.id = r.team_id, lateral (values (r.joined_on, 1), (r.left_on, -1)) as m(day, by)
        where r.county = $1 and m.day is not null and {which}
        """));
}
