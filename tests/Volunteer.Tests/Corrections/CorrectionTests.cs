using CivPractice.Platform.Callers;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using CsCheck;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;
using CorrectionRequest = CivPractice.Volunteer.Corrections.CorrectionRequest;

namespace CivPractice.Volunteer.Tests.Corrections;

/// <summary>A volunteer says what is wrong, the office answers within the term, and nothing changes in silence.</summary>
public sealed class CorrectionTests(VolunteerRunning running)
{
    V1.Corrections.CorrectionsClient Corrections => new(running.Service.Channel);

    [Theory]
    [InlineData("2026-03-02", "2026-03-16")]   // a Monday
    [InlineData("2026-03-06", "2026-03-20")]   // a Friday
    [InlineData("2026-03-07", "2026-03-20")]   // a Saturday
    public void The_term_is_ten_working_days(string asked, string due) => Assert.Equal(DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture), CorrectionRequest.Due(DateOnly.Parse(asked, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_term_ends_on_a_working_day_and_holds_as_many_as_it_says() => Gen.Select(Gen.Int[0, 3000], Gen.Int[1, 30]).Sample((day, days) =>
    {
        var asked = new DateOnly(2024, 1, 1).AddDays(day);
        var due = CorrectionRequest.Due(asked, days);
        Assert.Equal(days, Enumerable.Range(1, due.DayNumber - asked.DayNumber).Count(each => asked.AddDays(each).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)));
        Assert.False(due.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
    });

    [Fact]
    public async Task Accepted_hours_become_a_counter_entry_and_the_volunteer_reads_the_answer()
    {
        var station = await running.CountyAsync();
        var county = station[..6];
        var me = Callers.Person(Guid.CreateVersion7(), county);
        await running.RegisterAsync(me, Form(site: station));
        await running.TakeAsync(Attendance(me.PersonId, 60, county) with { Site = station });
        var entry = (await running.Hours.ListMyHoursAsync(new(), running.Service.As(me))).Entries.Single();
        var ask = new AskCorrectionRequest { About = CorrectionAbout.RecordedHours, EntryId = entry.Id, Text = "少记 2 小时" };
        var asked = await Corrections.AskCorrectionAsync(ask, running.Service.As(me));
        Assert.Equal((CorrectionStatus.CorrectionAsked, station, "楼道照明维修", false), (asked.Status, asked.Site, asked.ActivityTitle, asked.Overdue));
        Assert.Equal("ALREADY_ASKED", (await RefusedAsync(Corrections.AskCorrectionAsync(ask, running.Service.As(me)))).Reason);
        Assert.Equal(60, await running.MinutesAsync($"{me.PersonId}", Office(county)));

        var answer = new AnswerCorrectionRequest { Id = asked.Id, Accepted = true, Minutes = 120, Answer = "核对签到表,补记" };
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Corrections.AnswerCorrectionAsync(answer, running.Service.As(Clerk(county))))).Reason);
        Assert.Equal("PERMISSION_DENIED", (await RefusedAsync(Corrections.AnswerCorrectionAsync(answer, running.Service.As(Callers.Staff(Role.InstituteClerk, $"{county}009", county))))).Reason);
        Assert.Equal("NOT_FOUND", (await RefusedAsync(Corrections.AnswerCorrectionAsync(answer, running.Service.As(Office(Callers.B))))).Reason);
        Assert.Equal("MINUTES_REQUIRED", (await RefusedAsync(Corrections.AnswerCorrectionAsync(new() { Id = asked.Id, Accepted = true, Answer = "好的" }, running.Service.As(Office(county))))).Reason);
        Assert.Equal("BELOW_ZERO", (await RefusedAsync(Corrections.AnswerCorrectionAsync(new() { Id = asked.Id, Accepted = true, Minutes = -61, Answer = "减去" }, running.Service.As(Office(county))))).Reason);
        Assert.Equal("OWN_CORRECTION", (await RefusedAsync(Corrections.AnswerCorrectionAsync(answer, running.Service.As(Callers.Staff(Role.CenterOffice, county: county, person: me.PersonId))))).Reason);
        Assert.Equal([asked.Id], (await Corrections.ListCorrectionsAsync(new() { Prefix = county }, running.Service.As(Office(county)))).Corrections.Select(each => each.Id));
        // Two who answer at once: one counter-entry.
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try { return (await Corrections.AnswerCorrectionAsync(answer, running.Service.As(Office(county)))).Status; }
            catch (RpcException refusal) when (refusal.StatusCode is StatusCode.FailedPrecondition or StatusCode.Aborted) { return CorrectionStatus.Unspecified; }
        }));
        Assert.Single(answers, CorrectionStatus.CorrectionAccepted);
        Assert.Equal(180, await running.MinutesAsync($"{me.PersonId}", Office(county)));
        var read = (await Corrections.ListMyCorrectionsAsync(new(), running.Service.As(me))).Corrections.Single();
        Assert.Equal((CorrectionStatus.CorrectionAccepted, "核对签到表,补记", 120), (read.Status, read.Answer, read.Minutes));
        Assert.Empty((await Corrections.ListCorrectionsAsync(new() { Prefix = county }, running.Service.As(Office(county)))).Corrections);
        Assert.Single((await Corrections.ListCorrectionsAsync(new() { Prefix = county, Closed = true }, running.Service.As(Office(county)))).Corrections);
        Assert.Equal("correction.ask correction.answer", await running.AskAsync<string>($"select string_agg(action, ' ' order by id) from audit_entry where subject = '{asked.Id}'"));
        Assert.Empty(await running.Service.DifferencesAsync("Volunteer", county));
    }

    [Fact]
    public async Task A_refusal_changes_no_hours_and_a_request_is_taken_back_while_it_waits()
    {
        var me = Callers.Person(Guid.CreateVersion7());
        Assert.Equal("NOT_FOUND", (await RefusedAsync(Corrections.AskCorrectionAsync(new() { About = CorrectionAbout.ProfileRecord, Text = "还没有登记" }, running.Service.As(me)))).Reason);
        await running.RegisterAsync(me, Form());
        var one = await Corrections.AskCorrectionAsync(new() { About = CorrectionAbout.MissingHours, Text = "三月五日漏记" }, running.Service.As(me));
        var two = await Corrections.AskCorrectionAsync(new() { About = CorrectionAbout.ProfileRecord, Text = "手机号换了" }, running.Service.As(me));
        Assert.Equal("MINUTES_NOT_WANTED", (await RefusedAsync(Corrections.AnswerCorrectionAsync(new() { Id = one.Id, Minutes = 60, Answer = "不行" }, running.Service.As(Office())))).Reason);
        Assert.Equal(CorrectionStatus.CorrectionRefused, (await Corrections.AnswerCorrectionAsync(new() { Id = one.Id, Answer = "签到表上没有" }, running.Service.As(Office()))).Status);
        Assert.Equal("CORRECTION_CLOSED", (await RefusedAsync(Corrections.AnswerCorrectionAsync(new() { Id = one.Id, Accepted = true, Answer = "再答复" }, running.Service.As(Office())))).Reason);
        Assert.Equal("NOT_FOUND", (await RefusedAsync(Corrections.WithdrawCorrectionAsync(new() { Id = two.Id }, running.Service.As(Callers.Person(Guid.CreateVersion7()))))).Reason);
        Assert.Equal(CorrectionStatus.CorrectionWithdrawn, (await Corrections.WithdrawCorrectionAsync(new() { Id = two.Id }, running.Service.As(me))).Status);
        Assert.Equal("CORRECTION_CLOSED", (await RefusedAsync(Corrections.WithdrawCorrectionAsync(new() { Id = two.Id }, running.Service.As(me)))).Reason);
        Assert.Equal(0, await running.MinutesAsync($"{me.PersonId}"));
        Assert.Equal([two.Id, one.Id], (await Corrections.ListMyCorrectionsAsync(new(), running.Service.As(me))).Corrections.Select(each => each.Id));
    }
}
