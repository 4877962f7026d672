using CivPractice.Activity.Figures;
using CivPractice.Activity.V1;
using CivPractice.Platform;
using CivPractice.Platform.Writes;
using Npgsql;

namespace CivPractice.Activity.SignUps;

/// <summary>
/// The sign-up as one statement: eligibility by the local copy, the person's time, the place, the row, the audit line, the tally. It answers one row,
/// or none when a condition does not hold; which one, a second look finds (<see cref="SignUpRefusal"/>).
/// </summary>
static class SignUpStatement
{
    // Locks are taken in the order time, post, sign-up, tally, the same as everywhere else; the post's lock makes the queue.
    // The division fails, and with it everything, in the rare case that the post was closed after the first look.
    const string sql =
        """
        with want as (
            select a.site, a.starts_at, a.ends_at
            from practice_activity a
            join activity_post p on p.county = a.county and p.activity_id = a.id and p.id = $3
            join known_volunteer v on v.county = a.county and v.person_id = $4
            where a.county = $1 and a.id = $2 and a.status = 2 and a.starts_at > $5
                and (p.skill = '' or p.skill = any(v.skills))
                and v.birth_date + make_interval(years => p.least_age) <= a.starts_at at time zone interval '8 hours'
        ), spare as (
            insert into person_time (county, person_id, activity_id, starts_at, ends_at)
            select $1, $4, $2, starts_at, ends_at from want
            on conflict do nothing
            returning activity_id
        ), place as (
            update activity_post p
            set taken = taken + (taken < capacity)::int, waiting = waiting + (taken >= capacity)::int, queue = queue + 1, placed = taken < capacity
            from spare, want
            where p.county = $1 and p.id = $3 and p.open
            returning p.placed, p.queue, p.waiting, want.site
        ), entry as (
            insert into sign_up as s (county, id, activity_id, post_id, person_id, status, queue, signed_up_at, in_by_code, out_by_code, grade, reason, version)
            select $1, $6, $2, $3, $4, case when placed then 1 else 2 end, queue, $5, false, false, '', '', 1 from place
            on conflict (county, activity_id, person_id) do update
            set post_id = excluded.post_id, status = excluded.status, queue = excluded.queue, signed_up_at = excluded.signed_up_at, reason = '', version = s.version + 1
            where s.status = 6
            returning s.status
        ), note as (
            insert into audit_entry (county, id, at, person, action, subject, trace)
            select $1, $7, $5, $4, 'sign-up', $2::text, $8 from entry
        ), tally as (
            insert into tally_entry as t (county, site, day, measure, dimension, n)
            select $1, place.site, $9, $10, '', 1 from place
            on conflict (county, site, day, measure, dimension) do update set n = t.n + excluded.n
        )
        select entry.status, case when place.placed then 0 else place.waiting end, 1 / (select count(*)::int from entry)
        from spare left join place on true left join entry on true
        """;

    /// <summary>The state and the place on the waiting list, or null when the person cannot sign up.</summary>
    internal static async Task<(SignUpStatus Status, int WaitingPlace)?> RunAsync(
        HotWrite hot, string county, Guid activity, Guid post, Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            var rows = await hot.RunAsync(sql, row => ((SignUpStatus)row.GetInt32(0), row.GetInt32(1)), cancel,
                new NpgsqlParameter<string> { TypedValue = county },
                new NpgsqlParameter<Guid> { TypedValue = activity },
                new NpgsqlParameter<Guid> { TypedValue = post },
                new NpgsqlParameter<Guid> { TypedValue = person },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) },
                new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) },
                new NpgsqlParameter<string?> { TypedValue = System.Diagnostics.Activity.Current?.TraceId.ToString(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new NpgsqlParameter<DateOnly> { TypedValue = ChinaTime.Day(now) },
                new NpgsqlParameter<string> { TypedValue = ActivityMeasures.SignUps.Name });
            return rows.Count == 0 ? null : rows[0];
        }
        catch (PostgresException closed) when (closed.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw SignUpRefusal.NotRecruiting();
        }
    }
}
