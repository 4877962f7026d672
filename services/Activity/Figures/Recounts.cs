using CivPractice.Activity.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Activity.Figures;

/// <summary>The figures of Activity, counted anew from needs with their steps, activities and sign-ups.</summary>
static class Recounts
{
    static readonly string came =
        $"coalesce(a.recorded_volunteers, (select count(*) from sign_up s where s.county = a.county and s.activity_id = a.id and s.status = {SignUpStatus.Credited:D}))";

    static readonly string platform = $"case when a.platform = {ServicePlatform.LocalPlatform:D} then a.local_platform else upper({Recount.Name<ServicePlatform>("a.platform")}) end";

    // Monday to Friday, behind the day of the posting.
    static readonly string workingDays =
        $"(select count(*) from generate_series({Recount.Day("n.posted_at")} + 1, {Recount.Day("s.at")}, interval '1 day') as g(day) where extract(isodow from g.day) < 6)";

    // Who came, from the rows of who was on the shift, not from the shift's own number.
    const string present =
        """
        ((select count(*) from shift_person p where p.county = s.county and p.shift_id = s.id and p.present)
            + (select coalesce(sum(t.present), 0) from shift_team t where t.county = s.county and t.shift_id = s.id))
        """;

    public static readonly IReadOnlyList<Recount> All =
    [
        new(ActivityMeasures.NeedsPosted, $"select {MovingRows.SiteOn("n", Recount.Day("n.posted_at"))}, {Recount.Day("n.posted_at")}, '', 1 from need n where n.county = $1"),
        Reached(ActivityMeasures.NeedsAccepted, NeedStatus.NeedAccepted, "s.at is not null", which: "min"),
        Reached(ActivityMeasures.NeedsAcceptedDays, NeedStatus.NeedAccepted, "s.at is not null", workingDays, "min"),
        Reached(ActivityMeasures.NeedsDoneDays, NeedStatus.NeedDone, $"n.status in ({NeedStatus.NeedDone:D}, {NeedStatus.NeedRated:D})", workingDays),
        Reached(ActivityMeasures.NeedsDone, NeedStatus.NeedDone, $"n.status in ({NeedStatus.NeedDone:D}, {NeedStatus.NeedRated:D})"),
        Reached(ActivityMeasures.NeedsRated, NeedStatus.NeedRated, "n.rating > 0"),
        Reached(ActivityMeasures.NeedsSatisfied, NeedStatus.NeedRated, "n.rating >= 4"),
        new(ActivityMeasures.ActivitiesPublished, $"select a.site, {Recount.Day("a.published_at")}, {platform}, 1 from practice_activity a where a.county = $1 and a.published_at is not null and a.association is null"),
        Completed(ActivityMeasures.ActivitiesCompleted, platform, "1"),
        Marked(ActivityMeasures.ActivityPurposes, Recount.Name<ActivityPurpose>("m.mark"), "unnest(a.purposes)"),
        Completed(ActivityMeasures.ActivityTaskFields, Recount.Name<TaskField>("a.task_field"), "1", $"a.association is null and a.task_field <> {TaskField.Unspecified:D}"),
        Marked(ActivityMeasures.ActivityCrossWork, "m.mark", "unnest(a.cross_work)"),
        Completed(ActivityMeasures.ActivityThemes, "a.theme", "1", "a.association is null and a.theme <> ''"),
        Marked(ActivityMeasures.ActivityUnits, "m.mark", "unnest(a.host_units || a.organizing_units || a.assisting_units)"),
        Completed(ActivityMeasures.ActivityKinds, Recount.Name<ActivityKind>("a.kind"), "1", $"a.association is null and a.kind <> {ActivityKind.Unspecified:D}"),
        Completed(ActivityMeasures.ActivityBases, "a.base", "1", "a.association is null and a.base <> ''"),
        Completed(ActivityMeasures.ActivityVenues, "a.venue", "1", "a.association is null and a.venue <> ''"),
        Completed(ActivityMeasures.ActivitiesFromNeeds, "''", "1", "a.association is null and a.need_id is not null"),
        Completed(ActivityMeasures.ProjectActivities, "a.project_id::text", "1", "a.project_id is not null"),
        Completed(ActivityMeasures.ProjectMinutes, "a.project_id::text", $"(select coalesce(sum(s.minutes), 0) from sign_up s where s.county = a.county and s.activity_id = a.id and s.status = {SignUpStatus.Credited:D})", "a.project_id is not null"),
        Completed(ActivityMeasures.AssociationActivities, "a.association", "1", "a.association is not null"),
        Completed(ActivityMeasures.AssociationVolunteers, "a.association", came, "a.association is not null"),
        new(ActivityMeasures.AssociationHelped,
            """
            select (array_agg(site order by helped_on, id))[1], min(helped_on), association, 1
            from allocation a
            where county = $1 and not exists (select from allocation_reversal r where r.county = a.county and r.allocation_id = a.id and r.standing = 0)
            group by association, beneficiary_id, extract(year from helped_on)
            """),
        Answered(ActivityMeasures.MobilizationVolunteers, "volunteer_answer", "not m.drill"),
        Answered(ActivityMeasures.MobilizationSites, "site_answer", "not m.drill"),
        Answered(ActivityMeasures.DrillVolunteers, "volunteer_answer", "m.drill"),
        Answered(ActivityMeasures.DrillSites, "site_answer", "m.drill"),
        Answered(ActivityMeasures.MobilizationTeams, "team_answer", "not m.drill"),
        Answered(ActivityMeasures.DrillTeams, "team_answer", "m.drill"),
        Done(ActivityMeasures.MobilizationTasksDone, "not m.drill"),
        Done(ActivityMeasures.DrillTasksDone, "m.drill"),
        Shifts(ActivityMeasures.MobilizationShiftsFilled, "1", "not m.drill and s.filled_at is not null"),
        Shifts(ActivityMeasures.DrillShiftsFilled, "1", "m.drill and s.filled_at is not null"),
        Shifts(ActivityMeasures.MobilizationPersonShifts, present, "not m.drill"),
        Shifts(ActivityMeasures.DrillPersonShifts, present, "m.drill"),
        Shifts(ActivityMeasures.MobilizationMinutes, "(select coalesce(sum(p.minutes), 0) from shift_person p where p.county = s.county and p.shift_id = s.id)", "not m.drill and s.closed_at is not null"),
        new(ActivityMeasures.Visits, "select site, visited_on, '', 1 from home_visit where county = $1"),
        new(ActivityMeasures.Visitors,
            "select (array_agg(site order by visited_on, id))[1], min(visited_on), '', 1 from home_visit where county = $1 group by visitor_person_id, extract(year from visited_on)"),
        new(ActivityMeasures.VisitsPersons, $"select site, visited_on, {Recount.Name<BeneficiaryCategory>("category")}, persons from home_visit where county = $1"),
        Received(ActivityMeasures.DonationsMoney, DonationKind.Money),
        Received(ActivityMeasures.DonationsGoods, DonationKind.Goods),
        new(ActivityMeasures.DonationsAllocated,
            """
            select site, helped_on, association, amount from allocation where county = $1
            union all
            select a.site, a.helped_on, a.association, -r.amount from allocation_reversal r join allocation a on a.county = r.county and a.id = r.allocation_id where r.county = $1
            """),
        new(ActivityMeasures.SignUps,
            $"""
            select a.site, {Recount.Day("s.signed_up_at")}, '', 1
            from sign_up s join practice_activity a on a.county = s.county and a.id = s.activity_id
            where s.county = $1 and s.status <> {SignUpStatus.SignUpCancelled:D}
            """),
        Completed(ActivityMeasures.Attendances, "''", came),
        Completed(ActivityMeasures.Attendees, "''", "a.attendees"),
        Projects(ActivityMeasures.Projects, "category", "true"),
        Projects(ActivityMeasures.ProjectsRegistry, "''", "registry_number is not null"),
    ];

    static Recount Projects(Measure measure, string dimension, string which) => new(measure, MovingRows.Follow($"select site, moved_from, moved_on, starts_on, {dimension}, 1 from project where county = $1 and {which}"));

    // Of the service the last step into the state stands; of the acceptance the first.
    static Recount Reached(Measure measure, NeedStatus status, string counts, string number = "1", string which = "max") => new(measure,
        $"""
        select {MovingRows.SiteOn("n", Recount.Day("s.at"))}, {Recount.Day("s.at")}, '', {number}
        from need n, lateral (select {which}(s.at) as at from need_step s where s.county = n.county and s.need_id = n.id and s.status = {status:D}) as s
        where n.county = $1 and {counts}
        """);

    static Recount Answered(Measure measure, string table, string which) => new(measure,
        $"select a.site, {Recount.Day("a.answered_at")}, a.mobilization, 1 from {table} a join mobilization m on m.county = a.county and m.number = a.mobilization where a.county = $1 and {which}");

    static Recount Done(Measure measure, string which) => new(measure,
        $"select t.site, {Recount.Day("t.done_at")}, t.mobilization, 1 from mobilization_task t join mobilization m on m.county = t.county and m.number = t.mobilization where t.county = $1 and t.state = {CallTaskState.TaskDone:D} and {which}");

    static Recount Shifts(Measure measure, string number, string which) => new(measure,
        $"select s.site, {Recount.Day("s.starts_at")}, s.mobilization, {number} from mobilization_shift s join mobilization m on m.county = s.county and m.number = s.mobilization where s.county = $1 and {which}");

    static Recount Received(Measure measure, DonationKind kind) => new(measure, $"select site, received_on, association, amount from donation where county = $1 and kind = {kind:D}");

    // One line for each mark that an activity bears.
    static Recount Marked(Measure measure, string dimension, string marks) => new(measure,
        $"select a.site, {Recount.Day("a.starts_at")}, {dimension}, 1 from practice_activity a, {marks} as m(mark) where a.county = $1 and a.status = {ActivityStatus.Completed:D} and a.association is null");

    static Recount Completed(Measure measure, string dimension, string number, string which = "a.association is null") => new(measure,
        $"select a.site, {Recount.Day("a.starts_at")}, {dimension}, {number} from practice_activity a where a.county = $1 and a.status = {ActivityStatus.Completed:D} and {which}");
}
