using CivPractice.Testing;
using CivPractice.Volunteer.Migrations;
using CivPractice.Volunteer.V1;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests;

/// <summary>What the migration makes of rows that were there before a county had one corps and rows a moment of recording: a database is put back to how they were, and migrated again.</summary>
public sealed class CorpsAndMomentsRowsTests
{
    [Fact]
    public async Task Of_several_corps_one_stays_with_the_teams_below_it_and_rows_know_when_they_were_recorded()
    {
        // Without the broker of the others, which they share: whose queues have the same names would take each other's messages.
        await using var service = await ServiceUnderTest.StartAsync("Volunteer");
        var running = VolunteerRunning.Of(service);
        var (county, office) = (Callers.A, service.As(Office()));
        await running.AskAsync<int>($"with made as (insert into known_site (county, code, successor, version) select '{county}', code, '', 1 from unnest(array['{county}', '{Callers.StationA}']) as code returning 1) select count(*)::int from made");
        async Task<V1.Team> MadeAsync(string name, string site, TeamLevel level, string founded, string parent = "", bool practice = false) =>
            await running.Teams.CreateTeamAsync(new() { Name = name, Category = "便民利民服务", Site = site, FoundedOn = founded, Level = level, ParentId = parent, Practice = practice, RegistryNumber = practice ? "T-1" : "" }, office);
        var (kept, gone) = (await MadeAsync("老总队", county, TeamLevel.Corps, "2019-11-05"), await MadeAsync("新总队", county, TeamLevel.Unspecified, "2020-01-05"));
        var (loose, below) = (await MadeAsync("散队", Callers.StationA, TeamLevel.Squad, "2020-03-05", practice: true), await MadeAsync("下队", Callers.StationA, TeamLevel.Squad, "2020-03-05"));
        var person = await running.RegisterAsync(Clerk(), Form());
        await running.Teams.AddMemberAsync(new() { TeamId = loose.Id, PersonId = person.PersonId, JoinedOn = "2021-01-01" }, office);
        await running.Teams.RemoveMemberAsync(new() { TeamId = loose.Id, PersonId = person.PersonId, LeftOn = "2021-06-01", Reason = "搬离" }, office);
        var brands = new V1.Brands.BrandsClient(service.Channel);
        var brand = await brands.CreateBrandAsync(new() { Name = "旧品牌", Level = BrandLevel.CityBrand, Site = county, Since = "2020-01-01" }, office);
        await brands.MoveBrandAsync(new() { Id = brand.Id, Status = BrandStatus.Stopped, Since = "2021-01-01", Reason = "项目结束" }, office);

        // As before the migration: two corps, a team below none of them, and nobody knows when.
        await running.AskAsync<int>(
            $"""
            drop index ix_team_county;
            update team set level = 1 where id = '{gone.Id}';
            insert into team_placement (county, id, team_id, level, since, recorded_at) values ('{county}', gen_random_uuid(), '{gone.Id}', 1, date '2020-01-05', now());
            update team set parent_id = case when id = '{below.Id}' then '{gone.Id}'::uuid end where id in ('{loose.Id}', '{below.Id}');
            update team_placement set parent_id = case when team_id = '{below.Id}' then '{gone.Id}'::uuid end where team_id in ('{loose.Id}', '{below.Id}');
            update team set practice_noted_at = null, registry_noted_at = null; update membership set left_at = null;
            update brand_step set recorded_at = '0001-01-01', ended_at = null; update team_placement set recorded_at = '0001-01-01', ended_at = null;
            delete from tally_entry where measure = 'corps'; delete from tally_year where measure = 'corps';
            insert into tally_entry (county, measure, day, site, dimension, n) values ('{county}', 'teams.levels', '2020-01-05', '{county}', 'Corps', 1);
            insert into tally_year (county, measure, year, site, dimension, n) values ('{county}', 'teams.levels', 2020, '{county}', 'Corps', 1);
            update tally_year set n = n + 1 where measure = 'teams.levels' and dimension = 'Corps' and year = 9999;
            set role civ_owner; {CorpsAndMomentsRows.Sql} create unique index ix_team_county on team (county) where level = 1; reset role;
            select 1
            """);
        var corps = (await new VolunteerCorps.VolunteerCorpsClient(service.Channel).ListCorpsAsync(new() { Prefix = county }, office)).Corps.Single();
        Assert.Equal((kept.Id, "2019-11-05", 2), (corps.TeamId, corps.FoundedOn, corps.Below));
        Assert.Equal(TeamLevel.Unspecified, (await running.Teams.GetTeamAsync(new() { Id = gone.Id }, office)).Level);
        Assert.Equal([$"2019-11-05 {county} Center 1"], await running.TallyAsync("corps", county));
        Assert.True(await running.AskAsync<bool>("select bool_and(recorded_at > now() - interval '1 hour' and (until is null) = (ended_at is null)) from team_placement where id::text like '________-____-7%'"));
        Assert.True(await running.AskAsync<bool>("select bool_and(recorded_at > now() - interval '1 hour' and (until is null) = (ended_at is null)) from brand_step"));
        Assert.True(await running.AskAsync<bool>("select bool_and((practice_noted_at is not null) = practice and (registry_noted_at is not null) = (registry_number is not null)) from team"));
        Assert.True(await running.AskAsync<bool>("select bool_and(left_at > now() - interval '1 hour') from membership where left_on is not null"));
        Assert.Empty(await service.DifferencesAsync("Volunteer", county));
        Assert.False(await running.AskAsync<bool>("select exists (select from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '__EFMigrationsHistory' and not relforcerowsecurity)"));
    }
}
