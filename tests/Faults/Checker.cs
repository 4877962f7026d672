using CivPractice.Testing;

namespace CivPractice.Faults;

/// <summary>Holds the rows against what the clients were told, and the rows that follow from others against those.</summary>
public sealed class Checker(Rows rows, Notebook notebook, FaultReport report, IReadOnlyList<CrowdActivity> activities, IReadOnlyDictionary<string, long> audited)
{
    sealed record Row(string Activity, string Person, string Post, int Status, DateTimeOffset? In, DateTimeOffset? Out, int? Minutes);

    const int signedUp = 1, waiting = 2, credited = 5, cancelled = 6;

    static readonly (string Deed, string Database, string Action)[] deeds =
    [
        ("signed up", Rows.Activity, "sign-up"), ("cancelled", Rows.Activity, "sign-up.cancel"), ("checked in", Rows.Activity, "attendance.check-in"), ("checked out", Rows.Activity, "attendance.check-out"),
        ("minutes set", Rows.Activity, "attendance.set-minutes"), ("completed", Rows.Activity, "activity.complete"), ("skills set", Rows.Volunteer, "volunteer.set-skills"),
    ];

    /// <summary>Audit rows so far, by action: those of the preparation are not counted.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> AuditedAsync(Rows rows)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (deed, database, action) in deeds) counts[deed] = await rows.CountAsync(database, "select count(*) from audit_entry where action = $1", action);
        return counts;
    }

    public async Task RunAsync()
    {
        report.None("writes without an answer, refusals without a rule", notebook.Wrong);
        report.None("answers of 500 instead of 503", notebook.Unforeseen);
        report.AtLeast("writes acknowledged", 1000, notebook.Total);
        foreach (var (deed, database, action) in deeds)
            report.Equal($"acknowledged '{deed}' = audit rows", notebook.Of(deed), await rows.CountAsync(database, "select count(*) from audit_entry where action = $1", action) - audited[deed]);

        var ids = activities.Select(activity => Guid.Parse(activity.Id)).ToArray();
        var signUps = await rows.ListAsync(Rows.Activity, "select activity_id, person_id, post_id, status, checked_in_at, checked_out_at, minutes from sign_up where activity_id = any($1)",
            row => new Row(row.GetGuid(0).ToString(), row.GetGuid(1).ToString(), row.GetGuid(2).ToString(), row.GetInt32(3), Time(row, 4), Time(row, 5), row.IsDBNull(6) ? null : row.GetInt32(6)), ids);
        SignUps(signUps);
        await PostsAsync(signUps, ids);
        await HoursAsync();
        await CopiesAsync();
        await TalliesAsync();
    }

    void SignUps(List<Row> signUps)
    {
        var found = signUps.ToDictionary(row => (row.Activity, row.Person));
        var told = notebook.Standings.Where(pair => pair.Value.SignUps > 0).ToDictionary(pair => pair.Key, pair => pair.Value);
        report.Equal("sign-ups acknowledged at least once = rows", told.Count, found.Count);
        report.None("sign-ups lost", [.. told.Keys.Where(key => !found.ContainsKey(key)).Select(key => $"{key}")]);
        // A closed list drops those who still waited.
        report.None("sign-ups whose state is not the acknowledged one", [.. found.Where(pair => told.TryGetValue(pair.Key, out var standing) && standing.Stands != pair.Value.Status is not cancelled && !(standing.In is null && Closed(pair.Key.Activity, signUps)))
            .Select(pair => $"{pair.Key}: {pair.Value.Status}, told {(told[pair.Key].Stands ? "stands" : "cancelled")}")]);
        report.None("check-ins and check-outs whose time is not the acknowledged one", [.. told.Where(pair => found.TryGetValue(pair.Key, out var row) && (Differs(pair.Value.In, row.In) || Differs(pair.Value.Out, row.Out)))
            .Select(pair => $"{pair.Key}: told {pair.Value.In:O} {pair.Value.Out:O}, row {found[pair.Key].In:O} {found[pair.Key].Out:O}")]);
    }

    static bool Closed(string activity, List<Row> signUps) => signUps.Any(row => row.Activity == activity && row.Status is 5 or 7);

    async Task PostsAsync(List<Row> signUps, Guid[] ids)
    {
        var posts = await rows.ListAsync(Rows.Activity, "select id, activity_id, capacity, taken, waiting, queue from activity_post where activity_id = any($1)",
            row => (Id: row.GetGuid(0).ToString(), Activity: row.GetGuid(1).ToString(), Capacity: row.GetInt32(2), Taken: row.GetInt32(3), Waiting: row.GetInt32(4), Queue: row.GetInt64(5)), ids);
        var byPost = signUps.ToLookup(row => row.Post);
        report.Equal("sign-ups acknowledged = sign-ups that posts counted", notebook.Standings.Values.Sum(standing => (long)standing.SignUps), posts.Sum(post => post.Queue));
        report.None("posts above their capacity", [.. posts.Where(post => post.Taken > post.Capacity || byPost[post.Id].Count(row => row.Status is not waiting and not cancelled) > post.Capacity).Select(post => post.Id)]);
        report.None("posts whose count of places taken is not that of the rows", [.. posts.Where(post => post.Taken != byPost[post.Id].Count(row => row.Status is not waiting and not cancelled)).Select(post => $"{post.Id}: {post.Taken}")]);
        report.None("posts whose count of those waiting is not that of the rows", [.. posts.Where(post => post.Waiting != byPost[post.Id].Count(row => row.Status == waiting)).Select(post => $"{post.Id}: {post.Waiting}")]);
        report.None("posts with a free place and a queue", [.. posts.Where(post => post.Waiting > 0 && post.Taken < post.Capacity).Select(post => $"{post.Id}: {post.Taken} of {post.Capacity}, {post.Waiting} wait")]);
        report.None("times of persons other than those that a sign-up or a shift holds", await rows.ListAsync(Rows.Activity, HeldTimes.Differing, row => row.GetString(0)));
    }

    async Task HoursAsync()
    {
        var confirmed = await rows.ListAsync(Rows.Activity,
            """
            select activity_id, person_id, minutes from sign_up where status = 5 and minutes > 0
            union all
            select p.shift_id, p.person_id, p.minutes from shift_person p join mobilization_shift s on s.county = p.county and s.id = p.shift_id join mobilization m on m.county = s.county and m.number = s.mobilization
            where p.minutes > 0 and s.closed_at is not null and not m.drill
            """, row => (row.GetGuid(0), row.GetGuid(1), row.GetInt32(2)));
        // Hours that came in with the demo data's lists have no attendance here.
        var ledger = await rows.ListAsync(Rows.Volunteer, "select activity_id, person_id, minutes from hours_entry where source in (1, 4)", row => (row.GetGuid(0), row.GetGuid(1), row.GetInt32(2)));
        report.AtLeast("attendances confirmed", 1, confirmed.Count);
        report.Equal("attendances confirmed = entries of the hours ledger", confirmed.Count, ledger.Count);
        report.None("attendances without their entry", [.. confirmed.Except(ledger).Select(row => $"{row}")]);
        report.None("entries twice or without their attendance", [.. ledger.Except(confirmed).Concat(ledger.GroupBy(row => row).Where(group => group.Count() > 1).Select(group => group.Key)).Select(row => $"{row}")]);
        report.Equal("attendances confirmed = messages in the inbox", confirmed.Count, await rows.CountAsync(Rows.Volunteer, "select count(*) from inbox_message where consumer = 'OnAttendanceConfirmed'"));
    }

    async Task CopiesAsync()
    {
        var own = await rows.ListAsync(Rows.Volunteer, "select person_id, version, skills from volunteer_profile", Profile);
        var copy = await rows.ListAsync(Rows.Activity, "select person_id, version, skills from known_volunteer", Profile);
        report.None("profiles whose copy in Activity differs", [.. own.Except(copy).Concat(copy.Except(own)).Select(row => $"{row}")]);
        report.None("profiles without the acknowledged skill", [.. own.Where(row => notebook.Skills.TryGetValue($"{row.Person}", out var told) && told.Skill != row.Skills).Select(row => $"{row}")]);
        // An imported profile was told with its whole batch, its changes one by one.
        var imported = await rows.CountAsync(Rows.Volunteer, "select count(*) from volunteer_profile where import_job_id is not null");
        report.Equal("versions of profiles = messages in the inbox", own.Sum(row => row.Version) - imported, await rows.CountAsync(Rows.Activity, "select count(*) from inbox_message where consumer = 'OnVolunteerChanged'"));
    }

    async Task TalliesAsync()
    {
        const string day = "at time zone 'Asia/Shanghai')::date";
        await TallyAsync(Rows.Activity, "sign-ups", $"select a.site, (s.signed_up_at {day}, '', count(*) from sign_up s join practice_activity a on (a.county, a.id) = (s.county, s.activity_id) where s.status <> {cancelled} group by 1, 2");
        await TallyAsync(Rows.Activity, "attendances", Came("''", "is null"));
        await TallyAsync(Rows.Activity, "associations.volunteers", Came("a.association", "is not null"));
        await TallyAsync(Rows.Volunteer, "volunteers.registered", $"select site, (registered_at {day}, '', count(*) from volunteer_profile group by 1, 2");
        await TallyAsync(Rows.Volunteer, "hours.minutes", "select site, served_on, case grade when 1 then 'A' when 2 then 'B' when 3 then 'C' else 'D' end, sum(minutes) from hours_entry group by 1, 2, 3");
    }

    // What an association holds is counted apart from what sites hold.
    static string Came(string dimension, string association) =>
        $"""
        select site, day, dimension, sum(n) from (
            select a.site, (a.starts_at at time zone 'Asia/Shanghai')::date, {dimension}, coalesce(a.recorded_volunteers, (select count(*) from sign_up s where (s.county, s.activity_id) = (a.county, a.id) and s.status = {credited}))
            from practice_activity a where a.association {association}
        ) as each(site, day, dimension, n) where n > 0 group by 1, 2, 3
        """;

    async Task TallyAsync(string database, string measure, string recomputed)
    {
        var kept = await rows.ListAsync(database, "select site, day, dimension, n from tally_entry where measure = $1 and n <> 0", Figure, measure);
        var real = await rows.ListAsync(database, recomputed, Figure);
        report.None($"tally {measure} other than its rows ({real.Sum(figure => figure.N)})", [.. kept.Except(real).Select(figure => $"kept {figure}"), .. real.Except(kept).Select(figure => $"real {figure}")]);
    }

    static (string Site, DateOnly Day, string Dimension, long N) Figure(Npgsql.NpgsqlDataReader row) => (row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), Convert.ToInt64(row.GetValue(3), System.Globalization.CultureInfo.InvariantCulture));

    static (Guid Person, long Version, string Skills) Profile(Npgsql.NpgsqlDataReader row) => (row.GetGuid(0), row.GetInt64(1), string.Join(',', row.GetFieldValue<string[]>(2)));

    static DateTimeOffset? Time(Npgsql.NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);

    // The database keeps microseconds.
    static bool Differs(DateTimeOffset? told, DateTimeOffset? row) => (told is null) != (row is null) || (told is { } one && row is { } other && (one - other).Duration() > TimeSpan.FromMicroseconds(1));
}
