using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Database;
using CivPractice.Platform.Figures;
using CivPractice.Platform.Writes;
using Google.Protobuf.WellKnownTypes;
using Npgsql;

namespace CivPractice.Activity.Activities;

/// <summary>
/// The list that everybody opens, as one statement in one round trip: activities by start time with their posts and the teams' names. With terms to be found
/// by, the newest come first.
/// </summary>
sealed class ActivityList
{
    readonly Statement sql = new();
    readonly DateTimeOffset now;
    readonly bool newestFirst;

    /// <summary>Activities of the counties that the caller's token admits; row-level security says the same.</summary>
    internal ActivityList(IReadOnlyList<string> counties, DateTimeOffset now)
    {
        this.now = now;
        Columns();
        sql.Add($"from (select * from practice_activity");
        // One county is said as one, so that the index gives the page in its order; a set of them must be sorted.
        if (counties is [var county]) sql.Add($"where county = {county}");
        else sql.Add($"where county = any ({counties.ToArray()})");
    }

    /// <summary>
    /// Those that have all the terms. In each county the entries of the first term are read from the newest on, no further than the page reaches. The others, and
    /// the activities, are looked up entry by entry: <c>offset 0</c> keeps the planner from a join that looks at all there is.
    /// </summary>
    /// <param name="terms">One or more, the rarest first.</param>
    internal ActivityList(IReadOnlyList<string> counties, DateTimeOffset now, IReadOnlyList<string> terms)
    {
        this.now = now;
        newestFirst = true;
        Columns();
        sql.Add(
            $"""
            from (select found.* from unnest({counties.ToArray()}) as c(code) cross join lateral (
                select activity.* from (select t.starts_at as at, t.activity_id as hit from activity_term t where t.county = c.code and t.term = {terms[0]}
            """);
        foreach (var term in terms.Skip(1))
            sql.Add($"and (select true from activity_term m where m.county = c.code and m.term = {term} and m.starts_at = t.starts_at and m.activity_id = t.activity_id)");
        sql.Add($") as entry cross join lateral (select * from practice_activity a where a.county = c.code and a.id = hit offset 0) as activity where true");
    }

    void Columns() => sql.Add(
        $"""
        select a.id, a.title, a.detail, a.platform, a.site, a.team_id, t.name, a.need_id, a.starts_at, a.ends_at, a.place, a.risk_notice, a.status, a.reason,
            a.attendees, a.outcome, p.id, p.title, p.capacity, p.taken, p.waiting, p.skill, p.least_age, a.project_id, a.source_number, a.recorded_volunteers, a.association,
            a.purposes, a.task_field, a.cross_work, a.theme, a.host_units, a.organizing_units, a.assisting_units, a.kind, a.base, a.venue, a.audience, a.insurance, a.came, a.local_platform, a.completed_at
        """);

    /// <param name="left">Closed sites elsewhere whose open activities a site below the prefix answers for.</param>
    internal ActivityList Below(string prefix, params string[] left)
    {
        if (prefix.Length > 0 && left.Length == 0) sql.Add($"and site >= {prefix} and site < {Prefixes.End(prefix)}");
        else if (prefix.Length > 0)
            sql.Add($"and (site >= {prefix} and site < {Prefixes.End(prefix)} or site = any ({left}) and status in ({(int)ActivityStatus.Draft}, {(int)ActivityStatus.PendingReview}, {(int)ActivityStatus.Recruiting}))");
        return this;
    }

    /// <summary>No drafts, nor what waits for its review.</summary>
    internal void Published() => sql.Add($"and status not in ({(int)ActivityStatus.Draft}, {(int)ActivityStatus.PendingReview})");

    /// <summary>Drafts only of the teams that the caller leads, below the prefixes that the caller oversees, or of the closed sites that are left to these.</summary>
    internal void PublishedOrManaged(string county, IEnumerable<Guid> led, IEnumerable<string> overseen, string[] left) => sql.Add(
        $"""
        and (status not in ({(int)ActivityStatus.Draft}, {(int)ActivityStatus.PendingReview}) or county = {county}
            and (team_id = any ({led.ToArray()}) or site = any ({left}) or exists (select from unnest({overseen.ToArray()}) as o(prefix) where starts_with(site, o.prefix))))
        """);

    internal void Of(ServicePlatform platform) => sql.Add($"and platform = {(int)platform}");
    internal void OfLocal(string platform) => sql.Add($"and local_platform = {platform}");
    internal void Of(Guid team) => sql.Add($"and team_id = {team}");
    internal void OfProject(Guid project) => sql.Add($"and project_id = {project}");
    internal void OfAssociation(string number) => sql.Add($"and association = {number}");

    internal void For(ActivityPurpose purpose) => sql.Add($"and {(int)purpose} = any (purposes)");
    internal void Of(TaskField field) => sql.Add($"and task_field = {(int)field}");
    internal void JoinedWith(string work) => sql.Add($"and {work} = any (cross_work)");
    internal void OfTheme(string theme) => sql.Add($"and theme = {theme}");
    internal void OfUnit(string unit) => sql.Add($"and {unit} = any (host_units || organizing_units || assisting_units)");

    internal void Of(ActivityKind kind) => sql.Add($"and kind = {(int)kind}");
    internal void AtBase(string name) => sql.Add($"and base = {name}");
    internal void AtVenue(string name) => sql.Add($"and venue = {name}");
    /// <summary>Those whose list should have been closed by now.</summary>
    internal void Overdue() => sql.Add($"and status = {(int)ActivityStatus.Recruiting} and source_number is null and ends_at <= {Needs.WorkingDays.OverBefore(now, PracticeActivity.RecordingDays)}");

    /// <summary>As <see cref="ActivityRows"/> says.</summary>
    internal void Recorded(RowsOfAMoment moment)
    {
        if (moment.Until is { } until) sql.Add($"and (completed_at <= {until} or completed_at is null and id < {moment.IdsBefore!.Value})");
        if (moment.After is { } after) sql.Add($"and (completed_at > {after} or completed_at is null and id >= {moment.IdsFrom!.Value})");
    }

    internal void FromNeed() => sql.Add($"and need_id is not null");

    internal void OwnedBy(ActivityOwner owner)
    {
        if (owner == ActivityOwner.OwnedBySite) sql.Add($"and association is null");
        if (owner == ActivityOwner.OwnedByAssociation) sql.Add($"and association is not null");
    }

    internal void From(DateTimeOffset moment) => Either($"and starts_at >= {moment}", $"and at >= {moment}");
    internal void Before(DateTimeOffset moment) => Either($"and starts_at < {moment}", $"and at < {moment}");
    internal void After(DateTimeOffset start, Guid id) => Either($"and (starts_at, id) > ({start}, {id})", $"and (at, hit) < ({start}, {id})");

    Statement Either(FormattableString listed, FormattableString found) => sql.Add(newestFirst ? found : listed);

    /// <summary>In a state at this moment; 进行中, 待结项 and 已归档 follow from the clock. What is archived is completed, too.</summary>
    internal void In(ActivityStatus stage)
    {
        if (stage is ActivityStatus.Running) sql.Add($"and starts_at <= {now} and ends_at > {now}");
        if (stage is ActivityStatus.Closing) sql.Add($"and ends_at <= {now}");
        if (stage is ActivityStatus.Recruiting) sql.Add($"and starts_at > {now}");
        if (stage is ActivityStatus.ActivityArchived) sql.Add($"and completed_at <= {now - PracticeActivity.ArchivedAfter}");
        sql.Add($"and status = {(int)PracticeActivity.Stored(stage)}");
    }

    /// <summary>The whole statement; nothing can be added behind it.</summary>
    /// <param name="most">Activities wanted at most, 1 or more.</param>
    internal Statement Complete(int most)
    {
        Either($"order by starts_at, id limit {most}) a", $"order by at desc, hit desc limit {most}) as found order by starts_at desc, id desc limit {most}) a");
        sql.Add(
            $"""
            left join activity_post p on p.county = a.county and p.activity_id = a.id
            left join known_team t on t.county = a.county and t.id = a.team_id
            """);
        return Either($"order by a.starts_at, a.id, p.no", $"order by a.starts_at desc, a.id desc, p.no");
    }

    internal NpgsqlParameter[] Parameters => sql.Parameters;

    /// <param name="most">Activities wanted at most, 1 or more.</param>
    internal async Task<List<V1.Activity>> ReadAsync(HotRead hot, int most, CancellationToken cancel)
    {
        var found = new List<V1.Activity>(most);
        var last = Guid.Empty;
        await hot.EachAsync(Complete(most), row =>
        {
            var id = row.GetGuid(0);
            if (id != last) found.Add(Activity(row, id));
            last = id;
            if (!row.IsDBNull(16)) found[^1].Posts.Add(Post(row));
        }, cancel);
        return found;
    }

    V1.Activity Activity(NpgsqlDataReader row, Guid id)
    {
        var (starts, ends) = (row.GetDateTime(8), row.GetDateTime(9));
        DateTimeOffset? completed = row.IsDBNull(41) ? null : row.GetDateTime(41);
        var due = PracticeActivity.Due((ActivityStatus)row.GetInt32(12), ends, row.IsDBNull(24) ? null : row.GetString(24));
        return new V1.Activity
        {
            Id = id.ToString(),
            Title = row.GetString(1),
            Detail = row.GetString(2),
            Platform = (ServicePlatform)row.GetInt32(3),
            LocalPlatform = row.GetString(40),
            Site = row.GetString(4),
            TeamId = row.IsDBNull(5) ? "" : row.GetGuid(5).ToString(),
            TeamName = row.IsDBNull(6) ? "" : row.GetString(6),
            NeedId = row.IsDBNull(7) ? "" : row.GetGuid(7).ToString(),
            StartsAt = starts.ToTimestamp(),
            EndsAt = ends.ToTimestamp(),
            Place = row.GetString(10),
            RiskNotice = row.GetString(11),
            Audience = row.GetString(37),
            Insurance = row.GetString(38),
            Status = PracticeActivity.Stage((ActivityStatus)row.GetInt32(12), starts, ends, completed, now),
            Reason = row.GetString(13),
            Attendees = row.GetInt32(14),
            Came = row.GetInt32(39),
            Outcome = row.GetString(15),
            ProjectId = row.IsDBNull(23) ? "" : row.GetGuid(23).ToString(),
            SourceNumber = row.IsDBNull(24) ? "" : row.GetString(24),
            RecordedVolunteers = row.IsDBNull(25) ? 0 : row.GetInt32(25),
            Association = row.IsDBNull(26) ? "" : row.GetString(26),
            Marks = new Marks(row.GetFieldValue<int[]>(27), (TaskField)row.GetInt32(28), Texts(row, 29), row.GetString(30), Texts(row, 31), Texts(row, 32), Texts(row, 33), (ActivityKind)row.GetInt32(34), row.GetString(35), row.GetString(36)).ToWire(),
            DueAt = due?.ToTimestamp(),
            ArchivedAt = (completed + PracticeActivity.ArchivedAfter)?.ToTimestamp(),
            Overdue = (ActivityStatus)row.GetInt32(12) == ActivityStatus.Recruiting && due < now,
        };
    }

    static string[] Texts(NpgsqlDataReader row, int column) => row.GetFieldValue<string[]>(column);

    static V1.ActivityPost Post(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(16).ToString(),
        Title = row.GetString(17),
        Capacity = row.GetInt32(18),
        Taken = row.GetInt32(19),
        Waiting = row.GetInt32(20),
        Skill = row.GetString(21),
        LeastAge = row.GetInt32(22),
    };
}
