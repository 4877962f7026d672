using CivPractice.Testing;
using Grpc.Core;
using Npgsql;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests;

/// <summary>One county's rows as another county, and as the database's own role, meets them.</summary>
public sealed class CountyFenceTests(VolunteerRunning running)
{
    [Fact]
    public async Task Another_countys_rows_are_not_found_and_its_own_staff_find_them()
    {
        var (person, team) = (await running.SomebodyAsync(Callers.B), await running.FoundAsync("邻县队", Callers.B));
        await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId }, running.Service.As(Clerk(Callers.B)));
        await running.TakeAsync(Attendance(Guid.Parse(person.PersonId), 60, Callers.B));
        var entry = (await running.Hours.ListHoursAsync(new() { PersonId = person.PersonId }, running.Service.As(Clerk(Callers.B)))).Entries.Single();

        Func<Platform.Callers.Caller, Task>[] requests =
        [
            async by => await running.Roster.GetVolunteerAsync(new() { PersonId = person.PersonId }, running.Service.As(by)),
            async by => await running.Roster.SetSkillsAsync(new() { PersonId = person.PersonId, Skills = { "电工" } }, running.Service.As(by)),
            async by => await running.Teams.GetTeamAsync(new() { Id = team.Id }, running.Service.As(by)),
            async by => await running.Teams.ListMembersAsync(new() { TeamId = team.Id }, running.Service.As(by)),
            async by => await running.Teams.SetLeaderAsync(new() { Id = team.Id, PersonId = person.PersonId }, running.Service.As(by)),
            async by => await running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = -1, Reason = "更正" }, running.Service.As(by)),
            async by => await running.Teams.RemoveMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId, Reason = "搬家" }, running.Service.As(by)),
            async by => await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId }, running.Service.As(by)),
        ];
        foreach (var request in requests)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(() => request(Office()));
            Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
            Assert.DoesNotContain(Callers.B, refusal.ToString(), StringComparison.Ordinal);
            await request(Office(Callers.B));
        }
        Assert.DoesNotContain((await running.Roster.ListVolunteersAsync(new() { PageSize = 200 }, running.Service.As(Clerk()))).Volunteers, each => each.PersonId == person.PersonId);
        Assert.Empty((await running.Hours.ListHoursAsync(new() { PersonId = person.PersonId }, running.Service.As(Clerk()))).Entries);
    }

    [Fact]
    public async Task As_civ_app_with_one_countys_setting_no_row_of_another_is_seen_or_written()
    {
        var (person, team) = (await running.SomebodyAsync(Callers.B), await running.FoundAsync("围栏队", Callers.B));
        await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = person.PersonId }, running.Service.As(Clerk(Callers.B)));
        await running.TakeAsync(Attendance(Guid.Parse(person.PersonId), 60, Callers.B));

        await using var connection = await running.Service.App.OpenConnectionAsync();
        async Task<long> Ask(string sql) => (long)(await new NpgsqlCommand(sql, connection).ExecuteScalarAsync())!;
        async Task<string> Refused(string sql) => (await Assert.ThrowsAsync<PostgresException>(() => new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync())).SqlState;
        string[] tables = ["volunteer_profile", "volunteer_number", "team", "membership", "hours_entry", "known_site", "volunteer_kind", "audit_entry", "tally_entry"];
        foreach (var table in tables)
        {
            Assert.True(await running.AskAsync<long>($"select count(*) from {table} where county = '{Callers.B}'") > 0, table);
            Assert.Equal(0, await Ask($"select count(*) from {table}")); // no setting, no rows
        }
        await Ask($"select length(set_config('app.county', '{Callers.A}', false) || set_config('app.counties', '{Callers.A}', false))::bigint");
        foreach (var table in tables) Assert.Equal(0, await Ask($"select count(*) from {table} where county = '{Callers.B}'"));

        Assert.Equal("42501", await Refused($"insert into volunteer_number (county, last) values ('{Callers.B}x', 1)"));
        Assert.Equal("42501", await Refused($"insert into membership (county, id, team_id, person_id, joined_on) values ('{Callers.B}', gen_random_uuid(), '{team.Id}', '{person.PersonId}', '2026-01-01')"));
        Assert.Equal(0, await new NpgsqlCommand($"update team set name = 'x' where county = '{Callers.B}'", connection).ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task The_ledger_and_the_persons_are_insert_only_for_the_services_role()
    {
        await running.TakeAsync(Attendance(Guid.CreateVersion7(), 60));
        await using var connection = await running.Service.App.OpenConnectionAsync();
        foreach (var sql in new[] { "update hours_entry set minutes = 0", "delete from hours_entry", "update person set identity_hash = ''", "delete from person", "truncate hours_entry", "update person_seen set scope = ''", "delete from person_seen" })
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task The_shared_tables_hold_no_readable_field()
    {
        Assert.Equal("person_id uuid,scope text", await running.AskAsync<string>(
            "select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ',' order by attname) from pg_attribute where attrelid = 'person_seen'::regclass and attnum > 0"));
        await running.SomebodyAsync();
        Assert.Equal("id uuid,identity_hash bytea,since timestamp with time zone", await running.AskAsync<string>(
            "select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ',' order by attname) from pg_attribute where attrelid = 'person'::regclass and attnum > 0"));
        Assert.Equal(32, await running.AskAsync<int>("select max(length(identity_hash)) from person"));
    }
}
