using CivPractice.Organization.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Organization.Figures;

/// <summary>The figures of <see cref="CivicMeasures"/>, counted anew from their rows.</summary>
static class CivicRecounts
{
    public static IReadOnlyList<Recount> Rows =>
    [
        new(CivicMeasures.TeamKinds,
            $"""
            select county, valid_from, case when standard then 'Ten' else 'Local' end, 1 from dictionary_entry where county = $1 and list = {(int)WordList.TeamKind}
            union all
            select county, valid_to + 1, case when standard then 'Ten' else 'Local' end, -1 from dictionary_entry where county = $1 and list = {(int)WordList.TeamKind} and valid_to is not null
            """),
        new(CivicMeasures.Bases, MovingRows.Follow(
            """
            select site, moved_from, moved_on, plaque_on, theme, 1 from practice_base where county = $1
            union all
            select site, moved_from, moved_on, withdrawn_on, theme, -1 from practice_base where county = $1 and withdrawn_on is not null
            """)),
        new(CivicMeasures.HonoursOfPersons, Honours(HonourBearer.Person)),
        new(CivicMeasures.HonoursOfHouseholds, Honours(HonourBearer.Household)),
        new(CivicMeasures.HonoursOfOrganizations, Honours(HonourBearer.Organization)),
        new(CivicMeasures.CreationNamed,
            $"""
            select site, named_on, {Recount.Name<CreationKind>("kind")}, 1 from candidate where county = $1 and named_on is not null and kind not in ({selections})
            union all
            select site, revoked_on, {Recount.Name<CreationKind>("kind")}, -1 from candidate where county = $1 and revoked_on is not null and kind not in ({selections})
            """),
        new(CivicMeasures.CreationPlaqued,
            $"""
            select site, plaque_on, {Recount.Name<CreationKind>("kind")}, 1 from candidate where county = $1 and plaque_on is not null
            union all
            select site, revoked_on, {Recount.Name<CreationKind>("kind")}, -1 from candidate where county = $1 and plaque_on is not null and revoked_on is not null
            """),
        new(CivicMeasures.SelectionCandidates,
            $"""
            select c.site, s.taken_on, {Recount.Name<CreationKind>("c.kind")}, 1 from candidate_step s join candidate c on c.county = s.county and c.id = s.candidate_id
            where s.county = $1 and s.status = {(int)CandidateStatus.Declared} and c.kind in ({selections})
            """),
        new(CivicMeasures.SelectionWinners, $"select site, named_on, {Recount.Name<CreationKind>("kind")}, 1 from candidate where county = $1 and named_on is not null and revoked_on is null and kind in ({selections})"),
        new(CivicMeasures.StarredSites, MovingRows.Follow(
            """
            select site, moved_from, moved_on, rated_on, stars::text, 1 from site_star where county = $1
            union all
            select site, moved_from, moved_on, ended_on, stars::text, -1 from site_star where county = $1 and ended_on is not null
            """)),
        new(CivicMeasures.CreationRechecked,
            $"""
            select c.site, s.taken_on, case s.status when {(int)CandidateStatus.Kept} then 'Kept' else 'Revoked' end, 1
            from candidate_step s join candidate c on c.county = s.county and c.id = s.candidate_id
            where s.county = $1 and s.status in ({(int)CandidateStatus.Kept}, {(int)CandidateStatus.Revoked}) and c.kind not in ({selections})
            """),
        new(CivicMeasures.BookingsDone, $"select site, {Recount.Day("starts_at")}, '', 1 from venue_booking where county = $1 and status = {(int)BookingStatus.Done}"),
        // Whole minutes, as a booking tells them: a cast alone would round.
        new(CivicMeasures.BookedMinutes, $"select site, {Recount.Day("starts_at")}, '', floor(extract(epoch from ends_at - starts_at) / 60)::int from venue_booking where county = $1 and status = {(int)BookingStatus.Done}"),
        new(CivicMeasures.Visits, $"select site, day, {Recount.Name<VisitMethod>("method")}, people from visit_count where county = $1"),
        new(CivicMeasures.Rated, "select site, said_on, '', 1 from resident_quote where county = $1 and rating > 0"),
        new(CivicMeasures.Satisfied, $"select site, said_on, '', 1 from resident_quote where county = $1 and rating >= {Visits.ResidentQuote.FromSatisfied}"),
        new(CivicMeasures.LivelihoodItems, "select site, due_on, '', 1 from livelihood_item where county = $1"),
        new(CivicMeasures.LivelihoodInTime, "select site, due_on, '', 1 from livelihood_item where county = $1 and finished_on <= due_on"),
        new(CivicMeasures.NewsPublished, $"select site, {Recount.Day("published_at")}, '', 1 from news_item where county = $1 and status = {(int)NewsStatus.Published}"),
        // The rows say how things stand, and not since when; those of a site that closed count no more.
        new(CivicMeasures.FiveHaves, $"select site, null::date, {Recount.Name<FiveHave>("criterion")}, 1 from site_criterion where county = $1 and met and {runs}", IsDated: false),
        new(CivicMeasures.FiveHavesAll, $"select site, null::date, '', 1 from site_criterion where county = $1 and {runs} group by site having count(*) = 5 and bool_and(met)", IsDated: false),
    ];

    static readonly string runs = $"exists (select from practice_site s where s.county = site_criterion.county and s.code = site_criterion.site and s.status = {(int)SiteStatus.Running})";

    static readonly string selections = $"{(int)CreationKind.MoralModel}, {(int)CreationKind.GoodPerson}, {(int)CreationKind.GoodYouth}";

    static string Honours(HonourBearer bearer) =>
        $"select site, awarded_on, {Recount.Name<HonourLevel>("level")} || '/' || kind, 1 from honour where county = $1 and status = {(int)HonourStatus.Verified} and bearer = {(int)bearer}";
}
