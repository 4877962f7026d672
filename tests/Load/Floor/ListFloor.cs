using Npgsql;

namespace CivPractice.Floor;

/// <summary>W2: a page of 25 activities of a subtree, of one platform, recruiting, with their posts and their teams' names: one statement.</summary>
static class ListFloor
{
    const string sql =
        """
        select a.id, a.title, a.detail, a.platform, a.site, a.team_id, t.name, a.need_id, a.starts_at, a.ends_at, a.place, a.risk_notice, a.status, a.reason,
            a.attendees, a.outcome, p.id, p.title, p.capacity, p.taken, p.waiting, p.skill, p.least_age
        from (select * from practice_activity
            where county = $1 and site >= $2 and site < $2 || '~' and platform = $3 and status = 2 and starts_at > $4
            order by starts_at, id limit 26) a
        join activity_post p on p.county = a.county and p.activity_id = a.id
        left join known_team t on t.county = a.county and t.id = a.team_id
        order by a.starts_at, a.id, p.no
        """;

    internal static async Task<List<ActivityRow>> RunAsync(NpgsqlDataSource source, string county, string prefix, int platform, CancellationToken cancel)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Fence.Of(county));
        batch.BatchCommands.Add(Fence.Command(sql,
            new NpgsqlParameter<string> { TypedValue = county },
            new NpgsqlParameter<string> { TypedValue = prefix },
            new NpgsqlParameter<int> { TypedValue = platform },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = DateTimeOffset.UtcNow }));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.NextResultAsync(cancel);
        var found = new List<ActivityRow>(26);
        while (await rows.ReadAsync(cancel))
        {
            var id = rows.GetGuid(0);
            if (found.Count == 0 || found[^1].Id != id)
                found.Add(new ActivityRow(id, rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetString(4), Id(rows, 5), rows.IsDBNull(6) ? "" : rows.GetString(6), Id(rows, 7),
                    rows.GetDateTime(8), rows.GetDateTime(9), rows.GetString(10), rows.GetString(11), rows.GetInt32(12), rows.GetString(13), rows.GetInt32(14), rows.GetString(15), []));
            found[^1].Posts.Add(new PostRow(rows.GetGuid(16), rows.GetString(17), rows.GetInt32(18), rows.GetInt32(19), rows.GetInt32(20), rows.GetString(21), rows.GetInt32(22)));
        }
        if (found.Count > 25) found.RemoveAt(25);
        return found;
    }

    static Guid? Id(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetGuid(column);
}
