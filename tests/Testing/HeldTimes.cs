namespace CivPractice.Testing;

/// <summary>Holds the times of persons (person_time) against what holds them.</summary>
public static class HeldTimes
{
    /// <summary>
    /// One line for each time that nothing holds, and for whatever holds none: a sign-up that stands holds the activity's time, a place on a shift the shift's, until the shift is closed without its person having come.
    /// </summary>
    public const string Differing =
        """
        with held as (
            select s.county, s.person_id, a.id, a.starts_at, a.ends_at from sign_up s join practice_activity a on a.county = s.county and a.id = s.activity_id where s.status <> 6
            union all
            select p.county, p.person_id, s.id, s.starts_at, s.ends_at from shift_person p join mobilization_shift s on s.county = p.county and s.id = p.shift_id where s.closed_at is null or p.present
        ), taken as (select county, person_id, activity_id, starts_at, ends_at from person_time)
        select 'held, not taken: ' || e::text from (select * from held except all select * from taken) as e
        union all
        select 'taken, not held: ' || e::text from (select * from taken except all select * from held) as e
        """;
}
