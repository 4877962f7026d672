using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;
using CivPractice.Volunteer.Teams;
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
        new(Measures.Kinds, MovingRows.Follow(
            """
            select p.site, p.moved_from, p.moved_on, m.day, k.kind, m.by
            from volunteer_kind k join volunteer_profile p on p.county = k.county and p.person_id = k.person_id, lateral (values (k.since, 1), (k.until + 1, -1)) as m(day, by)
            where k.county = $1 and m.day is not null
            """)),
        Teams(Measures.Teams, "true"),
        Teams(Measures.TeamsRegistry, "registry_number is not null"),
        Teams(Measures.TeamsPractice, "practice"),
        new(Measures.TeamKinds, MovingRows.Follow("select t.site, t.moved_from, t.moved_on, m.day, t.category, m.by from team t, lateral (values (t.founded_on, 1), (t.ended_on, -1)) as m(day, by) where t.county = $1 and m.day is not null")),
        new(Measures.TeamLevels, MovingRows.Follow(
            $"""
            select t.site, t.moved_from, t.moved_on, m.day, {Recount.Name<TeamLevel>("p.level")}, m.by
            from team_placement p join team t on t.county = p.county and t.id = p.team_id, lateral (values (p.since, 1), (p.until, -1)) as m(day, by)
            where p.county = $1 and m.day is not null
            """)),
        new(Measures.Corps,
            $"""
            select p.county, m.day, case when right(p.county, 2) = '00' then 'City' else 'Center' end, m.by
            from team_placement p, lateral (values (p.since, 1), (p.until, -1)) as m(day, by) where p.county = $1 and p.level = {TeamLevel.Corps:D} and m.day is not null
            """),
        new(Measures.TeamsActive, MovingRows.Follow($"{TeamServiceDay.Days("county = $1")} select t.site, t.moved_from, t.moved_on, least(l.at, t.ended_on), '', l.by from lines l join team t on t.county = $1 and t.id = l.team_id")),
        Memberships(Measures.Memberships, "true"),
        Memberships(Measures.MembershipsPractice, "t.practice"),
        new(Measures.Associations, MovingRows.Follow("select site, moved_from, moved_on, founded_on, '', 1 from association where county = $1")),
        new(Measures.Brands, MovingRows.Follow(
            $"""
            select b.site, b.moved_from, b.moved_on, m.day, {Recount.Name<BrandLevel>("b.level")}, m.by
            from brand_step s join brand b on b.county = s.county and b.id = s.brand_id, lateral (values (s.since, 1), (s.until, -1)) as m(day, by)
            where s.county = $1 and s.status = {BrandStatus.Listed:D} and m.day is not null
            """)),
        new(Measures.Minutes, $"select site, served_on, {Recount.Name<TrustGrade>("grade")}, minutes from hours_entry where county = $1"),
        new(Measures.WithHours, MovingRows.Follow("select v.site, v.moved_from, v.moved_on, coalesce(f.noted_on, date '1900-01-01'), '', 1 from volunteer_profile v left join first_hours f on f.county = v.county and f.person_id = v.person_id where v.county = $1 and exists (select from hours_entry h where h.county = v.county and h.person_id = v.person_id)")),
        new(Measures.Corrections, $"select site, {Recount.Day("recorded_at")}, '', 1 from hours_entry where county = $1 and corrects_id is not null and recorded_by is not null"),
        new(Measures.CertificatesIssued, $"select site, {Recount.Day("issued_at")}, case when by_self then 'Self' else 'Office' end, 1 from certificate where county = $1"),
        new(Measures.CertificatesEnded, $"select site, {Recount.Day("ended_at")}, {Recount.Name<CertificateState>("state")}, 1 from certificate where county = $1 and ended_at is not null"),
        new(Measures.RegistryMinutes, $"select site, served_on, '', minutes from hours_entry where county = $1 and source = {HoursSource.Registry:D}"),
    ];

    static Recount Profiles(Measure measure, string which) =>
        new(measure, MovingRows.Follow($"select site, moved_from, moved_on, (registered_at at time zone 'Asia/Shanghai')::date, '', 1 from volunteer_profile where county = $1 and {which}"));

    static Recount Teams(Measure measure, string which) => new(measure, MovingRows.Follow(
        $"select t.site, t.moved_from, t.moved_on, m.day, '', m.by from team t, lateral (values (t.founded_on, 1), (t.ended_on, -1)) as m(day, by) where t.county = $1 and m.day is not null and {which}"));

    static Recount Memberships(Measure measure, string which) => new(measure, MovingRows.Follow(
        $"""
        select t.site, t.moved_from, t.moved_on, m.day, '', m.by
        from membership r join team t on t.county = r.county and t.id = r.team_id, lateral (values (r.joined_on, 1), (r.left_on, -1)) as m(day, by)
        where r.county = $1 and m.day is not null and {which}
        """));
}
