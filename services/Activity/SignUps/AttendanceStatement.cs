using CivPractice.Activity.V1;
using CivPractice.Platform.Writes;
using Npgsql;

namespace CivPractice.Activity.SignUps;

/// <summary>Check-in and check-out as one statement each: the row if it is in the right state, and the audit line.</summary>
static class AttendanceStatement
{
    const string checkIn = "status = 3, checked_in_at = $4, in_by_code = $5";
    const string checkOut = "status = 4, checked_out_at = $4, out_by_code = $5";

    static string Sql(string change, SignUpStatus from, string action) =>
        $"""
        with entry as (
            update sign_up set {change}, version = version + 1
            where county = $1 and activity_id = $2 and person_id = $3 and status = {(int)from}
            returning id, post_id, status, checked_in_at, checked_out_at, minutes
        ), note as (
            insert into audit_entry (county, id, at, person, action, subject, trace) select $1, $6, $4, $7, '{action}', id::text, $8 from entry
        )
        select post_id, status, checked_in_at, checked_out_at, minutes from entry
        """;

    static readonly string inSql = Sql(checkIn, SignUpStatus.SignedUp, "attendance.check-in");
    static readonly string outSql = Sql(checkOut, SignUpStatus.CheckedIn, "attendance.check-out");

    internal sealed record Entry(Guid Post, SignUpStatus Status, DateTimeOffset? In, DateTimeOffset? Out, int? Minutes);

    /// <summary>The row after the change, or null when it was not in the state for it.</summary>
    internal static async Task<Entry?> RunAsync(HotWrite hot, bool isIn, string county, Guid activity, Guid person, Guid by, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await hot.RunAsync(isIn ? inSql : outSql,
            row => new Entry(row.GetGuid(0), (SignUpStatus)row.GetInt32(1), Time(row, 2), Time(row, 3), row.IsDBNull(4) ? null : row.GetInt32(4)), cancel,
            new NpgsqlParameter<string> { TypedValue = county },
            new NpgsqlParameter<Guid> { TypedValue = activity },
            new NpgsqlParameter<Guid> { TypedValue = person },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
            new NpgsqlParameter<bool> { TypedValue = person == by },
            new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7(now) },
            new NpgsqlParameter<Guid> { TypedValue = by },
            new NpgsqlParameter<string?> { TypedValue = System.Diagnostics.Activity.Current?.TraceId.ToString(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return rows.Count == 0 ? null : rows[0];
    }

    static DateTimeOffset? Time(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);
}
