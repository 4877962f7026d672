using CivPractice.Testing;
using CivPractice.Volunteer.Migrations;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests;

/// <summary>What the migration makes of rows that were there before kinds had days: a database is put back to how they were, and migrated again.</summary>
public sealed class KindsAndTreeRowsTests
{
    [Fact]
    public async Task Kinds_brands_and_active_teams_of_before_are_there_and_their_figures_agree()
    {
        // Without the broker of the others, which they share: whose queues have the same names would take each other's messages.
        await using var service = await ServiceUnderTest.StartAsync("Volunteer");
        var running = VolunteerRunning.Of(service);
        var (old, to, identity) = (Callers.StationA, $"{Callers.StationA[..^1]}2", Identities.Next());
        await running.AskAsync<int>($"with made as (insert into known_site (county, code, successor, version) select '{Callers.A}', code, '', 1 from unnest(array['{Callers.A}', '{old}', '{to}']) as code returning 1) select count(*)::int from made");
        await running.RegisterAsync(Clerk(), Form(identity));
        await running.FoundAsync("旧队");
        var days = new[] { "2024-01-01", "2024-08-01", "2026-03-03" };
        var hours = $"记录编号,身份证号,活动名称,记录站点,队伍,服务日期,分钟,来源\n{string.Concat(days.Select((day, i) => $"R{i},{identity},旧活动,{old},旧队,{day},60,本地\n"))}";
        Assert.Equal((3, 0, 0, 0), (await new Imports.FileImport(service, "hours").TakeAsync(Office(), hours)).Counts);
        await new V1.Brands.BrandsClient(service.Channel).CreateBrandAsync(new() { Name = "旧品牌", Level = V1.BrandLevel.CityBrand, Site = Callers.A, Since = "2020-01-01" }, service.As(Office()));

        // Then as in the migration: new tables have no fences yet.
        string[] fresh = ["volunteer_kind", "brand_step", "team_service_day"];
        await running.AskAsync<int>(
            $"""
            update team set moved_from = array[site], moved_on = array[date '2026-03-10'], site = '{to}';
            update volunteer_profile set moved_from = array[site], moved_on = array[date '2026-03-10'], site = '{to}';
            alter table volunteer_profile add kinds text[] not null default array['党员', '青年'];
            delete from volunteer_kind; delete from brand_step; delete from team_service_day;
            delete from tally_entry where measure in ('volunteers.kinds', 'teams.kinds', 'teams.active'); delete from tally_year where measure in ('volunteers.kinds', 'teams.kinds', 'teams.active');
            {string.Concat(fresh.Select(table => $"alter table {table} disable row level security;"))}
            alter table brand_step alter column recorded_at set default now();   -- the column is younger than this migration
            set role civ_owner; {KindsAndTreeRows.Sql} reset role;
            alter table brand_step alter column recorded_at drop default;
            {string.Concat(fresh.Select(table => $"alter table {table} enable row level security;"))}
            alter table volunteer_profile drop column kinds;
            select 1
            """);
        Assert.Equal((2, 1, 3), (await running.AskAsync<long>("select count(*) from volunteer_kind"), await running.AskAsync<long>("select count(*) from brand_step where status = 2"), await running.AskAsync<long>("select count(*) from team_service_day")));
        Assert.Equal((1, 1, 1), (await running.FigureAsync("teams.active", Callers.A), await running.FigureAsync("teams.kinds", Callers.A), await running.FigureAsync("brands", Callers.A)));
        Assert.Equal(["2024-01-01 " + old + "  1", "2025-08-01 " + old + "  -1", "2026-03-03 " + old + "  1", "2026-03-10 " + old + "  -1", "2026-03-10 " + to + "  1", "2027-03-03 " + to + "  -1"],
            (await running.TallyAsync("teams.active", Callers.A)).Where(line => !line.EndsWith(" 0", StringComparison.Ordinal)));
        // Other figures of these rows were not moved along.
        Assert.DoesNotContain((await service.CheckFiguresAsync("Volunteer")).Lines, line => new[] { "volunteers.kinds", "teams.kinds", "teams.active", "brands" }.Any(name => line.Contains($" {name} ", StringComparison.Ordinal)));
        Assert.False(await running.AskAsync<bool>("select exists (select from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> '__EFMigrationsHistory' and not relforcerowsecurity)"));
    }
}
