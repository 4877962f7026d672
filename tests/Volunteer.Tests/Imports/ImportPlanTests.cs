using System.Text;
using CivPractice.Platform.Imports;
using CivPractice.Testing;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Imports;

/// <summary>What an import reads of the tables, counted by PostgreSQL itself: a county that the planner has never seen costs no more than one that it knows.</summary>
public sealed class ImportPlanTests
{
    const int inFile = 9_000;   // two batches

    [Fact]
    public async Task A_county_that_came_after_the_statistics_is_not_read_for_each_row_of_its_file()
    {
        await using var service = await ServiceUnderTest.StartAsync("Volunteer");
        var running = Of(service);
        var office = Office();
        // Four counties of old; the statistics know all of them, and no other.
        await using (var old = service.Superuser.CreateCommand(
            $$"""
            insert into known_site (county, code) values ('{{Callers.A}}', '{{Callers.StationA}}');
            alter table volunteer_profile set (autovacuum_enabled = off); alter table hours_entry set (autovacuum_enabled = off); alter table person set (autovacuum_enabled = off); alter table membership set (autovacuum_enabled = off);
            create temporary table old as select gen_random_uuid() as id, '18000' || n % 4 as county, n from generate_series(1, 40000) as n;
            insert into person (id, identity_hash, since) select id, sha256(convert_to(id::text, 'UTF8')), now() from old;
            insert into volunteer_profile (county, person_id, number, name, phone, identity_sealed, birth_date, gender, site, skills, service_kinds, source, consent_at, consent_recorded_by, registered_at, registry_number, first_in_city, version)
                select county, id, county || 'V' || n, '测试' || chr(19968 + n % 500), '10012340001', '', '1980-01-01', 1, county, '{}', '{}', 3, now(), id, now(), 'R' || n, false, 1 from old;
            insert into hours_entry (county, id, person_id, activity_id, line, minutes, balance, served_on, activity_title, site, grade, recorded_at, confirmed_version, confirmed_minutes, recorded_by, source, source_number)
                select county, gen_random_uuid(), id, gen_random_uuid(), 1, 60, 60, '2021-03-05', '旧记录', county, 4, now(), 0, 60, id, 2, 'S' || n from old;
            insert into membership (county, id, team_id, person_id, joined_on) select county, gen_random_uuid(), md5(n / 100 || '')::uuid, id, '2021-03-05' from old;
            analyze person, volunteer_profile, hours_entry, membership
            """)) await old.ExecuteNonQueryAsync();

        await running.Teams.CreateTeamAsync(new() { Name = "测试服务队", Category = "便民利民服务", Site = Callers.StationA, FoundedOn = "2020-01-01" }, service.As(office));
        var (volunteers, hours, members) = (new StringBuilder("姓名,身份证号,手机号,站点代码,全国系统编号\n"), new StringBuilder("记录编号,身份证号,活动名称,记录站点,服务日期,分钟,来源\n"), new StringBuilder("队伍,所属站点,身份证号,加入日期\n"));
        for (var n = 0; n < inFile; n++)
        {
            var identity = TestIdentity.Number(1970 + n / 1000, 1, 5, n % 1000);
            volunteers.Append($"测试甲,{identity},10012340001,{Callers.StationA},N{n}\n");
            members.Append($"测试服务队,{Callers.StationA},{identity},2021-03-05\n");
            hours.Append($"H{n},{identity},扫雪,{Callers.StationA},2021-03-05,60,全国系统\n");
        }
        Assert.Equal((inFile, 0, 0, 0), (await new FileImport(service, "volunteers").TakeAsync(office, volunteers.ToString())).Counts);
        Assert.Equal((inFile, 0, 0, 0), (await new FileImport(service, "hours").TakeAsync(office, hours.ToString())).Counts);
        Assert.Equal((inFile, 0, 0, 0), (await new FileImport(service, "members").TakeAsync(office, members.ToString())).Counts);
        // Each of the two passes over a file may look a row up some times.
        var (profiles, lines, memberships) = (await ReadAsync(running, "volunteer_profile"), await ReadAsync(running, "hours_entry"), await ReadAsync(running, "membership"));
        Assert.True(profiles < 20 * inFile && lines < 20 * inFile && memberships < 20 * inFile, $"read {profiles} profiles, {lines} lines and {memberships} memberships");
    }

    // Rows and index entries that were read; who filled the tables of old read none.
    static async Task<long> ReadAsync(VolunteerRunning running, string table)
    {
        await Task.Delay(TimeSpan.FromSeconds(2));   // a session tells what it read once it idles
        return await running.AskAsync<long>($"select (select seq_tup_read from pg_stat_user_tables where relname = '{table}')::bigint + sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname = '{table}'");
    }
}
