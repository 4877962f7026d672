using CivPractice.Platform.V1;
using CivPractice.Testing;
using CivPractice.Volunteer.V1;
using Grpc.Core;
using static CivPractice.Volunteer.Tests.VolunteerRunning;

namespace CivPractice.Volunteer.Tests.Hours;

public sealed class HoursServiceTests(VolunteerRunning running)
{
    [Fact]
    public async Task Confirmed_attendance_is_applied_once_whatever_its_message_id()
    {
        var person = Guid.CreateVersion7();
        var (fact, message) = (Attendance(person, 130), Guid.CreateVersion7());
        await running.TakeAsync(fact, message);
        await running.TakeAsync(fact, message);
        await running.TakeAsync(fact);
        Assert.Equal(130, await running.MinutesAsync(person.ToString()));

        await running.TakeAsync(fact with { Minutes = 120, Version = 3 });
        await running.TakeAsync(fact with { Minutes = 90, Version = 2 });
        Assert.Equal(120, await running.MinutesAsync(person.ToString()));
        var mine = await running.Hours.ListMyHoursAsync(new(), running.Service.As(Callers.Person(person)));
        Assert.Equal([-10, 130], mine.Entries.Select(entry => entry.Minutes));
        Assert.Equal(mine.Entries[1].Id, mine.Entries[0].CorrectsId);
        Assert.Equal(120, (await running.Roster.GetMyRecordAsync(new(), running.Service.As(Callers.Person(person)))).Minutes);
    }

    [Fact]
    public async Task The_same_fact_many_times_at_once_leaves_one_line()
    {
        var fact = Attendance(Guid.CreateVersion7(), 60);
        // One of two that build the same next line is refused, and the bus tries it again.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => running.TakeAsync(fact)));
        Assert.Equal(1, await running.AskAsync<long>($"select count(*) from hours_entry where person_id = '{fact.PersonId}'"));
        Assert.Equal(60, await running.MinutesAsync(fact.PersonId.ToString()));
    }

    [Fact]
    public async Task A_correction_is_a_line_with_a_reason_and_never_takes_more_than_there_is()
    {
        var person = Guid.CreateVersion7();
        await running.TakeAsync(Attendance(person, 60, grade: "B"));
        var entry = (await running.Hours.ListHoursAsync(new() { PersonId = person.ToString() }, running.Service.As(Clerk()))).Entries.Single();

        async Task<(StatusCode, string)> Refused(int minutes, string reason = "签退过晚") =>
            await RefusedAsync(running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = minutes, Reason = reason }, running.Service.As(Office())));
        Assert.Equal((StatusCode.FailedPrecondition, "BELOW_ZERO"), await Refused(-61));
        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_RANGE"), await Refused(0));
        Assert.Equal((StatusCode.InvalidArgument, "OUT_OF_RANGE"), await Refused(int.MinValue));
        Assert.Equal((StatusCode.InvalidArgument, "REQUIRED"), await Refused(-10, " "));
        Assert.Equal((StatusCode.PermissionDenied, "PERMISSION_DENIED"), await RefusedAsync(running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = -1, Reason = "签退过晚" }, running.Service.As(Clerk()))));
        Assert.Equal((StatusCode.FailedPrecondition, "OWN_HOURS"), await RefusedAsync(running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = 60, Reason = "加一点" }, running.Service.As(Office() with { Person = person }))));

        var correction = await running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = -60, Reason = "不是志愿服务" }, running.Service.As(Office()));
        Assert.Equal((-60, entry.Id, TrustGrade.B), (correction.Minutes, correction.CorrectsId, correction.Grade));
        Assert.Equal((StatusCode.FailedPrecondition, "BELOW_ZERO"), await Refused(-1));
        Assert.Equal(0, await running.MinutesAsync(person.ToString()));
    }

    [Fact]
    public async Task Corrections_at_once_never_push_the_sum_below_zero()
    {
        var person = Guid.CreateVersion7();
        await running.TakeAsync(Attendance(person, 100));
        var id = (await running.Hours.ListHoursAsync(new() { PersonId = person.ToString() }, running.Service.As(Clerk()))).Entries.Single().Id;
        var done = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            try { await running.Hours.CorrectHoursAsync(new() { Id = id, Minutes = -30, Reason = "更正" }, running.Service.As(Office())); return 30; }
            catch (RpcException refusal)
            {
                Assert.Contains(refusal.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason, new[] { "CHANGED_MEANWHILE", "BELOW_ZERO" });
                return 0;
            }
        }));
        Assert.InRange(done.Sum(), 30, 90);
        Assert.Equal(100 - done.Sum(), await running.MinutesAsync(person.ToString()));
    }

    [Fact]
    public async Task Figures_are_the_ledgers_sums()
    {
        const string county = "140302";
        var person = Guid.CreateVersion7();
        await running.TakeAsync(Attendance(person, 130, county));
        await running.TakeAsync(Attendance(person, 120, county, grade: "B"));
        var entry = (await running.Hours.ListHoursAsync(new() { PersonId = person.ToString() }, running.Service.As(Clerk(county)))).Entries.First(each => each.Grade == TrustGrade.A);
        await running.Hours.CorrectHoursAsync(new() { Id = entry.Id, Minutes = -30, Reason = "途中离开" }, running.Service.As(Office(county)));

        var tally = await running.Hours.GetTallyAsync(new GetTallyRequest { Indicators = { "hours.minutes" }, Prefix = county, From = "2026-03-03", To = "2026-03-03", GroupBy = TallyGrouping.Dimension }, running.Service.As(Clerk(county)));
        Assert.Equal(["A 100", "B 120"], tally.Lines.Select(line => $"{line.Group} {line.Value}"));
        Assert.Equal(220L, await running.AskAsync<long>($"select sum(minutes) from hours_entry where county = '{county}'"));
        var none = await running.Hours.ListHoursAsync(new() { From = "2026-03-04" }, running.Service.As(Clerk(county)));
        Assert.Empty(none.Entries);
    }

    [Fact]
    public async Task The_ledger_pages_newest_first()
    {
        const string county = "140303";
        var person = Guid.CreateVersion7();
        foreach (var day in new[] { 1, 3, 2, 2, 1 })
            await running.TakeAsync(Attendance(person, day, county) with { ServedOn = new DateOnly(2026, 3, day) });
        var request = new ListHoursRequest { PageSize = 2 };
        var minutes = new List<int>();
        do
        {
            var page = await running.Hours.ListHoursAsync(request, running.Service.As(Clerk(county)));
            minutes.AddRange(page.Entries.Select(entry => entry.Minutes));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.Equal([3, 2, 2, 1, 1], minutes);
    }
}
