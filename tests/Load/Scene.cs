using CivPractice.Testing;
using Npgsql;

namespace CivPractice.Load;

/// <summary>A post to sign up for.</summary>
sealed record Place(Guid Activity, Guid Post);

/// <summary>
/// A county at work: volunteers who signed in through the gateway, activities one after the other at all its sites. The floor has as many
/// volunteers and activities of its own in the same tables, so that both meet the same indexes.
/// </summary>
sealed class Scene
{
    const int volunteers = 300;
    const int activities = 1000;

    public IReadOnlyList<string> Tokens { get; private init; } = [];
    public IReadOnlyList<Place> Places { get; private init; } = [];
    public IReadOnlyList<Guid> FloorPersons { get; private init; } = [];
    public IReadOnlyList<Place> FloorPlaces { get; private init; } = [];

    /// <summary>Prefixes of the county's townships.</summary>
    public IReadOnlyList<string> Townships { get; private init; } = [];

    /// <summary>Everything that one person signs up for, and everybody: no pair comes twice, and pairs that follow each other share neither person nor activity.</summary>
    /// <exception cref="InvalidOperationException">All pairs are used up.</exception>
    public static (int Person, int Place) Pair(int number)
    {
        if (number >= volunteers * activities) throw new InvalidOperationException($"All {volunteers * activities} sign-ups are done; take fewer or shorter rounds.");
        var (turn, person) = Math.DivRem(number, volunteers);
        return (person, (turn + person * (activities / volunteers)) % activities);
    }

    public static async Task<Scene> MakeAsync(Stack stack)
    {
        var crowd = new Crowd(await DemoWorld.LoadAsync(stack));
        var people = await crowd.VolunteersAsync(volunteers);
        var first = (await crowd.ActivitiesAsync(1, 5000, DateTimeOffset.UtcNow.AddDays(200), TimeSpan.FromHours(1)))[0];

        await using var source = NpgsqlDataSource.Create(stack.Superuser("civ_activity"));
        return new Scene
        {
            Tokens = [.. people.Select(volunteer => volunteer.User.Http.DefaultRequestHeaders.Authorization!.Parameter!)],
            Places = await CopiesAsync(source, first),
            FloorPlaces = await CopiesAsync(source, first),
            FloorPersons = await ReadAsync(source,
                """
                insert into known_volunteer
                select (jsonb_populate_record(v, jsonb_build_object('person_id', gen_random_uuid()))).*
                from known_volunteer v, generate_series(1, $2)
                where v.county = $1 and v.person_id = (select person_id from known_volunteer where county = $1 order by birth_date limit 1)
                returning person_id
                """, row => row.GetGuid(0), DemoWorld.County, volunteers),
            Townships = await ReadAsync(source, "select distinct left(code, 9) from known_site where county = $1 and length(code) >= 12 order by 1", row => row.GetString(0), DemoWorld.County),
        };
    }

    /// <summary>Equal conditions for each workload: statistics and visibility as after a quiet night.</summary>
    public static async Task SettleAsync(Stack stack, string database = "civ_activity")
    {
        await using var source = NpgsqlDataSource.Create(stack.Superuser(database));
        await using var command = source.CreateCommand("vacuum analyze");
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }

    // Made in the tables, after the model of one that was made through the gateway: an hour each, at every site, of all five platforms.
    static async Task<IReadOnlyList<Place>> CopiesAsync(NpgsqlDataSource source, CrowdActivity model) => await ReadAsync(source,
        """
        with site as (
            select code, row_number() over (order by code) - 1 as no, count(*) over () as all_sites from known_site where county = $1 and length(code) >= 12
        ), copy as (
            insert into practice_activity
            select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'site', site.code, 'platform', 1 + n % 5,
                'starts_at', now() + interval '2 days' + n * interval '1 hour', 'ends_at', now() + interval '2 days' + (n + 1) * interval '1 hour'))).*
            from practice_activity a, generate_series(1, $3) n join site on site.no = n * 7 % site.all_sites
            where a.county = $1 and a.id = $2
            returning id
        )
        insert into activity_post
        select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'activity_id', copy.id))).*
        from activity_post p, copy
        where p.county = $1 and p.activity_id = $2
        returning activity_id, id
        """, row => new Place(row.GetGuid(0), row.GetGuid(1)), DemoWorld.County, Guid.Parse(model.Id), activities);

    static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
