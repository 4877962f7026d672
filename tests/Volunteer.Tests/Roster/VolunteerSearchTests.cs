using CivPractice.Platform;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.Roster;
using CivPractice.Volunteer.V1;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Roster;

/// <summary>Staff look for somebody.</summary>
public sealed class VolunteerSearchTests(VolunteerRunning running)
{
    [Fact]
    public async Task Somebody_is_found_by_name_given_name_phone_and_numbers()
    {
        var station = await running.CountyAsync();
        var clerk = Clerk(station[..6]);
        async Task<V1.Volunteer> Add(string name, string phone)
        {
            var form = Form(site: station, name: name);
            form.Phone = phone;
            return await running.RegisterAsync(clerk, form);
        }
        var (a, b, c) = (await Add("测晓明", "10055550001"), await Add("欧阳晓燕", "10055550002"), await Add("晓测试", "10055560001"));
        await Add("志愿者12", "10055560002");

        async Task<string> Found(string query) => string.Join(' ', (await running.Roster.ListVolunteersAsync(new() { Query = query }, running.Service.As(clerk))).Volunteers.Select(each => each.Name));
        Assert.Equal("测晓明 欧阳晓燕 晓测试", await Found("晓"));
        Assert.Equal("测晓明", await Found("测晓"));
        Assert.Equal("测晓明 晓测试", await Found("测"));
        Assert.Equal("欧阳晓燕", await Found("晓燕"));
        Assert.Equal("欧阳晓燕", await Found("欧阳"));
        Assert.Equal("", await Found("阳晓"));
        Assert.Equal("", await Found("明"));
        Assert.Equal("测晓明 晓测试", await Found("0001"));
        Assert.Equal("晓测试", await Found("10055560001"));
        Assert.Equal("", await Found("10055569999"));
        Assert.Equal(b.Name, await Found(b.Number));
        Assert.Equal(b.Name, await Found(b.Number[6..].ToLowerInvariant()));
        Assert.Equal(c.Name, await Found(c.Number.ToLowerInvariant()));
        Assert.Equal("", await Found("%"));
        Assert.Equal("", await Found("55"));
        Assert.Equal("志愿者12", await Found("志愿者12"));

        await new Imports.FileImport(running.Service, "volunteers").TakeAsync(Office(station[..6]), $"姓名,身份证号,手机号,站点代码,全国系统编号\n测登记,{TestIdentity.Number(1966, 1, 1, 1)},10055560003,{station},140300123456789\n");
        Assert.Equal("测登记", await Found("140300123456789"));
        Assert.Empty((await running.Roster.ListVolunteersAsync(new() { Query = a.Number }, running.Service.As(Clerk()))).Volunteers);
    }

    [Fact]
    public async Task Below_row_security_an_index_answers()
    {
        var station = await running.CountyAsync();
        var county = station[..6];
        await using (var crowd = running.Service.Superuser.CreateCommand(
            $"""
            insert into volunteer_profile (county, person_id, number, name, phone, identity_sealed, birth_date, gender, site, skills, source, consent_at, consent_recorded_by, registered_at, registry_number, version)
            select '{county}', gen_random_uuid(), '{county}V' || to_char(n, 'FM000000'), '测' || chr(20000 + n), '1000' || to_char(n * 7, 'FM0000000'), '', '1980-01-01', 1, '{station}', array[]::text[], 3, now(), gen_random_uuid(), now(), 'G' || n, 1
            from generate_series(1, 8000) as n;
            analyze volunteer_profile
            """)) await crowd.ExecuteNonQueryAsync();

        await using var connection = await running.Service.App.OpenConnectionAsync();
        await using (var setting = new NpgsqlCommand($"select set_config('app.county', '{county}', false)", connection)) await setting.ExecuteNonQueryAsync();
        await using var db = new VolunteerDb(new DbContextOptionsBuilder<VolunteerDb>().UseNpgsql(connection).Options, new CallerScope(), TimeProvider.System);
        async Task<string> Plan(string query)
        {
            var found = db.Profiles.AsNoTracking().Under(row => row.Site, [county]).Found(query, county).OrderBy(row => row.Site).ThenBy(row => row.Number);
            Assert.Single(await found.ToListAsync());
            await using var asked = found.Take(51).CreateDbCommand();
            asked.CommandText = $"explain {asked.CommandText}";
            var plan = new List<string>();
            await using (var lines = await asked.ExecuteReaderAsync())
                while (await lines.ReadAsync()) plan.Add(lines.GetString(0));
            Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
            return string.Join('\n', plan);
        }

        foreach (var (query, index) in new[]
        {
            ($"测{(char)20123}", "county_name"), ($"测{(char)20123}", "county_given_name"), ($"{(char)20123}", "county_given_name"), ("7861", "county_phone_tail"), ("10000007861", "county_phone_tail"),
            ("V001123", "county_number"), ($"{county}V001123", "county_number"), ("G1123", "county_registry_number"),
        })
            Assert.Contains($"ix_volunteer_profile_{index}", await Plan(query), StringComparison.Ordinal);
    }
}
