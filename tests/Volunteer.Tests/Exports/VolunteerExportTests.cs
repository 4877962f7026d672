using System.Text;
using CivPractice.Platform.Callers;
using CivPractice.Testing;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Exports;

/// <summary>Lists of people go out as the lists show them: masked, and only to who may read them.</summary>
public sealed class VolunteerExportTests(VolunteerRunning running)
{
    const string county = "140388", one = "140388001001", two = "140388001002";

    async Task<string[]> LinesAsync(string list, Caller by)
    {
        using var answer = await running.Service.Http.SendAsync(running.Service.Request(HttpMethod.Get, $"/api/exports/{list}", by));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries) : [User.Reason(Encoding.UTF8.GetString(bytes))];
    }

    [Fact]
    public async Task Identity_numbers_and_phones_are_masked_and_a_clerk_gets_the_own_station_only()
    {
        var clerk = Clerk(county, two);
        var (here, elsewhere) = (await running.RegisterAsync(clerk, With(Form(site: two, name: "导出甲", skills: "电工"), "便民利民服务", "文明礼仪普及")), await running.RegisterAsync(Clerk(county), Form(site: one, name: "导出乙")));
        var team = await running.Teams.CreateTeamAsync(new() { Name = "@导出队", Category = "便民利民服务", Site = two, FoundedOn = "2026-01-05" }, running.Service.As(clerk));
        var then = Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        await Task.Delay(20);
        await running.Teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = here.PersonId, JoinedOn = "2026-01-06" }, running.Service.As(clerk));
        await running.Teams.SetLeaderAsync(new() { Id = team.Id, PersonId = here.PersonId }, running.Service.As(clerk));
        await running.TakeAsync(Attendance(Guid.Parse(here.PersonId), 90, county) with { Site = two });
        await running.TakeAsync(Attendance(Guid.Parse(elsewhere.PersonId), 60, county) with { Site = one });

        var masked = here.IdentityNumber;
        Assert.Contains("**", masked, StringComparison.Ordinal);
        var volunteers = await LinesAsync("volunteers?skill=%E7%94%B5%E5%B7%A5", clerk);
        Assert.Equal("姓名,身份证号(已隐去),手机号(已隐去),站点代码,技能,类别,服务类别,注册日期,全国系统编号,志愿者编号", volunteers[0]);
        Assert.StartsWith($"导出甲,{masked},100****0001,{two},电工,党员,便民利民服务、文明礼仪普及,", Assert.Single(volunteers.Skip(1)), StringComparison.Ordinal);
        Assert.DoesNotContain(await LinesAsync("volunteers", clerk), line => line.Contains("导出乙", StringComparison.Ordinal));
        Assert.Contains($"'@导出队,便民利民服务,{two},2026-01-05,,{masked},否,,,,,,,导出甲,1,,,", await LinesAsync("teams", clerk));
        // What is handed on without names has no column for them.
        Assert.Contains($"'@导出队,便民利民服务,{two},2026-01-05,,否,,,,,,,1,,,", await LinesAsync("teams?names=false", clerk));
        Assert.Equal(["UNKNOWN_VALUE"], await LinesAsync("teams?names=no", clerk));
        // Of a moment before it had a member, it has none.
        Assert.Contains($"'@导出队,便民利民服务,{two},2026-01-05,,否,,,,,,,0,,,", await LinesAsync($"teams?names=false&recordedUntil={then}", clerk));
        Assert.Contains($"'@导出队,{two},{masked},2026-01-06,导出甲,{here.Number}", await LinesAsync("members", clerk));
        var hours = (await LinesAsync("hours", clerk)).Where(line => line.Contains("导出", StringComparison.Ordinal)).ToList();
        Assert.EndsWith($",{masked},楼道照明维修,{two},,2026-03-03,90,本地,导出甲,{here.Number},A,", Assert.Single(hours), StringComparison.Ordinal);
        Assert.Contains(await LinesAsync("hours", Office(county)), line => line.Contains("导出乙", StringComparison.Ordinal));

        Assert.Equal("volunteers.export volunteers.export teams.export teams.export teams.export members.export hours.export", await running.AskAsync<string>($"select string_agg(action, ' ' order by id) from audit_entry where person = '{clerk.Person}' and action like '%.export'"));
    }

    static V1.RegisterVolunteerRequest With(V1.RegisterVolunteerRequest form, params string[] kinds)
    {
        form.ServiceKinds.AddRange(kinds);
        return form;
    }

    [Fact]
    public async Task Who_may_not_read_a_list_does_not_export_it_and_a_name_is_no_filter()
    {
        var city = Callers.Coordinator(county) with { Counties = [Callers.City, county] };
        foreach (var list in new[] { "volunteers", "members", "hours" }) Assert.Equal(["PERMISSION_DENIED"], await LinesAsync(list, city));
        await running.Teams.CreateTeamAsync(new() { Name = "市里看得到的队", Category = "便民利民服务", Site = one, FoundedOn = "2026-01-05" }, running.Service.As(Clerk(county)));
        Assert.Contains($"市里看得到的队,便民利民服务,{one},2026-01-05,,,否,,,,,,,,0,,,", await LinesAsync("teams", city));
        foreach (var list in new[] { "volunteers", "teams", "members", "hours" })
        {
            Assert.Equal(["SIGN_IN_REQUIRED"], await LinesAsync(list, Callers.Visitor(county)));
            Assert.Equal(["PERMISSION_DENIED"], await LinesAsync(list, Callers.Staff(Role.TeamLeader, county: county)));
        }
        Assert.Equal(["UNKNOWN_FILTER"], await LinesAsync("volunteers?query=%E7%94%B2", Office(county)));
    }
}
