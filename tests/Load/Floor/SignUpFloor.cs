using Npgsql;

namespace CivPractice.Floor;

/// <summary>W1: what a sign-up reads and writes, in one batch: eligibility, the person's time, capacity, the row, the audit line, the tally.</summary>
static class SignUpFloor
{
    const string sql =
        """
        with want as (
            select a.site, a.starts_at, a.ends_at
            from practice_activity a
            join activity_post p on p.county = a.county and p.id = $3
            join known_volunteer v on v.county = a.county and v.person_id = $4
            where a.county = $1 and a.id = $2 and a.status = 2 and a.starts_at > $5
                and (p.skill = '' or p.skill = any(v.skills))
                and v.birth_date + make_interval(years => p.least_age) <= a.starts_at
        ), spare as (
            insert into person_time (county, person_id, activity_id, starts_at, ends_at)
            select $1, $4, $2, starts_at, ends_at from want
            on conflict do nothing
            returning activity_id
        ), place as (
            update activity_post p
            set taken = taken + (taken < capacity)::int, waiting = waiting + (taken >= capacity)::int, queue = queue + 1, placed = taken < capacity
            from spare
            where p.county = $1 and p.id = $3 and p.open
            returning p.placed, p.queue, p.waiting
        ), entry as (
            insert into sign_up (county, id, activity_id, post_id, person_id, status, queue, signed_up_at, in_by_code, out_by_code, grade, reason, version)
            select $1, $6, $2, $3, $4, case when placed then 1 else 2 end, queue, $5, false, false, '', '', 1 from place
            returning status
        ), note as (
            insert into audit_entry (county, id, at, person, action, subject, trace)
            select $1, $7, $5, $4, 'sign-up', $2::text, null from entry
        ), tally as (
            insert into tally_entry as t (county, site, day, measure, dimension, n)
            select $1, want.site, $8, 'sign-ups', '', 1 from want, entry
            on conflict (county, site, day, measure, dimension) do update set n = t.n + excluded.n
        )
        select entry.status, case when place.placed then 0 else place.waiting end from place, entry
        """;

    internal static async Task<IResult> RunAsync(NpgsqlDataSource source, SignUpWish wish, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Fence.Of(wish.County, wish.Person.ToString()));
        batch.BatchCommands.Add(Fence.Command(sql,
            new NpgsqlParameter<string> { TypedValue = wish.County },
            new NpgsqlParameter<Guid> { TypedValue = wish.Activity },
            new NpgsqlParameter<Guid> { TypedValue = wish.Post },
            new NpgsqlParameter<Guid> { TypedValue = wish.Person },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) },
            new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) },
            new NpgsqlParameter<DateOnly> { TypedValue = DateOnly.FromDateTime(now.UtcDateTime.AddHours(8)) }));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        return await rows.ReadAsync(cancel)
            ? Results.Ok(new SignUpAnswer(wish.Activity, wish.Post, wish.Person, rows.GetInt32(0), rows.GetInt32(1)))
            : Results.StatusCode(StatusCodes.Status409Conflict);
    }
}
