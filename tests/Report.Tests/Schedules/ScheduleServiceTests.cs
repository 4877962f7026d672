using CivPractice.Organization.V1;
using CivPractice.Platform.Callers;
using CivPractice.Report.V1;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using static CivPractice.Report.Tests.FourOwners;

namespace CivPractice.Report.Tests.Schedules;

[Collection(nameof(FourOwners))]
public sealed class ScheduleServiceTests(FourOwners running)
{
    static CreateScheduleRequest Lectures(int day = 1) => new() { What = ScheduledWhat.List, List = "sessions", Format = "csv", Rhythm = Rhythm.Yearly, Day = day, Title = "宣讲清单" };

    [Fact]
    public async Task A_period_falls_due_once_is_made_once_and_its_file_is_kept_with_its_hash()
    {
        const string county = "183101";
        var (by, lastYear) = (running.As(Office(county)), Platform.ChinaTime.Today(TimeProvider.System).Year - 1);
        await running.LectureAsync(county, new DateTimeOffset(lastYear, 3, 1, 1, 0, 0, TimeSpan.Zero), 41);
        await running.LectureAsync(county, new DateTimeOffset(lastYear - 1, 3, 1, 1, 0, 0, TimeSpan.Zero), 42);
        var schedule = await running.Schedules.CreateScheduleAsync(Lectures(), by);
        Assert.Equal(("中心办公室", $"{lastYear + 2}-01-01"), (schedule.RegisteredAs, schedule.NextDue));

        var due = Assert.Single((await running.Schedules.ListScheduledFilesAsync(new() { DueOnly = true }, by)).Files);
        Assert.Equal(($"{lastYear}-01-01", $"{lastYear}-12-31", ""), (due.From, due.To, due.ContentHash));
        // Two who press at once get the same file.
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => running.Schedules.MakeScheduledFileAsync(new() { Id = due.Id }, by).ResponseAsync));
        Assert.Single(made.Select(file => file.ContentHash).Distinct());
        Assert.Equal("中心办公室", made[0].MadeAs);
        Assert.Empty((await running.Schedules.ListScheduledFilesAsync(new() { DueOnly = true }, by)).Files);

        async Task<HttpResponseMessage> FetchAsync(Caller caller) => await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/scheduledFiles/{due.Id}/file", caller));
        using var answer = await FetchAsync(Office(county));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(made[0].ContentHash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        // The period's rows and no others.
        Assert.Contains("宣讲41人", text, StringComparison.Ordinal);
        Assert.DoesNotContain("宣讲42人", text, StringComparison.Ordinal);

        // Of another county it is not there; its time over, the hash stays.
        using var elsewhere = await FetchAsync(Office("183102"));
        Assert.Equal("NOT_FOUND", User.Reason(await elsewhere.Content.ReadAsStringAsync()));
        await running.Report.SqlAsync($"delete from scheduled_content where county = '{county}'");
        using var expired = await FetchAsync(Office(county));
        Assert.Equal("FILE_EXPIRED", User.Reason(await expired.Content.ReadAsStringAsync()));
        Assert.Equal(made[0].ContentHash, (await running.Schedules.ListScheduledFilesAsync(new(), by)).Files.Single().ContentHash);
    }

    [Fact]
    public async Task The_scheduler_marks_what_fell_due_and_two_of_them_mark_it_once()
    {
        const string county = "183201";
        var by = running.As(Office(county));
        var schedule = await running.Schedules.CreateScheduleAsync(Lectures(day: 7), by);
        await running.Report.SqlAsync($"delete from scheduled_file where county = '{county}'");
        var first = Platform.ChinaTime.Today(TimeProvider.System).Year - 3;
        await running.Report.SqlAsync($"update export_schedule set next_from = date '{first}-01-01', next_due = date '{first + 1}-01-07' where county = '{county}'");
        async Task<int> MarkAsync()
        {
            var scope = new CallerScope();
            scope.ActFor(county);
            var options = new DbContextOptionsBuilder<ReportDb>().UseNpgsql(running.Report.App).AddInterceptors(new Platform.Database.CountySetting()).Options;
            await using var db = new ReportDb(options, scope, TimeProvider.System);
            return await Report.Schedules.ScheduleMarking.MarkAsync(db, county, Guid.Parse(schedule.Id), default);
        }
        var marked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MarkAsync()));
        Assert.Single(marked, count => count > 0);
        var files = (await running.Schedules.ListScheduledFilesAsync(new(), by)).Files;
        Assert.Equal(files.Count, files.Select(file => file.From).Distinct().Count());
        Assert.Equal([$"{first + 1}-01-01", $"{first}-01-01"], files.Select(file => file.From).TakeLast(2));
        Assert.True(files.Count is 2 or 3);

        await running.Schedules.EndScheduleAsync(new() { Id = schedule.Id }, by);
        Assert.Equal("SCHEDULE_ENDED", (await RefusedAsync(async () => await running.Schedules.EndScheduleAsync(new() { Id = schedule.Id }, by))).Reason);
        Assert.Equal("", (await running.Schedules.ListSchedulesAsync(new(), by)).Schedules.Single().NextDue);
    }

    [Fact]
    public async Task A_report_is_made_as_of_the_periods_last_day_and_a_station_registers_none_for_the_county()
    {
        const string county = "183301";
        var (by, lastYear) = (running.As(Office(county)), Platform.ChinaTime.Today(TimeProvider.System).Year - 1);
        await running.LectureAsync(county, new DateTimeOffset(lastYear, 12, 31, 1, 0, 0, TimeSpan.Zero), 51);
        await running.Schedules.CreateScheduleAsync(new() { What = ScheduledWhat.YearReport, Format = "txt", Rhythm = Rhythm.Yearly, Day = 1, Title = "年度报告" }, by);
        var due = (await running.Schedules.ListScheduledFilesAsync(new(), by)).Files.Single();
        await running.Schedules.MakeScheduledFileAsync(new() { Id = due.Id }, by);
        using var answer = await running.Report.Http.SendAsync(running.Organization.Request(HttpMethod.Get, $"/api/scheduledFiles/{due.Id}/file", Office(county)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("开展理论宣讲1场", text, StringComparison.Ordinal);
        Assert.Contains($"业务日期 {lastYear}-12-31", text, StringComparison.Ordinal);
        Assert.Equal("PART_ONLY", (await RefusedAsync(async () => await running.Schedules.CreateScheduleAsync(Lectures(), running.As(Callers.Staff(Role.StationClerk, county + "001", county))))).Reason);
    }

    [Fact]
    public async Task What_is_kept_names_nobody_and_is_handed_to_whoever_could_have_made_it()
    {
        const string county = "183401";
        var (office, by) = (Office(county), running.As(Office(county)));
        await NameAsync(county, by);
        var teams = await MadeAsync(new() { What = ScheduledWhat.List, List = "teams", Format = "csv", Rhythm = Rhythm.Yearly, Day = 1, Title = "队伍清单" });
        var report = await MadeAsync(new() { What = ScheduledWhat.YearReport, Format = "txt", Rhythm = Rhythm.Yearly, Day = 1, Title = "年度报告" });

        // The office itself may see both names in the lists of today.
        Assert.Contains("测试队长", await TextAsync(running.Volunteer, "/api/exports/teams", office), StringComparison.Ordinal);
        Assert.Contains("测试好人", await TextAsync(running.Report, $"/api/yearReport/file?year={Platform.ChinaTime.Today(TimeProvider.System).Year - 1}", office), StringComparison.Ordinal);
        var (list, text) = (await FileAsync(teams, office), await FileAsync(report, office));
        Assert.Contains("测试巡逻队", list, StringComparison.Ordinal);
        Assert.DoesNotContain("队长", list, StringComparison.Ordinal);
        Assert.Contains("中国好人", text, StringComparison.Ordinal);
        Assert.DoesNotContain("测试好人", text, StringComparison.Ordinal);

        foreach (var file in new[] { teams, report })
            Assert.Equal("PERMISSION_DENIED", User.Reason(await FileAsync(file, Callers.Staff(Role.StationClerk, county + "001001", county))));

        async Task<string> MadeAsync(CreateScheduleRequest schedule)
        {
            var made = await running.Schedules.CreateScheduleAsync(schedule, by);
            var due = (await running.Schedules.ListScheduledFilesAsync(new() { DueOnly = true }, by)).Files.Single(file => file.ScheduleId == made.Id);
            return (await running.Schedules.MakeScheduledFileAsync(new() { Id = due.Id }, by)).Id;
        }

        Task<string> FileAsync(string id, Caller caller) => TextAsync(running.Report, $"/api/scheduledFiles/{id}/file", caller);
    }

    async Task<string> TextAsync(ServiceUnderTest service, string path, Caller caller)
    {
        using var answer = await service.Http.SendAsync(running.Organization.Request(HttpMethod.Get, path, caller));
        return await answer.Content.ReadAsStringAsync();
    }

    // A team with a leader, and somebody honoured who agreed to be named.
    async Task NameAsync(string county, Metadata by)
    {
        var lastYear = Platform.ChinaTime.Today(TimeProvider.System).Year - 1;
        await new Sites.SitesClient(running.Organization.Channel).CreateSiteAsync(new() { Code = county, Name = "测试中心", Tier = Tier.Center, OpenedOn = "2020-01-01" }, by);
        var honours = new Honours.HonoursClient(running.Organization.Channel);
        var honour = await honours.CreateHonourAsync(new() { Site = county, Kind = "中国好人", Level = HonourLevel.National, Bearer = HonourBearer.Person, AwardedOn = $"{lastYear}-03", Name = "测试好人", Consent = NameConsent.Full }, by);
        await honours.VerifyHonourAsync(new() { Id = honour.Id }, by);

        await running.Volunteer.SqlAsync($"insert into known_site (county, code, closed_on, successor, version) values ('{county}', '{county}', null, '', 1) on conflict do nothing");
        var teams = new Teams.TeamsClient(running.Volunteer.Channel);
        var leader = await new Roster.RosterClient(running.Volunteer.Channel).RegisterVolunteerAsync(new() { Name = "测试队长", Phone = "10012340001", IdentityNumber = TestIdentity.Number(1970, 3, 4, 401), Site = county, Kinds = { "党员" }, Consent = true }, by);
        var team = await teams.CreateTeamAsync(new() { Name = "测试巡逻队", Category = "便民利民服务", Site = county, FoundedOn = "2026-01-05" }, by);
        await teams.AddMemberAsync(new() { TeamId = team.Id, PersonId = leader.PersonId, JoinedOn = "2026-01-06" }, by);
        await teams.SetLeaderAsync(new() { Id = team.Id, PersonId = leader.PersonId }, by);
    }
}
