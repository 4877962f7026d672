using CivPractice.Activity.V1;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Moves;

namespace CivPractice.Activity.Figures;

/// <summary>The figures of Activity, counted anew from needs with their steps, activities and sign-ups.</summary>
static class Recounts
{
    static readonly string platform = $"upper({Recount.Name<ServicePlatform>("a.platform")})";

    public static readonly IReadOnlyList<Recount> All =
    [
        new(ActivityMeasures.NeedsPosted, $"select {MovingRows.SiteOn("n", Recount.Day("n.posted_at"))}, {Recount.Day("n.posted_at")}, '', 1 from need n where n.county = $1"),
        Reached(ActivityMeasures.NeedsDone, NeedStatus.NeedDone, $"n.status in ({NeedStatus.NeedDone:D}, {NeedStatus.NeedRated:D})"),
        Reached(ActivityMeasures.NeedsRated, NeedStatus.NeedRated, "n.rating > 0"),
        Reached(ActivityMeasures.NeedsSatisfied, NeedStatus.NeedRated, "n.rating >= 4"),
        new(ActivityMeasures.ActivitiesPublished, $"select a.site, {Recount.Day("a.published_at")}, {platform}, 1 from practice_activity a where a.county = $1 and a.published_at is not null"),
        Completed(ActivityMeasures.ActivitiesCompleted, platform, "1"),
        new(ActivityMeasures.SignUps,
            $"""
            select a.site, {Recount.Day("s.signed_up_at")}, '', 1
            from sign_up s join practice_activity a on a.county = s.county and a.id = s.activity_id
            where s.county = $1 and s.status <> {SignUpStatus.SignUpCancelled:D}
            """),
        Completed(ActivityMeasures.Attendances, "''",
            $"coalesce(a.recorded_volunteers, (select count(*) from sign_up s where s.county = a.county and s.activity_id = a.id and s.status = {SignUpStatus.Credited:D}))"),
        Completed(ActivityMeasures.Attendees, "''", "a.attendees"),
        Projects(ActivityMeasures.Projects, "category", "true"),
        Projects(ActivityMeasures.ProjectsRegistry, "''", "registry_number is not null"),
    ];

    static Recount Projects(Measure measure, string dimension, string which) => new(measure, MovingRows.Follow($"select site, moved_from, moved_on, starts_on, {dimension}, 1 from project where county = $1 and {which}"));

    // The last step into the state is the one that stands.
    static Recount Reached(Measure measure, NeedStatus status, string which) => new(measure,
        $"""
        select {MovingRows.SiteOn("n", Recount.Day("s.at"))}, {Recount.Day("s.at")}, '', 1
        from need n, lateral (select max(s.at) as at from need_step s where s.county = n.county and s.need_id = n.id and s.status = {status:D}) as s
        where n.county = $1 and {which}
        """);

    static Recount Completed(Measure measure, string dimension, string number) => new(measure,
        $"select a.site, {Recount.Day("a.starts_at")}, {dimension}, {number} from practice_activity a where a.county = $1 and a.status = {ActivityStatus.Completed:D}");
}
